/* shape_intervals: every interval of a shape whose estimates stand. */
#ifndef CURVE_SHAPE_INTERVALS_H
#define CURVE_SHAPE_INTERVALS_H

#include "curve/shape.h"
#include "curve/shape_break.h"
#include "curve/shape_trend.h"

/*
 * Fills the spreads and every interval of s (Student's t; shape.h says whose
 * each is and its level). in: the answers; b and trend: what was fitted to
 * them. All is borrowed; an interval that cannot be had is NaN.
 */
void shape_intervals(const struct shape_in *in, const struct shape_break *b,
		     const struct shape_trend *trend, struct shape *s);

#endif
