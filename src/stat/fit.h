/*
 * fit: lines and bends through a curve's points.
 */
#ifndef STAT_FIT_H
#define STAT_FIT_H

#include <stdbool.h>
#include <stddef.h>

struct fit_line {
	double intercept, slope;
};

/* Least squares. -1 when fewer than two different x. */
int fit_line(const double *x, const double *y, size_t n, struct fit_line *l);

/*
 * Theil and Sen: the median of the slopes of all pairs with different x, and
 * the median of y - slope x. Up to 2,000 points all slopes are written down
 * (16 MB); beyond, they are counted by merge sort and the median is found by
 * bisection in O(n) memory. -1 when no two x differ.
 */
int fit_theil_sen(const double *x, const double *y, size_t n,
		  struct fit_line *l);

/*
 * Sen's interval (1968): the slopes b that leave Kendall's S of y - b x,
 * pairs that rise less pairs that fall, between s_lo and s_hi. -1 when these
 * bounds shut no slope out, as they may with few points.
 */
int fit_sen(const double *x, const double *y, size_t n, double s_lo,
	    double s_hi, double *lo, double *hi);

/*
 * Plateau: the c that minimises sum |y - min(x, c)|, x sorted ascending.
 * What a model gives however much more it is asked for. *found is false
 * when the best c is at or above the largest x: no plateau within the data.
 * -1 when n is 0. O(n^2) time.
 */
int fit_plateau(const double *x, const double *y, size_t n, double *c,
		bool *found);

#endif
