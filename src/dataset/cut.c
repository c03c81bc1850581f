/*
 * Cutting knows only quotes, brackets and line breaks: what a record says is
 * for its reader, so that a record that is not JSON spoils itself and no
 * other. A record that does not end within the window is looked for again in
 * twice as much, so that time stays linear in the file.
 */
#include "dataset/cut.h"

#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"
#include "dataset/dataset.h"
#include "text/lencount.h"

enum { CHUNK = 256 * 1024, LOOK = 16 * 1024 };

static int
fill(struct cut *c, struct err *e)
{
	struct buf *w = &c->window;
	size_t rest = w->len - c->at, want = rest < CHUNK ? CHUNK : rest;
	ssize_t n;

	if (c->at > 0) {
		memmove(w->data, w->data + c->at, rest);
		w->len = rest;
		c->at = 0;
	}
	if (buf_reserve(w, want) != 0)
		return err_set(e, STATUS_INPUT,
			       "%s:%llu: a record is larger than %d bytes",
			       c->path, (unsigned long long)c->line,
			       DATASET_RECORD_MAX);
	n = encoding_read(&c->in, w->data + w->len, want);
	if (n < 0)
		return encoding_failed(c->path, e);
	c->eof = n == 0;
	w->len += (size_t)n;
	w->data[w->len] = '\0';
	return 0;
}

/* What is no UTF-8 must not look like data that ask for nothing. */
static int
check_encoding(const struct cut *c, struct err *e)
{
	const char *s = buf_text(&c->window);
	size_t n = utf8_cut(s, c->window.len, LOOK);
	uint64_t ill;

	lencount_one(LENCOUNT_CODEPOINT, s, n, &ill);
	if ((ill * 100 <= n && memchr(s, '\0', n) == NULL) ||
	    encoding_guess(s, n) == NULL)
		return 0;
	err_set(e, STATUS_INPUT, "%s: is not UTF-8", c->path);
	return encoding_advise(s, n, e);
}

int
cut_open(struct cut *c, const char *path, const char *encoding, struct err *e)
{
	bool in = strcmp(path, "-") == 0;
	const char *s;

	*c = (struct cut){ .path = in ? "standard input" : path, .line = 1 };
	/* Twice the longest record, and what was read ahead. */
	buf_init(&c->window, (size_t)2 * DATASET_RECORD_MAX + 2 * CHUNK);
	c->fd = in ? STDIN_FILENO : file_open(path, e);
	if (c->fd < 0 || (in && file_text(c->fd, c->path, e) != 0) ||
	    encoding_begin(&c->in, c->fd, encoding, e) != 0)
		return -1;
	while (!c->eof && c->window.len < LOOK)
		if (fill(c, e) < 0)
			return -1;
	if (encoding == NULL && check_encoding(c, e) != 0)
		return -1;
	s = c->window.data;
	/* The whole of the first line, when it is not too long. */
	while (!c->eof && c->window.len < DATASET_RECORD_MAX / 4 &&
	       memchr(s, '\n', c->window.len) == NULL) {
		if (fill(c, e) < 0)
			return -1;
		s = c->window.data;
	}
	return 0;
}

void
cut_close(struct cut *c)
{
	encoding_end(&c->in);
	if (c->fd > STDIN_FILENO)
		close(c->fd);
	buf_fini(&c->window);
}

struct span
cut_look(const struct cut *c, bool *whole)
{
	struct span x = { buf_text(&c->window), c->window.len };
	struct span line;

	x = span_from(x, span_space_before(x));
	line = span_line(x);
	*whole = c->eof && span_trim(span_from(x, line.n)).n == 0;
	return line;
}

void
cut_again(struct cut *c)
{
	c->at = 0;
	c->line = 1;
	c->opened = c->ended = false;
}

/* White space between records: in a table, blanks and tabs are cells. */
static bool
between(const struct cut *c, char b)
{
	return b == '\n' || b == '\r' ||
	       (c->form != CUT_TABLE && (b == ' ' || b == '\t'));
}

