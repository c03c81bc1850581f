/*
 * duplicates: what stands in training data more than once.
 *
 * Four notions are kept apart, each of a question and one before it:
 *   same    the same prompt, but for white space and width (NFKC)
 *   number  the same but for its numbers: one question with another length
 *   near    a Jaccard index of 0.7 or more of their grams without numbers
 *   answer  another prompt with the same answer
 * A question of a later turn is what its record asks up to there.
 *
 * Memory: some 100 bytes a question, and what alike.h says of its different
 * prompts.
 */
#ifndef DATASET_DUPLICATES_H
#define DATASET_DUPLICATES_H

#include "data/field.h"
#include "dataset/alike.h"
#include "dataset/dataset.h"

enum duplicates_sort {
	DUPLICATES_SAME,
	DUPLICATES_NUMBER,
	DUPLICATES_NEAR,
	DUPLICATES_ANSWER,
	DUPLICATES_SORTS
};

struct duplicates_row {
	unsigned sort;               /* enum duplicates_sort */
	uint64_t record, turn, line; /* what repeats */
	uint64_t as_record, as_turn, as_line;
	double jaccard;   /* of what is near, else NaN */
	bool answer;      /* of the same prompt: with the same answer */
	const char *text; /* its beginning, for the first of a sort; or NULL */
};

/* How many rows of a sort have their text, and characters of it. */
enum { DUPLICATES_TEXTS = 10, DUPLICATES_TEXT = 24 };

struct duplicates_sums {
	uint64_t records, odd, questions;
	struct err first_odd;
	uint64_t same, same_answer; /* prompts met before; with the answer */
	uint64_t asked, lengths; /* questions with several numbers; prompts */
	uint64_t near, answers;
	uint64_t different; /* prompts, numbers aside */
	/* As in alike.h. */
	uint64_t cut, unsure, drawn, drawn_near, left;
};

extern const struct field duplicates_fields[];

struct duplicates;
struct duplicates *duplicates_new(void);
void duplicates_free(struct duplicates *d);

void duplicates_record(struct duplicates *d, const struct dataset_record *r);

/* Behind the last record: all rows, by sort and place. They stand with d. */
const struct duplicates_row *duplicates_find(struct duplicates *d,
					     struct duplicates_sums *sums,
					     size_t *n, alike_tell tell,
					     void *ctx);

#endif
