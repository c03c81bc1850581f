/*
 * The reading half of csv: one state machine, one row in memory. A row that
 * lies in the chunk as a whole and has no quote needs no state, and is cut
 * where it stands.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/pulse.h"
#include "data/csv.h"

enum {
	CHUNK = 64 * 1024,
	ROW_MAX = 64 * 1024 * 1024,
	CELLS_MAX = 4096,
};

struct csv_reader {
	char *path;
	int fd;
	size_t at, len; /* what of the chunk is still to be read */
	uint64_t line;  /* at the reading position, from 1 */
	uint64_t row_line;

	struct buf text; /* the row's cells, a NUL behind each */
	size_t n, nmax;  /* cells of the row, room for them */
	struct csv_cell *cell;

	size_t ncolumn; /* 0 until the header is read */
	char **column;
	char chunk[CHUNK];
};

enum { END = -1, BROKEN = -2 };

/* The next byte, END, or BROKEN with *e. */
static int
next(struct csv_reader *c, struct err *e)
{
	ssize_t n;

	if (c->at == c->len) {
		do
			n = read(c->fd, c->chunk, CHUNK);
		while (n < 0 && errno == EINTR);
		pulse_file(c->path, c->fd);
		if (n < 0) {
			err_errno(e, STATUS_INPUT, "%s: cannot read", c->path);
			return BROKEN;
		}
		c->at = 0;
		c->len = (size_t)n;
		if (n == 0)
			return END;
	}
	return (unsigned char)c->chunk[c->at++];
}

static int
refuse(const struct csv_reader *c, uint64_t line, const char *why,
       struct err *e)
{
	return err_set(e, STATUS_INPUT, "%s:%llu: %s", c->path,
		       (unsigned long long)line, why);
}

/* The byte just read and all up to the next one that means something. */
static void
take(struct csv_reader *c, const char *stops)
{
	size_t from = --c->at;

	do
		c->at++;
	while (c->at < c->len && (strchr(stops, c->chunk[c->at]) == NULL ||
				  c->chunk[c->at] == '\0'));
	buf_add(&c->text, c->chunk + from, c->at - from);
}

/* Lengths until the row is whole, for the text may move while it grows. */
static void
end_cell(struct csv_reader *c, size_t from)
{
	c->cell = mem_grow(c->cell, c->n, &c->nmax, sizeof(*c->cell));
	c->cell[c->n++].n = c->text.len - from;
	buf_putc(&c->text, '\0');
}

static void
place_cells(struct csv_reader *c)
{
	const char *s = c->text.data;

	for (size_t i = 0; i < c->n; i++) {
		c->cell[i].s = s;
		s += c->cell[i].n + 1;
	}
}

enum state {
	START,  /* nothing of the cell yet */
	PLAIN,  /* in a cell without quotes */
	QUOTED, /* inside the quotes */
	CLOSED, /* behind a quote: the end, or half of a doubled one */
	RETURN, /* behind a closed cell and CR */
};

/*
 * What byte b does in a state that is outside quotes: NULL when it may
 * stand there, or the complaint.
 */
static const char *
misplaced(enum state state, int b)
{
	bool ends = b == '\n' || b == END;

	if (state == PLAIN && b == '"')
		return "a quote in a cell that does not begin with one";
	if ((state == CLOSED && !ends && b != ',' && b != '\r') ||
	    (state == RETURN && !ends))
		return "text behind a closing quote";
	return NULL;
}

/* A whole row without quotes in the chunk; false: the machine must do it. */
static bool
cut_cells(struct csv_reader *c)
{
	char *from = c->chunk + c->at;
	char *end = memchr(from, '\n', c->len - c->at);

	if (end == NULL || memchr(from, '"', (size_t)(end - from)) != NULL)
		return false;
	c->n = 0;
	for (char *p = from;; p++) {
		if (*p != ',' && p != end)
			continue;
		if (c->n == CELLS_MAX)
			return false;
		c->cell = mem_grow(c->cell, c->n, &c->nmax, sizeof(*c->cell));
		c->cell[c->n++] = (struct csv_cell){ from, (size_t)(p - from) };
		from = p + 1;
		if (p == end)
			break;
	}
	if (end > c->chunk && end[-1] == '\r' && c->cell[c->n - 1].n > 0)
		c->cell[c->n - 1].n--;
	for (size_t i = 0; i < c->n; i++)
		c->chunk[(size_t)(c->cell[i].s - c->chunk) + c->cell[i].n] =
		    '\0';
	c->at = (size_t)(end - c->chunk) + 1;
	c->row_line = c->line++;
	return true;
}

