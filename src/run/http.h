/*
 * http: many requests in flight, driven by events; the only user of curl.
 *
 * TLS is verified, redirects are not followed, only http and https are
 * spoken, plain http only to this machine unless allowed, and nothing that
 * may hold a secret (URL, request headers) reaches a message. The usual
 * proxy variables are honoured, except for this machine. A request goes out
 * once, because a chat request is not idempotent; but where a connection that
 * was used before is found closed, and not a byte came, it goes out once more
 * over a fresh one: the server had hung up.
 */
#ifndef RUN_HTTP_H
#define RUN_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "provider/provider.h"

/* The way out of this machine, as the environment has it. */
struct http_way {
	const char *ca_file; /* PEM bundle, or NULL: the system's */
	/* The variables that name a proxy for http and https; NULL: none. */
	const char *proxy, *proxy_tls;
};

struct http_config {
	uint32_t calls; /* most in flight */
	bool tls;       /* over TLS, most of them */
	struct http_way way;
	const char *user_agent; /* or NULL */
	size_t max_body;        /* ceiling of one response, decoded */
	size_t max_bodies;      /* of all in memory at a time; 0: none */
};

/* Where the body of an answer with status 200 goes as it comes; or nowhere. */
struct http_save {
	void (*take)(void *to, const char *s, size_t n);
	void *to;
};

/* What is sent. Borrowed until the call is done. Times in nanoseconds. */
struct http_send {
	const char *method; /* "GET" or "POST" */
	const char *url;
	const char *header; /* "Name: value\n" lines, or NULL */
	const char *body;   /* or NULL */
	size_t body_len;
	size_t max_body;  /* of this one, where it is less; or 0 */
	uint64_t timeout; /* whole, from now to the last byte */
	uint64_t connect_timeout;
	uint64_t stall; /* silence after the first byte; 0: any */
	bool once;      /* whatever befalls it, it does not go out again */
	struct http_save save;
};

enum http_end {
	HTTP_ANSWERED,  /* a whole response, whatever its status */
	HTTP_UNREACHED, /* no connection: name, port, TLS */
	HTTP_LOST,      /* connection lost in mid request or response */
	HTTP_TIMED_OUT,
	HTTP_STALLED,
	HTTP_TOO_LARGE,
	HTTP_CROWDED, /* no room beside the others */
	HTTP_STARVED, /* no descriptor for a connection; nothing was sent */
	HTTP_BROKEN,  /* what came back is not HTTP */
};

struct http;
struct http_call;

struct http *http_open(const struct http_config *c, struct err *e);
void http_close(struct http *h); /* after its calls; accepts NULL */

/* A place for one request at a time; its memory is used again. */
struct http_call *http_call_new(struct http *h, void *owner);
void http_call_free(struct http_call *c); /* drops it first; accepts NULL */
void *http_call_owner(const struct http_call *c);

/* Put a request in flight. -1 when curl refuses it (a URL it cannot read). */
int http_call_start(struct http_call *c, const struct http_send *s,
		    struct err *e);

/* What came is read: give memory that is worth it back. */
void http_call_forget(struct http_call *c);

/* Take it out of flight without an answer. */
void http_call_drop(struct http_call *c);

/*
 * Let things happen until a call is done, `until` (clock_mono) has come, or
 * http_wake was called.
 */
int http_wait(struct http *h, uint64_t until, struct err *e);

/* The next call that is done, or NULL. */
struct http_call *http_next(struct http *h);

/* How a done call ended; response (body, status, headers that matter, names
 * in lower case) and why are valid until it starts again. */
enum http_end http_call_end(const struct http_call *c);
const char *http_call_why(const struct http_call *c);
const struct provider_response *http_call_response(const struct http_call *c);
uint64_t http_call_took(const struct http_call *c); /* ns, start to end */

/*
 * The number of the connection the answer came over, from 1, when that had
 * carried an earlier one, else 0. Of all answers with one number it may turn
 * out that they are not what was asked for: http_foul.
 */
uint32_t http_call_over(const struct http_call *c);

/* Which answer of that connection it was, from 1. */
uint32_t http_call_nth(const struct http_call *c);

/* How often it went out again because the server had hung up. */
uint32_t http_call_resent(const struct http_call *c);

/*
 * What came was no answer, and one may come yet: the connection is not used
 * again.
 */
void http_call_spoil(struct http_call *c);

/*
 * The number of a connection, or 0: its answers from the *from-th on may be
 * those of other requests, as it has said what nobody had asked for, or was
 * closed before it could where others have. It is not used again.
 */
uint32_t http_foul(struct http *h, uint32_t *from);

/* Look for such among those that are idle: nothing more is to be sent. */
void http_look(struct http *h);

/* End the current or next http_wait; may be called from a signal handler. */
void http_wake(struct http *h);

#endif
