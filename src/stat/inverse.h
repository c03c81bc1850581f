/*
 * inverse: where a line reaches a height, and what comes of asking there.
 */
#ifndef STAT_INVERSE_H
#define STAT_INVERSE_H

#include "stat/interval.h"
#include "stat/smooth.h"

/*
 * Fieller's interval (1954) of the x with value + slope (x - at) = y: all x
 * at which the line is not t standard errors away from y. var_single is
 * added for the x of one further measurement, 0 for that of the mean. None
 * when the slope itself is not told from 0, g = t^2 var_slope / slope^2 >= 1.
 */
struct interval inverse_fieller(const struct smooth_line *l, double y, double t,
				double var_single);

/*
 * P(|L - T| <= k) of a length L, a whole number, from a normal with this
 * mean and sd. sd 0: whether the mean itself is within k + 1/2.
 */
double inverse_hit(double mean, double sd, double target, double k);

#endif
