/* shape_draws: the bootstrap inside shape.c, and what it shares with it. */
#ifndef CURVE_SHAPE_DRAWS_H
#define CURVE_SHAPE_DRAWS_H

#include "curve/shape.h"
#include "curve/shape_break.h"
#include "curve/shape_trend.h"

enum { SHAPE_WINDOW = 10 };

/* How many draws a panel of this size is given. */
size_t shape_draws(const struct shape_in *in);

/*
 * H(k, q) from hits at each target: 0 when the first window fails already,
 * NaN with fewer targets than a window has.
 */
double shape_horizon(const struct shape_in *in, const double *hits);

/* Fills every interval of s from its estimates, which stand already. */
void shape_intervals(const struct shape_in *in, const struct shape_break *b,
		     const struct shape_trend *trend, struct shape *s);

#endif
