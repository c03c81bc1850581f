/*
 * shape_rate: a share of the planned cells, with its interval.
 *
 * Cells are not independent: repeats of a question agree, neighbours do, and
 * a share that falls along the curve varies less than n tosses of one coin.
 * So the variance is that of a mean along the curve (shape_spread.h), put on
 * the scale of a share by serial_share.
 */
#ifndef CURVE_SHAPE_RATE_H
#define CURVE_SHAPE_RATE_H

#include "curve/shape.h"
#include "curve/shape_trend.h"
#include "stat/interval.h"

struct shape_rate {
	size_t hits, planned;
	double value;       /* NaN when nothing was planned */
	struct interval in; /* none when nothing was planned */
};

/*
 * Of the targets lo to hi. An answer that is missing does not count. Answers
 * count where from <= e <= to; trend says where they may be expected to, and
 * that is no noise either.
 */
void shape_rate_of(const struct shape_in *in, const struct shape_trend *trend,
		   double lo, double hi, double from, double to,
		   struct shape_rate *out);

#endif
