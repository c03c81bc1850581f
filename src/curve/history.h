/*
 * history: one number a night, and whether it drifts.
 *
 * The runs come in order. For each series and band: MALD with its interval,
 * a control chart (centre: mean of the reference runs; limits: three sigma,
 * sigma from their mean moving range / 1.128) and a two-sided CUSUM in sigma
 * (allowance 0.5, decision 5; Montgomery, Introduction to Statistical
 * Quality Control), which adds up drifts that no single night shows.
 */
#ifndef CURVE_HISTORY_H
#define CURVE_HISTORY_H

#include "base/buf.h"
#include "curve/curve.h"
#include "stat/boot.h"

enum { HISTORY_REFERENCE_MIN = 3 };

struct history_point {
	size_t run;
	size_t line; /* of the chart, from 1: a series and band */
	const char *model, *sampling, *variant;
	double lo, hi; /* targets */
	size_t planned, measured;
	double mald;
	struct interval in;          /* 95 % */
	double centre, lower, upper; /* NaN: too few reference runs */
	double cusum_up, cusum_down;
	const char *signal; /* "", "above", "below", "drift up", "drift down" */
};

struct history {
	size_t n;
	struct history_point *point; /* by series and band, then run */
};

/*
 * The first `reference` runs of a series set its centre and sigma. Series
 * are followed by model, sampling, variant and relation; runs that lack one
 * leave a gap. All runs must count in one unit.
 */
int history_of(struct history *h, const struct curve *run, size_t nrun,
	       size_t reference, struct err *e);
/* Lines of the chart. */
size_t history_lines(const struct history *h);

void history_fini(struct history *h);

/* name[run] is what to call a run. */
void history_csv(const struct history *h, const char *const *name,
		 struct buf *out);

#endif
