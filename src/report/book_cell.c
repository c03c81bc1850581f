/*
 * A cell takes 32,767 UTF-16 code units and XML takes no control characters,
 * which a workbook writes as _x0001_; so text that looks like that must have
 * its first line escaped in the same way. What XML cannot hold at all (U+FFFE,
 * U+FFFF) becomes U+FFFD, which is counted as one too.
 */
#include <math.h>
#include <string.h>

#include "base/num.h"
#include "base/utf8.h"
#include "base/width.h"
#include "report/book_impl.h"

enum { CELL_MAX = 32767, ESCAPE_LEN = 7, LINE_HEIGHT = 16, LONG_TEXT = 30 };

static bool
is_hex(char c)
{
	return utf8_digit(c) || utf8_among(c, "abcdefABCDEF");
}

/* "_x0041_" */
static bool
looks_escaped(const char *s, size_t n)
{
	if (n < ESCAPE_LEN || s[0] != '_' || s[1] != 'x' || s[6] != '_')
		return false;
	return is_hex(s[2]) && is_hex(s[3]) && is_hex(s[4]) && is_hex(s[5]);
}

/* As much of s as takes at most `room` code units; returns its bytes. */
static size_t
put_clean(struct buf *out, const char *s, size_t n, size_t room)
{
	size_t at = 0;

	while (at < n) {
		uint32_t c;
		size_t len =
		    utf8_step((const unsigned char *)s + at, n - at, &c);
		bool escaped = looks_escaped(s + at, n - at);
		size_t units = escaped ? 1 + ESCAPE_LEN : c > 0xffff ? 2 : 1;

		if (c == UTF8_ILL)
			units = 1;
		if (units > room)
			break;
		room -= units;
		if (escaped)
			buf_puts(out, "_x005F");
		if (c == UTF8_ILL || c == 0 || c == 0xfffe || c == 0xffff)
			buf_puts(out, "\xef\xbf\xbd");
		else
			buf_add(out, s + at, len);
		at += len;
	}
	return at;
}

bool
book_text(struct book *b, lxw_worksheet *s, lxw_row_t row, lxw_col_t col,
	  const char *text, size_t n, enum book_look look)
{
	struct buf cell, mark;
	bool cut;

	buf_init(&cell, 8 * (CELL_MAX + 1));
	buf_init(&mark, 1 << 16);
	cut = put_clean(&cell, text, n, CELL_MAX) < n;
	if (cut) {
		buf_reset(&cell);
		words_say(&mark, WORDS_BOOK_CUT, NULL);
		put_clean(&cell, text, n,
			  CELL_MAX - utf8_skip(mark.data, mark.len, SIZE_MAX));
		buf_add(&cell, mark.data, mark.len);
	}
	worksheet_write_string(s, row, col, buf_text(&cell), b->look[look]);
	buf_fini(&mark);
	buf_fini(&cell);
	return cut;
}

void
book_str(struct book *b, lxw_worksheet *s, lxw_row_t row, lxw_col_t col,
	 const char *text, enum book_look look)
{
	if (text != NULL)
		book_text(b, s, row, col, text, strlen(text), look);
}

void
book_words(struct book *b, lxw_worksheet *s, lxw_row_t row, lxw_col_t col,
	   enum words_id id, enum book_look look)
{
	book_str(b, s, row, col, words_text(id), look);
}

void
book_num(struct book *b, lxw_worksheet *s, lxw_row_t row, lxw_col_t col,
	 double x, enum book_look look)
{
	if (!isnan(x))
		worksheet_write_number(s, row, col, x, b->look[look]);
}

/* Cells that are joined do not grow with their text. */
static double
height_of(const char *text, enum book_look look)
{
	size_t lines = 1, width = BOOK_ACROSS * BOOK_WIDTH;

	if (look == BOOK_TITLE)
		return 26;
	for (; *text != '\0'; text += strcspn(text, "\n")) {
		struct buf line;
		size_t n;

		text += *text == '\n';
		n = strcspn(text, "\n");
		buf_init(&line, n + 1);
		buf_add(&line, text, n);
		lines += width_of(buf_text(&line)) / width;
		lines += text[n] == '\n';
		buf_fini(&line);
	}
	return (double)(lines * LINE_HEIGHT) + 2;
}

void
book_across(struct book *b, lxw_worksheet *s, lxw_row_t row, const char *text,
	    enum book_look look)
{
	struct buf clean;

	buf_init(&clean, 8 * (CELL_MAX + 1));
	put_clean(&clean, text, strlen(text), CELL_MAX);
	worksheet_set_row(s, row, height_of(text, look), NULL);
	worksheet_merge_range(s, row, 0, row, BOOK_ACROSS - 1, buf_text(&clean),
			      b->look[look]);
	buf_fini(&clean);
}

/* "47.2 %", "0.04", "-": false for what is no number. */
static bool
number_in(const char *s, double *x, enum book_look *look)
{
	static const enum book_look by_decimals[] = { BOOK_WHOLE, BOOK_TENTHS,
						      BOOK_HUNDREDTHS,
						      BOOK_FINE, BOOK_FINE };
	size_t n = strlen(s), decimals;
	bool share = n > 2 && strcmp(s + n - 2, " %") == 0;
	const char *point = strchr(s, '.');

	n -= share ? 2 : 0;
	if (strcmp(s, "-") == 0) {
		*x = NAN;
		return true;
	}
	if (n == 0 || num_parse(s, n, x) != 0)
		return false;
	/* 1e-05 would be 0 in so many decimals. */
	decimals = point != NULL ? (size_t)(s + n - point) - 1 : 0;
	*look = share ? BOOK_SHARE
		: strchr(s, 'e') != NULL
		    ? BOOK_PLAIN
		    : by_decimals[decimals < 4 ? decimals : 4];
	*x /= share ? 100 : 1;
	return true;
}

/* A head stands over numbers on their side. */
static enum book_look
head_of(const struct table *t, size_t i)
{
	enum book_look ignored;
	double x;

	return i + t->ncolumn < t->ncell &&
		       number_in(t->cell[i + t->ncolumn], &x, &ignored)
		   ? BOOK_HEAD_RIGHT
		   : BOOK_HEAD;
}

lxw_row_t
book_table(struct book *b, lxw_worksheet *s, lxw_row_t row,
	   const struct table *t)
{
	double height = LINE_HEIGHT;

	for (size_t i = 0; i < t->ncolumn; i++)
		if (width_of(t->cell[i]) + 2 > BOOK_WIDTH)
			height = 2 * LINE_HEIGHT;
	worksheet_set_row(s, row, height, NULL);
	for (size_t i = 0; i < t->ncell; i++) {
		lxw_row_t r = row + (lxw_row_t)(i / t->ncolumn);
		lxw_col_t c = (lxw_col_t)(i % t->ncolumn);
		enum book_look look = BOOK_PLAIN;
		double x;

		if (i < t->ncolumn)
			book_str(b, s, r, c, t->cell[i], head_of(t, i));
		else if (number_in(t->cell[i], &x, &look))
			book_num(b, s, r, c, x, look);
		else
			book_str(b, s, r, c, t->cell[i],
				 width_of(t->cell[i]) > LONG_TEXT ? BOOK_WRAPPED
								  : BOOK_TOP);
	}
	return row + (lxw_row_t)(t->ncell / t->ncolumn);
}
