#include "curve/shape.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "curve/shape_draws.h"
#include "stat/rank.h"
#include "stat/summary.h"

enum { PLATEAU_MIN = 10 };

#define BREAK_ALPHA 0.05

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

	*p = (struct shape_part){
		.lo = lo, .hi = hi, .within = in->k, .detectable = NAN
	};
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
	p->hit = interval_wilson(p->hits, p->planned, in->level);
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
		s->plateau = found ? s->plateau : NAN;
	}
	free(y);
}

double
shape_horizon(const struct shape_in *in, const double *hits)
{
	const struct panel *e = &in->e;
	double w_hit[SHAPE_WINDOW] = { 0 }, w_planned[SHAPE_WINDOW] = { 0 };
	double hit = 0, planned = 0, horizon = 0;
	size_t i = 0, j = 0, n = 0;

	if (e->n + in->nlost < SHAPE_WINDOW)
		return NAN;
	while (i < e->n || j < in->nlost) {
		bool lost =
		    i == e->n || (j < in->nlost && in->lost[j] < e->x[i]);
		double x = lost ? in->lost[j] : e->x[i];
		size_t slot = n++ % SHAPE_WINDOW;

		hit -= w_hit[slot];
		planned -= w_planned[slot];
		w_hit[slot] = lost ? 0 : hits[i];
		w_planned[slot] =
		    (double)(lost ? in->lost_planned[j] : in->planned[i]);
		hit += w_hit[slot];
		planned += w_planned[slot];
		i += !lost;
		j += lost;
		if (n < SHAPE_WINDOW)
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
	s->break_p = shape_break_p(b, &s->hinge, s->draws, in->seed);
	s->break_found = s->break_p <= BREAK_ALPHA ? FOUND_YES : FOUND_NO;
}

void
shape_of(const struct shape_in *in, struct shape *s)
{
	const struct panel *e = &in->e;
	struct shape_break bend;

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
	shape_break_open(&bend, e);
	set_break(in, &bend, s);
	shape_intervals(in, &bend, s);
	shape_break_close(&bend);
}

void
shape_fini(struct shape *s)
{
	free(s->part);
	s->part = NULL;
}
