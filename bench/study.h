/* study: what is counted on the curves of one world. */
#ifndef BENCH_STUDY_H
#define BENCH_STUDY_H

#include <stddef.h>

#include "bench/world.h"

/* Truths held by an interval; BREAKS: a break was found. */
enum what {
	MALD,
	BIAS,
	SLOPE, /* Theil and Sen's; of a bent curve, before the bend */
	AFTER,
	TAU,
	BREAKS,
	PLAIN_MALD,
	PLAIN_BIAS,
	WHATS,
};

/* Nights of the gate; HELD: the growth's 95 % interval holds none. */
enum night { ALARM, PASS, INCONCLUSIVE, SEEN, HELD, HELD_BAND, NIGHTS };

struct count {
	size_t covered[WHATS], night[NIGHTS];
	double visible; /* a sum */
};

/* One drawn curve: which of the printed intervals hold the truth. */
void study_curve(struct world *w, const struct panel *p, size_t draws,
		 struct count *c);

/*
 * Two independent runs of one world before the gate: nothing changed, and
 * then every |e| of the second grown by what a first pair of runs printed as
 * visible overall. was and now are of one world.
 */
void study_night(struct world *was, struct world *now, struct rng *r,
		 struct count *c);

#endif
