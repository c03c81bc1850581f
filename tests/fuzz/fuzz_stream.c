/*
 * Server-sent events and NDJSON. The first byte picks which; events hold no
 * more bytes than came in, and a body cut in two gives the same first events.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "provider/stream.h"
#include "tests/fuzz/fuzz.h"

/* All events; `cut`: but the last, which is not what it would have been. */
static size_t
events(struct buf *out, bool lines, const char *s, size_t n, bool cut)
{
	const struct buf *event;
	struct stream t;
	size_t before = 0, count = 0;

	stream_init(&t, lines, s, n);
	while ((event = stream_next(&t)) != NULL) {
		require(!buf_failed(event));
		before = out->len;
		buf_add(out, event->data, event->len);
		buf_putc(out, '\0');
		count++;
	}
	stream_fini(&t);
	if (cut)
		out->len = before;
	return count;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf whole, half;
	const char *s;
	size_t n;

	if (size < 2)
		return 0;
	s = (const char *)data + 1;
	n = size - 1;
	buf_init(&whole, 2 * n + 2);
	buf_init(&half, 2 * n + 2);
	require(events(&whole, data[0] & 1, s, n, false) <= n);
	events(&half, data[0] & 1, s, n / 2, true);
	require(
	    half.len <= whole.len &&
	    (half.len == 0 || memcmp(half.data, whole.data, half.len) == 0));
	buf_fini(&whole);
	buf_fini(&half);
	return 0;
}
