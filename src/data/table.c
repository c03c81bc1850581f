/*
 * Cells are kept as text until all are known, since widths and alignment
 * depend on every row. A column stands right by what is in it, not by a flag
 * of the caller, so that tables whose cells may be dashes or percentages need
 * no care.
 */
#include "data/table.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "base/utf8.h"
#include "data/escape.h"

/* Blocks that are wide or full-width in Unicode's EastAsianWidth.txt. */
static const struct range {
	uint32_t lo, hi;
} wide[] = {
	{ 0x1100, 0x115f },   { 0x2e80, 0x303e },   { 0x3041, 0x33ff },
	{ 0x3400, 0x4dbf },   { 0x4e00, 0x9fff },   { 0xa000, 0xa4cf },
	{ 0xac00, 0xd7a3 },   { 0xf900, 0xfaff },   { 0xfe30, 0xfe6f },
	{ 0xff00, 0xff60 },   { 0xffe0, 0xffe6 },   { 0x1f300, 0x1f64f },
	{ 0x1f900, 0x1f9ff }, { 0x20000, 0x3fffd },
};

static size_t
code_width(uint32_t c)
{
	for (size_t i = 0; i < sizeof(wide) / sizeof(wide[0]); i++)
		if (c >= wide[i].lo && c <= wide[i].hi)
			return 2;
	return 1;
}

size_t
table_width(const char *s)
{
	const unsigned char *p = (const unsigned char *)s;
	size_t n = strlen(s), width = 0;
	uint32_t c;

	for (size_t at = 0; at < n;) {
		at += utf8_step(p + at, n - at, &c);
		width += code_width(c);
	}
	return width;
}

void
table_init(struct table *t, size_t ncolumn)
{
	memset(t, 0, sizeof(*t));
	arena_init(&t->arena);
	t->ncolumn = ncolumn;
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

/* A number, a percentage or the dash of a missing one. */
static bool
numeric(const char *s)
{
	return s[strspn(s, "+-.0123456789e %")] == '\0';
}

static void
pad(struct buf *out, size_t n, char c)
{
	while (n-- > 0)
		buf_putc(out, c);
}

static void
print_row(const struct table *t, size_t row, const size_t *width,
	  const bool *right, int indent, struct buf *out)
{
	size_t blanks = (size_t)indent;

	for (size_t i = 0; i < t->ncolumn; i++) {
		const char *s = t->cell[row * t->ncolumn + i];
		size_t room = width[i] - table_width(s);

		/* Blanks are owed, so that no line ends in them. */
		if (right[i])
			blanks += room;
		if (s[0] != '\0') {
			pad(out, blanks, ' ');
			buf_puts(out, s);
			blanks = 0;
		}
		blanks += 2 + (right[i] ? 0 : room);
	}
	buf_putc(out, '\n');
}

void
table_print(const struct table *t, int indent, struct buf *out)
{
	size_t rows = t->ncell / t->ncolumn;
	size_t *width = mem_calloc(t->ncolumn, sizeof(*width));
	bool *right = mem_calloc(t->ncolumn, sizeof(*right));

	for (size_t i = 0; i < t->ncolumn; i++) {
		right[i] = rows > 1;
		for (size_t r = 0; r < rows; r++) {
			const char *s = t->cell[r * t->ncolumn + i];
			size_t w = table_width(s);

			width[i] = w > width[i] ? w : width[i];
			right[i] &= r == 0 || numeric(s);
		}
	}
	for (size_t r = 0; r < rows; r++) {
		print_row(t, r, width, right, indent, out);
		if (r > 0)
			continue;
		for (size_t i = 0; i < t->ncolumn; i++) {
			pad(out, i == 0 ? (size_t)indent : 2, ' ');
			pad(out, width[i], '-');
		}
		buf_putc(out, '\n');
	}
	free(width);
	free(right);
}

static void
html_cell(const struct table *t, size_t row, size_t column, struct buf *out)
{
	const char *s = t->cell[row * t->ncolumn + column];
	size_t judge = row == 0 && t->ncell > t->ncolumn ? 1 : row;
	const char *below = t->cell[judge * t->ncolumn + column];
	const char *tag = row == 0 ? "th" : "td";

	buf_printf(out, "<%s%s>", tag, numeric(below) ? " class=\"n\"" : "");
	escape_markup(out, s, strlen(s));
	buf_printf(out, "</%s>", tag);
}

void
table_html(const struct table *t, struct buf *out)
{
	size_t rows = t->ncell / t->ncolumn;

	buf_puts(out, "<table>\n");
	for (size_t r = 0; r < rows; r++) {
		buf_puts(out, r == 0 ? "<thead><tr>" : "<tr>");
		for (size_t i = 0; i < t->ncolumn; i++)
			html_cell(t, r, i, out);
		buf_puts(out, r == 0 ? "</tr></thead>\n" : "</tr>\n");
	}
	buf_puts(out, "</table>\n");
}
