/*
 * The whole body is there before it is cut, though a stream could be read as
 * it comes: nothing here is shown to anybody while it arrives, and a reader
 * that keeps half a line, half a character or half a CRLF between two calls is
 * where such readers go wrong.
 */
#include "provider/stream.h"

#include <string.h>

#include "base/utf8.h"

void
stream_init(struct stream *t, bool lines, const char *s, size_t n)
{
	*t = (struct stream){ .s = s, .n = n, .lines = lines };
	buf_init(&t->data, n + 64);
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

/*
 * The length of the JSON object or list that s[0..n) begins with; 0 when it
 * is not whole. Enough of JSON to know where it ends.
 */
static size_t
whole_value(const char *s, size_t n)
{
	int depth = 0;
	bool text = false;

	if (n == 0 || (s[0] != '{' && s[0] != '['))
		return 0;
	for (size_t i = 0; i < n; i++) {
		if (text && s[i] == '\\')
			i++;
		else if (s[i] == '"')
			text = !text;
		else if (!text && (s[i] == '{' || s[i] == '['))
			depth++;
		else if (!text && (s[i] == '}' || s[i] == ']') && --depth == 0)
			return i + 1;
	}
	return 0;
}

/* With its colon: "data" alone may be the half of another word. */
static bool
begins_data(const char *s, size_t n)
{
	return n >= 5 && memcmp(s, "data:", 5) == 0;
}

static bool
is_done(const char *s, size_t n)
{
	return n == 6 && memcmp(s, "[DONE]", 6) == 0;
}

/* What the line adds to the event, or NULL. */
static const char *
data_of(struct stream *t, const char *line, size_t n)
{
	static const char *const others[] = { "event", "id", "retry", "" };
	const char *data = value("data", line, n), *again;

	if (data == NULL && n > 0 && line[0] == '{' && whole_value(line, n) > 0)
		return line;
	for (; data != NULL; data = again) {
		size_t left = n - (size_t)(data - line);

		again = left > 5 && data[4] == ':' ? value("data", data, left)
						   : NULL;
		if (again == NULL)
			return data;
	}
	for (size_t i = 0; i < 4; i++)
		if (value(others[i], line, n) != NULL)
			return NULL;
	t->strange = true;
	return NULL;
}

enum taken {
	TAKEN,       /* and there may be more of the event */
	TAKEN_WHOLE, /* the event ends here, without an empty line */
	TAKEN_NOT,   /* the event was whole: the line begins another */
};

static enum taken
take_line(struct stream *t, const char *line, size_t n, bool *any)
{
	const char *data = data_of(t, line, n);
	size_t len, first;

	if (data == NULL)
		return TAKEN;
	if (*any && t->data.len > 0 &&
	    (is_done(t->data.data, t->data.len) ||
	     whole_value(t->data.data, t->data.len) == t->data.len))
		return TAKEN_NOT;
	len = n - (size_t)(data - line);
	first = *any ? 0 : whole_value(data, len);
	if (first > 0 && !begins_data(data + first, len - first))
		first = 0;
	if (*any)
		buf_putc(&t->data, '\n');
	buf_add(&t->data, data, first > 0 ? first : len);
	*any = true;
	if (first == 0)
		return TAKEN;
	t->at = (size_t)(data + first - t->s);
	return TAKEN_WHOLE;
}

struct buf *
stream_next(struct stream *t)
{
	const char *line;
	bool any = false;
	size_t n, at;

	buf_reset(&t->data);
	while (at = t->at, next_line(t, &line, &n)) {
		enum taken k = TAKEN;

		if (t->lines && n > 0) {
			buf_add(&t->data, line, n);
			return &t->data;
		}
		if (!t->lines && n > 0)
			k = take_line(t, line, n, &any);
		if (k == TAKEN_NOT)
			t->at = at;
		if (k != TAKEN || (!t->lines && n == 0 && any))
			return &t->data;
	}
	return any ? &t->data : NULL;
}

bool
stream_is_events(const char *s, size_t n)
{
	static const char *const fields[] = { "data:", "event:", "id:",
					      "retry:", ":" };

	if (n >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0) {
		s += 3;
		n -= 3;
	}
	while (n > 0 && utf8_among(*s, " \t\r\n")) {
		s++;
		n--;
	}
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (n > 0 && *s == *fields[i] && n >= strlen(fields[i]) &&
		    memcmp(s, fields[i], strlen(fields[i])) == 0)
			return true;
	return false;
}
