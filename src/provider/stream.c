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

/* What follows "name:" and one space; NULL when line is another field. */
static const char *
value(const char *name, const char *line, size_t n)
{
	size_t len = strlen(name);

	if (n < len || memcmp(line, name, len) != 0)
		return NULL;
	if (n > len && line[len++] != ':')
		return NULL;
	return line + len + (n > len && line[len] == ' ');
}

/* True when the line adds to the event's data. */
static bool
take_field(struct stream *t, bool more, const char *line, size_t n)
{
	static const char *const others[] = { "event", "id", "retry", "" };
	const char *data = value("data", line, n);
	bool known = false;

	for (size_t i = 0; data == NULL && i < 4; i++)
		known = known || value(others[i], line, n) != NULL;
	if (data == NULL) {
		t->strange = t->strange || !known;
		return false;
	}
	if (more)
		buf_putc(&t->data, '\n');
	buf_add(&t->data, data, n - (size_t)(data - line));
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
			any = take_field(t, any, line, n) || any;
	}
	return any ? &t->data : NULL;
}
