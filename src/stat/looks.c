/*
 * The score B = z sqrt(info) is a walk with independent normal steps, and
 * what has not crossed yet is a density on a grid below the bound. One grid
 * on the scale of z serves all looks. A table of constants would hold for one
 * alpha and equal steps only, and Bonferroni's share costs a tenth of the
 * answers.
 */
#include "stat/looks.h"

#include <math.h>

#include "stat/dist.h"

enum { GRID = 120, HALVINGS = 24 };

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

/* The risk that some look has z > c. */
static double
risk(double c, const double *info, size_t n)
{
	double f[GRID + 1], g[GRID + 1], h = (c - LEAST) / GRID;
	double crossed = dist_normal_cdf(-c);

	for (int i = 0; i <= GRID; i++)
		f[i] = density(LEAST + i * h) * weight(i, h);
	for (size_t k = 1; k < n; k++) {
		/* z' = (z sqrt(a) + step sqrt(b - a)) / sqrt(b) */
		double r = sqrt(info[k - 1] / info[k]), s = sqrt(1 - r * r);

		for (int i = 0; i <= GRID; i++) {
			double z = LEAST + i * h;

			crossed += f[i] * dist_normal_cdf((r * z - c) / s);
		}
		for (int j = 0; j <= GRID && k + 1 < n; j++) {
			double z = LEAST + j * h, sum = 0;

			for (int i = 0; i <= GRID; i++)
				sum += f[i] *
				       density((z - r * (LEAST + i * h)) / s);
			g[j] = sum / s * weight(j, h);
		}
		for (int i = 0; i <= GRID && k + 1 < n; i++)
			f[i] = g[i];
	}
	return crossed;
}

double
looks_level(double alpha, const double *info, size_t n)
{
	double lo = -dist_normal_quantile(alpha), hi;

	if (n < 2)
		return alpha;
	hi = -dist_normal_quantile(alpha / (double)n);
	for (int i = 0; i < HALVINGS; i++) {
		double c = (lo + hi) / 2;

		if (risk(c, info, n) > alpha)
			lo = c;
		else
			hi = c;
	}
	return dist_normal_cdf(-hi);
}
