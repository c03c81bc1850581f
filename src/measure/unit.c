/*
 * Tokens cannot be counted from a text without the vendor's tokenizer, so they
 * are no unit of the counting core; here they are put behind its units, for
 * everything above to treat all alike.
 */
#include "measure/unit.h"

#include <string.h>

const char *
unit_name(unsigned u)
{
	return u == UNIT_TOKEN ? "token" : lencount_name((enum lencount_unit)u);
}

const char *
unit_about(unsigned u)
{
	return u == UNIT_TOKEN ? "completion tokens as the provider reports "
				 "them"
			       : lencount_about((enum lencount_unit)u);
}

enum unit_noun
unit_noun(const char *name)
{
	static const enum unit_noun noun[] = {
		[LENCOUNT_OF_CHARACTERS] = UNIT_NOUN_CHARACTER,
		[LENCOUNT_OF_BOTH] = UNIT_NOUN_CHARACTER,
		[LENCOUNT_OF_BYTES] = UNIT_NOUN_BYTE,
		[LENCOUNT_OF_WORDS] = UNIT_NOUN_WORD,
	};
	unsigned u;

	/* A unit of a later version is a character of one kind or another. */
	if (unit_find(name, &u) != 0)
		return UNIT_NOUN_CHARACTER;
	return u == UNIT_TOKEN ? UNIT_NOUN_TOKEN
			       : noun[lencount_of((enum lencount_unit)u)];
}

int
unit_find(const char *name, unsigned *u)
{
	for (unsigned i = 0; i < UNITS; i++) {
		if (strcmp(unit_name(i), name) == 0) {
			*u = i;
			return 0;
		}
	}
	return -1;
}

const char *const *
unit_names(void)
{
	/* Filled with the same values by whoever comes first. */
	static const char *names[UNITS + 1];

	for (unsigned i = 0; i < UNITS; i++)
		names[i] = unit_name(i);
	return names;
}
