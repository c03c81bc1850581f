/*
 * A text model refuses in a thousand ways, so that the phrases are data by
 * themselves and grow in refusal_words.inc: a row where a whole kind was
 * missed.
 */
#include "text/refusal_words.h"

#include <stddef.h>

#define CUE(cue, ...) [cue] = (const char *const[]){ __VA_ARGS__, NULL },

const char *const *const refusal_cues[CUES] = {
#include "text/refusal_words.inc"
};
