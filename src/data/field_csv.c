/*
 * A table read and written whole: its header, a row of any kind, and the cells
 * that come back. Rows that are much alike have a faster way (field_lines.h).
 */
#include <string.h>

#include "base/hash.h"
#include "base/num.h"
#include "data/field_cell.h"

/* Room is asked for so many members at a time. */
enum { MEMBERS = 32, ROOM = MEMBERS * FIELD_CELLS * FIELD_CELL_MAX };

static void
head_cell(struct buf *out, bool *first, const char *name, size_t n,
	  const char *end)
{
	if (!*first)
		buf_putc(out, ',');
	*first = false;
	buf_add(out, name, n);
	buf_puts(out, end + (n == 0));
}

/* "shift_lo,shift_hi" of "shift_interval" and "shift", "lo,hi" of "interval".
 */
static void
head_ends(struct buf *out, bool *first, const char *name)
{
	const char *end = strstr(name, "interval");
	size_t n = end != NULL ? (size_t)(end - name) : strlen(name);

	n -= end != NULL && n > 0; /* the line before it */
	head_cell(out, first, name, n, "_lo");
	head_cell(out, first, name, n, "_hi");
}

void
field_csv_head(const struct field *table, bool first, struct buf *out)
{
	for (const struct field *f = table; f->name != NULL; f++) {
		if (!field_in_csv(f))
			continue;
		if (f->kind == FIELD_RANGE) {
			head_cell(out, &first, "from", 4, "");
			head_cell(out, &first, "to", 2, "");
			continue;
		}
		if (f->kind != FIELD_INTERVAL)
			head_cell(out, &first, f->name, strlen(f->name), "");
		if (f->kind == FIELD_INTERVAL || f->kind == FIELD_ESTIMATE)
			head_ends(out, &first, f->name);
	}
}

void
field_cell_long(struct buf *out, const struct field *f, const void *row,
		bool excel)
{
	const void *v = (const char *)row + f->at;
	const char *s;

	if (field_is_missing(f, row))
		return;
	switch (f->kind) {
	case FIELD_TEXT:
	case FIELD_BODY:
		s = *(const char *const *)v;
		(excel ? csv_text_safe : csv_text)(
		    out, true, s,
		    f->kind == FIELD_BODY ? *field_with_size(f, row)
					  : strlen(s));
		break;
	default:
		field_bits(f->names, *(const unsigned *)v, out);
	}
}

void
field_csv_cells(const struct field *table, const void *row, bool first,
		bool excel, struct buf *out)
{
	size_t start = out->len, members = 0;
	char *p = field_cell_room(out, NULL, ROOM);

	/* A comma behind each cell. */
	if (!first && p != NULL)
		*p++ = ',';
	for (const struct field *f = table; f->name != NULL && p != NULL; f++) {
		if (!field_in_csv(f))
			continue;
		/* One less, for the comma before the first. */
		if (members++ % (MEMBERS - 1) == MEMBERS - 2)
			p = field_cell_room(out, p, ROOM);
		if (p != NULL)
			p = field_cell(p, f, row, excel, out, ROOM);
	}
	if (p == NULL)
		return;
	/* The last one is of no use. */
	p -= p > out->data + start;
	*p = '\0';
	out->len = (size_t)(p - out->data);
}

void
field_csv_line(const struct field *table, const void *row, bool excel,
	       struct buf *out)
{
	field_csv_cells(table, row, true, excel, out);
	csv_end(out);
}

static int
find_word(const struct field *f, const struct csv_cell *cell, unsigned *to)
{
	for (unsigned i = 0; f->names[i] != NULL; i++) {
		if (strcmp(f->names[i], cell->s) == 0) {
			*to = i;
			return 0;
		}
	}
	return -1;
}

static int
read_whole(const struct csv_cell *cell, uint64_t max, uint64_t *x)
{
	return num_parse_u64(cell->s, cell->n, x) < 0 || *x > max ? -1 : 0;
}

static int
read_int(const struct csv_cell *cell, int64_t *to)
{
	uint64_t x;

	*to = -1;
	if (cell->n == 0)
		return 0;
	if (read_whole(cell, INT64_MAX, &x) < 0)
		return -1;
	*to = (int64_t)x;
	return 0;
}

static int
read_cell(const struct field *f, void *row, const struct csv_cell *cell)
{
	void *to = (char *)row + f->at;
	uint64_t x = 0;
	int rc = 0;

	switch (f->kind) {
	case FIELD_BODY:
		*(size_t *)(void *)((char *)row + f->with) = cell->n;
		/* fall through */
	case FIELD_TEXT:
		*(const char **)to = cell->s;
		return 0;
	case FIELD_BOOL:
		rc = read_whole(cell, 1, &x);
		*(bool *)to = x == 1;
		return rc;
	case FIELD_U32:
		rc = read_whole(cell, UINT32_MAX, &x);
		*(uint32_t *)to = (uint32_t)x;
		return rc;
	case FIELD_U64:
		return read_whole(cell, UINT64_MAX, to);
	case FIELD_SIZE:
		rc = read_whole(cell, SIZE_MAX, &x);
		*(size_t *)to = (size_t)x;
		return rc;
	case FIELD_INT:
	case FIELD_TIME:
		return read_int(cell, to);
	case FIELD_REAL:
		return num_parse(cell->s, cell->n, to);
	case FIELD_HASH:
		*(uint64_t *)to = 0;
		return cell->n == 0 ? 0 : hash_unhex(cell->s, to);
	case FIELD_ENUM:
		return find_word(f, cell, to);
	case FIELD_BITS:
		*(unsigned *)to = field_bits_read(f->names, cell->s);
		return 0;
	default:
		return -1;
	}
}

/* "about, exactly, at_most and the like" */
static void
say_words(const char *const *names, struct buf *out)
{
	int said = 0;

	for (; said < 3 && *names != NULL; names++)
		if ((*names)[0] != '\0')
			buf_printf(out, "%s%s", said++ > 0 ? ", " : "", *names);
	buf_puts(out, " and the like");
}

static void
say_expected(const struct field *f, struct buf *out)
{
	switch (f->kind) {
	case FIELD_BOOL:
		buf_puts(out, "0 or 1");
		break;
	case FIELD_REAL:
		buf_puts(out, "a number");
		break;
	case FIELD_HASH:
		buf_puts(out, "16 hexadecimal digits");
		break;
	case FIELD_ENUM:
		say_words(f->names, out);
		break;
	default:
		buf_puts(out, "a whole number");
	}
}

int
field_csv_read(const struct field *f, void *row, const struct csv_cell *cell,
	       struct err *e)
{
	struct buf expected;

	if (read_cell(f, row, cell) == 0)
		return 0;
	buf_init(&expected, 1024);
	say_expected(f, &expected);
	err_set(e, STATUS_INPUT, "column %s: found \"%.40s\", expected %s (%s)",
		f->name, cell->s, buf_text(&expected), f->about);
	buf_fini(&expected);
	return -1;
}
