/*
 * leak: what of a test set stands in training data.
 *
 * A text of the test leaks where a text of the training data is the same but
 * for the numbers, has a run of characters with it of 20 or more and of 0.6 of
 * the shorter, or has 0.8 of its grams (near.h). Prompts are held against
 * prompts, answers against answers. Who says the same in other words is not
 * found: no comparison of characters can.
 */
#ifndef DATASET_LEAK_H
#define DATASET_LEAK_H

#include "data/field.h"
#include "dataset/dataset.h"

enum leak_sign {
	LEAK_SAME = 1 << 0, /* but for the numbers, white space, width */
	LEAK_RUN = 1 << 1,
	LEAK_CONTAINED = 1 << 2,
};

enum { LEAK_RUN_LEAST = 20 };
#define LEAK_RUN_SHARE   .6
#define LEAK_CONTAINMENT .8

struct leak_row {
	uint64_t test_record, test_turn, test_line;
	uint64_t record, turn, line; /* in the training data */
	const char *part;            /* "prompt" or "answer" */
	unsigned signs;
	double containment;
	uint64_t run;     /* characters of the longest one */
	const char *text; /* that run */
	size_t text_n;
};

extern const struct field leak_fields[];

struct leak;
struct leak *leak_new(void);
void leak_free(struct leak *l);

/* The items of a record of the test set, all of them before any of the
 * training data. */
void leak_test(struct leak *l, const struct dataset_record *r);
size_t leak_questions(const struct leak *l);
/* How many of them have leaked so far. */
size_t leak_leaked(const struct leak *l);

/* Holds a record against them; rows stand until tell returns. */
typedef void (*leak_tell)(void *ctx, const struct leak_row *row);
void leak_train(struct leak *l, const struct dataset_record *r, leak_tell tell,
		void *ctx);

#endif
