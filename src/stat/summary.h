/*
 * summary: what a column of numbers says about itself.
 *
 * No function here takes NaN: the caller leaves out what was not measured.
 * A value that the data cannot give (an empty column's mean, one number's
 * standard deviation) is NaN, this program's "missing".
 */
#ifndef STAT_SUMMARY_H
#define STAT_SUMMARY_H

#include <stddef.h>

double summary_mean(const double *x, size_t n);
double summary_sd(const double *x, size_t n);
double summary_median(const double *x, size_t n);

/*
 * Quantile of sorted numbers, type 7 of Hyndman and Fan (1996), R's default:
 * linear between the order statistics around (n - 1) p.
 */
double summary_quantile(const double *sorted, size_t n, double p);

#endif
