/*
 * flags: scores that say less than they seem to: of answers that speak to
 * whoever judges them, that repeat themselves or are one text for many
 * questions, and of a judge that scores everything alike.
 */
#ifndef VERDICT_FLAGS_H
#define VERDICT_FLAGS_H

#include "base/arena.h"
#include "data/field.h"
#include "measure/scores.h"

enum {
	FLAGS_QUESTIONS = 3, /* that one text answers: then it is told */
	FLAGS_ALIKE = 10,    /* scores that are all one */
};

enum flag_kind {
	FLAG_PLEADS,    /* it speaks to the judge (plea.h) */
	FLAG_LOOPS,     /* it repeats itself (loop.h) */
	FLAG_SAME_TEXT, /* it stands as the answer to FLAGS_QUESTIONS */
	FLAG_ALIKE,     /* no sign of answers, but of their judge */
	FLAG_KINDS
};

/* What one judge gave the answers of one series that have the flag. Of a
 * pairwise judge a score is what the answer wins: 1, 0 or a half. */
struct flag {
	const char *model, *sampling, *variant; /* ALIKE: NULL, of all */
	const char *judge, *judge_sampling;
	unsigned kind;
	size_t answers, of; /* those that have it; all of the series */
	size_t questions;   /* that they answer */
	double score, rest; /* mean score of them, and of the others */
};

/* An answer that has one; once, whatever its judges and their repeats. */
struct flag_answer {
	const char *of, *model; /* row of samples.csv, who wrote it */
	int64_t target;
	unsigned kind;
	double score;     /* mean; NaN: none */
	const char *said; /* to the judge, or NULL */
};

/* Both in order of the answers; they lie in the arena, texts are the scores'.
 */
struct flags {
	size_t n, nanswer;
	struct flag *flag;
	struct flag_answer *answer;
};

void flags_of(struct flags *f, const struct scores *s, struct arena *a);

extern const struct field flag_fields[], flag_answer_fields[];

#endif
