/*
 * Each finding needs both a size that matters and a test that supports it:
 * with many answers a bend of a thousandth is significant, and a noiseless
 * curve has residuals of rounding alone, in which any test finds breaks. What
 * the data cannot decide gets an enum of its own and no number.
 */
#include "curve/shape.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "curve/shape_intervals.h"
#include "curve/shape_rate.h"
#include "stat/rank.h"
#include "stat/summary.h"

enum {
	PLATEAU_MIN = 3, /* two targets cannot tell a plateau from a line */
	WINDOW = 10,     /* targets of a horizon's window */
	FEW = 30,        /* at rho 0.5 their bias holds 91 % (the study's) */
	DRAWS_MIN = 200,
	WORK = 40 * 1000 * 1000, /* draws times targets */
};

#define BREAK_ALPHA 0.05

/*
 * A bend that matters changes the slope by what two decimals show, and moves
 * the last answer by a character; noise that is less than rounding is none.
 */
#define BEND_LEAST  0.01
#define BEND_AT_END 1.0
#define ROUNDING    1e-9

/* Slopes of L this near to 0, or of e, are told as none. */
#define SLOPE_NONE 0.05

void
shape_defaults(struct shape_in *in)
{
	*in = (struct shape_in){ .draws = SHAPE_DRAWS,
				 .seed = 1,
				 .level = 0.95,
				 .k = 15,
				 .q = 0.9 };
}

static double
first_target(const struct shape_in *in)
{
	double x = in->e.n > 0 ? in->e.x[0] : INFINITY;

	if (in->nlost > 0)
		x = fmin(x, in->lost[0]);
	return isinf(x) ? 0 : x;
}

static double
last_target(const struct shape_in *in)
{
	double x = in->e.n > 0 ? in->e.x[in->e.n - 1] : 0;

	return in->nlost > 0 ? fmax(x, in->lost[in->nlost - 1]) : x;
}

static void
set_part(const struct shape_in *in, const struct shape_trend *trend,
	 struct shape_part *p, double lo, double hi)
{
	const struct panel *e = &in->e;
	struct shape_rate r;

	*p = (struct shape_part){
		.lo = lo, .hi = hi, .within = in->k, .detectable = NAN
	};
	while (p->first < e->n && e->x[p->first] < lo)
		p->first++;
	p->last = p->first;
	while (p->last < e->n && e->x[p->last] <= hi)
		p->last++;
	shape_rate_of(in, trend, lo, hi, -in->k, in->k, &r);
	p->hits = r.hits;
	p->planned = r.planned;
	p->rate = r.value;
	p->hit = r.in;
}

/* Target means of L = e + T, and the lines and orders through them. */
static void
set_line(const struct panel *e, struct shape *s)
{
	double *y = mem_calloc(e->n + 1, sizeof(*y));
	bool found;

	for (size_t i = 0; i < e->n; i++)
		y[i] = e->x[i] +
		       summary_mean(e->v + e->first[i], panel_count(e, i));
	s->length_mean = summary_mean(y, e->n);
	fit_theil_sen(e->x, y, e->n, &s->line);
	s->kendall = rank_kendall(e->x, y, e->n);
	s->inversions =
	    e->n > 1 ? (double)rank_inversions(y, e->n) / (double)(e->n - 1)
		     : NAN;
	s->plateau_found = FOUND_TOO_FEW;
	s->plateau = NAN;
	if (e->n >= PLATEAU_MIN) {
		fit_plateau(e->x, y, e->n, &s->plateau, &found);
		s->plateau_found = found ? FOUND_YES : FOUND_NO;
		s->plateau = found ? s->plateau : NAN;
	}
	free(y);
}

/*
 * H(k, q) from hits at each target: 0 when the first window fails already,
 * NaN with fewer targets than a window has.
 */
static double
shape_horizon(const struct shape_in *in, const double *hits)
{
	const struct panel *e = &in->e;
	double w_hit[WINDOW] = { 0 }, w_planned[WINDOW] = { 0 };
	double hit = 0, planned = 0, horizon = 0;
	size_t i = 0, j = 0, n = 0;

	if (e->n + in->nlost < WINDOW)
		return NAN;
	while (i < e->n || j < in->nlost) {
		bool lost =
		    i == e->n || (j < in->nlost && in->lost[j] < e->x[i]);
		double x = lost ? in->lost[j] : e->x[i];
		size_t slot = n++ % WINDOW;

		hit -= w_hit[slot];
		planned -= w_planned[slot];
		w_hit[slot] = lost ? 0 : hits[i];
		w_planned[slot] =
		    (double)(lost ? in->lost_planned[j] : in->planned[i]);
		hit += w_hit[slot];
		planned += w_planned[slot];
		i += !lost;
		j += lost;
		if (n < WINDOW)
			continue;
		if (hit < in->q * planned - 1e-9)
			break;
		horizon = x;
	}
	return horizon;
}

