/*
 * repeats: how often each question of an import has been met (private to
 * measure).
 *
 * A question is known by a hash; it takes 12 bytes in a table that is kept
 * between three eighths and three quarters full.
 */
#ifndef MEASURE_REPEATS_H
#define MEASURE_REPEATS_H

#include <stddef.h>
#include <stdint.h>

/* All zero: nothing met yet. */
struct repeats {
	uint64_t *key; /* 0: free */
	uint32_t *count;
	size_t n, slots; /* slots: a power of two */
};

/* The number of this repeat of the question, from 1. */
uint32_t repeats_next(struct repeats *r, uint64_t question);
void repeats_fini(struct repeats *r);

#endif
