/*
 * Everything becomes lines of JSON, so that there is one reader of fields and
 * one way to cut work into pieces. A table pays for it with a copy of its
 * cells; of JSONL only what stands behind the last whole line is copied.
 */
#include "data/records.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/pulse.h"
#include "base/utf8.h"
#include "data/records_impl.h"

/*
 * A stretch is about as long as what is read at once: it is still in the cache
 * of its processor when its rows are written, and a thread has few pages that
 * are new. Half as long, threads wait for each other's turn to read more often.
 * The form is told by more.
 */
enum { STRETCH = 128 * 1024, SNIFFED = 512 * 1024 };

int
records_fill(struct records *r, struct err *e)
{
	ssize_t n;

	if (r->at > 0) {
		r->data.len -= r->at;
		memmove(r->data.data, r->data.data + r->at, r->data.len + 1);
		r->at = 0;
	}
	if (buf_reserve(&r->data, STRETCH) != 0)
		return err_set(e, STATUS_INPUT,
			       "%s: a record is longer than %zu bytes", r->name,
			       RECORDS_MAX);
	n = encoding_read(&r->in, r->data.data + r->data.len, STRETCH);
	pulse_file(r->name, r->in.fd);
	if (n < 0)
		return encoding_failed(r->name, e);
	r->ended = n == 0;
	r->data.len += (size_t)n;
	r->data.data[r->data.len] = '\0';
	return 0;
}

/* The first byte that is no white space; fills until there is one. */
static int
first_byte(struct records *r, struct err *e)
{
	for (;;) {
		while (r->at < r->data.len &&
		       utf8_among(r->data.data[r->at], " \t\r\n"))
			r->at++;
		if (r->at < r->data.len)
			return (unsigned char)r->data.data[r->at];
		if (r->ended)
			return 0;
		if (records_fill(r, e) != 0)
			return -1;
	}
}

/* What is no JSON and has a separator in its first line is a table. */
static int
sniff_text(struct records *r, bool text, struct err *e)
{
	const char *s = buf_text(&r->data);
	size_t n = strcspn(s, "\n");

	while (!r->ended && s[n] == '\0' && r->data.len < SNIFFED) {
		if (records_fill(r, e) != 0)
			return -1;
		s = buf_text(&r->data);
		n = strcspn(s, "\n");
	}
	r->form = n > 0 && !text && strcspn(s, ",;\t") < n ? RECORDS_TABLE
							   : RECORDS_LINES;
	return 0;
}

/*
 * A first value that is a line makes JSONL, unless a comma follows it. A file
 * that is one array, or an object with a list of records in it, is entered;
 * other values stand one behind the other, over as many lines as they like.
 */
static int
sniff(struct records *r, bool text, struct err *e)
{
	int c = first_byte(r, e);
	const char *s;
	size_t have, value, rest;
	bool line, last;

	if (c < 0)
		return -1;
	if (c != '[' && c != '{') {
		r->at = 0;
		return sniff_text(r, text, e);
	}
	while (!r->ended && r->data.len - r->at < SNIFFED)
		if (records_fill(r, e) != 0)
			return -1;
	s = r->data.data + r->at;
	have = r->data.len - r->at;
	value = records_value(s, have);
	r->form = RECORDS_ARRAY;
	if (value == 0) {
		/* One that is longer than all this. */
		r->keyed = records_array_keyed(r);
		if (have > SNIFFED / 2)
			have = SNIFFED / 2;
		if (c == '{' && !r->keyed && memchr(s, '\n', have) == NULL)
			r->form = RECORDS_LINES;
		return 0;
	}
	rest = value + strspn(s + value, " \t\r");
	line = memchr(s, '\n', value) == NULL && s[rest] != ',';
	rest += strspn(s + rest, " \t\r\n");
	last = s[rest] == '\0' && r->ended;
	if (c == '{' && (!line || last)) {
		r->keyed = records_array_keyed(r);
		if (r->keyed || records_array_inside(r))
			return 0;
	}
	if (c == '[' && last)
		return 0;
	if (line) {
		r->at = 0;
		r->form = RECORDS_LINES;
	}
	r->bare = true;
	return 0;
}

static int
enter(struct records *r, bool text, struct err *e)
{
	if (sniff(r, text, e) != 0)
		return -1;
	switch (r->form) {
	case RECORDS_ARRAY:
		return records_array_enter(r, e);
	case RECORDS_TABLE:
		return records_table_enter(r, e);
	case RECORDS_LINES:
		break;
	}
	return 0;
}