static void
set_horizon(const struct shape_in *in, struct shape *s)
{
	const struct panel *e = &in->e;
	double *hits = mem_calloc(e->n + 1, sizeof(*hits));

	for (size_t i = 0; i < e->n; i++)
		for (size_t k = e->first[i]; k < e->first[i + 1]; k++)
			hits[i] += fabs(e->v[k]) <= in->k;
	s->horizon = shape_horizon(in, hits);
	s->horizon_found = isnan(s->horizon)               ? FOUND_TOO_FEW
			   : s->horizon == 0               ? FOUND_NO
			   : s->horizon == last_target(in) ? FOUND_ALL
							   : FOUND_YES;
	free(hits);
}

static bool
bend_matters(const struct panel *e, const struct hinge *h)
{
	double change = fabs(h->change), last = e->x[e->n - 1], most = last;

	for (size_t k = e->first[0]; k < e->first[e->n]; k++)
		most = fmax(most, fabs(e->v[k]));
	return change * last > ROUNDING * most && change >= BEND_LEAST &&
	       change * (last - h->tau) >= BEND_AT_END;
}

static void
set_break(const struct shape_in *in, const struct shape_break *b,
	  struct shape *s)
{
	s->break_found = FOUND_TOO_FEW;
	s->break_p = NAN;
	s->hinge = (struct hinge){ NAN, NAN, NAN, NAN, NAN, NAN };
	if (b->grid == NULL)
		return;
	hinge_fit(b->grid, b->mean, &s->hinge);
	s->break_found = FOUND_NO;
	/* Of a bend that is none the test has nothing to say. */
	if (!bend_matters(&in->e, &s->hinge))
		return;
	s->break_p = shape_break_p(b, &s->hinge, s->draws, in->seed);
	if (s->break_p <= BREAK_ALPHA)
		s->break_found = FOUND_YES;
}

/* Slope and its interval say so, not the lack of a proof of the contrary. */
static bool
is_near(double slope, struct interval in, double what)
{
	return fabs(slope - what) <= SLOPE_NONE &&
	       in.lo >= what - 2 * SLOPE_NONE && in.hi <= what + 2 * SLOPE_NONE;
}

static void
set_simple(struct shape *s)
{
	const struct shape_estimate *bias = &s->part[0].spread[SPREAD_BIAS];
	bool bent = s->break_found == FOUND_YES;

	s->deaf = !bent && is_near(s->line.slope, s->slope, 0);
	s->offset = !bent && is_near(s->line.slope, s->slope, 1) &&
		    fabs(bias->value) >= 1 &&
		    (bias->in.lo > 0 || bias->in.hi < 0);
}

/* How many draws a curve of this size is given. */
static size_t
draws_of(const struct shape_in *in)
{
	size_t most = in->e.n > 0 ? WORK / in->e.n : 0;

	if (in->e.n < 2)
		return 0;
	most = most < DRAWS_MIN ? DRAWS_MIN : most;
	return in->draws < most ? in->draws : most;
}

void
shape_of(const struct shape_in *in, struct shape *s)
{
	const struct panel *e = &in->e;
	struct shape_break bend;
	struct shape_trend trend;

	*s = (struct shape){
		.level = in->level, .seed = in->seed, .k = in->k, .q = in->q
	};
	s->nparts = in->nbands + 1;
	s->part = mem_calloc(s->nparts, sizeof(*s->part));
	shape_trend_open(&trend, e);
	set_part(in, &trend, &s->part[0], first_target(in), last_target(in));
	for (size_t b = 0; b < in->nbands; b++)
		set_part(in, &trend, &s->part[b + 1], in->band[2 * b],
			 in->band[2 * b + 1]);
	s->draws = draws_of(in);
	panel_repeat(e, in->item, &s->repeat);
	set_line(e, s);
	set_horizon(in, s);
	shape_break_open(&bend, e);
	set_break(in, &bend, s);
	shape_intervals(in, &bend, &trend, s);
	set_simple(s);
	s->tails = trend.tails;
	if (e->n >= PANEL_SAMPLE && e->n <= FEW && e->group == NULL)
		s->few = e->n;
	for (size_t i = 0; i < in->nlost; i++)
		s->lost += in->lost_planned[i];
	for (size_t i = 0; i < e->n; i++)
		s->lost += in->planned[i] - panel_count(e, i);
	shape_trend_close(&trend);
	shape_break_close(&bend);
}

void
shape_fini(struct shape *s)
{
	free(s->part);
	s->part = NULL;
}
