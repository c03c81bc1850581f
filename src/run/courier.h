/*
 * courier: one request about a batch, sent and waited for.
 *
 * Credentials, redaction, what an error means and how long to wait are those
 * of a run. It tries again as long as the sweep's retries allow; but a request
 * that must not be made twice goes out again only when it is sure that it was
 * not heard.
 */
#ifndef RUN_COURIER_H
#define RUN_COURIER_H

#include "base/rng.h"
#include "run/exchange.h"

struct courier {
	struct http *http;
	struct exchange exchange;
	const struct spec_limits *limits;
	struct rng rng;
};

struct courier_ask {
	const struct run_model *model;
	const struct provider_request *request;
	bool once;
	uint64_t bytes;    /* about what goes over the wire; 0: little */
	const char *save;  /* a path: the answer's body goes there, or NULL */
	const char *doing; /* "plan-0001.jsonl: upload", for errors */
};

/* The body of the answer, until the next request. */
struct courier_reply {
	int64_t status; /* HTTP */
	const char *body;
	size_t body_len;
};

int courier_open(struct courier *c, const struct spec_limits *l,
		 struct http_way way, const char *user_agent, struct err *e);
void courier_close(struct courier *c); /* accepts one that was not opened */

/*
 * 0 with *r after a success; -1 with *e. *heard: with -1, whether the host may
 * have done what it was asked for all the same.
 */
int courier_send(struct courier *c, const struct courier_ask *k,
		 struct courier_reply *r, bool *heard, struct err *e);

/* Let so many nanoseconds pass. */
int courier_rest(struct courier *c, uint64_t ns, struct err *e);

#endif
