/*
 * A finding is worded by a row of a table. All are offered the same
 * arguments, so that a text in any language may use whichever it needs.
 */
#include "report/compare_show.h"

#include <math.h>
#include <stdio.h>

#include "base/num.h"
#include "curve/interval.h"
#include "data/table.h"
#include "report/chart.h"
#include "report/terms_text.h"
#include "report/words.h"
#include "verdict/compare_finding.h"

static const struct series *
series_of(struct pair_side s)
{
	return &s.c->s->series[s.series];
}

static void
add_name(struct pair_side s, struct pair_side other, struct buf *out)
{
	unsigned keys = series_varying(series_of(other), series_of(s), 1);
	struct buf run;

	series_name(series_of(s), keys, out);
	if (keys != 0)
		return;
	buf_init(&run, 1 << 20);
	chart_run_name(s.c->s->path, &run);
	words_say(out, WORDS_IN_RUN, WORDS_ARGS(words_str("run", run.data)));
	buf_fini(&run);
}

void
compare_show_names(const struct compare *c, struct buf *a, struct buf *b)
{
	add_name(c->a, c->b, a);
	add_name(c->b, c->a, b);
}

static const enum words_id verdicts[] = {
	[COMPARE_BETTER] = WORDS_BETTER,
	[COMPARE_WORSE] = WORDS_WORSE,
	[COMPARE_EQUIVALENT] = WORDS_EQUIVALENT,
	[COMPARE_INCONCLUSIVE] = WORDS_INCONCLUSIVE,
	[COMPARE_TOO_FEW] = WORDS_TOO_FEW,
};

static enum words_id
text_of(enum compare_fact fact, enum compare_verdict verdict)
{
	static const enum words_id conclusion[] = {
		[COMPARE_BETTER] = WORDS_COMPARE_BETTER,
		[COMPARE_WORSE] = WORDS_COMPARE_WORSE,
		[COMPARE_EQUIVALENT] = WORDS_COMPARE_EQUIVALENT,
		[COMPARE_INCONCLUSIVE] = WORDS_COMPARE_INCONCLUSIVE,
		[COMPARE_TOO_FEW] = WORDS_COMPARE_TOO_FEW,
	};
	static const enum words_id text[COMPARE_FACTS] = {
		[COMPARE_FACT_SHIFT] = WORDS_COMPARE_SHIFT,
		[COMPARE_FACT_HELD_BACK] = WORDS_COMPARE_HELD_BACK,
		[COMPARE_FACT_VISIBLE] = WORDS_COMPARE_VISIBLE,
		[COMPARE_FACT_SETTLES] = WORDS_COMPARE_SETTLES,
		[COMPARE_FACT_BAND] = WORDS_COMPARE_BAND,
		[COMPARE_FACT_OPPOSITE] = WORDS_COMPARE_OPPOSITE,
	};

	return fact == COMPARE_FACT_VERDICT ? conclusion[verdict] : text[fact];
}

static void
say(const struct compare *c, const struct compare_part *p, enum words_id id,
    const char *name_a, const char *name_b, struct buf *out)
{
	const struct words_arg *unit = WORDS_ARGS(
	    words_clause("units", words_units(c->a.c->s->unit), NULL));

	words_say(
	    out, id,
	    WORDS_ARGS(words_str("a", name_a), words_str("b", name_b),
		       words_clause("scale",
				    c->opts.relative ? WORDS_SCALE_PERCENT
						     : WORDS_SCALE_UNITS,
				    unit),
		       words_fixed("margin", c->opts.margin, 1),
		       words_fixed("level", 100 * c->opts.level, 0),
		       words_fixed("shift", p->hl, 1),
		       words_fixed("shift_lo", p->hl_in.lo, 1),
		       words_fixed("shift_hi", p->hl_in.hi, 1),
		       words_count("nearer", p->tally.win),
		       words_count("further", p->tally.loss),
		       words_count("level_in", p->tally.tie),
		       words_count("missing_a", p->lost_a),
		       words_count("missing_b", p->lost_b),
		       words_count("planned", p->planned),
		       words_fixed("visible", p->visible, 1),
		       words_fixed("needed", c->repeats_needed, 0),
		       words_fixed("repeats", c->repeats, 0),
		       words_fixed("lo", p->lo, 0), words_fixed("hi", p->hi, 0),
		       words_clause("verdict", verdicts[p->verdict], NULL)));
}

void
compare_show_say(const struct compare *c, const char *name_a,
		 const char *name_b, struct buf *out)
{
	struct compare_finding f[COMPARE_FINDINGS];
	size_t n = compare_finding_of(c, f);
	bool listed = false; /* a list of bands has begun */

	for (size_t i = 0; i < n; i++) {
		enum words_id id = text_of(f[i].fact, f[i].part->verdict);

		if (f[i].fact == COMPARE_FACT_BAND && listed)
			id = WORDS_COMPARE_BAND_TOO;
		listed |= f[i].fact == COMPARE_FACT_BAND;
		say(c, f[i].part, id, name_a, name_b, out);
	}
	words_say(out, WORDS_STOP, NULL);
}

