/*
 * refusal: whether a text opens by declining to write.
 *
 * It allocates nothing. A refusal is more than a phrase: openings (a greeting,
 * an apology, "as an AI", thanks) and then, in one of the next clauses, an
 * inability with something that a model is asked for, or a sentence that is
 * said of nothing else; or words that a refusal is made of (refusal_odds.h).
 * The tables are in refusal_words.c, in Chinese and English.
 */
#ifndef TEXT_REFUSAL_H
#define TEXT_REFUSAL_H

#include <stdbool.h>

#include "text/span.h"

enum refusal {
	REFUSAL_NONE,
	REFUSAL_HARD, /* declines, and leaves it at that */
	REFUSAL_SOFT, /* declines, and then writes */
};

/* Of a text without white space around it. */
enum refusal refusal_find(struct span x);

/*
 * Whether it declines by the rules alone, of such a text: words of a refusal
 * are also those of somebody who talks about a text, as a judge does.
 */
bool refusal_declines(struct span x);

#endif
