/*
 * judgement: what a judge's reply says the score is, or the better answer.
 *
 * Read strictly: a score is never clamped, rescaled or made up, and a reply
 * that says two things says nothing. In order: reasoning comes off; a JSON
 * object's score key; labels in the text ("评分：8", "Score: 8/10", "[[8]]");
 * a reply that is nothing but a number. A denominator must be the scale's.
 * The better of two is read by the same rules ("winner", "胜者：B", "[[A]]").
 */
#ifndef MEASURE_JUDGEMENT_H
#define MEASURE_JUDGEMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

enum judgement_outcome {
	JUDGEMENT_SCORED,
	JUDGEMENT_UNPARSED,
	JUDGEMENT_AMBIGUOUS,    /* a range, or two scores; both, neither */
	JUDGEMENT_OUT_OF_RANGE, /* another scale than the one asked for; a
				 * third answer */
	JUDGEMENT_REFUSED,
	JUDGEMENT_TRUNCATED, /* ended before the score */
	JUDGEMENT_EMPTY,
	JUDGEMENT_FAILED, /* no reply came; never judgement_read's */
};

/* How a score was found. */
enum judgement_how {
	JUDGEMENT_NOWHERE,
	JUDGEMENT_JSON,
	JUDGEMENT_LABEL,
	JUDGEMENT_BRACKET,
	JUDGEMENT_BARE,
};

enum { JUDGEMENT_OUTCOMES = 8 };

/* "scored", ... and "", "json", ...; NULL ends them. */
extern const char *const judgement_outcome_names[];
extern const char *const judgement_how_names[];

/*
 * The scale asked for, its ends included. Pairwise: not a number but which of
 * two answers is better; the score is what the one shown first, A, wins: 1, 0,
 * or a half of a tie.
 */
struct judgement_scale {
	double lo, hi;
	bool pairwise;
};

struct judgement {
	enum judgement_outcome outcome;
	enum judgement_how how;
	double score; /* NaN unless scored */
};

/*
 * Read s[0..n), any bytes. cut: the reply ended at its token limit. nonce,
 * which may be NULL: the template asked for it in the object's "nonce"; an
 * object with it counts alone, one with another is what an answer put into
 * the judge's mouth.
 */
struct judgement judgement_read(const char *s, size_t n, bool cut,
				struct judgement_scale scale,
				const char *nonce);

/*
 * Appends why: what the reply's object has behind "reason", or else the whole
 * reply without reasoning.
 */
void judgement_reason(const char *s, size_t n, struct buf *out);

#endif
