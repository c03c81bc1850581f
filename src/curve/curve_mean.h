/*
 * curve_mean: a mean of a part of a series, with its interval, for whoever
 * prints one: the same part has the same interval in every verb.
 *
 * The trend is that of the whole series, as in shape.h; the error is
 * shape_spread.h's.
 */
#ifndef CURVE_CURVE_MEAN_H
#define CURVE_CURVE_MEAN_H

#include "curve/curve.h"
#include "stat/interval.h"

struct curve_mean {
	size_t planned, measured;
	double value; /* NaN: nothing measured */
	struct interval in;
};

/* Of how far answers miss, by the series' relation, targets lo to hi. */
void curve_mean_miss(struct curve_mean *m, const struct curve *c, size_t series,
		     double lo, double hi, double level);

/* Of e, likewise. */
void curve_mean_bias(struct curve_mean *m, const struct curve *c, size_t series,
		     double lo, double hi, double level);

#endif
