/* shape_draws: the bootstrap inside shape.c, and what it shares with it. */
#ifndef CURVE_SHAPE_DRAWS_H
#define CURVE_SHAPE_DRAWS_H

#include "base/rng.h"
#include "curve/shape.h"

enum { SHAPE_WINDOW = 10, SHAPE_SIDE = 10 };

/* How many draws a panel of this size is given. */
size_t shape_draws(const struct shape_in *in);

/*
 * H(k, q) from hits at each target: 0 when the first window fails already,
 * NaN with fewer targets than a window has.
 */
double shape_horizon(const struct shape_in *in, const double *hits);

/*
 * v comes as the values fitted to y and leaves as the innovations around
 * them: residuals on a common scale, each less rho times the one before.
 */
void shape_innovations(const double *y, size_t n, const double *scale,
		       double rho, double *v);

/* z is y with its blocks of neighbours in another order. */
void shape_permute(struct rng *r, const double *y, size_t n, double *z);

/* Fills every interval of s from its estimates, which stand already. */
void shape_intervals(const struct shape_in *in, struct shape *s);

#endif
