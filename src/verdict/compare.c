/*
 * The margin is asked before the direction: with many pairs a difference may
 * be sure and not matter. What is missing is asked last and can only take a
 * verdict back, never give one, or declining the hard questions would win.
 * Holm's correction is over the bands alone: the whole is what was asked, not
 * one look among many.
 */
#include "verdict/compare.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/pulse.h"
#include "stat/boot.h"
#include "stat/dist.h"
#include "stat/power.h"
#include "stat/resample.h"
#include "stat/select.h"
#include "stat/serial.h"
#include "stat/summary.h"
#include "verdict/lacking.h"

enum { BISECTIONS = 60 };
enum { SHIFT_DRAWS = 2000, SHIFT_WORK = 2000 * 1000 };

#define POWER 0.8

/* The interval that two one-sided 5 % tests amount to. */
#define TOST_LEVEL 0.9

void
compare_defaults(struct compare_opts *o)
{
	*o = (struct compare_opts){ .margin = COMPARE_MARGIN,
				    .level = 0.95,
				    .k = COMPARE_WITHIN,
				    .missing = LACKING_ALLOWED,
				    .seed = 1,
				    .draws = BOOT_DRAWS };
}

/*
 * The draws of the shift are those of the targets' mean differences: with
 * single answers these are the pairs themselves. Their stretch is that of
 * the mean.
 */
static struct interval
shift_interval(const struct pair_differences *d, double hl,
	       const struct serial *s, const struct compare_opts *o)
{
	size_t n = d->p.n, draws, *first;
	double *shift, *mean;
	struct resample *r;
	struct interval in;

	if (n == 0)
		return interval_none();
	draws = o->draws < SHIFT_DRAWS ? o->draws : SHIFT_DRAWS;
	draws = draws * n > SHIFT_WORK ? SHIFT_WORK / n + 1 : draws;
	first = mem_calloc(n + 1, sizeof(*first));
	shift = mem_calloc(draws, sizeof(*shift));
	mean = mem_calloc(draws, sizeof(*mean));
	for (size_t i = 0; i <= n; i++)
		first[i] = i;
	r = resample_new(&(struct panel){ n, d->x, first, d->mean, NULL },
			 o->seed);
	for (size_t b = 0; b < draws; b++) {
		const double *ignored;
		struct panel p = resample_next(r, &ignored);
		double *v = (double *)p.v;

		pulse_at("drawing intervals", b, draws);
		qsort(v, n, sizeof(*v), select_compare);
		shift[b] = rank_hodges_lehmann_sorted(v, n);
		mean[b] = summary_mean(v, n);
	}
	in = boot_stretched(shift, draws, n, hl, s, mean, o->level);
	resample_free(r);
	free(mean);
	free(shift);
	free(first);
	return in;
}

static bool
within(struct interval in, double margin)
{
	return in.lo > -margin && in.hi < margin;
}

static enum compare_verdict
judge(const struct compare_part *p, const struct compare_opts *o)
{
	double half = serial_half(&p->mean, TOST_LEVEL), share;
	struct interval mean, hl;

	if (isnan(p->hl_in.lo))
		return COMPARE_TOO_FEW;
	/* The shift's interval, narrowed as the mean's is. */
	share = p->mean.se > 0 ? half / serial_half(&p->mean, o->level) : 1;
	mean = serial_interval(&p->mean, TOST_LEVEL);
	hl = (struct interval){ p->hl + share * (p->hl_in.lo - p->hl),
				p->hl + share * (p->hl_in.hi - p->hl) };
	/* A difference may be sure and yet too small to matter. */
	if (within(mean, o->margin) && within(hl, o->margin))
		return COMPARE_EQUIVALENT;
	return p->hl_in.lo > 0   ? COMPARE_BETTER
	       : p->hl_in.hi < 0 ? COMPARE_WORSE
				 : COMPARE_INCONCLUSIVE;
}

/*
 * Whoever declines the hard questions is near on the rest: a side that lacks
 * many more answers than the other is neither nearer nor as near.
 */
