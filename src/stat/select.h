/*
 * select: order statistics without sorting, and without building the set.
 */
#ifndef STAT_SELECT_H
#define STAT_SELECT_H

#include <stddef.h>
#include <stdint.h>

/*
 * The k-th smallest (from 0) of a[0..n), which is reordered so that smaller
 * ones stand before it. Floyd and Rivest, Algorithm 489 (1975): about n + k
 * comparisons. k < n, no NaN.
 */
double select_kth(double *a, size_t n, size_t k);

/* Median of a[0..n), reordered; the mean of the middle two when n is even. */
double select_median(double *a, size_t n);

/*
 * The k-th smallest (from 0) of a multiset that is never built, only
 * counted: count(ctx, s) is how many members are <= s. Bisects over the
 * doubles between lo and hi, at most 64 counts, and so returns the very
 * double. Every member lies in [lo, hi].
 */
double select_counted(uint64_t (*count)(void *ctx, double s), void *ctx,
		      uint64_t k, double lo, double hi);

/* The first of ascending x[0..n) that is not below v; n when all are. */
size_t select_first(const double *x, size_t n, double v);

/* qsort comparison of doubles. */
int select_compare(const void *a, const void *b);

/* And of points: by x, then y. */
struct select_point {
	double x, y;
};

int select_compare_points(const void *a, const void *b);

#endif
