/* tally: counts by a 64-bit key, in an open-addressing table that grows. */
#ifndef SIM_TALLY_H
#define SIM_TALLY_H

#include <stddef.h>
#include <stdint.h>

struct tally_row {
	uint64_t key; /* never 0 */
	uint64_t asked, answered;
};

struct tally {
	struct tally_row *row;
	size_t n, cap;
};

/* A zeroed struct is an empty tally. */
void tally_fini(struct tally *t);

/* The row of a key, made when it is not there; valid until the next call. */
struct tally_row *tally_at(struct tally *t, uint64_t key);

#endif
