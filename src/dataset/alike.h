/*
 * alike: which of many texts are near an earlier one: a Jaccard index of their
 * grams (near.h) of 0.7 or more.
 *
 * Of up to ALIKE_EXACT texts, and ALIKE_GRAMS grams in all, each pair is held.
 * Beyond, ALIKE_HASHES minima of random hashes stand for a text (MinHash,
 * Broder 1997), and texts that agree in one of ALIKE_HASHES / ALIKE_BAND bands
 * are held: a pair of index J is missed with (1 - J^5)^25, which is 0.01 of
 * those at 0.7, 0.001 at 0.75 and 0.00005 at 0.8. That does not hold of texts
 * that one template made so many of that pairs of a bucket are left out: those
 * that may be near an earlier one unseen are counted. What is told is near: it
 * goes by the grams themselves. Only of texts that are longer than all would
 * have room for, it goes by a sample of their grams, ALIKE_KEPT of them or
 * more: then the index has a standard error of sqrt(J (1 - J) / kept), at most
 * 0.041 at 0.7.
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
	ALIKE_HELD = 16,                /* of a bucket, at least */
	ALIKE_LOOKS = 16 * 1024 * 1024, /* pairs of a band, but for that */
	ALIKE_KEPT_GRAMS = 128 * 1024 * 1024, /* of 4 bytes */
	ALIKE_KEPT = 128
};
#define ALIKE_NEAR   .7 /* 7 tenths, where it is counted exactly */
#define ALIKE_MISSED .0101

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
	uint64_t unsure; /* texts of such, near none that they were held to */
	uint64_t sampled; /* texts of which a sample of `kept` grams stands */
	uint64_t kept;
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
