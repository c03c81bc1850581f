/*
 * leak_index: which questions of a test set a text may hold (private to
 * dataset): all that leak.h calls a leak, and some that are none.
 */
#ifndef DATASET_LEAK_INDEX_H
#define DATASET_LEAK_INDEX_H

#include "dataset/near.h"

/* A text in all its forms. */
struct leak_form {
	struct near_text text;
	struct near_set grams;
	uint64_t masked; /* near_hash of the masked text */
};

/* How long a run has to be where so long is the shorter text. */
size_t leak_run_needed(size_t shorter);

struct leak_index;

/* The texts of n questions, NULL for one that has none; they stay borrowed. */
struct leak_index *leak_index_new(const struct leak_form *const *form,
				  size_t n);
void leak_index_free(struct leak_index *x); /* accepts NULL */

/* Numbers of questions, ascending, until the next call. Returns how many. */
size_t leak_index_find(struct leak_index *x, const struct leak_form *f,
		       const uint32_t **found);

#endif
