/*
 * message: an HTTP request and response as the pure part of the simulator
 * sees them. Strings are borrowed unless said otherwise.
 */
#ifndef SIM_MESSAGE_H
#define SIM_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "sim/fault.h"

struct message_pair {
	const char *name, *value;
};

enum { MESSAGE_QUERY = 16, MESSAGE_HEADERS = 48, MESSAGE_OUT = 16 };

struct sim_in {
	const char *method, *path; /* path decoded, without query */
	struct message_pair query[MESSAGE_QUERY];
	struct message_pair header[MESSAGE_HEADERS];
	size_t nquery, nheader;
	const char *body;
	size_t body_len;
	uint64_t now;    /* monotonic nanoseconds */
	int64_t wall_ms; /* UTC */
};

struct sim_header {
	char name[32], value[96];
};

/* body is initialised by the caller and may be larger than what is sent. */
struct sim_out {
	int status;
	struct sim_header header[MESSAGE_OUT];
	size_t nheader;
	struct buf body;
	size_t fill_at; /* where fill goes .. */
	uint64_t fill;  /* .. and how many bytes of it, for huge answers */
	enum fault_send send;
	bool stream;       /* in chunks, cut anywhere */
	uint64_t delay_ms; /* wait so long before the first byte */
	uint64_t slow_ms;  /* a slow body takes so long */
	bool chat;         /* it took a place in the window of requests */
};

/* A header's value, names without case; a query argument's. NULL: absent. */
const char *message_header(const struct sim_in *in, const char *name);
const char *message_query(const struct sim_in *in, const char *name);

/* One more header; what does not fit is cut. */
void message_add(struct sim_out *out, const char *name, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

#endif
