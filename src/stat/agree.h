/*
 * agree: whether those who score the same things score them alike.
 *
 * Values are whole points of a scale. Repeats of one judge have their ICC in
 * panel.h; here are the measures for several raters. All of them fall when
 * nearly everything has the same score, however often the raters agree: show
 * agree_raw beside them.
 */
#ifndef STAT_AGREE_H
#define STAT_AGREE_H

#include <stddef.h>

enum agree_scale { AGREE_NOMINAL, AGREE_ORDINAL, AGREE_INTERVAL, AGREE_RATIO };

/*
 * Krippendorff's alpha (2011, "Computing Krippendorff's Alpha-Reliability"),
 * 1 - Do/De, of units x raters scores, row by row, NaN where a rater has none.
 * Units with one score are left out. NaN when no disagreement can be expected
 * (all scores are one value) or nothing is left. Values may be any numbers;
 * time and memory grow with the square of how many different ones there are.
 */
double agree_alpha(const double *score, size_t units, size_t raters,
		   enum agree_scale scale);

enum agree_weight { AGREE_EQUAL, AGREE_LINEAR, AGREE_QUADRATIC };

/*
 * Cohen's kappa (1960), weighted (1968) by |i - j| or its square over the
 * values from the smallest to the largest seen, steps of one. Pairs with NaN
 * are left out. NaN when chance alone agrees always, or without pairs.
 */
double agree_kappa(const double *a, const double *b, size_t n,
		   enum agree_weight weight);

/*
 * The share of pairs of scores of one unit that are equal; NaN without
 * pairs.
 */
double agree_raw(const double *score, size_t units, size_t raters);

#endif
