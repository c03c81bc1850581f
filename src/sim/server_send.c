/*
 * Sending. A plain answer is handed to libmicrohttpd whole. Streams and
 * faults go through a content reader, which decides byte by byte what the
 * client gets to see, and may suspend the connection in between.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/clock.h"
#include "base/rng.h"
#include "base/utf8.h"
#include "sim/server_call.h"
#include "sim/spoil.h"

enum {
	LOOK_MS = 500,     /* how often a silent client is looked at */
	STALL_MS = 600000, /* a stall ends after this */
	DROPS = 8,         /* pieces of a slow body */
	PIECE_MAX = 509,   /* bytes of a stream sent in one chunk */
	LENGTH_LIE = 64,   /* bytes promised and not sent */
};

static int
socket_of(const struct server_call *c)
{
	const union MHD_ConnectionInfo *i = MHD_get_connection_info(
	    c->connection, MHD_CONNECTION_INFO_CONNECTION_FD);

	return i != NULL ? i->connect_fd : -1;
}

static bool
client_left(const struct server_call *c)
{
	char byte;

	return recv(socket_of(c), &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

bool
server_wait(struct server_call *c, bool *gone)
{
	uint64_t now = clock_mono();

	*gone = atomic_load(&c->sim->stopping);
	if (*gone || now >= c->due)
		return false;
	if (c->node.due != 0 && client_left(c)) {
		*gone = true;
		return false;
	}
	c->node.owner = c;
	c->node.due = now + LOOK_MS * CLOCK_MS;
	if (c->due < c->node.due)
		c->node.due = c->due;
	MHD_suspend_connection(c->connection);
	if (timer_add(c->sim->timer, &c->node) != 0)
		MHD_resume_connection(c->connection);
	return true;
}

void
server_reset(struct server_call *c)
{
	struct linger hard = { .l_onoff = 1, .l_linger = 0 };

	setsockopt(socket_of(c), SOL_SOCKET, SO_LINGER, &hard, sizeof(hard));
}

static uint64_t
whole(const struct server_call *c)
{
	return c->out.body.len + c->out.fill;
}

/* Bytes [pos, pos + n) of the body with its filling. */
static void
copy_body(const struct server_call *c, uint64_t pos, char *to, size_t n)
{
	static const char fill[] = SPOIL_FILL;
	const struct sim_out *out = &c->out;

	for (size_t i = 0; i < n;) {
		uint64_t at = pos + i;
		uint64_t in_fill = at - out->fill_at;
		const char *from;
		size_t k;

		if (out->fill > 0 && at >= out->fill_at &&
		    in_fill < out->fill) {
			from = fill + in_fill % (sizeof(fill) - 1);
			k = sizeof(fill) - 1 - in_fill % (sizeof(fill) - 1);
		} else if (out->fill == 0 || at < out->fill_at) {
			from = out->body.data + at;
			k = (out->fill == 0 ? out->body.len : out->fill_at) -
			    at;
		} else {
			from = out->body.data + (at - out->fill);
			k = out->body.len - (at - out->fill);
		}
		k = k < n - i ? k : n - i;
		memcpy(to + i, from, k);
		i += k;
	}
}

/* What follows the last byte that the fault lets through. */
static ssize_t
after_end(struct server_call *c)
{
	bool gone;

	switch (c->out.send) {
	case SEND_STALL:
		if (c->due == 0)
			c->due = clock_mono() + STALL_MS * CLOCK_MS;
		if (server_wait(c, &gone))
			return 0;
		return MHD_CONTENT_READER_END_WITH_ERROR;
	case SEND_RESET:
		server_reset(c);
		return MHD_CONTENT_READER_END_WITH_ERROR;
	case SEND_CUT:
	case SEND_LONG:
		return MHD_CONTENT_READER_END_WITH_ERROR;
	default:
		return MHD_CONTENT_READER_END_OF_STREAM;
	}
}

/*
 * Bytes of the next chunk of a stream, of n that are left: every other one
 * ends inside a character, when there is one before its end.
 */
static uint64_t
piece(const struct server_call *c, uint64_t pos, uint64_t n)
{
	uint64_t h = rng_mix(pos), k = 1 + h % PIECE_MAX;

	if (k > n)
		k = n;
	if (h >> 63 && c->out.fill == 0)
		for (uint64_t i = k; i > 1; i--)
			if (utf8_announces(
				(unsigned char)c->out.body.data[pos + i - 1]) >
			    1)
				return i;
	return k;
}

static ssize_t
read_body(void *cls, uint64_t pos, char *to, size_t max)
{
	struct server_call *c = cls;
	uint64_t end = whole(c), n;
	bool gone;

	if (c->out.send == SEND_STALL || c->out.send == SEND_RESET ||
	    c->out.send == SEND_CUT)
		end /= 2;
	if (pos >= end)
		return after_end(c);
	n = end - pos;
	if (c->out.send == SEND_SLOW_BODY) {
		if (server_wait(c, &gone))
			return 0;
		if (gone)
			return MHD_CONTENT_READER_END_WITH_ERROR;
		c->due = clock_mono() + c->out.slow_ms * CLOCK_MS / DROPS;
		if (++c->pieces < DROPS && n > whole(c) / DROPS + 1)
			n = whole(c) / DROPS + 1;
	} else if (c->out.stream) {
		n = piece(c, pos, n);
	}
	if (n > max)
		n = max;
	copy_body(c, pos, to, n);
	return (ssize_t)n;
}

static struct MHD_Response *
response_of(struct server_call *c)
{
	struct buf *b = &c->out.body;
	struct MHD_Response *r;
	uint64_t size = whole(c);

	if (c->out.send == SEND_LONG)
		size += LENGTH_LIE;
	if (c->out.stream && c->out.send != SEND_LONG)
		size = MHD_SIZE_UNKNOWN;
	if (c->out.stream || c->out.fill > 0 ||
	    (c->out.send != SEND_WHOLE && c->out.send != SEND_SHORT &&
	     c->out.send != SEND_SLOW_START))
		return MHD_create_response_from_callback(size, 4096, read_body,
							 c, NULL);
	r = MHD_create_response_from_buffer(b->len, b->data,
					    MHD_RESPMEM_MUST_FREE);
	if (r != NULL)
		b->data = NULL;
	if (r != NULL && c->out.send == SEND_SHORT)
		MHD_set_response_options(
		    r, MHD_RF_INSANITY_HEADER_CONTENT_LENGTH, MHD_RO_END);
	return r;
}

enum MHD_Result
server_send(struct server_call *c)
{
	size_t len = c->out.body.len;
	struct MHD_Response *r = response_of(c);
	enum MHD_Result rc = MHD_NO;
	char short_length[32];

	if (r == NULL)
		return MHD_NO;
	for (size_t i = 0; i < c->out.nheader; i++)
		MHD_add_response_header(r, c->out.header[i].name,
					c->out.header[i].value);
	if (c->out.send == SEND_SHORT) {
		snprintf(short_length, sizeof(short_length), "%zu",
			 len > 0 ? len * 7 / 10 : 0);
		MHD_add_response_header(r, "Content-Length", short_length);
		MHD_add_response_header(r, "Connection", "close");
	}
	c->due = 0;
	c->node.due = 0;
	rc = MHD_queue_response(c->connection, (unsigned)c->out.status, r);
	MHD_destroy_response(r);
	return rc;
}
