/*
 * hinge: does a curve bend, and where?
 *
 * y = a + b x + c max(0, x - tau): one line up to tau, another beyond it,
 * continuous. tau runs over the x that leave at least `side` points on each
 * side; a, b, c by least squares.
 *
 * The work is split: what depends on x alone is prepared once, so that a
 * fit of new y costs O(n). A bootstrap makes tens of thousands of them.
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

/* x strictly increasing. NULL when no tau leaves `side` points each way. */
struct hinge_grid *hinge_grid_new(const double *x, size_t n, size_t side);
void hinge_grid_free(struct hinge_grid *g);

/* The best hinge through (x, y). */
void hinge_fit(const struct hinge_grid *g, const double *y, struct hinge *h);

/* tau alone, and the ratio it reaches. */
double hinge_tau(const struct hinge_grid *g, const double *y, double *ratio);

/* Ordinates of the fitted hinge, out[0..n). */
void hinge_values(const struct hinge_grid *g, const struct hinge *h,
		  double *out);

#endif
