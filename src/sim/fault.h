/*
 * fault: what can go wrong on purpose, one row each, and when. Pure.
 *
 * A plan is a list of items with commas:
 *
 *   NAME*N     the next N chat requests, in the order of arrival
 *   NAME*Ns    every chat request for N seconds from when the item's turn came
 *   NAME:RATE  after that, each attempt of a request with this probability
 *
 * NAME is a row or "ok". What a rate does to a request depends on the seed,
 * the bytes of the request and how often they have been seen, and on nothing
 * else, so that a run with many requests in flight repeats.
 */
#ifndef SIM_FAULT_H
#define SIM_FAULT_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "sim/model.h"
#include "sim/proto.h"

/* How a refusal tells the client to wait. */
enum fault_wait {
	WAIT_NONE,
	WAIT_SECONDS,    /* Retry-After: 1 */
	WAIT_MS,         /* retry-after-ms: 200 */
	WAIT_DATE,       /* Retry-After: the date two seconds on */
	WAIT_LONG,       /* Retry-After: 3600 */
	WAIT_NEVER,      /* Retry-After: the last date there is */
	WAIT_JUNK,       /* Retry-After: soon */
	WAIT_ZERO,       /* Retry-After: 0 */
	WAIT_MS_ZERO,    /* retry-after-ms: 0 */
	WAIT_PAST,       /* Retry-After: a date gone by */
	WAIT_SHOULD,     /* x-should-retry: true */
	WAIT_SHOULD_NOT, /* x-should-retry: false */
	WAIT_LIMITS,     /* x-ratelimit-* headers */
};

/* What is done to the bytes of a good answer. */
enum fault_body {
	BODY_WHOLE,
	BODY_TRUNCATED, /* cut at 60 %, with a fitting Content-Length */
	BODY_HTML,
	BODY_EMPTY,
	BODY_GZIP,         /* Content-Encoding: gzip, unasked */
	BODY_GZIP_UNNAMED, /* the same without the header */
	BODY_BAD_UTF8,     /* one character becomes FF */
	BODY_NUL,          /* one character becomes \u0000 */
	BODY_SURROGATE,    /* one character becomes \ud83d */
	BODY_HUGE,         /* one character becomes 100 MB of text */
	BODY_DEEP,         /* 100,000 nested arrays */
	BODY_TWICE,        /* the member with the text stands there twice */
	BODY_STREAM_FAIL,  /* a failure among the events of a stream */
	BODY_NO_END,       /* a stream without its closing event */
	BODY_HEADER_CASE,  /* header names in unusual case */
	BODY_REDIRECT,     /* 307 to another path */
	BODY_GATEWAY,      /* no body; X-Bce-Error-Code */
};

/* What is done on the way. */
enum fault_send {
	SEND_WHOLE,
	SEND_SLOW_START,  /* the answer comes late */
	SEND_SLOW_BODY,   /* the body comes in drops */
	SEND_STALL,       /* half a body, then silence */
	SEND_STALL_START, /* silence */
	SEND_RESET,       /* connection reset in mid body */
	SEND_RESET_START, /* connection reset before the first byte */
	SEND_CUT,         /* connection closed in mid body */
	SEND_LONG,        /* Content-Length is more than the body */
	SEND_SHORT,       /* Content-Length is less than the body */
};

struct sim_fault {
	const char *name, *about;
	int status;                   /* not 0: a failure with this status .. */
	enum proto_failure_kind kind; /* .. and kind */
	int code; /* Qianfan v1 error_code, always in its form */
	enum fault_wait wait;
	enum model_manner manner; /* other than plain: instead of the model's */
	enum fault_body body;
	enum fault_send send;
};

extern const struct sim_fault fault_table[]; /* the last has a NULL name */

const struct sim_fault *fault_find(const char *name); /* or NULL */

enum { FAULT_ITEMS = 64 };

struct fault_item {
	const struct sim_fault *fault; /* NULL: ok */
	uint64_t count;                /* of requests left, or 0 */
	uint64_t ns;                   /* duration, or 0 */
	double rate;
};

struct fault_plan {
	struct fault_item step[FAULT_ITEMS], rate[FAULT_ITEMS];
	size_t nstep, nrate, at;
	uint64_t started; /* when the step's turn came; 0: not yet */
};

/* text may be NULL: no faults. -1 with *e names what is not understood. */
int fault_parse(struct fault_plan *p, const char *text, struct err *e);

/*
 * The fault of one request, or NULL. key: its bytes; attempt: how often they
 * came before; now: monotonic nanoseconds.
 */
const struct sim_fault *fault_pick(struct fault_plan *p, uint64_t seed,
				   uint64_t key, uint64_t attempt,
				   uint64_t now);

#endif
