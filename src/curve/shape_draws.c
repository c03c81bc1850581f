/*
 * One loop over the draws fills a column of numbers for every statistic;
 * the columns become intervals afterwards.
 */
#include "curve/shape_draws.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "stat/resample.h"
#include "stat/select.h"
#include "stat/summary.h"

enum { DRAWS_MIN = 200, WORK = 40 * 1000 * 1000, SLOPES_MAX = 400 };

enum curve_stat {
	CURVE_THEIL,
	CURVE_SLOPE, /* least squares of e on T */
	CURVE_HORIZON,
	CURVE_TAU,
	CURVE_BEFORE,
	CURVE_AFTER,
	CURVE_STATS,
};

/* Columns of draws: those of the curve, then SPREADS for each part. */
struct table {
	const struct shape_in *in;
	const struct shape *s;
	size_t draws;
	double *column;
	struct hinge_grid *grid; /* NULL: too few targets */
	double *weight;          /* least-squares slope as a sum */
	double *slopes, *hits;
	struct serial slope; /* of the least-squares slope */
};

size_t
shape_draws(const struct shape_in *in)
{
	size_t cells = in->e.n > 0 ? in->e.first[in->e.n] : 0;
	size_t most = cells > 0 ? WORK / cells : 0;

	if (in->e.n < 2)
		return 0;
	most = most < DRAWS_MIN ? DRAWS_MIN : most;
	return in->draws < most ? in->draws : most;
}

static double *
column(const struct table *t, size_t c)
{
	return t->column + c * t->draws;
}

