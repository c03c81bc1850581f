/*
 * seed: which seed goes with a request.
 *
 * A server that honours seeds draws the same noise for every prompt that
 * differs in one number. Were one seed sent with all targets of a repeat,
 * their errors would be one error seen many times, and every interval far
 * too narrow. So a seed belongs to a cell, and is the same for every model
 * and sampling, so that these stay paired.
 */
#ifndef SWEEP_SEED_H
#define SWEEP_SEED_H

#include <stdint.h>

enum seed_rule {
	SEED_CELL,   /* of (sweep's seed, repeat, target, variant) */
	SEED_FIXED,  /* the sweep's own, with every request */
	SEED_REPEAT, /* the sweep's + repeat - 1: directories of old */
	SEED_RULES,
};

/* "cell", "fixed", "repeat"; seed_find is 0, or -1 for another word. */
const char *seed_name(enum seed_rule r);
int seed_find(const char *name, enum seed_rule *r);

/* The repeat whose seed a repeat has, from 1, where those beyond `again` have
 * the seeds of the first ones; 0: its own. */
static inline uint32_t
seed_repeat(uint32_t repeat, uint32_t again)
{
	return again == 0 ? repeat : (repeat - 1) % again + 1;
}

/*
 * The seed of a cell, 0 to 2^31 - 1, which is what every server takes.
 * SEED_CELL: from 1, as some take 0 for "draw one".
 */
uint32_t seed_of(enum seed_rule r, uint64_t sweep, uint32_t repeat,
		 uint32_t target, const char *variant);

#endif
