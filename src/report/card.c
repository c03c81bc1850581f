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
#include "base/utf8.h"
#include "base/width.h"
#include "report/card_part.h"
#include "report/words.h"

/* Lines of the head, and rows, that a card keeps when there is least room. */
enum { HEAD = 4, LEAST = 2 };

static size_t
lines(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += *s == '\n';
	return n;
}

/* Text on lines of the screen, at most so many: what has more ends in an
 * ellipsis. */
static void
put_lines(const char *s, size_t most, struct buf *out)
{
	size_t begin = out->len, end, last = begin;

	words_lines(out, s, 0);
	if (lines(buf_text(out) + begin) <= most)
		return;
	for (end = begin; most > 0; most--) {
		last = end;
		end += strcspn(out->data + end, "\n") + 1;
	}
	do {
		while (utf8_continues((unsigned char)out->data[--end]))
			;
		out->data[end] = '\0';
	} while (width_of(out->data + last) >= words_room() ||
		 strchr(" ,;:", out->data[end - 1]) != NULL);
	out->len = end;
	buf_puts(out, "\u2026");
	words_tone(out, WORDS_PLAIN);
	buf_putc(out, '\n');
}

/* Its lines as they stand on the screen, the most important first. */
struct foot {
	struct buf text;
	size_t n;
	struct foot_line {
		size_t end, lines;
	} * line;
};

