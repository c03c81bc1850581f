/*
 * Most cells are numbers, short names or missing: those are put into room that
 * is asked for once for many of them, and only other texts go through csv.
 */
#include <string.h>

#include "base/hash.h"
#include "base/num.h"
#include "data/field_get.h"
#include "data/field_lines.h"

/* Room is asked for so many short cells at a time. */
enum { CELLS = 64, CELL_MAX = NUM_TEXT + 1, FIELD_CELLS = 3 };

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

static inline char *
put_real(char *p, double x)
{
	return isnan(x) ? p : p + num_format(p, x);
}

static inline char *
put_int(char *p, int64_t x)
{
	return p + num_format_int(p, x);
}

/* A short text with nothing in it that csv quotes or makes safe; else NULL. */
static inline char *
put_name(char *p, const char *s)
{
	if (*s == '-' || *s == '=' || *s == '@')
		return NULL;
	for (size_t n = 0; n < CELL_MAX; n++) {
		if (s[n] == '\0')
			return p + n;
		if ((unsigned char)s[n] < '-' && s[n] != ' ')
			return NULL;
		p[n] = s[n];
	}
	return NULL;
}

/* The cells at p, where there is room; NULL if they can be of any length. */
static inline __attribute__((always_inline)) char *
put_short(char *p, const struct field *f, const void *row)
{
	const void *v = (const char *)row + f->at;
	const double *in;
	const char *s;

	/* Most are counts. */
	if (f->kind == FIELD_INT)
		return *(const int64_t *)v < 0
			   ? p
			   : put_int(p, *(const int64_t *)v);
	switch (f->kind) {
	case FIELD_TEXT:
		s = *(const char *const *)v;
		return s == NULL ? p : put_name(p, s);
	case FIELD_ENUM:
		return stpcpy(p, field_word(f, v));
	case FIELD_BITS:
		return *(const unsigned *)v == 0 ? p : NULL;
	case FIELD_BOOL:
		*p = *(const bool *)v ? '1' : '0';
		return p + 1;
	case FIELD_U32:
		return put_int(p, *(const uint32_t *)v);
	case FIELD_U64:
		return put_int(p, (int64_t) * (const uint64_t *)v);
	case FIELD_SIZE:
		return put_int(p, (int64_t) * (const size_t *)v);
	case FIELD_TIME:
		return put_int(p, *(const int64_t *)v);
	case FIELD_REAL:
		return put_real(p, *(const double *)v);
	case FIELD_RATIO:
		return put_real(p, field_number(f, row));
	case FIELD_HASH:
		if (field_is_missing(f, row))
			return p;
		hash_hex(p, *(const uint64_t *)v);
		return p + HASH_HEX - 1;
	case FIELD_RANGE:
		p = put_real(p, *(const double *)v);
		*p++ = ',';
		return put_real(p, *field_with_real(f, row));
	case FIELD_ESTIMATE:
		p = put_real(p, *(const double *)v);
		*p++ = ',';
		v = field_with_real(f, row);
		/* fall through */
	case FIELD_INTERVAL:
		in = v;
		p = put_real(p, in[0]);
		*p++ = ',';
		return put_real(p, in[1]);
	default:
		return NULL;
	}
}

static void
add_long(struct buf *out, const struct field *f, const void *row, bool excel)
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

/* Where short cells go: after what is in out; NULL at its ceiling. */
static char *
room(struct buf *out)
{
	return buf_reserve(out, CELLS * CELL_MAX) == 0 ? out->data + out->len
						       : NULL;
}

static inline bool
run_is_same(const struct field_run *run, const void *blank, const void *row)
{
	return memcmp((const char *)blank + run->from,
		      (const char *)row + run->from, run->to - run->from) == 0;
}

