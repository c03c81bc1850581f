/*
 * shape_break: does a curve bend, and where?
 *
 * A hinge through the targets' means (stat/hinge.h), weighted by the scale
 * of the noise (stat/trend.h): a model that is off by 2 at 10 characters and
 * by 30 at 700 says more about its slope at the short end.
 */
#ifndef CURVE_SHAPE_BREAK_H
#define CURVE_SHAPE_BREAK_H

#include <stdint.h>

#include "stat/hinge.h"
#include "stat/panel.h"

enum { SHAPE_SIDE = 10 }; /* targets on each side of a break */

struct shape_break {
	size_t n;
	double *mean;            /* of each target */
	double *scale, rho;      /* of the noise around them */
	double share;            /* of its variance that repeats share */
	struct hinge_grid *grid; /* NULL: too few targets for a break */
};

void shape_break_open(struct shape_break *b, const struct panel *e);
void shape_break_close(struct shape_break *b);

/* (1 + rho) / (1 - rho) times this is trend_long: 1 without resemblance. */
double shape_break_longer(const struct shape_break *b, double rho);

/*
 * p of "no break" for the hinge h that fits best. Under it the noise on a
 * straight line has no order beyond the resemblance of neighbours. Its
 * innovations (what the hinge leaves, on a common scale, each less what the
 * one before explains) take fair signs and are built up again (Liu 1988); p
 * is the share of draws that bend as much. What the line leaves would not
 * do: it has the bend in it.
 */
double shape_break_p(const struct shape_break *b, const struct hinge *h,
		     size_t draws, uint64_t seed);

#endif
