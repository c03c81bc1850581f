/*
 * relation: what a prompt asks of the length, and the words for it.
 */
#ifndef SWEEP_RELATION_H
#define SWEEP_RELATION_H

#include <stddef.h>

/* What the prompt asks of the length. */
enum relation {
	RELATION_ABOUT,
	RELATION_EXACT,
	RELATION_AT_MOST,
	RELATION_AT_LEAST,
	RELATION_LESS_THAN, /* strictly, as some question sets put it */
	RELATION_MORE_THAN,
};

/* "about", "exactly", "at_most", "at_least", "less_than", "more_than". */
const char *const *relation_names(void); /* NULL ends it */
const char *relation_name(enum relation r);
int relation_find(const char *name, enum relation *r); /* 0 or -1 */

/*
 * The relation that s[0..n) means: our own names, signs (<=, >) and the
 * words of several languages, Latin letters without case. 0, or -1.
 */
int relation_word(const char *s, size_t n, enum relation *r);

#endif