/* Behind the string whose opening quote is at s[at]; n when it has no end. */
static size_t
string_end(const char *s, size_t n, size_t at)
{
	for (at++; at < n && s[at] != CUT_QUOTE; at++)
		if (s[at] == '\\')
			at++;
	return at < n ? at + 1 : n + 1;
}

/* Behind the value at s[at]; past n when it does not end there. */
static size_t
value_end(const char *s, size_t n, size_t at)
{
	size_t depth = 0;

	while (at < n) {
		char b = s[at];

		if (b == CUT_QUOTE) {
			at = string_end(s, n, at);
			if (depth == 0)
				return at;
			continue;
		}
		if (depth == 0 && utf8_among(b, ",] \t\r\n"))
			return at;
		at++;
		if (b == '{' || b == '[')
			depth++;
		else if ((b == '}' || b == ']') && --depth == 0)
			return at;
	}
	return n + 1;
}

static size_t
row_end(const char *s, size_t n, size_t at)
{
	bool quoted = false;

	for (; at < n; at++) {
		if (s[at] == CUT_QUOTE)
			quoted = !quoted;
		else if (s[at] == '\n' && !quoted)
			return at;
	}
	return n + 1;
}

static size_t
line_end(const char *s, size_t n, size_t at)
{
	const char *p = memchr(s + at, '\n', n - at);

	return p != NULL ? (size_t)(p - s) : n + 1;
}

/* Where the record begins, n when nothing does yet. */
static size_t
begin(struct cut *c, const char *s, size_t n, size_t at, bool *opened,
      bool *ended)
{
	for (; at < n; at++) {
		if (between(c, s[at]))
			continue;
		if (c->form != CUT_ARRAY)
			break;
		if (s[at] == '[' && !*opened)
			*opened = true;
		else if (s[at] == ']') {
			*ended = true;
			return n;
		} else if (s[at] != ',')
			break;
	}
	return at;
}

static size_t (*const ends[CUT_FORMS])(const char *, size_t, size_t) = {
	[CUT_LINES] = line_end,
	[CUT_ARRAY] = value_end,
	[CUT_TABLE] = row_end,
};

static uint64_t
breaks(const char *s, size_t n)
{
	uint64_t k = 0;

	for (const char *p = s; (p = memchr(p, '\n', n - (size_t)(p - s))); p++)
		k++;
	return k;
}

int
cut_next(struct cut *c, struct span *gap, struct span *raw, uint64_t *line,
	 struct err *e)
{
	for (;;) {
		const char *s = c->window.data;
		size_t n = c->window.len, from, end;
		bool opened = c->opened, ended = c->ended;

		from = ended ? n : begin(c, s, n, c->at, &opened, &ended);
		end = from < n ? ends[c->form](s, n, from) : n + 1;
		if (end > n && !c->eof) {
			if (fill(c, e) < 0)
				return -1;
			continue;
		}
		*gap = (struct span){ s + c->at, from - c->at };
		*line = c->line + breaks(gap->s, gap->n);
		if (from < n && end > n && c->form == CUT_ARRAY)
			return err_set(e, STATUS_INPUT,
				       "%s:%llu: the record has no end: a "
				       "bracket or a quote is missing",
				       c->path, (unsigned long long)*line);
		if (from == n && c->form == CUT_ARRAY && !ended)
			return err_set(e, STATUS_INPUT,
				       "%s:%llu: the array has no end, "
				       "expected ]",
				       c->path, (unsigned long long)*line);
		if (end > n)
			end = n;
		c->opened = opened;
		c->ended = ended;
		c->at = end;
		*raw = (struct span){ s + from, end - from };
		c->line = *line + breaks(raw->s, raw->n);
		if (from == n)
			return 0;
		while (raw->n > 0 && between(c, raw->s[raw->n - 1]))
			raw->n--;
		c->at = from + raw->n;
		c->line = *line + breaks(raw->s, raw->n);
		return 1;
	}
}
