/*
 * nights: tonight's answers against those of several nights before.
 *
 * The questions are the same every night, so what differs between targets is
 * no noise. What is, is known from the nights themselves:
 *
 *   y = question + cell + night x question + answer
 *
 * answer is new each time; a cell (question and repeat, which has a seed of
 * its own) may be answered alike every night: `alike` is its share of the
 * variance of repeats, as far as tonight kept it: a server that was changed
 * answers other than on all nights before, and these, however many they are,
 * know then no more than one of them. night x question is what nights differ
 * by beyond their answers; it is nothing until the nights differ
 * significantly, for more repeats do not take it away.
 */
#ifndef STAT_NIGHTS_H
#define STAT_NIGHTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stat/joint.h"
#include "stat/serial.h"

/* What a cell was answered in a night: n answers, 0 if none; ss, the sum of
 * their squares about the mean. 16 bytes, as there may be millions. */
struct nights_cell {
	double mean;
	float ss;
	uint32_t n;
};

/* One answer more; NaN: it is missing. */
void nights_add(struct nights_cell *c, double answer);

/*
 * Target i has the cells first[i] .. first[i + 1] - 1, the same in each
 * night: v[k * stride + c] is night k's. Nights 0 to nights - 1 are the
 * baseline's, at least two; night `nights` is tonight. again: what more is
 * asked tonight goes to the cells that the baseline has. All is borrowed.
 */
struct nights {
	size_t n, nights, stride;
	const size_t *first;
	const struct nights_cell *v;
	bool again;
};

/* One cell: tonight, and over all nights before. */
struct joint_cell nights_joint(const struct nights *x, size_t cell);

struct nights_growth {
	size_t targets; /* answered tonight and before: the sample */
	size_t cells;   /* answered tonight, at these */
	double base, now;
	struct serial growth; /* now - base; se NaN: not enough data */
	/*
	 * The variance of growth, were each target asked n times tonight, is
	 * about fixed + each / n.
	 */
	double fixed, each;
	double apart; /* sd by which nights differ beyond their answers */
	double alike; /* 0 to 1; NaN: cannot be told */
	double kept;  /* what of it tonight's answers kept, 0 to 1 */
};

/*
 * The mean over targets from to to - 1. sd[i], or NULL: how much one answer
 * at target i differs, pooled with its neighbours; NaN where unknown.
 */
void nights_growth_of(const struct nights *x, size_t from, size_t to,
		      double *sd, struct nights_growth *g);

#endif
