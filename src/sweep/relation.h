/*
 * relation: what a prompt asks of the length, the words for it, and how far
 * an answer is from it.
 *
 * A limit (at most, at least, less than, more than) is kept or broken, and
 * is missed by what goes beyond it. "about" and "exactly" name a length, and
 * are missed by |e|, e = length - target.
 *
 * Two means of misses bear two names everywhere: "mald" is the mean |e|
 * whatever was asked, "miss" the mean of relation_miss. Where no limit is
 * asked they are one number, and it is called mald.
 */
#ifndef SWEEP_RELATION_H
#define SWEEP_RELATION_H

#include <stdbool.h>
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
extern const char *const relation_names[]; /* NULL ends it */
const char *relation_name(enum relation r);
int relation_find(const char *name, enum relation *r); /* 0 or -1 */

/*
 * The relation that s[0..n) means: our own names, signs (<=, >) and the
 * words of several languages, Latin letters without case. 0, or -1.
 */
int relation_word(const char *s, size_t n, enum relation *r);

/* Whether it bounds the length, and whether the bound is an upper one. */
bool relation_limits(enum relation r);
bool relation_caps(enum relation r);

/* 1 or 0; -1 for "about", which nothing breaks, and for a length of NaN. */
int relation_satisfied(enum relation r, double length, double target);

/*
 * By how much a length misses, >= 0; a strict limit is met by one less or
 * more. NaN for a length of NaN: an answer that is not there has no length,
 * and is not near to anything.
 */
double relation_miss(enum relation r, double length, double target);

/*
 * What files call a mean of misses: "mald", or "miss" where the relations it
 * is over have a limit among them.
 */
const char *relation_miss_key(bool limits);

#endif