struct records *
records_open(const char *path, const char *encoding, bool text, struct err *e)
{
	bool in = strcmp(path, "-") == 0;
	int fd = in ? STDIN_FILENO : file_open(path, e);
	struct records *r;

	if (fd < 0 || (in && file_text(fd, "standard input", e) != 0))
		return NULL;
	path = in ? "standard input" : path;
	r = mem_calloc(1, sizeof(*r));
	r->name = mem_strndup(path, strlen(path));
	r->fd = fd;
	buf_init(&r->data, RECORDS_MAX);
	if (encoding_begin(&r->in, fd, encoding, e) != 0 ||
	    enter(r, text, e) != 0) {
		records_close(r);
		return NULL;
	}
	return r;
}

void
records_close(struct records *r)
{
	if (r == NULL)
		return;
	encoding_end(&r->in);
	if (r->fd != STDIN_FILENO)
		close(r->fd);
	for (size_t i = 0; i < r->ncolumn; i++)
		free(r->column[i]);
	free(r->column);
	buf_fini(&r->data);
	free(r->name);
	free(r);
}

enum records_form
records_form(const struct records *r)
{
	return r->form;
}

const char *
records_name(const struct records *r)
{
	return r->name;
}

uint64_t
records_ill_formed(const struct records *r)
{
	return r->in.ill_formed;
}

/*
 * The bytes of the whole lines of s[0..n) that make a stretch, or of the first
 * one; 0 where none is whole. The first `seen` bytes have no line break.
 */
static size_t
whole_lines(const char *s, size_t seen, size_t n)
{
	size_t most = n < 2 * STRETCH ? n : 2 * STRETCH;
	const char *end;

	for (size_t i = most; i > seen; i--)
		if (s[i - 1] == '\n')
			return i;
	if (seen < most)
		seen = most;
	end = memchr(s + seen, '\n', n - seen);
	return end == NULL ? 0 : (size_t)(end - s) + 1;
}

/*
 * What is read up to n bytes behind r->at into out, which is empty: its memory
 * for what it had.
 */
static void
give_on(struct records *r, struct buf *out, size_t n)
{
	struct buf swap = r->data;
	size_t rest = swap.len - r->at - n;

	if (r->at > 0 || rest > n) {
		buf_add(out, swap.data + r->at, n);
		r->at += n;
		return;
	}
	r->data = *out;
	r->data.max = swap.max;
	buf_add(&r->data, swap.data + n, rest);
	swap.max = out->max;
	swap.len = n;
	swap.data[n] = '\0';
	*out = swap;
}

/* The next whole lines; the last one of a file may have no end. */
static int
lines(struct records *r, struct buf *out, struct err *e)
{
	size_t seen = 0, have, n;

	for (;;) {
		have = r->data.len - r->at;
		n = whole_lines(r->data.data + r->at, seen, have);
		if (r->ended || (n > 0 && have >= STRETCH / 2))
			break;
		if (n == 0)
			seen = have;
		if (records_fill(r, e) != 0)
			return -1;
	}
	if (n == 0)
		n = have;
	if (n == 0)
		return 0;
	give_on(r, out, n);
	if (out->data[out->len - 1] != '\n')
		buf_putc(out, '\n');
	return 1;
}

static uint64_t
count_lines(const struct buf *b)
{
	uint64_t n = 0;

	for (const char *p = b->data, *end = p + b->len;
	     (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++)
		n++;
	return n;
}

int
records_next(struct records *r, struct buf *out, uint64_t *first, struct err *e)
{
	int rc = 1;

	buf_reset(out);
	*first = r->line + 1;
	if (r->data.data == NULL)
		return 0;
	if (r->form == RECORDS_LINES)
		rc = lines(r, out, e);
	else
		while (rc == 1 && out->len < STRETCH)
			rc = r->form == RECORDS_ARRAY
				 ? records_array(r, out, e)
				 : records_table(r, out, e);
	if (rc < 0)
		return -1;
	if (out->len == 0)
		return 0;
	if (buf_failed(out))
		return err_set(e, STATUS_INPUT,
			       "%s: a record is longer than %zu bytes", r->name,
			       out->max);
	if (r->form == RECORDS_LINES)
		r->line += count_lines(out);
	return 1;
}

int
records_lines(const char *s, size_t n, uint64_t first, records_take *take,
	      void *user, struct err *e)
{
	for (const char *end = s + n; s < end; first++) {
		const char *nl = memchr(s, '\n', (size_t)(end - s));
		const char *to = nl != NULL ? nl : end;

		if (take(user, first, s, (size_t)(to - s), e) != 0)
			return -1;
		s = to + 1;
	}
	return 0;
}

int
records_each(struct records *r, records_take *take, void *user, struct err *e)
{
	struct buf stretch;
	uint64_t first;
	int rc;

	buf_init(&stretch, RECORDS_MAX);
	while ((rc = records_next(r, &stretch, &first, e)) == 1)
		if (records_lines(buf_text(&stretch), stretch.len, first, take,
				  user, e) != 0) {
			rc = -1;
			break;
		}
	buf_fini(&stretch);
	return rc;
}