static double *
spread_column(const struct table *t, size_t part, enum spread_stat stat)
{
	return column(t, CURVE_STATS + part * SPREADS + (size_t)stat);
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

void
shape_innovations(const double *y, size_t n, const double *scale, double rho,
		  double *v)
{
	for (size_t i = 0; i < n; i++)
		v[i] = (y[i] - v[i]) / scale[i];
	for (size_t i = n; i-- > 1;)
		v[i] -= rho * v[i - 1];
	if (n > 0)
		v[0] *= sqrt(1 - rho * rho);
}

void
shape_permute(struct rng *r, const double *y, size_t n, double *z)
{
	size_t blocks = (n + BOOT_BLOCK - 1) / BOOT_BLOCK, at = 0;
	size_t phase = (size_t)rng_below(r, n);
	size_t *order = mem_calloc(blocks, sizeof(*order));

	for (size_t b = 0; b < blocks; b++) {
		size_t k = (size_t)rng_below(r, b + 1);

		order[b] = order[k];
		order[k] = b;
	}
	/* The last block is short when n is no multiple of five. */
	for (size_t b = 0; b < blocks; b++) {
		size_t from = order[b] * BOOT_BLOCK;

		for (size_t k = 0; k < BOOT_BLOCK && from + k < n; k++)
			z[at++] = y[(from + k + phase) % n];
	}
	free(order);
}

/* Statistics of one part of a panel; RMSE as its square. */
static void
spreads(const struct panel *p, const struct shape_part *part, double *out)
{
	double abs_sum = 0, sum = 0, squares = 0, ld = 0;
	double n = (double)(p->first[part->last] - p->first[part->first]);

	for (size_t i = part->first; i < part->last; i++) {
		double here = 0;

		for (size_t k = p->first[i]; k < p->first[i + 1]; k++) {
			here += fabs(p->v[k]);
			sum += p->v[k];
			squares += p->v[k] * p->v[k];
		}
		abs_sum += here;
		ld += here / ((double)panel_count(p, i) * p->x[i]);
	}
	out[SPREAD_MALD] = abs_sum / n;
	out[SPREAD_BIAS] = sum / n;
	out[SPREAD_RMSE] = squares / n;
	out[SPREAD_LD] = ld / (double)(part->last - part->first);
}

static void
draw_curve(struct table *t, const struct panel *p, const double *mean, size_t b)
{
	const struct shape_in *in = t->in;
	size_t n = p->n;
	double slope = 0;
	struct hinge h;

	for (size_t i = 0; i < n; i++) {
		double count = (double)panel_count(p, i);
		double share = (double)panel_count(&in->e, i) / count;

		slope += t->weight[i] * mean[i];
		t->hits[i] = 0;
		for (size_t k = p->first[i]; k < p->first[i + 1]; k++)
			t->hits[i] += fabs(p->v[k]) <= in->k;
		t->hits[i] *= share;
	}
	column(t, CURVE_SLOPE)[b] = slope;
	if (t->slopes != NULL)
		slope = fit_theil_sen_near(p->x, mean, n, t->s->line.slope - 1,
					   5 * t->slope.se, t->slopes);
	column(t, CURVE_THEIL)[b] = slope;
	column(t, CURVE_HORIZON)[b] = shape_horizon(in, t->hits);
	if (t->grid == NULL)
		return;
	hinge_fit(t->grid, mean, &h);
	column(t, CURVE_TAU)[b] = h.tau;
	column(t, CURVE_BEFORE)[b] = h.slope;
	column(t, CURVE_AFTER)[b] = h.slope + h.change;
}

static void
draw_all(struct table *t)
{
	struct resample *r = resample_new(&t->in->e, t->in->seed);
	double out[SPREADS];

	for (size_t b = 0; b < t->draws; b++) {
		const double *mean;
		struct panel p = resample_next(r, &mean);

		draw_curve(t, &p, mean, b);
		for (size_t k = 0; k < t->s->nparts; k++) {
			const struct shape_part *part = &t->s->part[k];

			if (part->first == part->last)
				continue;
			spreads(&p, part, out);
			for (enum spread_stat c = 0; c < SPREADS; c++)
				spread_column(t, k, c)[b] = out[c];
		}
	}
	resample_free(r);
}

static void
open_table(struct table *t, const struct shape_in *in, const struct shape *s)
{
	const struct panel *e = &in->e;
	double mean = summary_mean(e->x, e->n), xx = 0;

	*t = (struct table){ .in = in, .s = s, .draws = s->draws };
	t->column =
	    mem_calloc((CURVE_STATS + s->nparts * SPREADS) * (s->draws + 1),
		       sizeof(double));
	t->grid = hinge_grid_new(e->x, e->n, SHAPE_SIDE);
	t->weight = mem_calloc(e->n, sizeof(double));
	t->hits = mem_calloc(e->n, sizeof(double));
	if (e->n >= 2 && e->n <= SLOPES_MAX)
		t->slopes = mem_calloc(e->n * (e->n - 1) / 2, sizeof(double));
	for (size_t i = 0; i < e->n; i++)
		xx += (e->x[i] - mean) * (e->x[i] - mean);
	for (size_t i = 0; i < e->n && xx > 0; i++)
		t->weight[i] = (e->x[i] - mean) / xx;
	panel_serial(e, t->weight, &t->slope);
}

static void
close_table(struct table *t)
{
	free(t->column);
	hinge_grid_free(t->grid);
	free(t->weight);
	free(t->hits);
	free(t->slopes);
}

/* The linear statistic behind each spread: what is averaged. */
static double
score(enum spread_stat stat, double e, double target)
{
	switch (stat) {
	case SPREAD_BIAS:
		return e;
	case SPREAD_RMSE:
		return e * e;
	case SPREAD_LD:
		return fabs(e) / target;
	default:
		return fabs(e);
	}
}

static void
score_serial(const struct shape_in *in, const struct shape_part *part,
	     enum spread_stat stat, double *v, struct serial *s)
{
	const struct panel *e = &in->e;
	size_t n = part->last - part->first;
	double *equal = mem_calloc(n, sizeof(*equal));
	struct panel p = { n, e->x + part->first, e->first + part->first, v };

	for (size_t i = part->first; i < part->last; i++) {
		equal[i - part->first] = 1 / (double)n;
		for (size_t k = e->first[i]; k < e->first[i + 1]; k++)
			v[k] = score(stat, e->v[k], e->x[i]);
	}
	panel_serial(&p, stat == SPREAD_LD ? equal : NULL, s);
	free(equal);
}

static void
part_intervals(struct table *t, size_t k, struct shape_part *part,
	       struct serial *bias)
{
	const struct shape_in *in = t->in;
	double *v = mem_calloc(in->e.first[in->e.n] + 1, sizeof(*v));
	double value[SPREADS];
	struct serial s[SPREADS];

	spreads(&in->e, part, value);
	for (enum spread_stat c = 0; c < SPREADS; c++) {
		score_serial(in, part, c, v, &s[c]);
		part->spread[c] = (struct estimate){
			value[c],
			boot_stretched(spread_column(t, k, c), t->draws,
				       value[c], &s[c], NULL, in->level),
		};
		if (c != SPREAD_BIAS && part->spread[c].in.lo < 0)
			part->spread[c].in.lo = 0;
	}
	part->spread[SPREAD_RMSE] = (struct estimate){
		sqrt(value[SPREAD_RMSE]),
		{ sqrt(part->spread[SPREAD_RMSE].in.lo),
		  sqrt(part->spread[SPREAD_RMSE].in.hi) },
	};
	part->detectable =
	    sqrt(2) * serial_detectable(&s[SPREAD_MALD], 0.025, 0.8);
	*bias = s[SPREAD_BIAS];
	free(v);
}

static struct interval
held(struct interval in, double lo, double hi)
{
	in.lo = in.lo < lo ? lo : in.lo;
	in.hi = in.hi > hi ? hi : in.hi;
	return in;
}

static void
curve_intervals(struct table *t, struct shape *s, const struct serial *bias)
{
	const struct panel *e = &t->in->e;
	const double *mean = spread_column(t, 0, SPREAD_BIAS);
	double level = t->in->level;
	s->slope =
	    boot_stretched(column(t, CURVE_THEIL), t->draws, s->line.slope,
			   &t->slope, column(t, CURVE_SLOPE), level);
	if (s->horizon_found != FOUND_TOO_FEW)
		s->horizon_in =
		    boot_percentile(column(t, CURVE_HORIZON), t->draws, level);
	if (t->grid == NULL)
		return;
	s->tau = held(boot_stretched(column(t, CURVE_TAU), t->draws,
				     s->hinge.tau, bias, mean, level),
		      e->x[0], e->x[e->n - 1]);
	s->slope_before =
	    boot_stretched(column(t, CURVE_BEFORE), t->draws, s->hinge.slope,
			   &t->slope, column(t, CURVE_SLOPE), level);
	s->slope_after = boot_stretched(
	    column(t, CURVE_AFTER), t->draws, s->hinge.slope + s->hinge.change,
	    &t->slope, column(t, CURVE_SLOPE), level);
}

static struct estimate
nothing(void)
{
	return (struct estimate){ NAN, interval_none() };
}

void
shape_intervals(const struct shape_in *in, struct shape *s)
{
	struct serial bias;
	struct table t;

	s->slope = s->horizon_in = s->tau = interval_none();
	s->slope_before = s->slope_after = interval_none();
	for (size_t k = 0; k < s->nparts; k++)
		for (enum spread_stat c = 0; c < SPREADS; c++)
			s->part[k].spread[c] = nothing();
	if (in->e.n == 0)
		return;
	open_table(&t, in, s);
	draw_all(&t);
	for (size_t k = s->nparts; k-- > 0;)
		if (s->part[k].first < s->part[k].last)
			part_intervals(&t, k, &s->part[k], &bias);
	curve_intervals(&t, s, &bias);
	close_table(&t);
}
