/*
 * hinge: does a curve bend, and where?
 *
 * y = a + b x + c max(0, x - tau): one line up to tau, another beyond it,
 * continuous. tau runs over the x that leave at least `side` points on each
 * side; a, b, c by least squares, each point weighted by 1 / scale^2 where
 * the noise has a scale.
 *
 * The work is split: what depends on x alone is prepared once, in O(n), so
 * that a fit of new y costs O(n). A bootstrap makes tens of thousands.
 */
#ifndef STAT_HINGE_H
#define STAT_HINGE_H

#include <stddef.h>
#include <stdint.h>

struct hinge_grid;

struct hinge {
	double tau;
	double intercept;     /* a */
	double slope, change; /* b, c: beyond tau the slope is b + c */
	double f;             /* sup-F: (SSE0 - SSE1) / (SSE1 / (n - 3)) */
	double ratio; /* (SSE0 - SSE1) / SSE0, 0 to 1; f is monotone in it */
};

/*
 * x strictly increasing; scale[i] > 0 is the noise's at x[i], up to a common
 * factor, NULL when it is the same everywhere. NULL when no tau leaves
 * `side` >= 2 points each way.
 */
struct hinge_grid *hinge_grid_new(const double *x, const double *scale,
				  size_t n, size_t side);
void hinge_grid_free(struct hinge_grid *g);

/* The best hinge through (x, y). */
void hinge_fit(const struct hinge_grid *g, const double *y, struct hinge *h);

/* Every tau and slope of the hinges that come near the best one. */
struct hinge_region {
	double tau[2], before[2], after[2]; /* from, to */
};

/*
 * The hinges whose sum of squares, each square divided by scale^2, exceeds
 * the least by no more than `room`: what the data do not tell apart from it.
 * Slopes are profiled over tau and tau over slopes (Hinkley 1971, "Inference
 * in two-phase regression"), so that the doubt about the one is in the other.
 * A hinge at a point stands for all up to half the way to the next ones.
 */
void hinge_region(const struct hinge_grid *g, const double *y, double room,
		  struct hinge_region *r);

/* Ordinates of the fitted hinge, out[0..n). */
void hinge_values(const struct hinge_grid *g, const struct hinge *h,
		  double *out);

#endif