/* The cells, and where the gap is. */
static size_t
put_cells(const struct field *table, const struct field_lines *l,
	  const void *row, bool first, bool excel, struct buf *out)
{
	const struct field_run *run = l != NULL ? l->run : NULL,
			       *stop = l != NULL ? l->run + l->nrun : NULL;
	char *p = room(out), *from = p, *end;
	size_t start = out->len, gap = 0;

	/* A comma behind each cell. */
	if (!first && p != NULL)
		*p++ = ',';
	for (const struct field *f = table; f->name != NULL && p != NULL; f++) {
		if (p - from > (CELLS - FIELD_CELLS - 3) * CELL_MAX) {
			out->len = (size_t)(p - out->data);
			p = from = room(out);
			if (p == NULL)
				return 0;
		}
		if (run != stop && f == run->first &&
		    run_is_same(run++, l->blank, row)) {
			memcpy(p, run[-1].text, FIELD_LINES_TEXT);
			p += run[-1].len;
			f = run[-1].last;
			continue;
		}
		if (!field_in_csv(f))
			continue;
		if (l != NULL && f == l->gap) {
			gap = (size_t)(p - out->data);
			*p++ = ',';
			continue;
		}
		end = put_short(p, f, row);
		if (end == NULL) {
			out->len = (size_t)(p - out->data);
			add_long(out, f, row, excel);
			end = from = room(out);
			if (end == NULL)
				return 0;
		}
		*end = ',';
		p = end + 1;
	}
	if (p == NULL)
		return 0;
	/* The last one is of no use. */
	p -= p > out->data + start;
	*p = '\0';
	out->len = (size_t)(p - out->data);
	return gap;
}

void
field_csv_cells(const struct field *table, const void *row, bool first,
		bool excel, struct buf *out)
{
	put_cells(table, NULL, row, first, excel, out);
}

/* The bytes of a member that a run may have; 0 of one that it may not. */
static size_t
size_of(const struct field *f)
{
	switch (f->kind) {
	case FIELD_BOOL:
		return sizeof(bool);
	case FIELD_U32:
	case FIELD_ENUM:
	case FIELD_BITS:
		return sizeof(uint32_t);
	case FIELD_TEXT:
	case FIELD_U64:
	case FIELD_SIZE:
	case FIELD_INT:
	case FIELD_TIME:
	case FIELD_REAL:
	case FIELD_HASH:
		return sizeof(uint64_t);
	default:
		return 0;
	}
}

/* The run with one member more, where it can be had. */
static bool
grow_run(struct field_run *run, const struct field *f, const void *blank,
	 const void *like)
{
	struct field_run more = *run;
	size_t size = size_of(f);
	char cell[CELL_MAX + 1], *end = NULL;

	if (f->at < more.from)
		more.from = f->at;
	if (f->at + size > more.to)
		more.to = f->at + size;
	if (size > 0 && run_is_same(&more, blank, like))
		end = put_short(cell, f, blank);
	if (end == NULL || more.len + (size_t)(end - cell) >= sizeof(more.text))
		return false;
	*end++ = ',';
	memcpy(more.text + more.len, cell, (size_t)(end - cell));
	more.len += (size_t)(end - cell);
	more.last = f;
	*run = more;
	return true;
}

/* A few members are written as fast as they are compared. */
static void
end_run(struct field_lines *l)
{
	const struct field_run *run = &l->run[l->nrun];

	l->nrun += run->len > 0 && run->last - run->first >= 3;
}

void
field_lines_init(struct field_lines *l, const struct field *table,
		 const struct field *gap, const void *blank, const void *like)
{
	struct field_run *run = l->run;

	*l = (struct field_lines){ table, gap, blank, 0, { { 0 } } };
	for (const struct field *f = table; f->name != NULL; f++) {
		if (f != gap && field_in_csv(f) && run->len > 0 &&
		    grow_run(run, f, blank, like))
			continue;
		end_run(l);
		if (l->nrun == FIELD_LINES_RUNS)
			return;
		run = &l->run[l->nrun];
		*run = (struct field_run){ .first = f, .from = SIZE_MAX };
		if (f != gap && field_in_csv(f))
			grow_run(run, f, blank, like);
	}
	end_run(l);
}

size_t
field_lines_add(const struct field_lines *l, const void *row, bool excel,
		struct buf *out)
{
	size_t gap = put_cells(l->table, l, row, true, excel, out);

	csv_end(out);
	return gap;
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
