/*
 * alike: which of many texts are near an earlier one: a Jaccard index of their
 * grams (near.h) of 0.7 or more.
 *
 * Of up to ALIKE_EXACT texts, and ALIKE_GRAMS grams in all, each pair is held
 * exactly. Beyond, ALIKE_HASHES minima of random hashes stand for a text
 * (MinHash, Broder 1997; 250 bytes a text), and texts that agree in one of
 * ALIKE_HASHES / ALIKE_BAND bands are held, each against ALIKE_HELD before it
 * in its bucket: a pair of index J is missed with (1 - J^5)^25, which is 0.01
 * of those at 0.7 and 0.00005 of those at 0.8, and the index of one that is
 * found has a standard error of sqrt(J (1 - J) / 125), 0.04 at 0.7. As what is
 * told goes by that index, of pairs at 0.7 half are told, at 0.75 0.90, at 0.8
 * 0.997, and some that are just below 0.7.
 */
#ifndef DATASET_ALIKE_H
#define DATASET_ALIKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dataset/near.h"

enum {
	ALIKE_EXACT = 20000,
	ALIKE_GRAMS = 32 * 1024 * 1024,
	ALIKE_HASHES = 125,
	ALIKE_BAND = 5,
	ALIKE_HELD = 64
};
#define ALIKE_NEAR   .7 /* 7 tenths, where it is counted exactly */
#define ALIKE_MISSED .0101
#define ALIKE_ERROR  .041

/* The text, from 0 in the order of alike_add, and the earlier one that it is
 * most like; of equals the first. */
struct alike_row {
	uint32_t text, as;
	double jaccard;
};

struct alike_sums {
	bool exact;
	uint64_t texts;
	uint64_t pairs;  /* that are near; counted where exact */
	uint64_t unheld; /* pairs of one bucket that were too far apart in it */
};

struct alike;
struct alike *alike_new(void);
void alike_free(struct alike *a);

/* The next text; its grams are copied. */
void alike_add(struct alike *a, const struct near_set *grams);

/* Told now and then how much of the work is done, from 0 to 1. */
typedef void (*alike_tell)(void *ctx, double share);

/* All that are near an earlier one, in their order; they stand with a. */
const struct alike_row *alike_find(struct alike *a, struct alike_sums *sums,
				   size_t *n, alike_tell tell, void *ctx);

#endif
