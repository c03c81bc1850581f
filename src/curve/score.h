/* score: what published benchmarks give one answer for its length. */
#ifndef CURVE_SCORE_H
#define CURVE_SCORE_H

#include <stdbool.h>
#include <stdint.h>

/*
 * LIFEBench's score of one relative deviation: 100 exp(5d) below the target,
 * else 100 exp(-2d).
 */
double score_ls(double d);

/*
 * LongWriter's score of length L for target T, 0 to 100:
 * 100 max(0, 1 - (L/T - 1)/3) for L > T, else 100 max(0, 1 - (T/L - 1)/2).
 */
double score_s_l(double length, double target);

/*
 * The step score of Qianfan's published study of length: with r = |L/T - 1| in
 * doubles, 1 up to .05, .75 up to .10, .5 up to .15, .25 up to .20, .1 up to
 * .25, else 0. The division comes first, so that 105 for 100 is beyond .05
 * (.050000000000000044) and has .75; their figures have that in them.
 */
double score_step(double length, double target);

/*
 * Ruler's ranges lo < L <= hi, precise and flexible match. False when Ruler
 * has no such target.
 */
bool score_ruler(uint32_t target, double length, bool *pm, bool *fm);

#endif
