/*
 * rank: statistics of order, which a handful of wild answers cannot sway.
 */
#ifndef STAT_RANK_H
#define STAT_RANK_H

#include <stdbool.h>
#include <stddef.h>

#include "stat/interval.h"

/* Wilcoxon's signed-rank test that differences centre on zero. */
struct rank_wilcoxon {
	size_t n;      /* differences that are not zero */
	double v;      /* sum of the ranks of the positive ones */
	double z;      /* with continuity correction; NaN when n is 0 */
	double p;      /* two-sided; NaN when n is 0 */
	double effect; /* matched-pairs rank-biserial, -1 to 1 */
	bool exact;
};

/*
 * Zeros are dropped and ties share their mean rank. p is exact for n <= 25
 * without ties, else from the normal distribution with the variance
 * corrected for ties and a continuity correction of 1/2, as R does.
 * -1 when no difference is left.
 */
int rank_wilcoxon(const double *x, size_t n, struct rank_wilcoxon *w);

/*
 * Hodges and Lehmann's shift: the median of the Walsh averages
 * (x[i] + x[j]) / 2, i <= j. O(n) memory, O(n log n) time plus at most 128
 * passes. NaN when n is 0.
 */
double rank_hodges_lehmann(const double *x, size_t n);

/*
 * The same from numbers already sorted; for the draws of a bootstrap.
 */
double rank_hodges_lehmann_sorted(const double *sorted, size_t n);

/*
 * Kendall's tau-b by merge sort (Knight 1966). NaN when x or y is constant
 * or n < 2.
 */
double rank_kendall(const double *x, const double *y, size_t n);

/*
 * Spearman's rho: Pearson's correlation of the ranks, ties at their mean rank.
 * NaN when x or y is constant or n < 3.
 */
double rank_spearman(const double *x, const double *y, size_t n);

/*
 * Its interval by Fisher's z with the variance of Bonett and Wright (2000),
 * (1 + rho^2 / 2) / (n - 3), n the independent pairs; `held` further
 * variables were held still (a partial correlation). None under n = 4 + held.
 */
struct interval rank_spearman_interval(double rho, size_t n, size_t held,
				       double level);

/*
 * Twice the way of each one's rank from the middle, ties at their mean rank:
 * whole numbers from 1 - n to n - 1, of sum 0.
 */
void rank_scores(const double *y, size_t n, double *out);

/* Neighbours i, i + 1 with y falling. */
size_t rank_inversions(const double *y, size_t n);

#endif
