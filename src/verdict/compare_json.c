/* A comparison in one sentence, and as JSON. */
#include <math.h>

#include "base/num.h"
#include "curve/interval.h"
#include "verdict/compare.h"

static void
say_num(struct buf *out, double x, int digits)
{
	char text[NUM_TEXT];

	num_fixed(text, x, digits);
	buf_puts(out, text);
}

static const char *
scale(const struct compare *c)
{
	return c->opts.relative ? " % of the target" : " characters";
}

static void
say_shift(const struct compare *c, struct buf *out)
{
	const struct compare_part *p = &c->part[0];

	buf_puts(out, " (Hodges-Lehmann shift ");
	say_num(out, p->hl, 1);
	buf_printf(out, "%s, ", scale(c));
	say_num(out, 100 * c->opts.level, 0);
	buf_puts(out, " % interval ");
	say_num(out, p->hl_in.lo, 1);
	buf_puts(out, " to ");
	say_num(out, p->hl_in.hi, 1);
	buf_printf(out, "; nearer in %zu, further in %zu, level in %zu)",
		   p->tally.win, p->tally.loss, p->tally.tie);
}

/* The bands that show it, for a verdict that holds somewhere. */
static void
say_bands(const struct compare *c, struct buf *out)
{
	const char *sep = "; the interval excludes zero at targets ";

	for (size_t k = 1; k < c->nparts; k++) {
		const struct compare_part *p = &c->part[k];

		if (p->verdict != COMPARE_BETTER && p->verdict != COMPARE_WORSE)
			continue;
		buf_printf(out, "%s%.0f-%.0f (%s)", sep, p->lo, p->hi,
			   compare_verdict_name(p->verdict));
		sep = ", ";
	}
}

static void
say_held_back(const struct compare *c, struct buf *out)
{
	const struct compare_part *p = &c->part[0];

	buf_printf(out,
		   "; %zu answers are missing from it and %zu from the base, "
		   "of %zu: what is left may not be alike",
		   p->lost_b, p->lost_a, p->planned);
}

static void
say_needed(const struct compare *c, struct buf *out)
{
	buf_puts(out, "; this design sees a mean difference of ");
	say_num(out, c->part[0].visible, 1);
	buf_puts(out, scale(c));
	if (c->repeats_needed > 0)
		buf_printf(out,
			   ", and about %.0f repeats a target (now %.0f) would "
			   "settle it",
			   c->repeats_needed, c->repeats);
}

void
compare_say(const struct compare *c, const char *name_a, const char *name_b,
	    struct buf *out)
{
	const struct compare_part *p = &c->part[0];

	buf_puts(out, name_b);
	switch (p->verdict) {
	case COMPARE_TOO_FEW:
		buf_printf(out, " against %s: not enough data.", name_a);
		return;
	case COMPARE_EQUIVALENT:
		buf_printf(out, " is equivalent to %s within ", name_a);
		say_num(out, c->opts.margin, 1);
		buf_puts(out, scale(c));
		break;
	case COMPARE_INCONCLUSIVE:
		buf_printf(out, " against %s is inconclusive", name_a);
		break;
	default:
		buf_printf(out, " is %s than %s",
			   compare_verdict_name(p->verdict), name_a);
	}
	say_shift(c, out);
	if (p->held_back)
		say_held_back(c, out);
	else if (p->verdict == COMPARE_INCONCLUSIVE)
		say_needed(c, out);
	say_bands(c, out);
	/* A mean that points the other way means a few wild answers. */
	if ((p->mean_in.lo > 0 && p->hl < 0) ||
	    (p->mean_in.hi < 0 && p->hl > 0))
		buf_puts(out, "; the means say the opposite: look at the "
			      "largest misses");
	buf_putc(out, '.');
}

static double
share(size_t k, size_t n)
{
	return n > 0 ? (double)k / (double)n : NAN;
}

