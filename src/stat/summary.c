/*
 * The mean is taken in two passes, since lengths of millions of cells lose
 * digits in one, and the same numbers must give the same mean in each verb:
 * all means come from here. Quantiles are R's default, as most readers will
 * check them there.
 */
#include "stat/summary.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "stat/select.h"

double
summary_mean(const double *x, size_t n)
{
	double sum = 0, m, rest = 0;

	if (n == 0)
		return NAN;
	for (size_t i = 0; i < n; i++)
		sum += x[i];
	m = sum / (double)n;
	/* A second pass takes back what rounding lost in the first. */
	for (size_t i = 0; i < n; i++)
		rest += x[i] - m;
	return m + rest / (double)n;
}

double
summary_sd(const double *x, size_t n)
{
	double m = summary_mean(x, n), ss = 0;

	if (n < 2)
		return NAN;
	for (size_t i = 0; i < n; i++)
		ss += (x[i] - m) * (x[i] - m);
	return sqrt(ss / (double)(n - 1));
}

double
summary_median(const double *x, size_t n)
{
	double *copy, m;

	if (n == 0)
		return NAN;
	copy = mem_calloc(n, sizeof(*copy));
	memcpy(copy, x, n * sizeof(*x));
	m = select_median(copy, n);
	free(copy);
	return m;
}

double
summary_quantile(const double *sorted, size_t n, double p)
{
	double h, low;
	size_t i;

	if (n == 0)
		return NAN;
	h = (double)(n - 1) * p;
	low = floor(h);
	i = (size_t)low;
	if (i + 1 >= n)
		return sorted[n - 1];
	return sorted[i] + (h - low) * (sorted[i + 1] - sorted[i]);
}
