/*
 * loop: how much of a text repeats what stands in it already.
 *
 * A model that loops says the same again and again, with or without a number
 * that counts up. A token is a character, or a run of ASCII letters, of digits
 * or of one sign (of LOOP_RUN at most); white space is none. Counted are the
 * places where LOOP_GRAM tokens begin that have stood in the text before.
 */
#ifndef TEXT_LOOP_H
#define TEXT_LOOP_H

#include <stdbool.h>
#include <stddef.h>

enum {
	LOOP_GRAM = 8,
	LOOP_RUN = 16,
	LOOP_LEAST = 24,  /* tokens, for any answer */
	LOOP_STRETCH = 40 /* places in a row */
};

/*
 * From here on a text loops: of all its places, or of those in a row, where
 * there are LOOP_STRETCH. Refrains, lists and tables stay below.
 */
#define LOOP_SHARE 0.5
#define LOOP_ROW   0.25

/* Shares of places, from 0 to 1; NaN below LOOP_LEAST tokens. */
struct loop {
	double share;
	double row; /* the longest row of them; 0 below LOOP_STRETCH */
};

struct loop loop_of(const char *s, size_t n);

bool loop_is(const char *s, size_t n);

#endif
