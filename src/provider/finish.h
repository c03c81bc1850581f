/*
 * finish: what ended an answer, from the word that the server has for it.
 *
 * Words are compared without case, without the name of a type before them
 * (FinishReason.MAX_TOKENS, FINISH_REASON_STOP) and without anything but
 * letters and digits.
 */
#ifndef PROVIDER_FINISH_H
#define PROVIDER_FINISH_H

#include "data/json.h"

enum finish {
	FINISH_NONE, /* no word */
	FINISH_STOP,
	FINISH_CUT,
	FINISH_FILTERED,
	FINISH_REFUSED,
	FINISH_BROKEN,  /* the server gave up in mid answer */
	FINISH_LOADING, /* the model was loaded, no more */
	FINISH_UNKNOWN, /* a word nobody here knows */
};

enum finish finish_of(const char *word); /* NULL: FINISH_NONE */

/*
 * The word in a field: a text, or the first text in a list or an object
 * ({"type": "stop"}, ["length"]), or a number as text in the arena. NULL
 * when there is none.
 */
const char *finish_word(const cJSON *field, struct arena *a);

#endif
