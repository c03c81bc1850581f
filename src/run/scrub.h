/*
 * scrub: what a host says of a batch, without our own keys in it.
 */
#ifndef RUN_SCRUB_H
#define RUN_SCRUB_H

#include "base/err.h"
#include "provider/auth.h"
#include "provider/remote.h"

/*
 * A file of results as it came: a line that holds eight characters of a key is
 * written anew without them, and the file then takes the other's place.
 */
int scrub_file(const struct auth_credentials *c, const char *path,
	       struct err *e);

/*
 * The words of a state in a; -1 for an id that holds a piece of a key, as it
 * would have to be kept.
 */
int scrub_state(const struct auth_credentials *c, struct remote_state *s,
		struct arena *a, struct err *e);
int scrub_id(const struct auth_credentials *c, const char *id, struct err *e);

/* What a host's words made of an error, in place; -1. */
int scrub_err(const struct auth_credentials *c, struct err *e);

#endif
