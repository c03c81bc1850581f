/*
 * smooth: a straight line through the neighbourhood of a place.
 *
 * Local linear regression (Cleveland 1979; Fan and Gijbels 1996) with the
 * tricube kernel (1 - |u|^3)^3, u = (x - at) / half. The variances are those
 * of the two coefficients, sums over the points of their linear weights
 * squared times each point's own variance.
 */
#ifndef STAT_SMOOTH_H
#define STAT_SMOOTH_H

#include <stddef.h>

/* Points with ascending x, each known with its own precision. */
struct smooth_points {
	size_t n;
	const double *x, *y;
	const double *var; /* of each y, > 0; NULL: all 1 */
};

/* value + slope (x - at), near at. */
struct smooth_line {
	double at, value, slope;
	double var_value, var_slope, cov;
	double lever; /* weight of the point that is at `at` itself, or 0 */
	size_t n;     /* points in the window */
};

/* -1 with fewer than three points, or two places, in the window. */
int smooth_at(const struct smooth_points *p, double at, double half,
	      struct smooth_line *l);

/*
 * What a window of half that width says otherwise, and the variance of that:
 * where a curve bends, a line through a window is off, by about as much. -1
 * where one of the two has too few points.
 */
int smooth_bend(const struct smooth_points *p, double at, double half,
		double *off, double *var);

/*
 * Half widths of a window for these points: the least, which holds six on each
 * side at the sparsest place, and the usual one, an eighth of their range if
 * that is more.
 */
double smooth_least(const double *x, size_t n);
double smooth_half(const double *x, size_t n);

/*
 * What lines through such windows leave that is no noise, as a share of the
 * points' variance: the mean of r^2 / var, less what it would be by the noise
 * that a point and a straight line through its two neighbours show (Gasser,
 * Sroka and Jennen-Steinmetz 1986). 0 at least, and with fewer than three.
 */
double smooth_hidden(const struct smooth_points *p, double half);

/*
 * How far off points are from a line through their neighbours alone: the mean
 * of (e / (1 - lever))^2 / var, of those that have enough neighbours.
 */
double smooth_left_out(const struct smooth_points *p, double half);

#endif
