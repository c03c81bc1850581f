/*
 * A line is tried where it stands, before its end is looked for: files of
 * plain lines are then read once, not twice. Whatever the quick pass does not
 * like is read anew as a tree, so the quick one may be strict and never needs
 * to be clever.
 */
#include "data/jsonl.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/pulse.h"
#include "data/encoding.h"

/* ROOM is what encoding_read asks for; GUESS is enough to guess by. */
enum { CHUNK = 256 * 1024, ROOM = 16, GUESS = 4096 };

/* One line, and as much again for its fields. */
#define LINE_MAX_BYTES ((size_t)1 << 30)

struct jsonl {
	const struct jsonl_paths *paths;
	char *path;
	int fd;
	struct encoding_reader in;
	bool ended, converted; /* by whom the stretches are from */
	char *data;
	size_t at, len, cap;
	size_t last;   /* bytes of the last line, which ends before at */
	bool open;     /* it had no line break */
	uint64_t line; /* number of the last line returned */
	struct buf scratch;
	struct jsonl_value value[JSONL_FIELDS];
};

static int64_t
index_of(const char *s, size_t n)
{
	uint64_t index;

	return num_parse_u64(s, n, &index) == 0 && index <= INT32_MAX
		   ? (int64_t)index
		   : -1;
}

static int
cut_path(struct jsonl_paths *p, size_t field, const char *s, struct err *e)
{
	const char *from = s;

	for (size_t k = 0;; k++) {
		size_t n = strcspn(from, ".");
		struct jsonl_part *part = &p->part[field][k];

		if (n == 0)
			return err_set(e, STATUS_INPUT,
				       "field \"%s\": a part is empty; "
				       "expected keys with dots between, as in "
				       "message.content",
				       s);
		part->s = from;
		part->n = n;
		part->index = index_of(from, n);
		part->back =
		    n > 1 && from[0] == '-' ? index_of(from + 1, n - 1) : 0;
		part->back = part->back < 0 ? 0 : part->back;
		part->role = n > 1 && from[0] == '@';
		/* The last one of all comes last in one pass too. */
		p->cautious |= part->role || part->back > 1;
		p->nparts[field] = k + 1;
		if (from[n] == '\0')
			return 0;
		if (k + 1 == JSONL_PARTS)
			return err_set(e, STATUS_INPUT,
				       "field \"%s\" has more than %d parts", s,
				       JSONL_PARTS);
		from += n + 1;
	}
}

int
jsonl_paths(struct jsonl_paths *p, const char *const *field, size_t n,
	    struct err *e)
{
	if (n > JSONL_FIELDS)
		return err_set(e, STATUS_INPUT,
			       "%zu fields are asked for; at most %d", n,
			       JSONL_FIELDS);
	p->n = n;
	p->cautious = false;
	p->join = 0;
	for (size_t i = 0; i < n; i++) {
		if (cut_path(p, i, field[i], e) < 0)
			return -1;
		/* U+FFFD: what an ill-formed key becomes when mended. */
		if (strstr(field[i], "\xef\xbf\xbd") != NULL)
			p->cautious = true;
	}
	return 0;
}

void
jsonl_paths_key(struct jsonl_paths *p, size_t field, const char *key)
{
	p->nparts[field] = 1;
	p->part[field][0] =
	    (struct jsonl_part){ .s = key, .n = strlen(key), .index = -1 };
}

struct jsonl *
jsonl_open(const char *path, const struct jsonl_paths *p, struct err *e)
{
	return jsonl_open_as(path, NULL, p, e);
}

struct jsonl *
jsonl_open_as(const char *path, const char *encoding,
	      const struct jsonl_paths *p, struct err *e)
{
	bool in = strcmp(path, "-") == 0;
	int fd = in ? STDIN_FILENO : file_open(path, e);
	struct jsonl *j;

	if (fd < 0 || (in && file_text(fd, "standard input", e) != 0))
		return NULL;
	j = mem_calloc(1, sizeof(*j));
	j->paths = p;
	path = in ? "standard input" : path;
	j->path = mem_strndup(path, strlen(path));
	j->fd = fd;
	if (encoding_begin(&j->in, fd, encoding, e) != 0) {
		jsonl_close(j);
		return NULL;
	}
	j->cap = CHUNK;
	j->data = mem_calloc(j->cap, 1);
	buf_init(&j->scratch, LINE_MAX_BYTES);
	return j;
}

void
jsonl_close(struct jsonl *j)
{
	if (j == NULL)
		return;
	encoding_end(&j->in);
	if (j->fd > STDIN_FILENO)
		close(j->fd);
	buf_fini(&j->scratch);
	free(j->data);
	free(j->path);
	free(j);
}

uint64_t
jsonl_line(const struct jsonl *j)
{
	return j->line;
}

const char *
jsonl_text(const struct jsonl *j, size_t *n)
{
	*n = j->last;
	return j->data + j->at - j->last - !j->open;
}

