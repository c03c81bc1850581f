/*
 * Quantiles are bisections of the distribution itself: a few microseconds
 * slower than a rational fit, and never at odds with it. Always the smaller
 * tail is worked on, where digits are; no library is linked for a handful of
 * functions, whose versions would then be part of every result.
 */
#include "stat/dist.h"

#include <float.h>
#include <math.h>

enum { FRACTION_MAX = 10000, BISECTIONS = 200 };

double
dist_normal_cdf(double z)
{
	return 0.5 * erfc(-z * 0x1.6a09e667f3bcdp-1); /* 1 / sqrt(2) */
}

double
dist_normal_quantile(double p)
{
	double lo = -40, hi = 40;

	for (int i = 0; i < BISECTIONS; i++) {
		double mid = 0.5 * (lo + hi);

		if (mid <= lo || mid >= hi)
			break;
		/* The smaller tail keeps its digits. */
		if (p < 0.5 ? dist_normal_cdf(mid) < p
			    : dist_normal_cdf(-mid) > 1 - p)
			lo = mid;
		else
			hi = mid;
	}
	return 0.5 * (lo + hi);
}

static double
away_from_zero(double x)
{
	return fabs(x) < DBL_MIN ? DBL_MIN : x;
}

/* The continued fraction of I_x(a, b), DLMF 8.17.22, modified Lentz. */
static double
beta_fraction(double x, double a, double b)
{
	double c = 1, d = away_from_zero(1 - (a + b) * x / (a + 1));
	double f;

	d = 1 / d;
	f = d;
	for (int m = 1; m < FRACTION_MAX; m++) {
		double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
		double odd = -(a + m) * (a + b + m) * x /
			     ((a + 2 * m) * (a + 2 * m + 1));
		double step;

		d = 1 / away_from_zero(1 + even * d);
		c = away_from_zero(1 + even / c);
		f *= c * d;
		d = 1 / away_from_zero(1 + odd * d);
		c = away_from_zero(1 + odd / c);
		step = c * d;
		f *= step;
		if (fabs(step - 1) < 1e-16)
			break;
	}
	return f;
}

/* Regularised incomplete beta I_x(a, b) by Lentz's continued fraction. */
static double
dist_beta_cdf(double x, double a, double b)
{
	double front;

	if (x <= 0)
		return 0;
	if (x >= 1)
		return 1;
	front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) +
		    b * log1p(-x));
	if (x < (a + 1) / (a + b + 2))
		return front * beta_fraction(x, a, b) / a;
	return 1 - front * beta_fraction(1 - x, b, a) / b;
}

double
dist_t_cdf(double t, double df)
{
	double tail;

	/* Near the centre the other side of the beta keeps the digits. */
	if (t * t < df)
		tail = 0.5 -
		       0.5 * dist_beta_cdf(t * t / (df + t * t), 0.5, df / 2);
	else
		tail = 0.5 * dist_beta_cdf(df / (df + t * t), df / 2, 0.5);
	return t > 0 ? 1 - tail : tail;
}

double
dist_t_quantile(double p, double df)
{
	double tail = p < 0.5 ? p : 1 - p, lo = -1, hi = 0;

	if (tail == 0.5)
		return 0;
	while (dist_t_cdf(lo, df) > tail && lo > -1e300)
		lo *= 4;
	for (int i = 0; i < BISECTIONS; i++) {
		double mid = 0.5 * (lo + hi);

		if (mid <= lo || mid >= hi)
			break;
		if (dist_t_cdf(mid, df) < tail)
			lo = mid;
		else
			hi = mid;
	}
	return p < 0.5 ? 0.5 * (lo + hi) : -0.5 * (lo + hi);
}

double
dist_normal_reach(double level)
{
	return dist_normal_quantile(0.5 + level / 2);
}

double
dist_t_reach(double level, double df)
{
	return dist_t_quantile(0.5 + level / 2, df);
}

double
dist_binom_half_cdf(size_t k, size_t n)
{
	if (k >= n)
		return 1;
	return dist_beta_cdf(0.5, (double)(n - k), (double)k + 1);
}
