/*
 * alike_texts: many texts and their grams (private to dataset).
 */
#ifndef DATASET_ALIKE_TEXTS_H
#define DATASET_ALIKE_TEXTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dataset/near.h"

enum { ALIKE_NARROW = 2 };

/*
 * What is looked at first, side by side: of nearly all that are looked at it
 * is enough, and another place of memory would take longer than all else.
 */
struct alike_text {
	uint32_t units, index;         /* index: as they came */
	uint32_t n, seen;              /* the caller's */
	uint64_t narrow[ALIKE_NARROW]; /* its mark; of a long one folded */
	uint64_t at, mark;             /* where in alike_texts */
};

/* All zero: none yet. */
struct alike_texts {
	uint16_t *unit; /* UTF-16 of all */
	size_t units, cap;
	struct alike_text *text;
	size_t n, text_cap;
	uint64_t *mark;
	size_t marks, mark_cap;
};

/* The grams of one text, to look others' up in. All zero at first. */
struct alike_grams {
	struct alike_slot {
		uint64_t gram; /* 0: free */
		uint32_t met;  /* the text that was last seen to have it */
	} * slot;
	size_t slots, cap; /* slots: a power of two */
	int shift;
	uint64_t *list; /* each once */
	size_t n, list_cap;
};

/* Most units that a text takes. */
size_t alike_units(const struct near_text *x);
void alike_texts_add(struct alike_texts *ts, const struct near_text *x);
void alike_texts_sort(struct alike_texts *ts); /* by n, and as they came */
void alike_texts_fini(struct alike_texts *ts);

void alike_grams_of(const struct alike_texts *ts, const struct alike_text *t,
		    struct alike_grams *g);
void alike_grams_fini(struct alike_grams *g);

/* Grams of t that are in g too; 0 when they are fewer than `least`. */
uint32_t alike_common(const struct alike_texts *ts, struct alike_grams *g,
		      const struct alike_text *t, uint32_t least);

/* Marks t, whose n stands, by its grams. */
void alike_mark(struct alike_texts *ts, struct alike_text *t,
		const struct alike_grams *g);

/* True: more than so many grams are in one of two marked texts only. */
bool alike_differ(const struct alike_texts *ts, const struct alike_text *x,
		  const struct alike_text *y, uint64_t most);

#endif
