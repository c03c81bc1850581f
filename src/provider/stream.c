#include "provider/stream.h"

#include <string.h>

void
stream_init(struct stream *t, bool lines, const char *s, size_t n)
{
	*t = (struct stream){ .s = s, .n = n, .lines = lines };
	buf_init(&t->data, n);
	if (n >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0)
		t->at = 3;
}

void
stream_fini(struct stream *t)
{
	buf_fini(&t->data);
}

/* The next line without its end; false when there is none. */
static bool
next_line(struct stream *t, const char **line, size_t *n)
{
	size_t i = t->at;

	if (i >= t->n)
		return false;
	while (i < t->n && t->s[i] != '\n' && t->s[i] != '\r')
		i++;
	*line = t->s + t->at;
	*n = i - t->at;
	if (i + 1 < t->n && t->s[i] == '\r' && t->s[i + 1] == '\n')
		i++;
	t->at = i + 1;
	return true;
}

/* A line "data: x" or "data:x" adds x; true when it was one. */
static bool
take_data(struct stream *t, bool more, const char *line, size_t n)
{
	static const char field[] = "data";
	size_t len = sizeof(field) - 1;

	if (n < len || memcmp(line, field, len) != 0)
		return false;
	if (n > len && line[len] != ':')
		return false;
	if (n > len)
		len++;
	if (n > len && line[len] == ' ')
		len++;
	if (more)
		buf_putc(&t->data, '\n');
	buf_add(&t->data, line + len, n - len);
	return true;
}

const struct buf *
stream_next(struct stream *t)
{
	const char *line;
	bool any = false;
	size_t n;

	buf_reset(&t->data);
	while (next_line(t, &line, &n)) {
		if (t->lines && n > 0) {
			buf_add(&t->data, line, n);
			return &t->data;
		}
		if (!t->lines && n == 0 && any)
			return &t->data;
		if (!t->lines)
			any = take_data(t, any, line, n) || any;
	}
	return any ? &t->data : NULL;
}
