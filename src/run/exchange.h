/*
 * exchange: a question to a model put into bytes, sent, and read back.
 *
 * render -> credentials -> http -> parse, for one request at a time: a run
 * has as many of these as it has requests in flight, a probe has one. When to
 * send and what follows from an answer is for those to decide. Credentials
 * are added here at the moment of sending, live in buffers that are wiped,
 * and are taken out of everything that is said.
 */
#ifndef RUN_EXCHANGE_H
#define RUN_EXCHANGE_H

#include "run/ask.h"
#include "run/http.h"

struct exchange {
	struct http_call *call;
	const struct run_model *model; /* of the request at hand */
	struct auth_request auth;
	struct buf header, said;
};

/* Nanoseconds, as in struct http_send. */
struct exchange_times {
	uint64_t timeout, connect, stall;
};

struct exchange_times exchange_times(const struct spec_limits *l);

/* owner: what http_call_owner of its call gives. */
void exchange_init(struct exchange *x, struct http *h, void *owner);
void exchange_fini(struct exchange *x);

/*
 * Put a question in flight. *req is what was rendered, without credentials;
 * it lives in the arena, which has to last as long as the call. -1 with *e
 * when it cannot be rendered, signed or sent; nothing is in flight then.
 */
int exchange_ask(struct exchange *x, const struct run_model *m,
		 const struct provider_ask *ask, const struct exchange_times *t,
		 struct arena *a, struct provider_request *req, struct err *e);

/* Read what came of it; the call ended with HTTP_ANSWERED. ask NULL: it was
 * no question, and what came is an error. */
void exchange_parse(const struct exchange *x, const struct provider_ask *ask,
		    int64_t now_ms, struct provider_answer *out,
		    struct arena *a);

/* Any other request, with credentials. most, once, save: as in http_send. */
struct exchange_other {
	size_t most;
	bool once;
	struct http_save save;
};
int exchange_send(struct exchange *x, const struct run_model *m,
		  const struct provider_request *req,
		  const struct exchange_times *t,
		  const struct exchange_other *o, struct err *e);

/* Ask a server what it says of itself: a GET to url, with credentials. */
int exchange_ask_self(struct exchange *x, const struct run_model *m,
		      const char *url, const struct exchange_times *t,
		      struct err *e);

/* The same pair for an access token, which goes into m's credentials. */
int exchange_ask_token(struct exchange *x, const struct run_model *m,
		       const struct exchange_times *t, struct err *e);
int exchange_take_token(struct exchange *x, int64_t now_ms, struct err *e);

/*
 * What a server or libcurl says, fit to be shown: credentials taken out.
 * Valid until the next call. NULL stays NULL.
 */
const char *exchange_said(struct exchange *x, const char *why);

#endif
