/* judgement_words: what announces a score, or a winner; for judgement.c. */
#ifndef MEASURE_JUDGEMENT_WORDS_H
#define MEASURE_JUDGEMENT_WORDS_H

#include <stdbool.h>

#include "measure/judgement.h"

/* Which of what is found counts: the highest rank, and all of it. */
enum judgement_rank {
	JUDGEMENT_RANK_NONE,
	JUDGEMENT_RANK_SAID,
	JUDGEMENT_RANK_SCORE,
	JUDGEMENT_RANK_TOTAL,
};

/* A NULL word ends both lists. */
struct judgement_words {
	const struct judgement_key {
		const char *word;
		enum judgement_rank rank;
	} * key; /* of an object */
	const struct judgement_label {
		const char *word;
		enum judgement_rank rank;
		bool points; /* the number must have its 分 */
	} * label;           /* in a text */
};

const struct judgement_words *judgement_words(struct judgement_scale scale);

#endif
