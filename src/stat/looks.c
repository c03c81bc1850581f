/*
 * The score B = z sqrt(info) is a walk with independent normal steps, and
 * what has not crossed yet is a density on a grid below the bound, on the
 * scale of z. A table of constants would hold for one
 * alpha and equal steps only, and Bonferroni's share costs a tenth of the
 * answers.
 */
#include "stat/looks.h"

#include <math.h>

#include "stat/dist.h"

enum { GRID = 120, HALVINGS = 16 };

#define LEAST (-8.0) /* z below which nothing is looked at */
#define PI    3.14159265358979323846

static double
density(double z)
{
	return exp(-z * z / 2) / sqrt(2 * PI);
}

/* Simpson's weight of point i of a grid of GRID steps of h. */
static double
weight(int i, double h)
{
	if (i == 0 || i == GRID)
		return h / 3;
	return (i % 2 == 1 ? 4 : 2) * h / 3;
}

/* The risk that some look has z > bound[i]. */
static double
risk(const double *bound, const double *info, size_t n)
{
	double f[GRID + 1], g[GRID + 1], h = (bound[0] - LEAST) / GRID;
	double crossed = dist_normal_cdf(-bound[0]);

	for (int i = 0; i <= GRID; i++)
		f[i] = density(LEAST + i * h) * weight(i, h);
	for (size_t k = 1; k < n; k++) {
		/* z' = (z sqrt(a) + step sqrt(b - a)) / sqrt(b) */
		double r = sqrt(info[k - 1] / info[k]), s = sqrt(1 - r * r);
		double to = (bound[k] - LEAST) / GRID;

		for (int i = 0; i <= GRID; i++) {
			double z = LEAST + i * h;

			crossed +=
			    f[i] * dist_normal_cdf((r * z - bound[k]) / s);
		}
		for (int j = 0; j <= GRID && k + 1 < n; j++) {
			double z = LEAST + j * to, sum = 0;

			for (int i = 0; i <= GRID; i++)
				sum += f[i] *
				       density((z - r * (LEAST + i * h)) / s);
			g[j] = sum / s * weight(j, to);
		}
		for (int i = 0; i <= GRID && k + 1 < n; i++)
			f[i] = g[i];
		h = to;
	}
	return crossed;
}

/* The risk with c for the last bound; the bounds. */
static double
risk_of(double c, const double *info, size_t n, double shape, double *bound)
{
	for (size_t i = 0; i < n; i++)
		bound[i] = c * pow(info[i] / info[n - 1], shape - 0.5);
	return risk(bound, info, n);
}

void
looks_levels(double alpha, const double *info, size_t n, double shape,
	     double *level)
{
	double lo, hi, bound[LOOKS_MAX];

	level[0] = alpha;
	if (n < 2)
		return;
	lo = -dist_normal_quantile(alpha);
	hi = -dist_normal_quantile(alpha / (double)n);
	for (int k = 0; k < HALVINGS; k++) {
		double c = (lo + hi) / 2;

		if (risk_of(c, info, n, shape, bound) > alpha)
			lo = c;
		else
			hi = c;
	}
	risk_of(hi, info, n, shape, bound);
	for (size_t i = 0; i < n; i++)
		level[i] = dist_normal_cdf(-bound[i]);
}