static void
foot_read(struct foot *f, const char *s, size_t first)
{
	struct buf line;
	size_t n;

	f->n = 0;
	f->line = mem_calloc(lines(s) + 1, sizeof(*f->line));
	buf_init(&f->text, 1 << 20);
	buf_init(&line, 1 << 20);
	for (; *s != '\0'; s += n) {
		size_t begin = f->text.len;

		n = strcspn(s, "\n");
		n += s[n] == '\n';
		buf_reset(&line);
		buf_add(&line, s, n);
		put_lines(buf_text(&line), f->n == 0 ? first : SIZE_MAX,
			  &f->text);
		f->line[f->n++] =
		    (struct foot_line){ f->text.len,
					lines(buf_text(&f->text) + begin) };
	}
	buf_fini(&line);
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
	    rows > 0 && names.len == 0 && remarks == 0 ? WORDS_CARD_ROWS
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

/* Names of at most so many places. */
static void
shorten(struct table *t, const char *const *name, size_t most)
{
	for (size_t i = t->ncolumn; i < t->ncell; i += t->ncolumn)
		t->cell[i] = name[i / t->ncolumn - 1];
	table_shorten(t, 0, most);
}

/* Columns that find no place; names give way before numbers do. */
static uint64_t
hide(struct table *t, const char *const *name, const unsigned char *rank,
     bool whole)
{
	uint64_t before = t->hidden; /* by the caller, who says it otherwise */

	if (!whole)
		shorten(t, name, words_room() / 2);
	table_hide(t, rank, words_room());
	if (t->hidden != before && !whole) {
		t->hidden = before;
		shorten(t, name, words_room() / 3);
		table_hide(t, rank, words_room());
	}
	return before ^ t->hidden;
}

/* With names as the table has them. */
struct parts {
	const struct card *c;
	struct buf head, foot;
	size_t rows, most; /* of the table; lines */
	uint64_t gone;
};

/* How a card lies: `squeeze` is what it loses where there is no room. */
struct lie {
	enum { ROOMY, SHORT_NEXT, NO_BLANKS, CLIPPED } squeeze;
	size_t first;         /* lines of the foot's first, at most */
	size_t dropped, rows; /* of the foot and of the table: left out */
	size_t total;         /* lines */
	struct buf head, says, next;
	struct foot foot;
};

static void
lie_fini(struct lie *x)
{
	buf_fini(&x->foot.text);
	free(x->foot.line);
	buf_fini(&x->next);
	buf_fini(&x->says);
	buf_fini(&x->head);
}

static void
say_next(const struct card *c, bool brief, struct buf *out)
{
	static const enum words_id more[] = { WORDS_CARD_MORE,
					      WORDS_CARD_MORE_SHORT };
	static const enum words_id next[] = { WORDS_CARD_NEXT,
					      WORDS_CARD_NEXT_SHORT };

	words_wrap(out, (c->dir == NULL ? more : next)[brief],
		   WORDS_ARGS(words_str("dir", c->dir)));
}

/* Lines of the foot and rows that find no room beside `used` lines and `told`
 * that say so. */
static void
leave(const struct parts *p, struct lie *x, size_t used, size_t told)
{
	const struct foot *f = &x->foot;
	size_t keep = p->c->keep, foot = 0, room;
	size_t rows = p->rows > keep ? keep : p->rows;
	bool tells = p->gone != 0 || x->squeeze >= SHORT_NEXT;

	for (size_t i = 0; i < f->n; i++)
		foot += f->line[i].lines;
	x->dropped = x->rows = 0;
	while (x->dropped + 1 < f->n &&
	       used + rows + foot +
		       (tells || p->rows > keep || x->dropped > 0 ? told : 0) >
		   p->most) {
		x->dropped++;
		foot -= f->line[f->n - x->dropped].lines;
	}
	used += foot;
	tells |= x->dropped > 0 || used + p->rows > p->most;
	used += tells ? told : 0;
	room = p->most > used ? p->most - used : 1;
	x->rows = p->rows > room ? p->rows - room : 0;
	x->total = used + p->rows - x->rows;
}

static void
lay(const struct parts *p, struct lie *x)
{
	const struct card *c = p->c;
	size_t used, told = 0;

	buf_init(&x->head, 1 << 20);
	buf_init(&x->says, 1 << 20);
	buf_init(&x->next, 1 << 20);
	put_lines(buf_text(&p->head), x->squeeze < CLIPPED ? SIZE_MAX : HEAD,
		  &x->head);
	say_next(c, c->whole || x->squeeze >= SHORT_NEXT, &x->next);
	foot_read(&x->foot, buf_text(&p->foot), x->first);
	used = lines(buf_text(&x->head)) + lines(buf_text(&x->next)) +
	       (x->squeeze < NO_BLANKS ? 2 : 0) + (p->rows > 0 ? 2 : 0);
	/* Saying it may take a second line, which takes another's place. */
	do {
		told++;
		leave(p, x, used, told);
		buf_reset(&x->says);
		if (p->gone != 0 || x->rows > 0 || x->dropped > 0 ||
		    x->squeeze >= SHORT_NEXT)
			say_left_out(c->t, p->gone, x->rows,
				     c->weight != NULL && p->rows - x->rows > 2,
				     x->dropped, &x->says);
	} while (lines(buf_text(&x->says)) > told);
}

/* Whether x has that many rows of those to keep, and room. */
static bool
fits(const struct parts *p, const struct lie *x, size_t rows)
{
	size_t least = p->rows < p->c->keep ? p->rows : p->c->keep;

	return x->total <= p->most &&
	       p->rows - x->rows >= (least < rows ? least : rows);
}

/* As roomy as it may be with the rows to keep; or as short as it must. */
static void
choose(const struct parts *p, struct lie *x)
{
	*x = (struct lie){ .first = SIZE_MAX };
	lay(p, x);
	for (; x->squeeze < NO_BLANKS && !fits(p, x, p->c->keep);) {
		lie_fini(x);
		x->squeeze++;
		lay(p, x);
	}
	if (fits(p, x, LEAST))
		return;
	x->squeeze = CLIPPED;
	x->first = x->foot.n > 0 ? x->foot.line[0].lines + 1 : 1;
	for (; x->first > 1 && !fits(p, x, x->first > LEAST ? LEAST : 1);) {
		lie_fini(x);
		x->first--;
		lay(p, x);
	}
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

/* Text in which a name is spelled as the table spells it. */
static void
rename_in(struct buf *text, const char *name, const char *shown)
{
	const char *s = buf_text(text), *at;
	struct buf out;

	if (strcmp(name, shown) == 0 || strstr(s, name) == NULL)
		return;
	buf_init(&out, 1 << 20);
	for (; (at = strstr(s, name)) != NULL; s = at + strlen(name)) {
		buf_add(&out, s, (size_t)(at - s));
		buf_puts(&out, shown);
	}
	buf_puts(&out, s);
	buf_fini(text);
	*text = out;
}

static void
parts_of(struct parts *p, const struct card *c)
{
	struct table *t = c->t;
	bool whole = c->whole || words_arena() != NULL; /* a page has room */
	const char **name;

	*p = (struct parts){ .c = c, .rows = t->ncell / t->ncolumn - 1 };
	p->most = whole ? SIZE_MAX : CARD_LINES;
	buf_init(&p->head, 1 << 20);
	buf_init(&p->foot, 1 << 20);
	buf_puts(&p->head, c->head);
	buf_puts(&p->foot, c->foot);
	if (p->rows == 0)
		return;
	name = mem_calloc(p->rows + 1, sizeof(*name));
	for (size_t i = 0; i < p->rows; i++)
		name[i] = t->cell[(i + 1) * t->ncolumn];
	p->gone = hide(t, name, c->rank, whole);
	for (size_t i = 0; i < p->rows; i++) {
		rename_in(&p->head, name[i], t->cell[(i + 1) * t->ncolumn]);
		rename_in(&p->foot, name[i], t->cell[(i + 1) * t->ncolumn]);
	}
	free(name);
}

void
card_put(const struct card *c, struct buf *out)
{
	const char *blank;
	struct parts p;
	struct lie x;

	parts_of(&p, c);
	choose(&p, &x);
	blank = x.squeeze < NO_BLANKS ? "\n" : "";
	buf_puts(out, buf_text(&x.head));
	buf_puts(out, blank);
	if (x.rows > 0)
		cut_rows(c->t, c->weight, x.rows);
	if (p.rows > 0)
		words_table(c->t, 0, out);
	buf_puts(out, buf_text(&x.says));
	if (p.rows > 0)
		buf_puts(out, blank);
	if (x.foot.n > 0)
		buf_add(out, x.foot.text.data,
			x.foot.line[x.foot.n - x.dropped - 1].end);
	buf_puts(out, buf_text(&x.next));
	lie_fini(&x);
	buf_fini(&p.foot);
	buf_fini(&p.head);
}
