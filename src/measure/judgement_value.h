/*
 * judgement_value: numbers, choices and phrases in a judge's reply; for
 * judgement.c.
 *
 * All but judgement_fold look at folded text: full-width ASCII made narrow,
 * ideographic spaces and the marks of Markdown made spaces, characters
 * without width taken out.
 */
#ifndef MEASURE_JUDGEMENT_VALUE_H
#define MEASURE_JUDGEMENT_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "measure/judgement.h"

struct judgement_value {
	enum judgement_outcome outcome; /* scored, ambiguous, out of range;
					 * unparsed: there is none */
	double value;
	size_t len;  /* bytes it takes, unit and denominator included */
	bool points; /* followed by 分 */
};

void judgement_fold(struct buf *out, const char *s, size_t n);

/*
 * A number, or of a pairwise scale a choice, at the very start of s[0..n); len
 * 0 when there is none.
 */
struct judgement_value judgement_value(const char *s, size_t n,
				       struct judgement_scale scale);

/* A choice: the value is 1 for A, 0 for B, a half for a tie. */
struct judgement_value judgement_choice(const char *s, size_t n);

/* judgement_value of s[0..n), not folded, that must be nothing else. */
struct judgement_value judgement_whole(const char *s, size_t n,
				       struct judgement_scale scale);

/* x, if it lies on the scale. */
struct judgement_value judgement_in(double x, struct judgement_scale scale);

/* What may stand between a label and its number or choice. */
size_t judgement_filler(const char *s, size_t n, struct judgement_scale scale);

/*
 * The length of a quotation at the start, which announces nothing of its own;
 * 0 where there is none, or where it is one word, as a key is.
 */
size_t judgement_quoted(const char *s, size_t n);

/* Appends, a line each, what a broken object has behind its quoted keys. */
void judgement_keyed(struct buf *out, const char *s, size_t n);

#endif
