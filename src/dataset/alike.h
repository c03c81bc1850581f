/*
 * alike: which of many texts are near an earlier one: a Jaccard index of their
 * grams (near.h) of 0.7 or more, exact.
 *
 * Of each text the earlier one is found that it is most like, as if it were
 * held against all of them. Limits end that, and what they cut off is counted:
 * texts behind so many characters are held against none, nor others against
 * them; and of more than 20,000 texts one that shares its rare grams with so
 * many that it would take more than its part of the steps goes without the last
 * of those. What is near one already has a smaller part to find a nearer one:
 * of a million texts of one template each may be near thousands.
 *
 * Those of which none near was found by then are unsure. So many of them are
 * drawn, without replacement and from ALIKE_SEED, and held against all before
 * them: where none is unsure then all is exact, else the drawn are a sample of
 * the others.
 *
 * Memory: 2 bytes a character, 4 to 6 for the grams that a text is found by,
 * and 130 for a text: by the usual limits 2 GB and that for the texts at most.
 */
#ifndef DATASET_ALIKE_H
#define DATASET_ALIKE_H

#include <stddef.h>
#include <stdint.h>

#include "dataset/near.h"

#define ALIKE_NEAR .7 /* 7 tenths, counted exactly */

enum { ALIKE_SEED = 1 };

struct alike_limits {
	size_t units; /* of UTF-16 */
	size_t exact; /* texts for which steps are not counted */
	/* Entries of lists and places of texts, in all. */
	uint64_t steps;  /* until a near one is found */
	uint64_t nearer; /* with those that look for a nearer one */
	size_t drawn;    /* of the unsure */
};

extern const struct alike_limits alike_usual;

/* The text, from 0 in the order of alike_add, and the earlier one that it is
 * most like; of equals the first. */
struct alike_row {
	uint32_t text, as;
	double jaccard;
};

struct alike_sums {
	uint64_t texts;
	uint64_t cut;    /* not held against all that might be nearest */
	uint64_t unsure; /* of those: near none that they were held against */
	uint64_t drawn;  /* unsure at first; not among those */
	uint64_t drawn_near;
	uint64_t left; /* behind the limit of units */
};

struct alike;
struct alike *alike_new(const struct alike_limits *limits); /* borrowed */
void alike_free(struct alike *a);

/* The next text; it is copied. */
void alike_add(struct alike *a, const struct near_text *x);

/* Told now and then how much of the work is done, from 0 to 1. */
typedef void (*alike_tell)(void *ctx, double share);

/* All that are near an earlier one, in their order; they stand with a. */
const struct alike_row *alike_find(struct alike *a, struct alike_sums *sums,
				   size_t *n, alike_tell tell, void *ctx);

#endif
