/*
 * A card answers: how good, is it better, what next. It is put together before
 * its rows are counted, so that the verdict and the next step are never what
 * is cut.
 */
#include "report/card.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

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

/* "Left out: break, answers; 3 more rows; see --all" */
static void
say_left_out(const struct table *t, uint64_t columns, size_t rows,
	     struct buf *out)
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
	words_wrap(out,
		   names.len == 0 ? WORDS_CARD_ROWS
		   : rows == 0    ? WORDS_CARD_COLUMNS
				  : WORDS_CARD_COLUMNS_AND_ROWS,
		   WORDS_ARGS(words_str("columns", buf_text(&names)),
			      words_count("rows", rows)));
	words_tone(out, WORDS_PLAIN);
	buf_fini(&names);
}

void
card_put(const char *head, struct table *t, const unsigned char *rank,
	 const char *foot, struct buf *out)
{
	enum { BLANKS = 2, TABLE_HEAD = 2 };
	/* A page has room for all of it. */
	size_t most = words_arena() != NULL ? SIZE_MAX : CARD_LINES;
	size_t rows = t->ncell / t->ncolumn - 1, used, room, cut = 0;
	struct buf top, end;
	uint64_t gone;

	buf_init(&top, 1 << 20);
	buf_init(&end, 1 << 20);
	words_lines(&top, head, 0);
	words_lines(&end, foot, 0);
	gone = t->hidden; /* by the caller, who says it otherwise */
	table_hide(t, rank, words_room());
	gone ^= t->hidden;
	used = lines(top.data) + lines(buf_text(&end)) + BLANKS + TABLE_HEAD +
	       (gone != 0);
	room = used + 2 < most ? most - used : 2;
	if (rows > room) {
		/* The line that says so takes the place of a row. */
		cut = rows - room + (gone == 0);
		t->ncell -= cut * t->ncolumn;
	}
	buf_add(out, top.data, top.len);
	buf_putc(out, '\n');
	words_table(t, 0, out);
	if (gone != 0 || cut > 0)
		say_left_out(t, gone, cut, out);
	buf_putc(out, '\n');
	buf_add(out, buf_text(&end), end.len);
	buf_fini(&end);
	buf_fini(&top);
}

void
card_part_more(struct buf *out)
{
	words_say(out, WORDS_CARD_MORE, NULL);
	buf_putc(out, '\n');
}

void
card_part_interval(struct table *t, struct interval in)
{
	if (isnan(in.lo))
		table_text(t, "-");
	else
		words_cell(t, WORDS_RANGE,
			   WORDS_ARGS(words_fixed("lo", in.lo, 1),
				      words_fixed("hi", in.hi, 1)));
}
