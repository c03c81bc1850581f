/*
 * refusal_odds: how much a text sounds like a refusal, by the words it is made
 * of.
 *
 * A logarithm of odds that is linear in marks, as logistic regression has it:
 * sum of the weights of the distinct marks that the table knows, over the root
 * of their number and one, and a constant. A mark is a word, a Han character, a
 * number, a punctuation mark or a line break, or two that follow each other;
 * "^" begins a text and "$" ends it. The weights are refusal_odds.inc, which
 * `make odds` writes from tests/cases (bench/refusals.c).
 */
#ifndef TEXT_REFUSAL_ODDS_H
#define TEXT_REFUSAL_ODDS_H

#include <stdbool.h>

#include "text/span.h"

enum {
	REFUSAL_ODDS_CHARS = 300, /* that are looked at */
	REFUSAL_MARK_MAX = 56,    /* bytes */
};

/* Each mark of a text, in its order, any number of times. */
void refusal_odds_marks(struct span x,
			void (*take)(void *to, const char *mark, size_t n),
			void *to);

/* Above 0 it is more likely a refusal than an answer. */
double refusal_odds(struct span x);

/* True only where they are at most the bound; told sooner. False says nothing.
 */
bool refusal_odds_below(struct span x, double bound);

#endif
