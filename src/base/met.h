/*
 * met: hashes that have been met, and a number beside each.
 *
 * An entry takes 12 bytes in a table that is kept between three eighths and
 * three quarters full.
 */
#ifndef BASE_MET_H
#define BASE_MET_H

#include <stddef.h>
#include <stdint.h>

/* All zero: nothing met yet. */
struct met {
	uint64_t *key; /* 0: free */
	uint32_t *number;
	size_t n, slots; /* slots: a power of two */
};

/* The number beside the hash, 0 when it is new. Stands until the next call. */
uint32_t *met_at(struct met *m, uint64_t hash);
void met_fini(struct met *m);

#endif
