/*
 * shape_trend: where the curve of e runs, and how far answers lie from it.
 *
 * The trend of stat/trend.h through the targets' means, and the standard
 * deviation of single answers about it, a local line along the curve. What
 * |e|, e^2 and hits are expected to be follows from the two.
 */
#ifndef CURVE_SHAPE_TREND_H
#define CURVE_SHAPE_TREND_H

#include <stdbool.h>

#include "stat/panel.h"

enum { SHAPE_TREND_MIN = 10 }; /* targets for a trend */

struct shape_trend {
	bool found;        /* false: too few targets, or groups */
	double *mean, *sd; /* of e at each target; sd may be 0 */
	double rho;        /* of the targets' means about it */
	/*
	 * A few answers lie so far out that they alone decide a mean of
	 * squares: the kurtosis of the residuals is above what normal noise
	 * gives 96 times in 100.
	 */
	bool tails;
};

void shape_trend_open(struct shape_trend *t, const struct panel *e);
void shape_trend_close(struct shape_trend *t);

#endif
