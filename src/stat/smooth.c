/*
 * The linear weights are written out rather than solved for by a matrix: they
 * give the leverage and the variances at once.
 */
#include "stat/smooth.h"

#include <math.h>

#include "stat/select.h"

enum { NEIGHBOURS = 6 };

/* Kernel weight of a point over its variance. */
static double
weight(const struct smooth_points *p, size_t i, double at, double half)
{
	double u = fabs(p->x[i] - at) / half;
	double k = 1 - u * u * u;

	return u >= 1 ? 0 : k * k * k / (p->var == NULL ? 1 : p->var[i]);
}

int
smooth_at(const struct smooth_points *p, double at, double half,
	  struct smooth_line *l)
{
	size_t from = select_first(p->x, p->n, at - half),
	       to = select_first(p->x, p->n, at + half);
	double s0 = 0, s1 = 0, s2 = 0, det;

	*l = (struct smooth_line){ .at = at };
	for (size_t i = from; i < to; i++) {
		double w = weight(p, i, at, half), d = p->x[i] - at;

		l->n += w > 0;
		s0 += w;
		s1 += w * d;
		s2 += w * d * d;
	}
	det = s0 * s2 - s1 * s1;
	if (l->n < 3 || !(det > 1e-12 * s0 * s2))
		return -1;
	for (size_t i = from; i < to; i++) {
		double w = weight(p, i, at, half), d = p->x[i] - at;
		double a = w * (s2 - s1 * d) / det;
		double b = w * (s0 * d - s1) / det;
		double var = p->var == NULL ? 1 : p->var[i];

		l->value += a * p->y[i];
		l->slope += b * p->y[i];
		l->var_value += a * a * var;
		l->var_slope += b * b * var;
		l->cov += a * b * var;
		if (d == 0)
			l->lever += a;
	}
	return 0;
}

double
smooth_least(const double *x, size_t n)
{
	double least = n < 2 ? 1 : 0;
	size_t span = n - 1 < NEIGHBOURS ? n - 1 : NEIGHBOURS;

	for (size_t i = 0; n > 1 && i + span < n; i++)
		least = fmax(least, x[i + span] - x[i]);
	return least;
}

double
smooth_half(const double *x, size_t n)
{
	double eighth = n < 2 ? 1 : (x[n - 1] - x[0]) / 8;

	return fmax(eighth, smooth_least(x, n));
}

double
smooth_left_out(const struct smooth_points *p, double half)
{
	struct smooth_line l;
	double sum = 0, n = 0;

	for (size_t i = 0; i < p->n; i++) {
		double e;

		if (smooth_at(p, p->x[i], half, &l) < 0 || !(l.lever < 1))
			continue;
		e = (p->y[i] - l.value) / (1 - l.lever);
		sum += e * e / (p->var == NULL ? 1 : p->var[i]);
		n++;
	}
	return n > 0 ? sum / n : INFINITY;
}
