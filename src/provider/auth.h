/*
 * auth: credentials, added to a request at the moment it is sent.
 *
 * Pure: secrets and the time are arguments. What holds a secret is in a
 * struct that the sender wipes after use; nothing here is logged.
 */
#ifndef PROVIDER_AUTH_H
#define PROVIDER_AUTH_H

#include "base/buf.h"
#include "provider/provider.h"

/* The secrets of one endpoint, as cmd/ found them; NULL where not used. */
struct credentials {
	const char *key;          /* API key or bearer token */
	const char *access_key;   /* AK */
	const char *secret_key;   /* SK */
	char token[1024];         /* fetched access token; "" for none */
	int64_t token_expires_ms; /* UTC; 0: not known */
};

/* A way of authenticating, and the variables it reads. */
struct auth {
	const char *name; /* "none", "bearer", "x-api-key", "oauth", "iam" */
	const char *env_key, *env_access, *env_secret; /* or NULL */
	bool fetches_token; /* a token is fetched before the first ask */
};

const struct auth *auth_find(const char *name); /* or NULL */

/* The secret half of a request. */
struct auth_request {
	struct buf url;    /* whole URL, query included */
	struct buf header; /* "Name: value\n" lines to add */
};

/* Fills *out, whose buffers are initialised. now_ms is UTC. */
int auth_apply(const struct auth *auth, const struct credentials *c,
	       const struct request *req, int64_t now_ms,
	       struct auth_request *out, struct err *e);

/* The token fetch, and its reply, which goes into *c. */
int auth_token_render(const struct auth *auth, const struct credentials *c,
		      const char *base_url, int64_t now_ms,
		      struct auth_request *out, const char **method,
		      struct err *e);
int auth_token_parse(const struct auth *auth, const struct response *r,
		     int64_t now_ms, struct credentials *c, struct err *e);

/* Overwrite with zeros, in a way the compiler keeps. */
void auth_wipe(struct auth_request *r);

#endif
