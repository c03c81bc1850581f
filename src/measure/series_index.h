/*
 * series_index: series found by their keys, however many there are.
 *
 * A file may bring as many series as it has rows, so whoever looks for a
 * partner of each asks an index instead of looking at all. Which keys count is
 * said once, for the whole index; series that have them in common are of one
 * kind, and stand in the order in which they were added.
 */
#ifndef MEASURE_SERIES_INDEX_H
#define MEASURE_SERIES_INDEX_H

#include "measure/series.h"

struct series_index {
	unsigned keys;  /* enum series_key, as series_same takes them */
	uint32_t *slot; /* 1 + the last of a kind, by hash; 0: free */
	uint32_t *next; /* of its kind; the last's is the first */
	size_t slots, kinds, n, cap;
};

#define SERIES_NONE SIZE_MAX

/* Empty; series_index_fini frees it, as it does that of series_index_of. */
void series_index_init(struct series_index *x, unsigned keys);
/* s[x->n] is added; s is the same series as before, if at another place. */
void series_index_add(struct series_index *x, const struct series *s);
/* Of all s[0..n). */
void series_index_of(struct series_index *x, unsigned keys,
		     const struct series *s, size_t n);
void series_index_fini(struct series_index *x);

/* The first of s that has the keys of `like`, or SERIES_NONE. */
size_t series_index_find(const struct series_index *x, const struct series *s,
			 const struct series *like);
/* The next of the same kind, or SERIES_NONE. */
size_t series_index_next(const struct series_index *x, size_t i);

#endif
