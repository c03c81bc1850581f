/*
 * url: which URLs requests may go to, whoever names them, their parts and
 * their spelling.
 */
#ifndef BASE_URL_H
#define BASE_URL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

/*
 * A base URL: http or https, a host, no user, query or fragment, no blanks;
 * plain http only to a loopback host unless allow_http. *e does not repeat
 * what could hold a secret.
 */
int url_check(const char *url, bool allow_http, struct err *e);

/* The parts of a URL as slices of it; path and query may be empty. */
struct url {
	const char *host, *path, *query; /* the query without its '?' */
	size_t host_len, path_len;       /* the host with its port */
	bool tls, loopback;
};

/* -1 when it is not http:// or https://. */
int url_split(const char *url, struct url *out);

/*
 * Appends s with all but RFC 3986's unreserved bytes as %XX; '/' is kept on
 * request. Signers hash this form, so it is the strict one that servers
 * rebuild: capital hex, no '+' for a space.
 */
void url_encode(struct buf *out, const char *s, bool keep_slash);

#endif
