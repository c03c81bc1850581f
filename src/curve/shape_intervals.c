/*
 * No draws: each interval is Student's t about a number whose error
 * shape_spread or stat/serial knows, so that the same answers give the same
 * interval whichever verb asks, and in no time.
 */
#include "curve/shape_intervals.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "curve/shape_spread.h"
#include "stat/dist.h"
#include "stat/rank.h"
#include "stat/serial.h"
#include "stat/summary.h"
#include "stat/trend.h"

enum { SEN_MIN = 10 }; /* targets for Sen's interval */

/* How much more Theil and Sen's slope varies than the least-squares one under
 * normal noise: the root of pi / 3 (Sen 1968). */
#define SEN_WIDER 1.0233267079464885

static const struct shape_score score[SPREADS] = {
	[SPREAD_MALD] = { SCORE_ABS, 0, 0 },
	[SPREAD_BIAS] = { SCORE_E, 0, 0 },
	[SPREAD_RMSE] = { SCORE_SQUARE, 0, 0 },
	[SPREAD_LD] = { SCORE_RELATIVE, 0, 0 },
};

/*
 * A mean of squares that hardly has a variance has an interval that holds the
 * truth three times in four: none is printed, and the reason is.
 */
static void
take_root(struct shape_estimate *x, bool tails)
{
	x->value = sqrt(x->value);
	x->in.lo = sqrt(x->in.lo);
	x->in.hi = sqrt(x->in.hi);
	if (tails)
		x->in = interval_none();
}

static void
part_intervals(const struct shape_in *in, const struct shape_trend *trend,
	       struct shape_part *part)
{
	const struct shape_spread_in at = {
		.e = &in->e,
		.trend = trend,
		.first = part->first,
		.last = part->last,
		.even = in->even,
	};

	for (enum shape_spread c = 0; c < SPREADS; c++) {
		struct shape_estimate *x = &part->spread[c];
		struct serial s;

		shape_spread_serial(&at, &score[c], &s);
		x->value = s.value;
		x->in = shape_spread_interval(&score[c], &s, in->level);
		if (c == SPREAD_MALD)
			part->detectable =
			    sqrt(2) * serial_detectable(&s, 0.025, 0.8);
		if (c == SPREAD_RMSE)
			take_root(x, trend->tails);
	}
}

/* Half the interval of the least-squares slope. */
static double
slope_half(const struct panel *e, double level)
{
	double *w = mem_calloc(e->n, sizeof(*w)), xx = 0;
	double mean = summary_mean(e->x, e->n);
	struct serial s;

	for (size_t i = 0; i < e->n; i++)
		xx += (e->x[i] - mean) * (e->x[i] - mean);
	for (size_t i = 0; i < e->n; i++)
		w[i] = xx > 0 ? (e->x[i] - mean) / xx : 0;
	panel_serial(e, w, &s);
	free(w);
	return serial_half(&s, level);
}

/*
 * What Kendall's S of e less the line may be by chance. To first order it is
 * a weighted sum of ranks (Hajek's projection), target k of n weighing
 * 2 k - n - 1. That weighting is the trend's own, so no low cosine is left to
 * tell its noise from; White's (1980) variance is, times what the resemblance
 * of neighbours makes of it, (1 + rho) / (1 - rho) or more (trend_long).
 */
static double
rises_half(const struct shape_break *b, double slope, const double *x,
	   double level)
{
	size_t n = b->n;
	double *rest = mem_calloc(2 * n, sizeof(*rest));
	double *rank = rest + n, squares = 0, rho, df = (double)n;
	struct trend t;

	for (size_t i = 0; i < n; i++)
		rest[i] = b->mean[i] - (slope - 1) * x[i];
	rank_scores(rest, n, rank);
	trend_open(&t, rank, n);
	rho = fmax(t.rho, 0);
	trend_close(&t);
	for (size_t i = 0; i < n; i++) {
		double w = 2 * (double)i + 1 - (double)n;

		squares += w * w * rank[i] * rank[i];
	}
	free(rest);
	squares *= df / (df - 2) / (df * df) * trend_long(rho, b->share);
	df = (df - 2) * (1 - rho * rho) / 2;
	return dist_t_reach(level, df) * sqrt(squares);
}

/*
 * Sen's interval with that S; with few targets, or where it shuts no slope
 * out, Theil and Sen's slope with the width of the least-squares one.
 */
static struct interval
slope_interval(const struct shape_in *in, const struct shape_break *b,
	       double slope)
{
	const struct panel *e = &in->e;
	double half, lo, hi;

	/* What an item adds to a mean is not what it adds to a slope. */
	if (e->n >= SEN_MIN && e->group == NULL && !isnan(slope)) {
		half = rises_half(b, slope, e->x, in->level);
		if (!isnan(half) &&
		    fit_sen(e->x, b->mean, e->n, -half, half, &lo, &hi) == 0)
			return (struct interval){ lo + 1, hi + 1 };
	}
	half = slope_half(e, in->level);
	return interval_around(slope,
			       e->group != NULL ? half * SEN_WIDER : half);
}

/*
 * What the hinge's numbers, the search for its place and the scale, which is
 * found from what a trend leaves, took of the noise: as much as so many targets
 * have (the study's figure, alike for 35 to 140). Of fewer than TREND_HINGE the
 * trend is a line, and the bend itself is in the noise.
 */
#define TAKEN 13

static double
given_back(double n)
{
	return n < TREND_HINGE ? 1 : n / (n - TAKEN);
}

/*
 * Hinges that the data do not tell apart from the best: the sum of squares
 * over scale^2 may exceed the least by what the long-run variance of
 * e / scale allows one parameter.
 */
static void
break_intervals(const struct shape_in *in, const struct shape_break *b,
		struct shape *s)
{
	double *w = mem_calloc(b->n, sizeof(*w)), half;
	struct serial level;
	struct hinge_region r;

	for (size_t i = 0; i < b->n; i++)
		w[i] = 1 / ((double)b->n * b->scale[i]);
	panel_serial(&in->e, w, &level);
	half = serial_half(&level, in->level) *
	       sqrt(shape_break_longer(b, b->rho));
	free(w);
	if (b->grid == NULL || isnan(half))
		return;
	hinge_region(b->grid, b->mean,
		     (double)b->n * half * half * given_back((double)b->n), &r);
	s->tau = (struct interval){ r.tau[0], r.tau[1] };
	s->slope_before = (struct interval){ r.before[0], r.before[1] };
	s->slope_after = (struct interval){ r.after[0], r.after[1] };
}

void
shape_intervals(const struct shape_in *in, const struct shape_break *b,
		const struct shape_trend *trend, struct shape *s)
{
	s->slope = s->tau = interval_none();
	s->slope_before = s->slope_after = interval_none();
	for (size_t k = 0; k < s->nparts; k++) {
		struct shape_part *p = &s->part[k];

		for (enum shape_spread c = 0; c < SPREADS; c++)
			p->spread[c] =
			    (struct shape_estimate){ NAN, interval_none() };
		if (p->first < p->last)
			part_intervals(in, trend, p);
	}
	if (in->e.n == 0)
		return;
	s->slope = slope_interval(in, b, s->line.slope);
	break_intervals(in, b, s);
}
