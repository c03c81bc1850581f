/* shape_draws: the bootstrap inside shape.c, and what it shares with it. */
#ifndef CURVE_SHAPE_DRAWS_H
#define CURVE_SHAPE_DRAWS_H

#include "curve/shape.h"
#include "curve/shape_break.h"
#include "curve/shape_trend.h"

enum { SHAPE_WINDOW = 10 };

/* How many draws a panel of this size is given. */
size_t shape_draws(const struct shape_in *in);

/* Fills every interval of s from its estimates, which stand already. */
void shape_intervals(const struct shape_in *in, const struct shape_break *b,
		     const struct shape_trend *trend, struct shape *s);

#endif
