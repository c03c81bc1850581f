/*
 * An array of gnuplot cannot grow: a list is put together as text and becomes
 * one at the end.
 */
#include "report/gnuplot_list.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "report/gnuplot.h"

enum { TEXT_MAX = 1 << 26 };

static struct gnuplot_list_of *
find(struct gnuplot_list *l, const char *name)
{
	size_t i = 0;

	while (i < l->n && strcmp(l->of[i].name, name) != 0)
		i++;
	if (i == l->n) {
		l->of = mem_grow(l->of, l->n, &l->cap, sizeof(*l->of));
		l->of[l->n++] = (struct gnuplot_list_of){ .name = name };
		buf_init(&l->of[i].text, TEXT_MAX);
	}
	return &l->of[i];
}

static struct buf *
next(struct gnuplot_list *l, const char *name)
{
	struct gnuplot_list_of *x = find(l, name);

	if (x->n++ > 0)
		buf_puts(&x->text, ", ");
	return &x->text;
}

void
gnuplot_list_num(struct gnuplot_list *l, const char *name, double x)
{
	char text[NUM_TEXT];

	num_format(text, x);
	buf_puts(next(l, name), isnan(x) ? "NaN" : text);
}

void
gnuplot_list_text(struct gnuplot_list *l, const char *name, const char *s)
{
	gnuplot_quote(next(l, name), s);
}

size_t
gnuplot_list_size(struct gnuplot_list *l, const char *name)
{
	return find(l, name)->n;
}

void
gnuplot_list_write(const struct gnuplot_list *l, struct buf *out)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->of[i].n > 0)
			buf_printf(out, "array %s[%zu] = [%s]\n", l->of[i].name,
				   l->of[i].n, buf_text(&l->of[i].text));
}

void
gnuplot_list_fini(struct gnuplot_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		buf_fini(&l->of[i].text);
	free(l->of);
}