static void
hold_back(struct compare_part *p, const struct compare_opts *o)
{
	double a = lacking_share(p->lost_a, p->planned);
	double b = lacking_share(p->lost_b, p->planned);

	p->lacks = lacking_apart(a, b, o->missing);
	p->held_back =
	    (lacking_many(b, a, o->missing) && p->verdict != COMPARE_WORSE) ||
	    (lacking_many(a, b, o->missing) && p->verdict != COMPARE_BETTER);
	if (p->held_back && p->verdict != COMPARE_TOO_FEW)
		p->verdict = COMPARE_INCONCLUSIVE;
}

/* An answer that is missing is further off than any that is there. */
static struct paired_tally
tally_of(const struct pair_differences *d)
{
	struct paired_tally t = paired_tally(d->d, d->p.first[d->p.n]);

	t.win += d->lost_a - d->lost_both;
	t.loss += d->lost_b - d->lost_both;
	t.tie += d->lost_both;
	return t;
}

/*
 * Exact where each question has one pair. Repeats of a question flip together
 * (Obuchowski 1998): signs of its hits by A alone less those by B alone.
 */
static double
mcnemar_of(const struct pair_differences *d, const struct compare_opts *o)
{
	struct paired_flips f;

	if (d->planned == 0)
		return NAN;
	if (d->nunit == d->planned)
		return paired_mcnemar(d->only_a, d->only_b);
	paired_flips(d->unit_hits, d->nunit, o->draws, o->seed, &f);
	return f.p;
}

/*
 * P(estimate + t se < x) where the truth is d, in the next run, which has a se
 * of its own (serial_detectable).
 */
static double
below(const struct serial *s, double d, double t, double x)
{
	return dist_normal_cdf((x - d - t * s->se) /
			       (s->se * sqrt(1 + 1.5 * t * t / s->df)));
}

/*
 * The least mean difference that is called better 4 times in 5: its interval
 * excludes zero, and it is not equivalent, which a difference inside the
 * margin may be however sure it is.
 */
static double
visible_of(const struct serial *s, const struct compare_opts *o)
{
	double lo = 0, hi, t, t90;

	if (isnan(s->se))
		return NAN;
	if (!(s->se > 0))
		return o->margin;
	t = dist_t_reach(o->level, s->df);
	t90 = dist_t_reach(TOST_LEVEL, s->df);
	hi = o->margin + 2 * serial_detectable(s, (1 - o->level) / 2, 0.95);
	for (int i = 0; i < BISECTIONS; i++) {
		double d = (lo + hi) / 2;
		double not_seen = below(s, d, -t, 0);
		double alike = below(s, d, t90, o->margin);

		if (not_seen + alike <= 1 - POWER)
			hi = d;
		else
			lo = d;
	}
	return hi;
}

static void
set_part(struct compare_part *p, const struct pairs *pairs, double lo,
	 double hi, const struct compare_opts *o)
{
	struct pair_differences d;
	size_t n;

	pair_differences_of(&d, pairs, lo, hi, o->k);
	n = d.p.first[d.p.n];
	*p = (struct compare_part){
		.lo = lo,
		.hi = hi,
		.planned = d.planned,
		.pairs = n,
		.targets = d.p.n,
		.miss_a = d.miss_a,
		.miss_b = d.miss_b,
		.hits_a = d.hits_a,
		.hits_b = d.hits_b,
		.only_a = d.only_a,
		.only_b = d.only_b,
		.lost_a = d.lost_a,
		.lost_b = d.lost_b,
		.mcnemar = mcnemar_of(&d, o),
		.wilcoxon_holm = NAN,
		.mcnemar_holm = NAN,
		.visible_rate = power_rate(d.nunit),
	};
	panel_serial(&d.p, NULL, &p->mean);
	p->mean_in = serial_interval(&p->mean, o->level);
	p->visible = visible_of(&p->mean, o);
	p->hl = rank_hodges_lehmann(d.d, n);
	p->hl_in = shift_interval(&d, p->hl, &p->mean, o);
	p->tally = tally_of(&d);
	rank_wilcoxon(d.unit_mean, d.nunit, &p->wilcoxon);
	paired_flips(d.unit, d.nunit, o->draws, o->seed, &p->flips);
	p->verdict = judge(p, o);
	hold_back(p, o);
	pair_differences_fini(&d);
}

