/*
 * metrics: what a set of cells says about a model, each number by the
 * formula its row in metric_table names.
 *
 * T is a cell's target, L its length, e = L - T, d = e / T. N counts planned
 * cells, M those measured (outcome ok). Means and medians are over M; rates
 * are over N, so that a cell that was not measured is a miss.
 */
#ifndef CURVE_METRICS_H
#define CURVE_METRICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "curve/samples.h"

enum { METRICS_HITS = 5 };

/* NaN where the cells give no answer. */
struct metrics {
	uint64_t planned, measured;
	uint64_t outcome[OUTCOMES];
	double length_mean, length_median, length_min, length_q1, length_q3,
	    length_max, length_sd;
	double bias_mean, bias_median; /* of e */
	double mald, medad, rmse;      /* of |e| */
	double d_mean, d_abs_median;
	double exact, hit[METRICS_HITS], hit_5pct, hit_10pct;
	double under, over;
	double ld, ld_pooled, ls, ls_code, s_l;
	double pm, fm;
	double satisfied, excess, shortfall;
	double distinct;
};

/* A row of the table that names, orders and explains them. */
struct metric {
	const char *name; /* column of curve.csv, key of summary.json */
	size_t at;        /* in struct metrics */
	bool count;       /* uint64_t, else double */
	bool rate;        /* a share from 0 to 1 */
	const char *about;
};

extern const struct metric metric_table[]; /* a NULL name ends it */

/* As a double, whatever it is stored as. */
double metric_get(const struct metrics *m, const struct metric *row);

/* NULL when there is none of that name. */
const struct metric *metric_find(const char *name);

/*
 * Metrics of the n cells sample[order[0..n)], which stand by target, then
 * by item; one relation holds for all.
 */
void metrics_of(struct metrics *m, const struct sample *sample,
		const uint32_t *order, size_t n, enum relation relation);

/* LIFEBench's score of one relative deviation: 100 exp(5d) or 100 exp(-2d). */
double metrics_ls(double d);

/* LongWriter's score of length L for target T, 0 to 100. */
double metrics_s_l(double length, double target);

/*
 * Ruler's ranges lo < L <= hi, precise and flexible match. False when Ruler
 * has no such target.
 */
bool metrics_ruler(uint32_t target, double length, bool *pm, bool *fm);

#endif
