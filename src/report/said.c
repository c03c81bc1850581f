/*
 * A mark in the text, and no offset beside it: what was said is joined, moved
 * and put behind other texts before it is shown, and an offset would be wrong
 * by then. No text from outside has such a byte (data/escape).
 */
#include "report/said.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "data/csv.h"
#include "data/escape.h"
#include "report/figure.h"

void
said_init(struct said *d)
{
	memset(d, 0, sizeof(*d));
	arena_init(&d->arena);
}

void
said_fini(struct said *d)
{
	for (size_t i = 0; i < d->n; i++)
		table_fini(&d->item[i].table);
	free(d->item);
	arena_fini(&d->arena);
}

static struct said_item *
add(struct said *d, struct buf *out)
{
	d->item = mem_grow(d->item, d->n, &d->cap, sizeof(*d->item));
	buf_printf(out, "%c%zu\n", SAID_MARK, d->n);
	return &d->item[d->n++];
}

void
said_table(struct said *d, const struct table *t, size_t indent,
	   struct buf *out)
{
	struct said_item *x = add(d, out);

	x->figure = NULL;
	x->indent = indent;
	table_init(&x->table, t->ncolumn);
	x->table.nkey = t->nkey;
	x->table.hidden = t->hidden;
	for (size_t i = 0; i < t->ncell; i++)
		table_text(&x->table, t->cell[i]);
}

void
said_figure(struct said *d, const struct figure *f, struct buf *out)
{
	struct said_item *x = add(d, out);

	x->figure = f;
	figure_table(f, &x->table);
}

/* Which item a line stands for; NULL: none. */
static const struct said_item *
marked(const struct said *d, const char *s, size_t n)
{
	size_t i = 0;

	if (n < 2 || *s != SAID_MARK)
		return NULL;
	for (size_t k = 1; k < n; k++) {
		if (s[k] < '0' || s[k] > '9' || i >= d->n)
			return NULL;
		i = 10 * i + (size_t)(s[k] - '0');
	}
	return i < d->n ? &d->item[i] : NULL;
}

bool
said_next(const struct said *d, const struct buf *text, size_t *at,
	  struct said_part *p)
{
	while (*at < text->len) {
		const char *s = text->data + *at;
		size_t left = text->len - *at, n, blank = 0;
		const char *end = memchr(s, '\n', left);
		const struct said_item *x;

		n = end != NULL ? (size_t)(end - s) : left;
		*at += n + (end != NULL);
		/* Tones are controls, and as good as blanks here. */
		while (blank < n && (unsigned char)s[blank] <= ' ' &&
		       s[blank] != SAID_MARK)
			blank++;
		if (blank == n)
			continue;
		*p = (struct said_part){ .line = s + blank, .n = n - blank };
		x = marked(d, p->line, p->n);
		if (x != NULL)
			*p = (struct said_part){ .table = &x->table,
						 .figure = x->figure };
		return true;
	}
	return false;
}

void
said_screen(const struct said *d, const struct buf *text, size_t room,
	    struct buf *out)
{
	const char *s = buf_text(text), *end = s + text->len;

	while (s < end) {
		const char *line = memchr(s, '\n', (size_t)(end - s));
		size_t n =
		    line != NULL ? (size_t)(line - s) : (size_t)(end - s);
		const struct said_item *x = marked(d, s, n);

		if (x == NULL)
			buf_add(out, s, n + (line != NULL));
		else if (x->figure == NULL)
			table_print(&x->table, (int)x->indent, room, out);
		s += n + (line != NULL);
	}
}

void
said_markdown(const struct said *d, const struct buf *text, struct buf *out)
{
	struct said_part p;

	for (size_t at = 0; said_next(d, text, &at, &p);) {
		if (p.table != NULL)
			table_markdown(p.table, out);
		else
			escape_markdown(out, p.line, p.n);
		buf_puts(out, p.table != NULL ? "\n" : "\n\n");
	}
}

/* A number, also in percent, is one; what is missing is an empty cell. */
static void
put_cell(struct buf *out, bool first, const char *s)
{
	size_t n = strlen(s);
	size_t digits = n > 2 && strcmp(s + n - 2, " %") == 0 ? n - 2 : n;
	double x;

	if (strcmp(s, "-") == 0)
		csv_text(out, first, "", 0);
	else if (num_parse(s, digits, &x) == 0)
		csv_text(out, first, s, n);
	else
		csv_text_safe(out, first, s, n);
}

bool
said_csv(const struct said *d, const struct buf *text, struct buf *out)
{
	struct said_part p;
	bool any = false;

	for (size_t at = 0; said_next(d, text, &at, &p);) {
		const struct table *t = p.table;

		if (t == NULL)
			continue;
		if (any)
			buf_putc(out, '\n');
		any = true;
		for (size_t i = 0; i < t->ncell; i++) {
			put_cell(out, i % t->ncolumn == 0, t->cell[i]);
			if ((i + 1) % t->ncolumn == 0)
				csv_end(out);
		}
	}
	return any;
}
