/*
 * joint: tonight's mean and the one before, from cells of which some were
 * answered on both sides.
 *
 * A cell's answers share a deviation of its own, whose variance is the part
 * `alike` of a side's; another part may be the cell's for one night; the rest
 * is new each time. Their difference is estimated by generalized least squares
 * (Aitken 1935), which is the best that is linear: a mean of each side's
 * answers, which weigh as much as they say.
 */
#ifndef STAT_JOINT_H
#define STAT_JOINT_H

#include <stdbool.h>
#include <stddef.h>

struct joint_cell {
	double now, base;       /* means of its answers, on each side */
	double n;               /* answers tonight; 0: none */
	double nights, answers; /* those before; 0: none */
};

struct joint_noise {
	double now, base; /* variance of one answer, on each side; 0: none */
	double alike;     /* share of it that is the cell's, every night */
	double fresh;     /* that is new with each answer; the rest of 1 is the
			   * cell's for one night */
	double kept;      /* share of `alike` that tonight's cells still have */
	bool again;       /* more answers tonight are of the cells before */
};

struct joint {
	double now, base; /* the two means */
	/* Variance of now - base: by tonight's new part, by all else; and what
	 * is left of both when tonight is asked without end. */
	double now_var, base_var, fixed;
};

/* What is new of a cell's two means: the variance of their difference. */
double joint_apart(const struct joint_cell *c, const struct joint_noise *v);

/* Some cell has an answer tonight, and some one before. */
void joint_of(const struct joint_cell *cell, size_t n,
	      const struct joint_noise *v, struct joint *j);

#endif
