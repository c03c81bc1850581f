/*
 * A card answers: how good, is it better, what next. It is put together before
 * its rows are counted, so that the verdict and the next step are never what
 * is cut.
 */
#include "report/card.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "report/card_part.h"
#include "report/words.h"

static size_t
lines(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += *s == '\n';
	return n;
}

/* A foot's lines as they stand on the screen, the most important first and
 * what to do next last. */
struct foot {
	struct buf text;
	size_t n, *end; /* of each, in bytes */
};

static void
foot_read(struct foot *f, const char *s)
{
	struct buf line;
	size_t n;

	f->n = 0;
	f->end = mem_calloc(lines(s) + 1, sizeof(*f->end));
	buf_init(&f->text, 1 << 20);
	buf_init(&line, 1 << 20);
	for (; *s != '\0'; s += n) {
		n = strcspn(s, "\n");
		n += s[n] == '\n';
		buf_reset(&line);
		buf_add(&line, s, n);
		words_lines(&f->text, buf_text(&line), 0);
		f->end[f->n++] = f->text.len;
	}
	buf_fini(&line);
}

/* Without `dropped` of them, those before the last. */
static void
foot_put(const struct foot *f, size_t dropped, struct buf *out)
{
	size_t last = f->n > 1 ? f->end[f->n - 2] : 0;

	if (f->n > 1)
		buf_add(out, f->text.data, f->end[f->n - 2 - dropped]);
	if (f->n > 0)
		buf_add(out, f->text.data + last, f->text.len - last);
}

static size_t
foot_lines(const struct foot *f, size_t dropped)
{
	struct buf b;
	size_t n;

	buf_init(&b, 1 << 20);
	foot_put(f, dropped, &b);
	n = lines(buf_text(&b));
	buf_fini(&b);
	return n;
}

/* How many of the foot's lines leave no room for `used` without it; `again`
 * lines say so. */
static size_t
foot_drop(const struct foot *f, size_t used, size_t told, size_t again,
	  size_t most)
{
	size_t n = 0;

	while (n + 2 < f->n &&
	       used + (n > 0 ? again : told) + foot_lines(f, n) > most)
		n++;
	return n;
}

/* "Left out: break, answers; 3 more rows; see --all" */
static void
say_left_out(const struct table *t, uint64_t columns, size_t rows, bool between,
	     size_t remarks, struct buf *out)
{
	struct buf names;

	buf_init(&names, 64 * 1024);
	for (size_t i = 0; i < t->ncolumn; i++) {
		if ((columns >> i & 1) == 0)
			continue;
		if (names.len > 0)
			words_say(&names, WORDS_COMMA, NULL);
		buf_puts(&names, t->cell[i]);
	}
	words_tone(out, WORDS_DIM);
	words_wrap(
	    out,
	    names.len == 0 && remarks == 0 ? WORDS_CARD_ROWS
					   : WORDS_CARD_LEFT_OUT,
	    WORDS_ARGS(
		words_str("columns", names.len > 0 ? buf_text(&names) : NULL),
		words_fixed("rows", rows > 0 ? (double)rows : NAN, 0),
		words_str("between",
			  between ? words_text(WORDS_CARD_BETWEEN) : ""),
		words_fixed("remarks", remarks > 0 ? (double)remarks : NAN,
			    0)));
	words_tone(out, WORDS_PLAIN);
	buf_fini(&names);
}

/* Columns that find no place; names give way before numbers do. */
static uint64_t
hide(struct table *t, const unsigned char *rank, bool whole)
{
	uint64_t before = t->hidden; /* by the caller, who says it otherwise */

	table_hide(t, rank, words_room());
	if (t->hidden != before && !whole) {
		t->hidden = before;
		table_shorten(t, 0, words_room() / 3);
		table_hide(t, rank, words_room());
	}
	return before ^ t->hidden;
}

/* Remarks and rows that a card has no room for. */
struct left {
	size_t dropped, rows;
};

