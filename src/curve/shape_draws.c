/*
 * One loop over the draws fills a column of numbers for every statistic;
 * the columns become intervals afterwards.
 */
#include "curve/shape_draws.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "stat/boot.h"
#include "stat/dist.h"
#include "stat/rank.h"
#include "stat/resample.h"
#include "stat/serial.h"
#include "stat/summary.h"

enum {
	DRAWS_MIN = 200,
	WORK = 40 * 1000 * 1000,
	SEN_MIN = 10, /* targets for Sen's interval */
};

enum curve_stat {
	CURVE_RISES, /* Kendall's S around Theil and Sen's line */
	CURVE_STATS,
};

/* Columns of draws: those of the curve, then SPREADS for each part. */
struct table {
	const struct shape_in *in;
	const struct shape *s;
	const struct shape_trend *trend;
	size_t draws;
	double *column;
	double *rest, *tmp;
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
spread_column(const struct table *t, size_t part, enum shape_spread stat)
{
	return column(t, CURVE_STATS + part * SPREADS + (size_t)stat);
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
	for (size_t i = 0; i < p->n; i++)
		t->rest[i] = mean[i] - (t->s->line.slope - 1) * p->x[i];
	column(t, CURVE_RISES)[b] = rank_rises(t->rest, t->tmp, p->n);
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
			for (enum shape_spread c = 0; c < SPREADS; c++)
				spread_column(t, k, c)[b] = out[c];
		}
	}
	resample_free(r);
}

static void
open_table(struct table *t, const struct shape_in *in, const struct shape *s)
{
	size_t n = in->e.n;

	*t = (struct table){ .in = in, .s = s, .draws = s->draws };
	t->column =
	    mem_calloc((CURVE_STATS + s->nparts * SPREADS) * (s->draws + 1),
		       sizeof(double));
	t->rest = mem_calloc(n, sizeof(double));
	t->tmp = mem_calloc(n, sizeof(double));
}

static void
close_table(struct table *t)
{
	free(t->tmp);
	free(t->rest);
	free(t->column);
}

/* The linear statistic behind each spread: what is averaged. */
static double
score(enum shape_spread stat, double e, double target)
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

/*
 * How much more an answer is expected to score for where the curve is, e
 * normal about it: |e| and e^2 have a trend of another form than e's, and a
 * bend where e crosses zero. That is no noise, so it is taken out.
 */
static double
expected(enum shape_spread stat, double m, double sd, double scale)
{
	switch (stat) {
	case SPREAD_BIAS:
		return 0;
	case SPREAD_RMSE:
		return m * m;
	default:
		break;
	}
	return (dist_normal_folded(m, sd) - dist_normal_folded(0, sd)) / scale;
}

static void
score_serial(const struct shape_in *in, const struct shape_trend *trend,
	     const struct shape_part *part, enum shape_spread stat, double *v,
	     struct serial *s)
{
	const struct panel *e = &in->e;
	size_t n = part->last - part->first;
	double *equal = mem_calloc(n, sizeof(*equal));
	struct panel p = { n, e->x + part->first, e->first + part->first, v,
			   e->group };

	for (size_t i = part->first; i < part->last; i++) {
		double off = trend->found
				 ? expected(stat, trend->mean[i], trend->sd[i],
					    stat == SPREAD_LD ? e->x[i] : 1)
				 : 0;

		equal[i - part->first] = 1 / (double)n;
		for (size_t k = e->first[i]; k < e->first[i + 1]; k++)
			v[k] = score(stat, e->v[k], e->x[i]) - off;
	}
	panel_serial(&p, stat == SPREAD_LD ? equal : NULL, s);
	free(equal);
}

/*
 * Of few targets no draws: the classical t, of the logarithm where a spread
 * cannot be below 0, since what is squared or folded is skewed.
 */
static struct interval
spread_interval(struct table *t, size_t k, enum shape_spread c, double value,
		const struct serial *s)
{
	const struct shape_part *part = &t->s->part[k];
	size_t n = part->last - part->first;
	double half = serial_half(s, t->in->level);
	struct interval in;

	if (n > 2 && n < BOOT_TARGETS && c != SPREAD_BIAS && value > 0 &&
	    !isnan(half))
		return (struct interval){ value * exp(-half / value),
					  value * exp(half / value) };
	in = boot_stretched(spread_column(t, k, c), t->draws, n, value, s, NULL,
			    t->in->level);
	return c == SPREAD_BIAS ? in : interval_above(in, 0);
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
	for (enum shape_spread c = 0; c < SPREADS; c++) {
		score_serial(in, t->trend, part, c, v, &s[c]);
		part->spread[c] = (struct shape_estimate){
			value[c],
			spread_interval(t, k, c, value[c], &s[c]),
		};
	}
	part->spread[SPREAD_RMSE] = (struct shape_estimate){
		sqrt(value[SPREAD_RMSE]),
		{ sqrt(part->spread[SPREAD_RMSE].in.lo),
		  sqrt(part->spread[SPREAD_RMSE].in.hi) },
	};
	*bias = s[SPREAD_BIAS];
	part->detectable =
	    sqrt(2) * serial_detectable(&s[SPREAD_MALD], 0.025, 0.8);
	free(v);
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
 * Sen's interval with the S of the draws; with few targets, or where that
 * shuts no slope out, Theil and Sen's slope with the width of the
 * least-squares one.
 */
static struct interval
slope_interval(struct table *t, const struct shape_break *b, double slope,
	       const struct serial *bias)
{
	const struct panel *e = &t->in->e;
	double level = t->in->level, lo, hi;
	struct interval s;

	s = boot_stretched(column(t, CURVE_RISES), t->draws, e->n, 0, bias,
			   spread_column(t, 0, SPREAD_BIAS), level);
	/* What an item adds to a mean is not what it adds to a slope. */
	if (e->n >= SEN_MIN && e->group == NULL && !isnan(s.lo) &&
	    fit_sen(e->x, b->mean, e->n, s.lo, s.hi, &lo, &hi) == 0)
		return (struct interval){ lo + 1, hi + 1 };
	return interval_around(slope, slope_half(e, level));
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
	half = serial_half(&level, in->level);
	free(w);
	if (b->grid == NULL || isnan(half))
		return;
	hinge_region(b->grid, b->mean, (double)b->n * half * half, &r);
	s->tau = (struct interval){ r.tau[0], r.tau[1] };
	s->slope_before = (struct interval){ r.before[0], r.before[1] };
	s->slope_after = (struct interval){ r.after[0], r.after[1] };
}

static struct shape_estimate
nothing(void)
{
	return (struct shape_estimate){ NAN, interval_none() };
}

void
shape_intervals(const struct shape_in *in, const struct shape_break *b,
		const struct shape_trend *trend, struct shape *s)
{
	struct serial bias;
	struct table t;

	s->slope = s->tau = interval_none();
	s->slope_before = s->slope_after = interval_none();
	for (size_t k = 0; k < s->nparts; k++)
		for (enum shape_spread c = 0; c < SPREADS; c++)
			s->part[k].spread[c] = nothing();
	if (in->e.n == 0)
		return;
	open_table(&t, in, s);
	t.trend = trend;
	draw_all(&t);
	for (size_t k = s->nparts; k-- > 0;)
		if (s->part[k].first < s->part[k].last)
			part_intervals(&t, k, &s->part[k], &bias);
	s->slope = slope_interval(&t, b, s->line.slope, &bias);
	break_intervals(in, b, s);
	close_table(&t);
}
