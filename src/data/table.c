/*
 * A table that is too wide is cut into tables one under the other, each with
 * the columns that say whose row it is: nothing is left out, no number is
 * broken, and a reader's eye still finds its row. Cells are kept as text until
 * all are known, since widths and alignment depend on every row. A column
 * stands right by what is in it, not by a flag of the caller, so that tables
 * whose cells may be dashes or percentages need no care.
 */
#include "data/table.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "base/width.h"
#include "data/escape.h"
#include "data/jsonw.h"

void
table_init(struct table *t, size_t ncolumn)
{
	memset(t, 0, sizeof(*t));
	arena_init(&t->arena);
	t->ncolumn = ncolumn;
	t->nkey = 1;
}

void
table_fini(struct table *t)
{
	free(t->cell);
	arena_fini(&t->arena);
}

void
table_text(struct table *t, const char *s)
{
	struct buf line;

	buf_init(&line, 4 * strlen(s) + 1);
	escape_line(&line, s, strlen(s));
	t->cell = mem_grow(t->cell, t->ncell, &t->cap, sizeof(*t->cell));
	t->cell[t->ncell++] =
	    arena_strndup(&t->arena, buf_text(&line), line.len);
	buf_fini(&line);
}

void
table_num(struct table *t, double x, int decimals)
{
	char text[NUM_TEXT];

	num_fixed(text, x, decimals);
	table_text(t, isnan(x) ? "-" : text);
}

void
table_share(struct table *t, double x)
{
	char text[NUM_TEXT + 2];

	num_fixed(text, 100 * x, 1);
	strcat(text, " %");
	table_text(t, isnan(x) ? "-" : text);
}

/* A number, a percentage, a p too small for its digits, or the dash of a
 * missing one. */
static bool
numeric(const char *s)
{
	s += *s == '<';
	return s[strspn(s, "+-.0123456789e %")] == '\0';
}

static void
pad(struct buf *out, size_t n, char c)
{
	while (n-- > 0)
		buf_putc(out, c);
}

/* A column as it is printed. */
struct column {
	size_t at, width;
	bool right;
};

/* Text that is longer than this may go on below itself; shorter is a number,
 * an interval or a word, and stays whole. */
enum { GAP = 2, LONG_TEXT = 30, NARROW = 24 };

/* On a page, text as long as this is broken where others are not. */
enum { PROSE = 60 };

static const char *
cell_of(const struct table *t, size_t row, size_t column)
{
	return t->cell[row * t->ncolumn + column];
}

/* Line `n` of a cell, at most `width` places each; false behind the last. */
static bool
cell_line(const char *s, size_t width, size_t n, struct buf *out)
{
	out->len = 0;
	for (size_t i = 0; i <= n; i++) {
		s += strspn(s, " ");
		if (*s == '\0')
			return false;
		out->len = 0;
		buf_add(out, s, width_line(s, width));
		s += out->len;
	}
	return true;
}

/* One line of a row; false when no cell has so many. */
static bool
print_line(const struct table *t, size_t row, size_t line,
	   const struct column *col, size_t n, size_t indent, struct buf *out)
{
	size_t blanks = indent, start = out->len;
	bool any = false;
	struct buf text;

	buf_init(&text, 1 << 20);
	for (size_t i = 0; i < n; i++) {
		bool has = cell_line(cell_of(t, row, col[i].at), col[i].width,
				     line, &text);
		size_t room =
		    col[i].width - (has ? width_of(buf_text(&text)) : 0);

		/* Blanks are owed, so that no line ends in them. */
		if (col[i].right)
			blanks += room;
		if (has) {
			pad(out, blanks, ' ');
			buf_add(out, text.data, text.len);
			blanks = 0;
		}
		blanks += GAP + (col[i].right ? 0 : room);
		any |= has;
	}
	buf_fini(&text);
	if (any || line == 0)
		buf_putc(out, '\n');
	else
		out->len = start;
	return any;
}

static void
print_columns(const struct table *t, const struct column *col, size_t n,
	      size_t indent, struct buf *out)
{
	for (size_t r = 0; r < t->ncell / t->ncolumn; r++) {
		for (size_t l = 0; print_line(t, r, l, col, n, indent, out);
		     l++)
			continue;
		if (r > 0)
			continue;
		for (size_t i = 0; i < n; i++) {
			pad(out, i == 0 ? indent : GAP, ' ');
			pad(out, col[i].width, '-');
		}
		buf_putc(out, '\n');
	}
}

static struct column
measure(const struct table *t, size_t at)
{
	size_t rows = t->ncell / t->ncolumn;
	struct column c = { .at = at, .right = rows > 1 };

	for (size_t r = 0; r < rows; r++) {
		const char *s = cell_of(t, r, at);
		size_t w = width_of(s);

		c.width = w > c.width ? w : c.width;
		c.right &= r == 0 || numeric(s);
	}
	return c;
}

/* Whether c fits behind `used` places, made narrower if it is long text; the
 * only one of its table has to. */
static bool
fits(struct column *c, size_t used, size_t most, bool only)
{
	size_t least = only ? 1 : NARROW;

	if (used + GAP + c->width <= most)
		return true;
	if (c->right || c->width <= LONG_TEXT || used + GAP + least > most)
		return only;
	c->width = most - used - GAP;
	return true;
}

static bool
hidden(const struct table *t, size_t column)
{
	return column < 64 && (t->hidden >> column & 1) != 0;
}

static size_t
next_shown(const struct table *t, size_t column)
{
	while (column < t->ncolumn && hidden(t, column))
		column++;
	return column;
}