/* All cells up to the line's end: 1, 0 when nothing is left, -1. */
static int
read_cells(struct csv_reader *c, struct err *e)
{
	enum state state = START;
	size_t from = 0;
	const char *why;
	int b;

	buf_reset(&c->text);
	c->n = 0;
	c->row_line = c->line;
	while ((b = next(c, e)) != BROKEN) {
		if (buf_failed(&c->text) || c->n == CELLS_MAX)
			return refuse(c, c->row_line,
				      "a row of more than 64 MiB or 4,096 "
				      "cells",
				      e);
		if (state == QUOTED) {
			if (b == END)
				return refuse(c, c->row_line,
					      "a quote that is never closed "
					      "opens in this row",
					      e);
			c->line += b == '\n';
			if (b == '"')
				state = CLOSED;
			else
				take(c, "\"\n");
			continue;
		}
		if (state == CLOSED && b == '"') {
			buf_putc(&c->text, '"');
			state = QUOTED;
			continue;
		}
		why = misplaced(state, b);
		if (why != NULL)
			return refuse(c, c->line, why, e);
		if (b == '"') {
			state = QUOTED;
		} else if (b == ',') {
			end_cell(c, from);
			from = c->text.len;
			state = START;
		} else if (b == '\n' || b == END) {
			if (b == END && state == START && c->n == 0)
				return 0;
			c->line += b == '\n';
			/* CR LF ends a line too. */
			if (state == PLAIN &&
			    c->text.data[c->text.len - 1] == '\r')
				c->text.len--;
			end_cell(c, from);
			place_cells(c);
			return 1;
		} else if (state == CLOSED) {
			state = RETURN;
		} else {
			take(c, ",\"\n");
			state = PLAIN;
		}
	}
	return -1;
}

/* The next row that is not blank; a table of one column has blank rows. */
static int
read_row(struct csv_reader *c, struct err *e)
{
	int rc;

	do
		rc = c->at < c->len && cut_cells(c) ? 1 : read_cells(c, e);
	while (rc > 0 && c->ncolumn > 1 && c->n == 1 && c->cell[0].n == 0);
	return rc;
}

static int
read_header(struct csv_reader *c, struct err *e)
{
	static const char bom[] = "\xef\xbb\xbf";
	int rc;

	c->line = 1;
	if (next(c, e) >= 0) {
		c->at = 0;
		if (c->len >= 3 && memcmp(c->chunk, bom, 3) == 0)
			c->at = 3;
	}
	rc = read_row(c, e);
	if (rc < 0)
		return -1;
	if (rc == 0 || (c->n == 1 && c->cell[0].n == 0))
		return refuse(c, 1, "found no header row", e);
	c->column = mem_calloc(c->n, sizeof(*c->column));
	for (size_t i = 0; i < c->n; i++) {
		const char *name = c->cell[i].s;

		if (strlen(name) != c->cell[i].n)
			return refuse(c, 1, "a NUL byte in a column's name", e);
		if (csv_column(c, name) >= 0)
			return err_set(e, STATUS_INPUT,
				       "%s:1: two columns are named \"%s\"",
				       c->path, name);
		c->column[i] = mem_strndup(name, strlen(name));
		c->ncolumn++;
	}
	return 0;
}

struct csv_reader *
csv_open(const char *path, struct err *e)
{
	struct csv_reader *c = mem_calloc(1, sizeof(*c));

	c->path = mem_strndup(path, strlen(path));
	buf_init(&c->text, ROW_MAX);
	c->fd = file_open(path, e);
	if (c->fd < 0 || read_header(c, e) != 0) {
		csv_close(c);
		return NULL;
	}
	return c;
}

int
csv_column(const struct csv_reader *c, const char *name)
{
	for (size_t i = 0; i < c->ncolumn; i++)
		if (strcmp(c->column[i], name) == 0)
			return (int)i;
	return -1;
}

size_t
csv_columns(const struct csv_reader *c)
{
	return c->ncolumn;
}

const char *
csv_column_name(const struct csv_reader *c, size_t i)
{
	return c->column[i];
}

int
csv_row(struct csv_reader *c, const struct csv_cell **row, struct err *e)
{
	int rc = read_row(c, e);

	if (rc <= 0)
		return rc;
	if (c->n != c->ncolumn)
		return err_set(e, STATUS_INPUT,
			       "%s:%llu: found %zu cells, expected %zu as in "
			       "the header",
			       c->path, (unsigned long long)c->row_line, c->n,
			       c->ncolumn);
	*row = c->cell;
	return 1;
}

uint64_t
csv_line(const struct csv_reader *c)
{
	return c->row_line;
}

void
csv_close(struct csv_reader *c)
{
	if (c == NULL)
		return;
	if (c->fd >= 0)
		close(c->fd);
	for (size_t i = 0; i < c->ncolumn; i++)
		free(c->column[i]);
	free(c->column);
	free(c->cell);
	free(c->path);
	buf_fini(&c->text);
	free(c);
}
