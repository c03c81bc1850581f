/*
 * scrub: what a host says of a batch, without our own keys in it.
 */
#ifndef RUN_SCRUB_H
#define RUN_SCRUB_H

#include "base/err.h"
#include "base/outfile.h"
#include "provider/auth.h"
#include "provider/remote.h"

/*
 * A file of results on its way to the disk, as it came but for what is eight
 * characters of a key or more: none of that is ever in it. Both commit and
 * abandon free what open made.
 */
struct scrub_file {
	const struct auth_credentials *c;
	const char *path; /* borrowed */
	struct outfile *out;
	struct buf line; /* that has not ended yet */
};

int scrub_file_open(struct scrub_file *f, const struct auth_credentials *c,
		    const char *path, struct err *e);
void scrub_file_take(void *f, const char *s, size_t n);
int scrub_file_commit(struct scrub_file *f, struct err *e);
void scrub_file_abandon(struct scrub_file *f);

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
