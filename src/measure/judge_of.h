/*
 * judge_of: an answer that a judge is asked about, as the question's line and
 * people.jsonl have it.
 *
 * Signs are looked for where the judge is asked, in the text that it is shown,
 * and kept: who reads the scores has them even where the texts are gone.
 */
#ifndef MEASURE_JUDGE_OF_H
#define MEASURE_JUDGE_OF_H

#include "base/err.h"
#include "data/field.h"
#include "measure/judge_change.h"
#include "measure/row.h"
#include "sweep/outcome.h"

/* What of an answer may turn its judge's score. */
enum judge_sign {
	JUDGE_PLEADS = 1 << 0, /* it speaks to the judge (plea.h) */
	JUDGE_LOOPS = 1 << 1,  /* it repeats itself (loop.h) */
};

/* An answer, as the question's line says it. Texts are borrowed. */
struct judge_of {
	const char *id, *of; /* the question, and the row of samples.csv */
	const char *model, *sampling, *variant, *item;
	enum relation relation;
	enum judge_change change; /* the length is that of what is shown */
	enum outcome outcome;
	int64_t target, repeat;
	double length, deviation;
	uint64_t text_hash; /* 0: not known, as of a changed one */
	unsigned signs;     /* enum judge_sign */
	const char *plea;   /* what it says to its judge, or NULL */
	const char *prompt; /* what the judge is sent */
	/* Of a pairwise judge: what the answer is held against, the base's
	 * to the same question, and which of them is shown as A. */
	const char *base, *base_model, *base_sampling;
	double base_length;
	uint64_t base_text_hash;
	unsigned base_signs;
	const char *base_plea;
	enum judge_first {
		JUDGE_ALONE, /* not pairwise: nothing of these is there */
		JUDGE_BASE_FIRST,
		JUDGE_BASE_SECOND,
	} first;
};

extern const struct field judge_of_fields[];
/* The pairwise members; a question's line has both tables. */
extern const struct field judge_base_fields[];
extern const char *const judge_first_names[];
extern const char *const judge_sign_names[]; /* by bit */

/* The answer of a row, without id and prompt. */
struct judge_of judge_of_row(const struct row *r);

/* The signs of its text; `plea` is where of->plea is put, shortened. */
enum { JUDGE_PLEA = 160 };
void judge_of_text(struct judge_of *of, const char *s, size_t n,
		   char plea[JUDGE_PLEA]);

/* An answer that a file tells of; its texts are o's, or "". */
int judge_of_read(struct judge_of *of, const cJSON *o, struct err *e);

/* What it answers, whoever answers it and how often: a hash, by the seed. */
uint64_t judge_of_question(const struct judge_of *of, uint64_t seed);

#endif
