#include "curve/shape.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/rng.h"
#include "curve/shape_draws.h"
#include "stat/rank.h"
#include "stat/summary.h"

enum { PLATEAU_MIN = 10 };

#define BREAK_ALPHA 0.05

static const char *const spread_name[SPREADS] = {
	[SPREAD_MALD] = "mald",
	[SPREAD_BIAS] = "bias_mean",
	[SPREAD_RMSE] = "rmse",
	[SPREAD_LD] = "ld",
};

const char *
shape_spread_name(enum spread_stat s)
{
	return spread_name[s];
}

void
shape_defaults(struct shape_in *in)
{
	*in = (struct shape_in){
		.draws = BOOT_DRAWS, .seed = 1, .level = 0.95, .k = 15, .q = 0.9
	};
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
set_part(const struct shape_in *in, struct shape_part *p, double lo, double hi)
{
	const struct panel *e = &in->e;

	*p = (struct shape_part){ .lo = lo, .hi = hi, .detectable = NAN };
	while (p->first < e->n && e->x[p->first] < lo)
		p->first++;
	p->last = p->first;
	while (p->last < e->n && e->x[p->last] <= hi)
		p->last++;
	for (size_t i = p->first; i < p->last; i++) {
		p->planned += in->planned[i];
		for (size_t k = e->first[i]; k < e->first[i + 1]; k++)
			p->hits += fabs(e->v[k]) <= in->k;
	}
	for (size_t i = 0; i < in->nlost; i++)
		if (in->lost[i] >= lo && in->lost[i] <= hi)
			p->planned += in->lost_planned[i];
	p->hit = boot_wilson(p->hits, p->planned, in->level);
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
	}
	free(y);
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

/*
 * Under "no break" the noise on a straight line has no order beyond the
 * resemblance of neighbours. Its innovations (what the hinge leaves, on a
 * common scale, each less what the one before explains) change places in
 * blocks and are built up again; the p-value counts arrangements that bend
 * more. What the line leaves would not do: it has the bend in it. The four
 * numbers of the hinge took their share of the blocks' variance, of which
 * there are few, and `lost` gives it back.
 */
static double
break_p(const struct shape_in *in, struct hinge_grid *g, const double *y,
	const struct hinge *h, size_t draws)
{
	size_t n = in->e.n, more = 0;
	double *scale = mem_calloc(n, sizeof(*scale)), rho, ratio;
	double *v = mem_calloc(n, sizeof(*v)), *z = mem_calloc(n, sizeof(*z));
	double m = (double)n, lost = (1 - 4.0 * BOOT_BLOCK / m) / (1 - 4 / m);
	struct rng rng;

	serial_noise(y, n, scale, &rho);
	hinge_values(g, h, v);
	shape_innovations(y, n, scale, rho, v);
	rng_init(&rng, rng_mix(in->seed));
	for (size_t b = 0; b < draws; b++) {
		shape_permute(&rng, v, n, z);
		for (size_t i = 0; i < n; i++)
			z[i] = i > 0 ? rho * z[i - 1] + z[i]
				     : z[i] / sqrt(1 - rho * rho);
		for (size_t i = 0; i < n; i++)
			z[i] *= scale[i];
		hinge_tau(g, z, &ratio);
		more += ratio >= h->ratio * lost;
	}
	free(z);
	free(v);
	free(scale);
	return (1 + (double)more) / ((double)draws + 1);
}

static void
set_break(const struct shape_in *in, struct shape *s)
{
	const struct panel *e = &in->e;
	struct hinge_grid *g = hinge_grid_new(e->x, e->n, SHAPE_SIDE);
	double *y = mem_calloc(e->n + 1, sizeof(*y));

	s->break_found = FOUND_TOO_FEW;
	s->break_p = NAN;
	s->hinge = (struct hinge){ NAN, NAN, NAN, NAN, NAN, NAN };
	if (g != NULL) {
		for (size_t i = 0; i < e->n; i++)
			y[i] =
			    summary_mean(e->v + e->first[i], panel_count(e, i));
		hinge_fit(g, y, &s->hinge);
		s->break_p = break_p(in, g, y, &s->hinge, s->draws);
		s->break_found =
		    s->break_p <= BREAK_ALPHA ? FOUND_YES : FOUND_NO;
	}
	free(y);
	hinge_grid_free(g);
}

void
shape_of(const struct shape_in *in, struct shape *s)
{
	const struct panel *e = &in->e;

	*s = (struct shape){
		.level = in->level, .seed = in->seed, .k = in->k, .q = in->q
	};
	s->nparts = in->nbands + 1;
	s->part = mem_calloc(s->nparts, sizeof(*s->part));
	set_part(in, &s->part[0], first_target(in), last_target(in));
	for (size_t b = 0; b < in->nbands; b++)
		set_part(in, &s->part[b + 1], in->band[2 * b],
			 in->band[2 * b + 1]);
	s->draws = shape_draws(in);
	panel_repeat(e, &s->repeat);
	set_line(e, s);
	set_horizon(in, s);
	set_break(in, s);
	shape_intervals(in, s);
}

void
shape_fini(struct shape *s)
{
	free(s->part);
	s->part = NULL;
}
