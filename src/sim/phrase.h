/*
 * phrase: the words the reference models write with, in Chinese and English.
 *
 * Data only. A language has themes of clauses for the body of a text, short
 * closers of many lengths for its end, and the joints between them; prose.h
 * puts them together. Every clause begins with a letter, digit or symbol and
 * has no punctuation or space at its ends, so that the count of a text is the
 * sum of the counts of its parts in every unit.
 */
#ifndef SIM_PHRASE_H
#define SIM_PHRASE_H

enum {
	PHRASE_THEME_MAX = 32, /* clauses of a theme */
	PHRASE_JOINTS = 8,
};

struct phrase_theme {
	const char *clause[PHRASE_THEME_MAX]; /* NULL after the last */
};

struct phrase_language {
	const struct phrase_theme *theme; /* the last is empty */
	const char *const *closer;        /* NULL ends it */
	const char *const *sharp;         /* rare clauses: digits, emoji */
	/* Each list may hold a string twice, to make it likelier. */
	const char *comma[PHRASE_JOINTS], *stop[PHRASE_JOINTS],
	    *paragraph[PHRASE_JOINTS];
	/* Put after a clause or closer to end the text; "" is allowed. */
	const char *end[PHRASE_JOINTS];
	/* Ends for lengths that no other reaches; the first counts 1. */
	const char *odd_end[PHRASE_JOINTS];
};

extern const struct phrase_language phrase_zh, phrase_en;

#endif
