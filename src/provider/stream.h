/*
 * stream: server-sent events and NDJSON, cut into their events.
 *
 * Works on the whole body, so that it does not matter where the network cut
 * it, inside a character or a line end. SSE as in the WHATWG HTML standard,
 * 9.2.6: lines end in LF, CR or CRLF, a BOM and comments (pings) are
 * skipped, several data lines are joined by a line feed. What servers do
 * beside it is taken as meant: an event cut off by the end of the body (some
 * forget the last empty line), a data line behind a whole JSON value (some
 * part events by one line feed, or by nothing), a line that is JSON without
 * "data:", "data:" twice. But a line that is none of these is not passed over
 * in silence: it is noted, because an answer with a part missing must not be
 * measured.
 */
#ifndef PROVIDER_STREAM_H
#define PROVIDER_STREAM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct stream {
	const char *s; /* borrowed */
	size_t n, at;
	bool lines;   /* NDJSON: each line is an event */
	bool strange; /* a line was met that is no SSE field */
	struct buf data;
};

void stream_init(struct stream *t, bool lines, const char *s, size_t n);
void stream_fini(struct stream *t);

/*
 * The next event's data, valid until the next call, or NULL at the end. The
 * caller may change it.
 */
struct buf *stream_next(struct stream *t);

/* Whether s[0..n) begins as server-sent events do. */
bool stream_is_events(const char *s, size_t n);

#endif