/* More bytes behind those that are there; the line may be long. */
static int
fill(struct jsonl *j, struct err *e)
{
	ssize_t n;

	if (j->at > 0) {
		memmove(j->data, j->data + j->at, j->len - j->at);
		j->len -= j->at;
		j->at = 0;
	}
	if (j->cap - j->len < ROOM) {
		if (j->cap >= LINE_MAX_BYTES)
			return err_set(e, STATUS_INTERNAL,
				       "%s:%llu: the line is longer than %zu "
				       "bytes",
				       j->path, (unsigned long long)j->line + 1,
				       LINE_MAX_BYTES);
		j->cap *= 2;
		j->data = mem_realloc(j->data, j->cap, 1);
	}
	n = encoding_read(&j->in, j->data + j->len, j->cap - j->len);
	pulse_file(j->path, j->in.fd);
	if (n < 0)
		return encoding_failed(j->path, e);
	j->ended = n == 0;
	j->len += (size_t)n;
	return 0;
}

/* A plain line that is all there is read without looking for its end first. */
static bool
next_plain(struct jsonl *j)
{
	size_t have = j->len - j->at;
	size_t n =
	    jsonl_plain(j->paths, j->data + j->at, have, j->value, &j->scratch);

	if (n == 0 || n == have)
		return false;
	j->at += n + 1;
	j->last = n;
	j->open = false;
	j->line++;
	return true;
}

/* 1 with the next line, without its end; 0 at the end of the file. */
static int
next_line(struct jsonl *j, const char **s, size_t *n, struct err *e)
{
	size_t seen = 0; /* of the line, without a line break in it */
	const char *lf;

	for (;;) {
		char *from = j->data + j->at;

		lf = memchr(from + seen, '\n', j->len - j->at - seen);
		if (lf != NULL || j->ended)
			break;
		seen = j->len - j->at;
		if (fill(j, e) < 0)
			return -1;
	}
	*s = j->data + j->at;
	*n = lf != NULL ? (size_t)(lf - *s) : j->len - j->at;
	if (lf == NULL && *n == 0)
		return 0;
	j->at += *n + (lf != NULL);
	j->last = *n;
	j->open = lf == NULL;
	j->line++;
	return 1;
}

bool
jsonl_blank(const char *s, size_t n)
{
	while (n > 0 && (*s == ' ' || *s == '\t' || *s == '\r')) {
		s++;
		n--;
	}
	return n == 0;
}

int
jsonl_next(struct jsonl *j, const struct jsonl_value **value, unsigned *notes,
	   struct err *e)
{
	const char *s;
	size_t n;
	int rc;

	*value = j->value;
	*notes = 0;
	do {
		if (next_plain(j))
			return 1;
		rc = next_line(j, &s, &n, e);
		if (rc <= 0)
			return rc;
	} while (jsonl_blank(s, n));
	if (jsonl_fields(j->paths, s, n, j->value, &j->scratch, notes, e) == 0)
		return 1;
	err_at(e, "%s:%llu", j->path, (unsigned long long)j->line);
	if (!j->in.converts && !j->converted)
		encoding_hint(s, n < GUESS ? n : GUESS, e);
	return -1;
}

struct jsonl *
jsonl_part(const struct jsonl *whole)
{
	struct jsonl *j = mem_calloc(1, sizeof(*j));

	j->paths = whole->paths;
	j->path = mem_strndup(whole->path, strlen(whole->path));
	j->fd = -1;
	j->cap = CHUNK;
	j->data = mem_calloc(j->cap, 1);
	j->ended = true;
	buf_init(&j->scratch, LINE_MAX_BYTES);
	return j;
}

/* The bytes of the whole lines that are there, and how many these are. */
static size_t
whole_lines(const struct jsonl *j, uint64_t *lines)
{
	const char *from = j->data + j->at, *end = j->data + j->len, *lf;
	const char *s = from;

	for (*lines = 0; (lf = memchr(s, '\n', (size_t)(end - s))) != NULL;
	     s = lf + 1)
		++*lines;
	return j->ended ? (size_t)(end - from) : (size_t)(s - from);
}

int
jsonl_part_next(struct jsonl *part, struct jsonl *whole, struct err *e)
{
	uint64_t lines = 0;
	char *data = part->data;
	size_t n = 0, rest, cap = part->cap;
	bool found = false;
	int rc = 0;

	/* What is left of a line is not searched again. */
	while (!found && !whole->ended && rc == 0) {
		size_t seen = whole->len - whole->at;

		rc = fill(whole, e);
		found =
		    memchr(whole->data + seen, '\n', whole->len - seen) != NULL;
	}
	if (found || whole->ended)
		n = whole_lines(whole, &lines);
	if (n == 0)
		return rc;
	/* The buffers change places; what is no whole line moves back. */
	rest = whole->len - whole->at - n;
	if (cap < rest)
		data = mem_realloc(data, cap = whole->cap, 1);
	memcpy(data, whole->data + whole->at + n, rest);
	part->data = whole->data;
	part->cap = whole->cap;
	part->at = whole->at;
	part->len = whole->at + n;
	part->line = whole->line;
	part->converted = whole->in.converts;
	whole->data = data;
	whole->cap = cap;
	whole->at = 0;
	whole->len = rest;
	whole->line += lines;
	return 1;
}
