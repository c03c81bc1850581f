/*
 * proto: a protocol is a row that reads a chat request and writes an answer,
 * whole or streamed, or a failure. Pure: bytes in, bytes out.
 */
#ifndef SIM_PROTO_H
#define SIM_PROTO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "data/json.h"
#include "data/jsonw.h"

/* What every chat request comes down to. Borrows from the parsed body. */
struct proto_ask {
	const char *model;         /* path_model for Qianfan v1 */
	const char *prompt;        /* the last user message */
	double temperature, top_p; /* NaN: not sent */
	int64_t seed;              /* -1: not sent */
	int64_t max_tokens;        /* -1: not sent */
	bool stream, stream_usage;
};

enum proto_finish { PROTO_STOP, FINISH_LENGTH, FINISH_FILTER, FINISH_REFUSAL };

/* What every answer comes down to. */
struct proto_reply {
	const char *model;
	uint64_t id; /* a hash of the question: no clock, no counter */
	const char *text;
	size_t text_len;
	const char *reasoning; /* or NULL */
	size_t reasoning_len;
	enum proto_finish finish;
	bool null_text, wrong_type; /* faults: no string where one belongs */
	int64_t prompt_tokens;
	int64_t completion_tokens; /* reasoning included */
	int64_t reasoning_tokens;
};

enum proto_failure_kind {
	FAILURE_REQUEST,   /* the request makes no sense */
	FAILURE_AUTH,      /* bad or missing key */
	FAILURE_TOKEN,     /* an access token that is no longer valid */
	FAILURE_FORBIDDEN, /* a key without the right */
	FAILURE_NOT_FOUND, /* no such model or path */
	FAILURE_RATE,      /* too many requests */
	FAILURE_QUOTA,     /* out of money */
	FAILURE_SERVER,    /* broken */
	FAILURE_BUSY,      /* overloaded */
	FAILURES,
};

struct proto_failure {
	enum proto_failure_kind kind;
	int status; /* 0: the protocol's own for this kind */
	int code;   /* Qianfan v1 error_code; 0: the protocol's own */
	const char *message;
};

/* How a protocol words a kind of failure; what it has no field for is 0. */
struct proto_failure_row {
	int status;
	const char *type, *code;
	int number;
};

struct proto_range {
	double lo, hi;
	bool lo_open;
};

struct proto {
	const char *name;
	const char *type, *stream_type; /* Content-Type */
	struct proto_range temperature, top_p;
	bool odd_messages;     /* user first and last, alternating */
	bool needs_max_tokens; /* refuses a request without */
	/* Where the fields are; NULL in the first: not known there. */
	const char *options;       /* object that holds the numbers, or NULL */
	const char *max_tokens[3]; /* names, best first */
	bool stream_default;       /* streams unless told not to */
	bool model_in_path;
	bool no_reasoning; /* no field for it: <think> tags instead */
	const struct proto_failure_row *failures; /* FAILURES rows */
	const void *dialect; /* private to the row's file */
	void (*write)(const struct proto *p, const struct proto_reply *r,
		      struct buf *out);
	void (*stream)(const struct proto *p, const struct proto_ask *a,
		       const struct proto_reply *r, struct buf *out);
	void (*fail)(const struct proto *p, const struct proto_failure *f,
		     struct buf *out);
	/* A failure in the middle of a stream, after the events so far. */
	void (*stream_fail)(const struct proto *p,
			    const struct proto_failure *f, struct buf *out);
};

extern const struct proto proto_openai, proto_qianfan2, proto_qianfan1,
    proto_anthropic, proto_ollama;

/*
 * Read a body by the row's fields. path_model may be NULL. Returns 0, or -1
 * with *f filled (message static).
 */
int proto_read(const struct proto *p, const cJSON *body, const char *path_model,
	       struct proto_ask *out, struct proto_failure *f);

/* Seconds since 1970 of every answer: the eve of the Year of the Horse. */
enum { PROTO_CREATED = 1771243200 };

#define PROTO_FINGERPRINT "fp_lencurve_sim"

/* What a failure says when there is nothing better to say. Static. */
const char *proto_message(enum proto_failure_kind kind);

/* The HTTP status of a failure. */
int proto_status(const struct proto *p, const struct proto_failure *f);

/* The word for why an answer ended, `done` when it is complete. */
const char *proto_finish(const struct proto_reply *r, const char *done);

/* stream_fail of those who send the failure as one event. */
void proto_stream_fail(const struct proto *p, const struct proto_failure *f,
		       struct buf *out);

/* Bytes of the next delta of s[0..n): at most 8 characters, never 0. */
size_t proto_delta(const char *s, size_t n);

/* "PREFIX" and 16 hex digits, as a JSON string value. */
void proto_id(struct jsonw *w, const char *key, const char *prefix,
	      uint64_t id);

#endif
