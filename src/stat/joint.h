/*
 * joint: tonight's mean and the one before, from cells of which some were
 * answered on both sides.
 *
 * A cell's answers share a deviation of its own, whose variance is the part
 * `alike` of a side's; the rest is new each time. Their difference is estimated
 * by generalized least squares (Aitken 1935), which is the best that is linear:
 * a mean of each side's answers, which weigh as much as they say.
 */
#ifndef STAT_JOINT_H
#define STAT_JOINT_H

#include <stddef.h>

struct joint_cell {
	double now;    /* tonight's answer; NaN: none */
	double base;   /* mean of those before */
	double nights; /* how many these are; 0: none */
};

struct joint {
	double now, base; /* the two means */
	/* Variance of now - base: by tonight's new part, by all else; and what
	 * is left of both when tonight is asked without end. */
	double now_var, base_var, fixed;
};

/*
 * now_var, base_var: of one answer, on each side, 0 if there is none.
 * alike: 0 to 1. Some cell has an answer tonight, and some one before.
 */
void joint_of(const struct joint_cell *cell, size_t n, double now_var,
	      double base_var, double alike, struct joint *j);

#endif
