/*
 * refusal_quiet: whether a text declines by no rule, as can be told at a
 * glance of most that are written in Chinese.
 */
#ifndef TEXT_REFUSAL_QUIET_H
#define TEXT_REFUSAL_QUIET_H

#include <stdbool.h>
#include <stdint.h>

#include "text/span.h"

/* The cues to look for, a bit each; once, before anything is asked. */
void refusal_quiet_prepare(uint64_t cues);

/*
 * Of a text that refusal_unwrap gave: true only where it has more than one
 * clause and in the first two of them there is none of these cues. False says
 * nothing.
 */
bool refusal_quiet(struct span text);

#endif