static struct left
leave(const struct foot *f, size_t rows, size_t keep, size_t used, bool gone,
      size_t told, size_t most)
{
	struct left x = { 0, 0 };
	size_t room;

	x.dropped = foot_drop(f, used + (rows > keep ? keep : rows),
			      gone || rows > keep ? told : 0, told, most);
	used += foot_lines(f, x.dropped);
	if (gone || x.dropped > 0 || used + rows > most)
		used += told;
	room = most > used ? most - used : 1;
	x.rows = rows > room ? rows - room : 0;
	return x;
}

/* The next to stay of those that do not yet: of no end, else the least or the
 * greatest; n: none has a weight. */
static size_t
next(const double *weight, const bool *stays, size_t n, bool greatest)
{
	size_t best = n;

	for (size_t i = 0; i < n; i++) {
		if (stays[i] || isnan(weight[i]))
			continue;
		if (weight[i] == INFINITY)
			return i;
		if (best == n || (greatest ? weight[i] > weight[best]
					   : weight[i] < weight[best]))
			best = i;
	}
	return best;
}

/* All rows but `gone` ones stay, in their order. */
static void
cut_rows(struct table *t, const double *weight, size_t gone)
{
	size_t n = t->ncell / t->ncolumn - 1, c = t->ncolumn, at = 1;
	bool *stays = mem_calloc(n + 1, sizeof(*stays));
	bool greatest = false;

	for (size_t k = 0; k < n - gone; k++) {
		size_t i =
		    weight == NULL ? k : next(weight, stays, n, greatest);

		for (size_t first = 0; i == n; first++)
			i = stays[first] ? n : first;
		greatest ^= weight != NULL && weight[i] != INFINITY;
		stays[i] = true;
	}
	for (size_t i = 0; i < n; i++) {
		if (!stays[i])
			continue;
		for (size_t k = 0; k < c && at <= i; k++) {
			const char *cell = t->cell[at * c + k];

			t->cell[at * c + k] = t->cell[(i + 1) * c + k];
			t->cell[(i + 1) * c + k] = cell;
		}
		at++;
	}
	t->ncell -= gone * c;
	free(stays);
}

size_t
card_part_name(void)
{
	return words_room() > 48 ? words_room() / 2 - 8 : 16;
}

void
card_put(const char *head, struct table *t, const unsigned char *rank,
	 size_t keep, const double *weight, const char *foot, bool whole,
	 struct buf *out)
{
	enum { BLANKS = 2, TABLE_HEAD = 2 };
	/* A page has room for all of it. */
	size_t most = whole || words_arena() != NULL ? SIZE_MAX : CARD_LINES;
	size_t rows = t->ncell / t->ncolumn - 1, used, told = 0;
	struct buf top, says;
	struct foot end;
	struct left x;
	uint64_t gone;

	buf_init(&top, 1 << 20);
	buf_init(&says, 1 << 20);
	words_lines(&top, head, 0);
	foot_read(&end, foot);
	gone = rows == 0 ? 0 : hide(t, rank, whole || words_arena() != NULL);
	used = lines(top.data) + BLANKS + TABLE_HEAD;
	/* Saying it may take a second line, which takes another's place. */
	do {
		told++;
		x = leave(&end, rows, keep, used, gone != 0, told, most);
		buf_reset(&says);
		if (gone != 0 || x.rows > 0 || x.dropped > 0)
			say_left_out(t, gone, x.rows,
				     weight != NULL && rows - x.rows > 2,
				     x.dropped, &says);
	} while (lines(buf_text(&says)) > told);
	if (x.rows > 0)
		cut_rows(t, weight, x.rows);
	buf_add(out, top.data, top.len);
	buf_putc(out, '\n');
	if (rows > 0) {
		words_table(t, 0, out);
		buf_add(out, buf_text(&says), says.len);
		buf_putc(out, '\n');
	}
	foot_put(&end, x.dropped, out);
	buf_fini(&end.text);
	free(end.end);
	buf_fini(&says);
	buf_fini(&top);
}

void
card_part_more(struct buf *out)
{
	words_say(out, WORDS_CARD_MORE, NULL);
	buf_putc(out, '\n');
}