static void
set_holm(struct compare *c)
{
	size_t n = c->nparts - 1;
	double p[CURVE_BANDS] = { 0 }, q[CURVE_BANDS];

	for (size_t b = 0; b < n; b++)
		p[b] = c->part[b + 1].wilcoxon.p;
	paired_holm(p, q, n);
	for (size_t b = 0; b < n; b++) {
		c->part[b + 1].wilcoxon_holm = q[b];
		p[b] = c->part[b + 1].mcnemar;
	}
	paired_holm(p, q, n);
	for (size_t b = 0; b < n; b++)
		c->part[b + 1].mcnemar_holm = q[b];
}

/*
 * Either the difference seen becomes visible, or the margin does: whichever
 * takes fewer answers, the noise falling with their number.
 */
static void
set_needed(struct compare *c, double targets)
{
	const struct compare_part *p = &c->part[0];
	double seen = power_factor(
	    serial_detectable(&p->mean, (1 - c->opts.level) / 2, POWER),
	    p->mean.value);
	double same = power_factor(serial_detectable(&p->mean, 0.05, POWER),
				   c->opts.margin);
	double factor = seen > 0 && (same == 0 || seen < same) ? seen : same;

	c->repeats = (double)p->planned / targets;
	c->repeats_needed = p->verdict == COMPARE_INCONCLUSIVE && !p->lacks
				? ceil(c->repeats * factor)
				: 0;
}

/* A table shows the corrected p where there is one. */
static void
set_shown(struct compare *c)
{
	for (size_t k = 0; k < c->nparts; k++) {
		struct compare_part *p = &c->part[k];

		p->p_rank =
		    isnan(p->wilcoxon_holm) ? p->wilcoxon.p : p->wilcoxon_holm;
		p->p_mcnemar =
		    isnan(p->mcnemar_holm) ? p->mcnemar : p->mcnemar_holm;
	}
}

static size_t
targets_of(const struct pairs *p)
{
	size_t n = p->n > 0;

	for (size_t i = 1; i < p->n; i++)
		n += pairs_target(p, i) != pairs_target(p, i - 1);
	return n;
}

int
compare_of(struct compare *c, struct pair_side a, struct pair_side b,
	   enum pair_under_test t, const struct compare_opts *o, struct err *e)
{
	const struct curve_series *base = &a.c->series[a.series];
	struct pairs pairs;

	*c = (struct compare){ .a = a, .b = b, .opts = *o };
	c->limits = relation_limits(a.c->s->series[a.series].relation) ||
		    relation_limits(b.c->s->series[b.series].relation);
	if (pairs_check(a, b, t, o->shared, e) < 0 ||
	    pairs_of(&pairs, a, b, o->common, o->relative, e) < 0)
		return -1;
	if (pairs.n == 0) {
		pairs_fini(&pairs);
		return err_set(e, STATUS_INPUT,
			       "%s and %s have no question in common",
			       a.c->s->path, b.c->s->path);
	}
	c->unmatched = pairs.unmatched;
	c->first = pairs.first;
	c->nparts = base->nband + 1;
	c->part = mem_calloc(c->nparts, sizeof(*c->part));
	set_part(&c->part[0], &pairs, pairs_target(&pairs, 0),
		 pairs_target(&pairs, pairs.n - 1), o);
	for (size_t k = 0; k < base->nband; k++)
		set_part(&c->part[k + 1], &pairs, base->band[k].lo,
			 base->band[k].hi, o);
	set_holm(c);
	set_shown(c);
	set_needed(c, (double)targets_of(&pairs));
	pairs_fini(&pairs);
	return 0;
}

void
compare_fini(struct compare *c)
{
	free(c->part);
	c->part = NULL;
}
