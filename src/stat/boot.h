/*
 * boot: a seeded bootstrap of blocks of neighbouring targets.
 *
 * A curve's neighbours resemble one another, so they are drawn in blocks
 * (Kuensch 1989). Noise at 600 characters is not noise at 20, so a block
 * comes from near the place it fills (the local block bootstrap of
 * Paparoditis and Politis 2002). All repeats of a target come along with it:
 * to draw among them once more would count their noise twice (Davison and
 * Hinkley 1997, section 3.8).
 *
 * Percentiles of the draws give the shape of an interval. Blocks of five
 * neighbours miss what reaches further, and few blocks make a narrow
 * distribution, so for statistics that a mean approximates the draws are
 * stretched about their mean to the width that serial.h estimates.
 */
#ifndef STAT_BOOT_H
#define STAT_BOOT_H

#include <stddef.h>

#include "base/rng.h"
#include "stat/interval.h"
#include "stat/serial.h"

enum {
	BOOT_DRAWS = 10000,
	BOOT_BLOCK = 5,
	BOOT_REACH = 10,   /* targets a block may come from to either side */
	BOOT_TARGETS = 10, /* with fewer, draws are too alike to have a shape */
};

/*
 * One draw: place i is filled from target from[i], i < n. Blocks start at a
 * random phase.
 */
void boot_blocks(struct rng *r, size_t n, size_t *from);

/* Percentile interval; sorts the draws. */
struct interval boot_percentile(double *draws, size_t n, double level);

/*
 * The draws' shape about `estimate`, with the width of `s`. `s` is of this
 * statistic, or, `of` not NULL, of a linear one whose own draws are
 * `of[0..n)`: the stretch that one needs is then lent to this one.
 * Sorts the draws. Falls back on estimate +- serial_half when the draws do
 * not vary but by rounding, and where there are fewer than BOOT_TARGETS
 * targets; and on no interval when s has no se.
 */
struct interval boot_stretched(double *draws, size_t n, size_t targets,
			       double estimate, const struct serial *s,
			       const double *of, double level);

#endif
