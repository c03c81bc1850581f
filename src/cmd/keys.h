/* keys: those that the environment holds, for verbs that send nothing. */
#ifndef CMD_KEYS_H
#define CMD_KEYS_H

#include "base/arena.h"
#include "data/redact.h"
#include "sweep/spec.h"

/*
 * The values of the variables that s (or NULL) names, and of those that are
 * named like the holder of a secret, in a. Borrowed from the environment.
 */
void keys_known(struct redact_keys *k, const struct spec *s, struct arena *a);

#endif
