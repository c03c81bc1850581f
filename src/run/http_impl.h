/*
 * http_impl: shared by http.c (the loop), http_shard.c (its multi handles),
 * http_conn.c (their connections), http_call.c (a request out) and
 * http_reply.c (what comes back).
 */
#ifndef RUN_HTTP_IMPL_H
#define RUN_HTTP_IMPL_H

#include "base/buf.h"
#include "run/http.h"

enum { HTTP_HEADERS = 40, HTTP_WHY = 192 };

struct http_conn {
	int fd;                 /* -1: closed */
	uint16_t local, remote; /* ports; 0: not told yet */
	uint32_t number;        /* from 1, in the order of opening */
	uint32_t uses, busy;    /* requests sent over it; in flight */
	bool tls;
	bool single; /* an answer came as HTTP/1: one after the other */
	bool shared; /* by requests that have numbers: HTTP/2 */
	bool spoilt; /* not to be used again */
	bool foul;   /* it said what nobody had asked for */
};

/* Answers over a connection, from its n-th on, that are not to be trusted. */
struct http_doubt {
	uint32_t number, from;
};

/* A multi handle and the calls that share its connections. */
struct http_shard {
	struct http_conn **conn; /* those that are open */
	size_t nconn, conn_cap;
	/* Of all shards: the last number given, doubts, and whether some
	 * connection has said what nobody had asked for. */
	uint32_t *numbers;
	struct http_doubt **doubt;
	size_t *ndoubt, *doubt_cap;
	bool *shifted;
	size_t *held; /* bytes of all bodies */
	struct watch *watch;
	void *multi; /* CURLM */
	uint32_t calls;
	uint64_t timer;   /* when curl wants a turn, or UINT64_MAX */
	uint64_t starved; /* when there was last no descriptor; 0: never */
	bool stirred;     /* since its messages were read last */
};

struct http_shard *http_shard_new(struct watch *w, uint32_t most);
void http_shard_free(struct http_shard *s); /* without calls */

struct http_call {
	struct http *http;
	struct http_shard *shard; /* it belongs to */
	void *owner;
	void *easy; /* CURL */
	/* Set on the handle from the last start; kept when equal. */
	struct buf url, header;
	void *parsed; /* CURLU made from url */
	void *list;   /* struct curl_slist made from header */
	bool post, loopback, large, tls, fresh, spent;

	/* In flight. */
	bool flying;
	struct http_call *prev, *next; /* of those in flight, or done */
	struct http_call *next_ready;
	bool ready; /* in flight, but curl has not been given it yet */
	uint64_t started, last_byte;
	uint64_t timeout, connect_timeout, stall; /* as in http_send */
	unsigned sends; /* tries to send it over the connection at hand */
	unsigned out;   /* times it went out */
	struct http_conn *conn;
	bool reused; /* the connection had a request before */
	bool stale;  /* it was not fit to be used again */
	bool again;  /* sent again, over a connection of its own */
	const struct http_setup *setup;
	size_t max_body;
	struct http_save save;
	bool crowded;
	bool alien; /* it says that it is HTTP/2, and the connection is none */
	bool head_whole; /* the blank line after the headers came */
	char *curl_why;  /* CURL_ERROR_SIZE bytes */

	/* The outcome. */
	enum http_end end;
	uint64_t took;
	uint32_t over;   /* see http_call_over */
	uint32_t number; /* of its connection, or 0 */
	uint32_t nth;    /* request over it, from 1 */
	char why[HTTP_WHY];
	struct buf body, head;
	struct provider_header field[HTTP_HEADERS];
	struct provider_response response;
};

/* Made once for all calls. */
struct http_setup {
	struct http_way way;
	const char *user_agent;
	bool no_capath;
	size_t max_body, max_bodies;
};

/* Set the handle up for good. */
void http_call_init(struct http_call *c, const struct http_setup *s);
void http_call_fini(struct http_call *c);

/*
 * Whether a call that ended with this code is to go out once more, over a
 * connection of its own: the one it had was used before, and closed before it
 * said a word. It is ready to be added again then.
 */
bool http_call_retry(struct http_call *c, int code);

/* Sockets of a shard, opened and closed for libcurl. */
int http_conn_open(struct http_shard *s, int family, int type, int protocol);
int http_conn_close(struct http_shard *s, int fd);
void http_conn_fini(struct http_shard *s);

/*
 * A request is about to go out between these ports. False: not over this
 * connection, which is not fit to be used again.
 */
bool http_conn_take(struct http_call *c, int remote, int local);
void http_conn_drop(struct http_call *c);

void http_conn_spoil(struct http_shard *s, uint32_t number);

/* See which of those that are idle have something to say. */
void http_conn_look(struct http_shard *s);

/* curl's callbacks for what comes back; user is the call. */
size_t http_reply_header(char *line, size_t size, size_t n, void *user);
size_t http_reply_body(char *data, size_t size, size_t n, void *user);

/* Whether the body's memory is more than is kept; give it back. */
bool http_reply_is_large(const struct http_call *c);
void http_reply_drop(struct http_call *c);

/* Forget the last outcome. */
void http_reply_reset(struct http_call *c);

/* Ends a call in place of a CURLcode: silence after the first byte. */
enum { HTTP_CODE_STALLED = -1 };

/* When c is late unless it gets further after now, and the code it ends with
 * then. */
uint64_t http_reply_due(const struct http_call *c, uint64_t now, int *code);

/* Turn a code into end, why and response. now is clock_mono. */
void http_reply_finish(struct http_call *c, int code, uint64_t now);

/* The loop's side: put a call in flight, take it out. */
void http_add(struct http *h, struct http_call *c);
void http_remove(struct http *h, struct http_call *c);

/* The time at the start of this turn of the loop. */
uint64_t http_now(const struct http *h);

#endif
