/*
 * refusal_sight: which cues of refusal_words.h stand in a clause, and where.
 */
#ifndef TEXT_REFUSAL_SIGHT_H
#define TEXT_REFUSAL_SIGHT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/refusal_words.h"
#include "text/span.h"

struct refusal_sight {
	struct span x; /* of a refusal_reader */
	uint64_t seen; /* a bit for each cue */
	/* Of the first phrase of a cue that is seen; CUE_ANY is at 0. */
	uint16_t first[CUES], behind[CUES];
};

/* All of a clause. Latin letters match from the beginning of a word. */
void refusal_look(struct refusal_sight *s, struct span clause);

static inline bool
refusal_sees(const struct refusal_sight *s, enum refusal_cue cue)
{
	return (s->seen >> cue & 1) != 0;
}

/* What stands behind the next phrase of a cue from a place on; 0 without. */
size_t refusal_sight_next(const struct refusal_sight *s, size_t from,
			  enum refusal_cue cue);

#endif
