/*
 * power: what a design can see before it is paid for.
 */
#ifndef STAT_POWER_H
#define STAT_POWER_H

#include <stddef.h>

/*
 * Standard error of a rate near one half from n single answers, sqrt(1/4n):
 * 0.042 for 140, 0.071 for 50. The smallest visible difference between two
 * such rates is power_rate.
 */
double power_rate_se(size_t n);

/*
 * Smallest true difference of two paired rates near one half, n answers
 * each, that a two-sided 5 % test sees with probability 0.8, pairs taken
 * as independent: (1.96 + 0.84) * sqrt(2) * se.
 */
double power_rate(size_t n);

/*
 * The same of anything that is known up to a standard error: (1.96 + 0.84) se.
 */
double power_seen(double se);

/*
 * How many times as many repeats bring a difference d, now estimated with
 * `detectable` the smallest visible, into sight: (detectable / d)^2, at
 * least 1; 0 when d is 0, since no number would do.
 */
double power_factor(double detectable, double d);

#endif
