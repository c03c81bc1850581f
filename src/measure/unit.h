/*
 * unit: what a length may be measured in: every unit of lencount, and the
 * provider's own tokens.
 */
#ifndef MEASURE_UNIT_H
#define MEASURE_UNIT_H

#include "text/lencount.h"

/* enum lencount_unit goes on with: */
enum {
	UNIT_TOKEN = LENCOUNT_UNITS, /* completion tokens as reported */
	UNITS,
};

#define UNIT_DEFAULT "excel"

/* u < UNITS. Static strings. */
const char *unit_name(unsigned u);
const char *unit_about(unsigned u);

/* What is counted, for whoever words it: a word is not called a character. */
enum unit_noun {
	UNIT_NOUN_CHARACTER,
	UNIT_NOUN_WORD,
	UNIT_NOUN_BYTE,
	UNIT_NOUN_TOKEN,
	UNIT_NOUNS
};
enum unit_noun unit_noun(const char *name);

/* 0, or -1 when there is no such unit. */
int unit_find(const char *name, unsigned *u);

/* All names, NULL at the end: for struct spec_known and messages. */
const char *const *unit_names(void);

#endif