static void
interval_cell(struct table *t, struct interval in)
{
	if (isnan(in.lo))
		table_text(t, "-");
	else
		words_cell(t, WORDS_RANGE,
			   WORDS_ARGS(words_fixed("lo", in.lo, 1),
				      words_fixed("hi", in.hi, 1)));
}

static void
p_value(struct table *t, double p)
{
	char text[NUM_TEXT];

	if (isnan(p)) {
		table_text(t, "-");
		return;
	}
	if (p < 0.0001) {
		table_text(t, "<.0001");
		return;
	}
	num_fixed(text, p, 4);
	table_text(t, text);
}

static void
add_part(struct table *t, const struct compare_part *p)
{
	double planned = (double)p->planned;
	char text[96];

	words_cell(t, WORDS_TARGETS,
		   WORDS_ARGS(words_fixed("lo", p->lo, 0),
			      words_fixed("hi", p->hi, 0)));
	table_num(t, (double)p->pairs, 0);
	table_num(t, p->miss_a, 1);
	table_num(t, p->miss_b, 1);
	table_num(t, p->hl, 1);
	interval_cell(t, p->hl_in);
	table_num(t, p->mean.value, 1);
	interval_cell(t, p->mean_in);
	table_num(t, p->wilcoxon.effect, 2);
	snprintf(text, sizeof(text), "%zu/%zu/%zu", p->tally.win, p->tally.tie,
		 p->tally.loss);
	table_text(t, text);
	table_share(t, (double)p->hits_a / planned);
	table_share(t, (double)p->hits_b / planned);
	p_value(t, isnan(p->wilcoxon_holm) ? p->wilcoxon.p : p->wilcoxon_holm);
	p_value(t, p->flips.p);
	p_value(t, isnan(p->mcnemar_holm) ? p->mcnemar : p->mcnemar_holm);
	table_num(t, p->visible, 1);
	table_text(t, words_text(verdicts[p->verdict]));
}

static void
print_table(const struct compare *c, struct buf *out)
{
	const enum words_id head[] = {
		WORDS_HEAD_TARGETS,
		WORDS_HEAD_PAIRS,
		c->limits ? WORDS_HEAD_MISS_A : WORDS_HEAD_MALD_A,
		c->limits ? WORDS_HEAD_MISS_B : WORDS_HEAD_MALD_B,
		WORDS_HEAD_SHIFT,
		WORDS_HEAD_INTERVAL,
		WORDS_HEAD_MEAN_D,
		WORDS_HEAD_INTERVAL,
		WORDS_HEAD_RANK_R,
		WORDS_HEAD_TALLY,
		WORDS_HEAD_HIT_A,
		WORDS_HEAD_HIT_B,
		WORDS_HEAD_P_RANK,
		WORDS_HEAD_P_FLIP,
		WORDS_HEAD_P_MCNEMAR,
		WORDS_HEAD_VISIBLE,
		WORDS_HEAD_VERDICT,
	};
	enum { HEADS = sizeof(head) / sizeof(head[0]) };
	struct table t;

	table_init(&t, HEADS);
	words_heads(&t, head, HEADS);
	for (size_t k = 0; k < c->nparts; k++)
		if (c->part[k].planned > 0)
			add_part(&t, &c->part[k]);
	table_print(&t, 0, out);
	table_fini(&t);
}

void
compare_show_text(const struct compare *c, struct buf *out)
{
	struct buf a, b;

	buf_init(&a, 1 << 20);
	buf_init(&b, 1 << 20);
	compare_show_names(c, &a, &b);
	words_say(out, WORDS_SIDES,
		  WORDS_ARGS(words_str("a", a.data), words_str("b", b.data)));
	words_say(out, WORDS_PART, NULL);
	words_say(out, WORDS_UNIT,
		  WORDS_ARGS(words_str("unit", c->a.c->s->unit)));
	if (c->opts.relative)
		words_say(out, WORDS_PART_PERCENT, NULL);
	if (c->a.c->s->terms.seeds == c->b.c->s->terms.seeds)
		terms_text_seeds(c->a.c->s, out);
	if (series_of(c->a)->simulated || series_of(c->b)->simulated)
		words_say(out, WORDS_PART_SIMULATED, NULL);
	buf_puts(out, "\n\n");
	print_table(c, out);
	buf_putc(out, '\n');
	compare_show_say(c, a.data, b.data, out);
	buf_putc(out, '\n');
	terms_text_between(c->a.c->s, c->b.c->s, "A", "B", out);
	if (c->unmatched > 0) {
		words_say(out, WORDS_UNMATCHED,
			  WORDS_ARGS(words_count("n", c->unmatched)));
		buf_putc(out, '\n');
	}
	buf_fini(&b);
	buf_fini(&a);
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
compare_show_json(const struct compare *c, const char *name_a,
		  const char *name_b, struct jsonw *w)
{
	struct buf text;

	buf_init(&text, 1 << 20);
	compare_show_say(c, name_a, name_b, &text);
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
