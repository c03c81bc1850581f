/*
 * claim: what a text says of a length, in Chinese and English: "不超过77字",
 * "两三百字", "字数：800", "at least 400 words", "200 words (+/- 10%)".
 *
 * Bounds that a text states include their number for 以上, 以下 and 以内 and
 * exclude it for 超过 and 不满 (Civil Code of China, art. 1259). A limit
 * outweighs an "about" beside it; a range stays one. Nothing is allocated,
 * and time is linear in the text: a phrase looks at a fixed number of words
 * around its number.
 */
#ifndef TEXT_CLAIM_H
#define TEXT_CLAIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/span.h"

/*
 * How a length is asked for. Those from CLAIM_ABOUT to CLAIM_MORE_THAN bear
 * the names of sweep/relation.
 */
enum claim_relation {
	CLAIM_BARE, /* "77字": a number and no more */
	CLAIM_ABOUT,
	CLAIM_EXACTLY,
	CLAIM_AT_MOST,
	CLAIM_AT_LEAST,
	CLAIM_LESS_THAN,
	CLAIM_MORE_THAN,
	CLAIM_RANGE,
	CLAIM_VAGUE, /* "几百字": no number to hold anything against */
};

/* Those from CLAIM_SENTENCE on are no lengths of ours, but asked likewise. */
enum claim_unit {
	CLAIM_CHAR,
	CLAIM_WORD,
	CLAIM_BYTE,
	CLAIM_TOKEN,
	CLAIM_SENTENCE,
	CLAIM_PARAGRAPH,
	CLAIM_LINE,
	CLAIM_PAGE,
	CLAIM_LETTER,
};

/* What has that length. */
enum claim_scope {
	CLAIM_ANSWER,
	CLAIM_PART,    /* a title, an ending, one of two versions */
	CLAIM_EACH,    /* every item of several */
	CLAIM_INPUT,   /* a text that is given or told of: nothing is asked */
	CLAIM_GRADING, /* "每少50字扣1分" */
	CLAIM_EXAMPLE, /* "例如…" */
};

extern const char *const claim_relation_names[]; /* NULL ends each */
extern const char *const claim_unit_names[];
extern const char *const claim_scope_names[];

struct claim {
	enum claim_relation relation;
	enum claim_unit unit;
	enum claim_scope scope;
	int64_t low, high; /* -1: not bounded there; equal but for a range */
	double tolerance;  /* "±5字", "±10%"; NaN when none is stated */
	bool percent;      /* of the tolerance */
	/* The phrase, and in it the number, or both of a range with all that
	 * stands between them. Bytes of the text, and code points. */
	size_t at, n, number_at, number_n;
	size_t at_points, n_points;
};

/*
 * The claims of x in their order: the first `max` of them in out. Returns how
 * many there are.
 */
size_t claim_list(struct span x, struct claim *out, size_t max);

/* Whether it names one length, or bounds it: not a range, not vague. */
bool claim_single(const struct claim *c);

/*
 * The length that an answer says it has: the number of the first claim in x
 * that is of characters or words and not below 5, as "in two words" is said
 * more often than counted.
 */
bool claim_find(struct span x, unsigned long *claimed);

#endif
