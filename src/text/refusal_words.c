/*
 * A text model refuses in a thousand ways, so that the phrases are data by
 * themselves and grow in refusal_words.inc: a row where a whole kind was
 * missed.
 */
#include "text/refusal_words.h"

#define CUE(cue, ...)                                                          \
	[cue] = (const char[][REFUSAL_PHRASE_SIZE]){ __VA_ARGS__, "" },

const char (*const refusal_cues[CUES])[REFUSAL_PHRASE_SIZE] = {
#include "text/refusal_words.inc"
};
