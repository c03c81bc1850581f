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

/* A header that is added at the moment of sending, as a key is. */
struct auth_header {
	const char *name, *value;
};

/* The secrets of one endpoint, as cmd/ found them; NULL where not used. */
struct auth_credentials {
	const char *key;        /* API key or bearer token */
	const char *access_key; /* AK */
	const char *secret_key; /* SK */
	const struct auth_header *header;
	size_t nheader;
	char token[1024];         /* fetched access token; "" for none */
	int64_t token_expires_ms; /* UTC; 0: not known */
	int64_t token_taken_ms;   /* UTC, when it was fetched; 0: not known */
};

/* A way of authenticating, and the variables it reads. */
struct auth {
	const char *name;                              /* see auth_names */
	const char *about;                             /* one line */
	const char *env_key, *env_access, *env_secret; /* or NULL */
	bool takes_key;     /* credentials.key: model or provider names it */
	bool takes_pair;    /* access_key and secret_key */
	bool fetches_token; /* a token is fetched before the first ask */
};

/* All names, ended by NULL: "none", "bearer", "x-api-key", "oauth", ... */
const char *const *auth_names(void);
const struct auth *auth_find(const char *name); /* or NULL */

/*
 * The way a model authenticates: the one it names, which must be one of the
 * provider's; else the provider's first, or the first that takes a key when
 * the model names a key. NULL with *e.
 */
const struct auth *auth_for(const struct provider *p,
			    const struct spec_model *m, struct err *e);

/* The secret half of a request. */
struct auth_request {
	struct buf url;    /* whole URL, query included */
	struct buf header; /* "Name: value\n" lines to add */
};

/* Fills *out, whose buffers are initialised. now_ms is UTC. */
int auth_apply(const struct auth *auth, const struct auth_credentials *c,
	       const struct provider_request *req, int64_t now_ms,
	       struct auth_request *out, struct err *e);

/* What a header may hold: it is there and has no control characters. */
int auth_check_header(const struct auth_header *h, struct err *e);

/* The key is there and is one printable word: it cannot leave its header. */
int auth_check_word(const char *what, const char *s, struct err *e);
int auth_check_pair(const struct auth *auth, const struct auth_credentials *c,
		    struct err *e);

/*
 * The token fetch (no body), and its reply, which goes into *c. A reply that
 * is no token: STATUS_CREDENTIALS when the keys are wrong, STATUS_INCOMPLETE
 * when it may be tried again.
 */
int auth_token_render(const struct auth *auth, const struct auth_credentials *c,
		      const char *base_url, int64_t now_ms,
		      struct auth_request *out, const char **method,
		      struct err *e);
int auth_token_parse(const struct auth *auth, const struct provider_response *r,
		     int64_t now_ms, struct auth_credentials *c, struct err *e);

/*
 * Whether the token may still be used: not one that is about to run out, of
 * which a minute is kept back, or half of its life where that is less.
 */
bool auth_token_fresh(const struct auth_credentials *c, int64_t now_ms);

/*
 * Take the credentials, and whatever looks like a key, out of text that is
 * to be shown or recorded: everything a server or libcurl says.
 */
void auth_redact(const struct auth_credentials *c, struct buf *text);

/* The credentials alone; and whether there is anything of them to take out. */
void auth_redact_own(const struct auth_credentials *c, struct buf *text);
bool auth_may_hold(const struct auth_credentials *c, const char *s, size_t n);

/* auth_redact of s (or NULL): s itself, or what is left of it in a. */
const char *auth_redact_text(const struct auth_credentials *c, const char *s,
			     struct arena *a);

/*
 * The same for every string of an answer but its text, which is what is
 * measured. An id, a finish word or a model's name over 256 bytes is cut.
 */
void auth_redact_answer(const struct auth_credentials *c,
			struct provider_answer *x, struct arena *a);

/* Overwrite with zeros, in a way the compiler keeps. */
void auth_wipe(struct auth_request *r);

#endif
