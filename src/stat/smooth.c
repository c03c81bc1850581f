/*
 * The linear weights are written out rather than solved for by a matrix: they
 * give the leverage and the variances at once.
 */
#include "stat/smooth.h"

#include <math.h>

#include "stat/select.h"

enum { NEIGHBOURS = 6 };

static double
variance(const struct smooth_points *p, size_t i)
{
	return p->var == NULL ? 1 : p->var[i];
}

/* Kernel weight of a point over its variance. */
static double
weight(const struct smooth_points *p, size_t i, double at, double half)
{
	double u = fabs(p->x[i] - at) / half;
	double k = 1 - u * u * u;

	return u >= 1 ? 0 : k * k * k / variance(p, i);
}

/* The points of a window, and their weighted moments about its middle. */
struct window {
	double at, half;
	size_t from, to, n;
	double s0, s1, s2, det;
};

static int
open_window(const struct smooth_points *p, double at, double half,
	    struct window *x)
{
	*x = (struct window){ .at = at,
			      .half = half,
			      .from = select_first(p->x, p->n, at - half),
			      .to = select_first(p->x, p->n, at + half) };
	for (size_t i = x->from; i < x->to; i++) {
		double w = weight(p, i, at, half), d = p->x[i] - at;

		x->n += w > 0;
		x->s0 += w;
		x->s1 += w * d;
		x->s2 += w * d * d;
	}
	x->det = x->s0 * x->s2 - x->s1 * x->s1;
	return x->n < 3 || !(x->det > 1e-12 * x->s0 * x->s2) ? -1 : 0;
}

/* What a point weighs in the line's value. */
static double
in_value(const struct smooth_points *p, const struct window *x, size_t i)
{
	double w = weight(p, i, x->at, x->half);

	return w * (x->s2 - x->s1 * (p->x[i] - x->at)) / x->det;
}

int
smooth_at(const struct smooth_points *p, double at, double half,
	  struct smooth_line *l)
{
	struct window x;

	*l = (struct smooth_line){ .at = at };
	if (open_window(p, at, half, &x) != 0)
		return -1;
	l->n = x.n;
	for (size_t i = x.from; i < x.to; i++) {
		double w = weight(p, i, at, half), d = p->x[i] - at;
		double a = in_value(p, &x, i);
		double b = w * (x.s0 * d - x.s1) / x.det;
		double var = variance(p, i);

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

int
smooth_bend(const struct smooth_points *p, double at, double half, double *off,
	    double *var)
{
	struct window wide, half_wide;

	*off = *var = 0;
	if (open_window(p, at, half, &wide) != 0 ||
	    open_window(p, at, half / 2, &half_wide) != 0)
		return -1;
	for (size_t i = wide.from; i < wide.to; i++) {
		double a = in_value(p, &half_wide, i) - in_value(p, &wide, i);

		*off += a * p->y[i];
		*var += a * a * variance(p, i);
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
smooth_hidden(const struct smooth_points *p, double half)
{
	double left = 0, noise = 0, differ = 0, n = 0;
	struct smooth_line l;

	for (size_t i = 1; i + 1 < p->n; i++) {
		double b =
		    (p->x[i] - p->x[i - 1]) / (p->x[i + 1] - p->x[i - 1]);
		double var = variance(p, i), r, d;

		if (smooth_at(p, p->x[i], half, &l) < 0)
			continue;
		r = p->y[i] - l.value;
		d = p->y[i] - (1 - b) * p->y[i - 1] - b * p->y[i + 1];
		left += r * r / var;
		noise += 1 - 2 * l.lever + l.var_value / var;
		differ += d * d /
			  (var + (1 - b) * (1 - b) * variance(p, i - 1) +
			   b * b * variance(p, i + 1));
		n++;
	}
	return n > 0 ? fmax(0, (left - differ * noise / n) / n) : 0;
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
		sum += e * e / variance(p, i);
		n++;
	}
	return n > 0 ? sum / n : INFINITY;
}
