/*
 * tokencache: fetched access tokens, kept for the next run.
 *
 * One file a token, mode 0600 in a directory of mode 0700, replaced whole. A
 * file that others can read, that is a link, or that makes no sense is not
 * used. A token is as good as the keys it came from: the directory belongs
 * in the user's cache, never beside the results.
 */
#ifndef RUN_TOKENCACHE_H
#define RUN_TOKENCACHE_H

#include "base/err.h"
#include "provider/auth.h"

/*
 * Put the kept token for this way, URL and access key into *c: true, or
 * false when there is none that is good for another minute at now_ms.
 */
bool tokencache_read(const char *dir, const struct auth *auth,
		     const char *base_url, int64_t now_ms,
		     struct credentials *c);

/* Keep c's token. -1 with *e: the next run fetches one again, no more. */
int tokencache_write(const char *dir, const struct auth *auth,
		     const char *base_url, const struct credentials *c,
		     struct err *e);

#endif
