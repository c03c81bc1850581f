/*
 * metric: the table of the metrics: their names, order and formulas, for
 * whoever writes or shows them.
 */
#ifndef CURVE_METRIC_H
#define CURVE_METRIC_H

#include <stdbool.h>
#include <stddef.h>

#include "curve/metrics.h"

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

#endif
