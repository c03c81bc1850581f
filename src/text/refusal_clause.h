/*
 * refusal_clause: a text as refusal.c reads it, by clauses that are folded.
 *
 * Lower case, contractions written out, adverbs gone, traditional characters
 * as simplified ones, and each mark and "but" a line feed, which stands at both
 * ends of every clause.
 */
#ifndef TEXT_REFUSAL_CLAUSE_H
#define TEXT_REFUSAL_CLAUSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/span.h"

enum {
	REFUSAL_CLAUSE_MAX = 480, /* bytes that are looked at of a clause */
	REFUSAL_CLAUSES = 8,
};

/* May be copied, to look ahead. */
struct refusal_reader {
	struct span source;
	size_t at; /* what is read of it */
	int left;  /* clauses */
	char raw[REFUSAL_CLAUSE_MAX];
	char text[REFUSAL_CLAUSE_MAX + 32];
	size_t n;
	const uint64_t *plain; /* see refusal_plain() */
};

/*
 * What stands in quotation marks, a fence, a JSON object, tags or behind marks,
 * when that is all there is; else x, without space. Empty when x opens with a
 * quotation and goes on: somebody speaks in it.
 */
struct span refusal_unwrap(struct span x);

void refusal_reader_init(struct refusal_reader *r, struct span source);

/*
 * The next clause that is not empty, within r; false when there is none to
 * look at.
 */
bool refusal_next(struct refusal_reader *r, struct span *clause);

#endif