void
table_hide(struct table *t, const unsigned char *rank, size_t most)
{
	for (;;) {
		size_t width = 0, worst = 0;

		for (size_t i = 0; i < t->ncolumn; i++) {
			if (hidden(t, i))
				continue;
			width += measure(t, i).width + (width > 0 ? GAP : 0);
			if (rank[i] >= rank[worst] || hidden(t, worst))
				worst = i;
		}
		if (width <= most || rank[worst] == 0)
			return;
		t->hidden |= UINT64_C(1) << worst;
	}
}

/* Rows one after the other, where not even one column fits beside its keys:
 * the keys, and below them a line for each other column. */
static void
print_records(const struct table *t, size_t indent, size_t most,
	      struct buf *out)
{
	for (size_t r = 1; r < t->ncell / t->ncolumn; r++) {
		pad(out, indent, ' ');
		for (size_t i = 0; i < t->ncolumn; i++) {
			const char *s = cell_of(t, r, i);

			if (hidden(t, i))
				continue;
			if (i < t->nkey) {
				width_fill(out, i > 0 ? "  " : "", 0, most);
				width_fill(out, s, indent, most);
				continue;
			}
			buf_putc(out, '\n');
			pad(out, indent + GAP, ' ');
			width_fill(out, cell_of(t, 0, i), indent + GAP, most);
			pad(out, GAP, ' ');
			width_fill(out, s, indent + 2 * GAP, most);
		}
		buf_putc(out, '\n');
	}
}

/* The keys, from col[0], and the places they take. */
static size_t
key_columns(const struct table *t, size_t most, struct column *col, size_t *n)
{
	size_t used = 0;

	for (size_t i = 0; i < t->nkey && i < t->ncolumn; i++) {
		struct column *c = &col[*n];

		if (hidden(t, i))
			continue;
		*c = measure(t, i);
		/* Names give way to numbers: they take half a line at most. */
		if (!c->right && c->width > LONG_TEXT && c->width > most / 2)
			c->width = most / 2;
		used += c->width + (*n > 0 ? GAP : 0);
		++*n;
	}
	return used;
}

/* Whether each other column has room beside keys of so many places. */
static bool
keys_leave_room(const struct table *t, size_t used, size_t most)
{
	for (size_t i = t->nkey; i < t->ncolumn; i++) {
		struct column c = measure(t, i);

		if (!hidden(t, i) && used + GAP + c.width > most &&
		    (c.right || c.width <= LONG_TEXT || used > most / 2))
			return false;
	}
	return true;
}

void
table_print(const struct table *t, int indent, size_t most, struct buf *out)
{
	struct column *col = mem_calloc(t->ncolumn + 1, sizeof(*col));
	size_t blanks = (size_t)indent, keys = 0, n, next;
	size_t used = blanks + key_columns(t, most, col, &keys);
	bool records = !keys_leave_room(t, used, most);

	if (records)
		print_records(t, blanks, most, out);
	next = records ? t->ncolumn : next_shown(t, t->nkey);
	for (bool first = true; !records && (first || next < t->ncolumn);
	     first = false) {
		size_t at = used;

		if (!first)
			buf_putc(out, '\n');
		for (n = keys; next < t->ncolumn; n++) {
			col[n] = measure(t, next);
			if (!fits(&col[n], at, most, n == keys))
				break;
			at += GAP + col[n].width;
			next = next_shown(t, next + 1);
		}
		print_columns(t, col, n, blanks, out);
	}
	free(col);
}

static void
html_cell(const struct table *t, size_t row, size_t column, struct buf *out)
{
	const char *s = t->cell[row * t->ncolumn + column];
	size_t judge = row == 0 && t->ncell > t->ncolumn ? 1 : row;
	const char *below = t->cell[judge * t->ncolumn + column];

	buf_printf(out, "<%s%s>", row == 0 ? "th" : "td",
		   numeric(below)                   ? ""
		   : row > 0 && width_of(s) > PROSE ? " class=prose"
						    : " class=w");
	escape_markup(out, s, strlen(s));
}

void
table_html(const struct table *t, struct buf *out)
{
	size_t rows = t->ncell / t->ncolumn;

	buf_puts(out, "<table class=numbers>\n");
	for (size_t r = 0; r < rows; r++) {
		buf_puts(out, r == 0 ? "<thead><tr>" : "<tr>");
		for (size_t i = 0; i < t->ncolumn; i++)
			html_cell(t, r, i, out);
		buf_puts(out, r == 0 ? "</thead>\n" : "</tr>\n");
	}
	buf_puts(out, "</table>\n");
}

void
table_json(const struct table *t, const char *const *key, struct jsonw *w)
{
	jsonw_array(w);
	for (size_t row = 1; row < t->ncell / t->ncolumn; row++) {
		jsonw_object(w);
		for (size_t k = 0; k < t->ncolumn; k++) {
			const char *cell = t->cell[row * t->ncolumn + k];
			double x;

			jsonw_key(w, key[k]);
			if (strcmp(cell, "-") == 0 || *cell == '\0')
				jsonw_null(w);
			else if (num_parse(cell, strlen(cell), &x) == 0)
				jsonw_num(w, x);
			else
				jsonw_str(w, cell);
		}
		jsonw_end(w);
	}
	jsonw_end(w);
}

void
table_markdown(const struct table *t, struct buf *out)
{
	for (size_t i = 0; i < t->ncell; i++) {
		const char *cell = t->cell[i];
		bool last = (i + 1) % t->ncolumn == 0;

		buf_puts(out, "| ");
		escape_markdown(out, cell, strlen(cell));
		buf_puts(out, last ? " |\n" : " ");
		if (i + 1 != t->ncolumn)
			continue;
		for (size_t k = 0; k < t->ncolumn; k++)
			buf_puts(out, k < t->nkey ? "|---" : "|---:");
		buf_puts(out, "|\n");
	}
}