static void
json_tests(struct jsonw *w, const struct compare_part *p)
{
	jsonw_key(w, "wilcoxon");
	jsonw_object(w);
	jsonw_kint(w, "n", (int64_t)p->wilcoxon.n);
	jsonw_knum(w, "rank_biserial", p->wilcoxon.effect);
	jsonw_knum(w, "z", p->wilcoxon.z);
	jsonw_knum(w, "p", p->wilcoxon.p);
	jsonw_knum(w, "p_holm", p->wilcoxon_holm);
	jsonw_kbool(w, "exact", p->wilcoxon.exact);
	jsonw_end(w);
	jsonw_key(w, "sign_flip");
	jsonw_object(w);
	jsonw_knum(w, "p", p->flips.p);
	jsonw_kint(w, "draws", (int64_t)p->flips.draws);
	jsonw_end(w);
	jsonw_key(w, "mcnemar");
	jsonw_object(w);
	jsonw_kint(w, "only_a", (int64_t)p->only_a);
	jsonw_kint(w, "only_b", (int64_t)p->only_b);
	jsonw_knum(w, "p", p->mcnemar);
	jsonw_knum(w, "p_holm", p->mcnemar_holm);
	jsonw_end(w);
}

static void
json_part(struct jsonw *w, const struct compare_part *p, bool limits)
{
	jsonw_object(w);
	jsonw_knum(w, "from", p->lo);
	jsonw_knum(w, "to", p->hi);
	jsonw_kint(w, "planned", (int64_t)p->planned);
	jsonw_kint(w, "pairs", (int64_t)p->pairs);
	jsonw_kint(w, "missing_a", (int64_t)p->lost_a);
	jsonw_kint(w, "missing_b", (int64_t)p->lost_b);
	jsonw_kstr(w, "verdict", compare_verdict_name(p->verdict));
	jsonw_knum(w, "shift", p->hl);
	interval_json(w, "shift_interval", p->hl_in);
	jsonw_knum(w, "mean", p->mean.value);
	interval_json(w, "mean_interval", p->mean_in);
	jsonw_knum(w, limits ? "miss_a" : "mald_a", p->miss_a);
	jsonw_knum(w, limits ? "miss_b" : "mald_b", p->miss_b);
	jsonw_kint(w, "nearer", (int64_t)p->tally.win);
	jsonw_kint(w, "level", (int64_t)p->tally.tie);
	jsonw_kint(w, "further", (int64_t)p->tally.loss);
	jsonw_knum(w, "hit_a", share(p->hits_a, p->planned));
	jsonw_knum(w, "hit_b", share(p->hits_b, p->planned));
	jsonw_knum(w, "visible_mean", p->visible);
	jsonw_knum(w, "visible_rate", p->visible_rate);
	json_tests(w, p);
	jsonw_end(w);
}

void
compare_json(const struct compare *c, const char *name_a, const char *name_b,
	     struct jsonw *w)
{
	struct buf text;

	buf_init(&text, 1 << 20);
	compare_say(c, name_a, name_b, &text);
	jsonw_object(w);
	jsonw_kstr(w, "a", name_a);
	jsonw_kstr(w, "b", name_b);
	jsonw_kstr(w, "says", text.data);
	jsonw_kstr(w, "verdict", compare_verdict_name(c->part[0].verdict));
	jsonw_knum(w, "repeats", c->repeats);
	jsonw_knum(w, "repeats_needed",
		   c->repeats_needed > 0 ? c->repeats_needed : NAN);
	jsonw_kint(w, "unmatched", (int64_t)c->unmatched);
	manifest_terms_object(&c->a.c->s->terms, "terms_a", w);
	manifest_terms_object(&c->b.c->s->terms, "terms_b", w);
	jsonw_key(w, "overall");
	json_part(w, &c->part[0], c->limits);
	jsonw_key(w, "bands");
	jsonw_array(w);
	for (size_t k = 1; k < c->nparts; k++)
		json_part(w, &c->part[k], c->limits);
	jsonw_end(w);
	jsonw_end(w);
	buf_fini(&text);
}
