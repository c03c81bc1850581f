/*
 * stream: server-sent events and NDJSON, cut into their events.
 *
 * Works on the whole body, so that it does not matter where the network cut
 * it, inside a character or a line end. SSE as in the WHATWG HTML standard,
 * 9.2.6: lines end in LF, CR or CRLF, a BOM and comments (pings) are
 * skipped, several data lines are joined by a line feed. Two rules differ.
 * An event cut off by the end of the body is still returned, since some
 * servers forget the last empty line; what it says decides. And a line that
 * is no field of the standard is not passed over in silence: it is noted,
 * because an answer with a part missing must not be measured.
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

/* The next event's data, valid until the next call, or NULL at the end. */
const struct buf *stream_next(struct stream *t);

#endif
