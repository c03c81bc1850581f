/*
 * world: curves whose truth is known, for the study.
 *
 * 140 targets, 5 to 700. Answer r of a target has the length
 *
 *   gain T + bend max(0, T - at) + (sd + grow T) noise
 *
 * the noise normal with variance 1; between neighbouring targets its
 * correlation is rho. With repeats half of the variance is the target's,
 * correlated so, and half is each answer's own.
 */
#ifndef BENCH_WORLD_H
#define BENCH_WORLD_H

#include "base/rng.h"
#include "stat/panel.h"

enum { TARGETS = 140, REPEATS_MAX = 5 };

struct truth {
	const char *name;
	double gain, bend, at, sd, grow; /* bend 0: a straight line */
};

struct design {
	double rho;
	size_t repeats;
};

struct world {
	const struct truth *truth;
	const struct design *design;
	double x[TARGETS], mean[TARGETS], sd[TARGETS]; /* of e = L - T */
	size_t first[TARGETS + 1], planned[TARGETS];
	double e[TARGETS * REPEATS_MAX];
	double bias, mald; /* true */
};

/* Every truth with every design. */
enum { WORLDS = 35 };

void world_set(struct world *w, size_t index);

/* New noise; the panel borrows from w and stands until the next draw. */
struct panel world_draw(struct world *w, struct rng *r);

#endif
