/*
 * A name is explained once on a page, however many panels have its line: so its
 * look and colour are found before anything is drawn.
 */
#include "report/figure_names.h"

#include <string.h>

enum figure_look
figure_names_look(const struct figure *f, const struct figure_line *l)
{
	return f->words && l->look == FIGURE_LINE ? FIGURE_POINTS : l->look;
}

static struct figure_name *
find(const struct figure_names *x, const char *name)
{
	for (size_t i = 0; i < x->n; i++)
		if (strcmp(x->entry[i].name, name) == 0)
			return &x->entry[i];
	return NULL;
}

struct figure_name *
figure_names_find(const struct figure_names *x, const struct figure_line *l)
{
	return find(x, l->name);
}

static struct figure_name *
see(struct figure_names *x, const char *name, int look)
{
	struct figure_name *e = find(x, name);

	if (e == NULL) {
		e = &x->entry[x->n++];
		*e = (struct figure_name){ .name = name, .look = look };
	}
	return e;
}

static void
see_line(struct figure_names *x, const struct figure *f,
	 const struct figure_line *l, bool one_colour, size_t *hues)
{
	enum figure_look look = figure_names_look(f, l);
	struct figure_name *e = see(x, l->name, (int)look);

	if (look == FIGURE_LINE)
		e->look = FIGURE_LINE;
	e->seen |= figure_line_any(l);
	if (e->hue == 0 && !figure_grey(l->look))
		e->hue = l->heat > 0  ? -l->heat
			 : one_colour ? 1
				      : (double)++*hues;
}

static void
shorten(struct figure_names *x, struct arena *a)
{
	const char **name = arena_alloc(a, (x->n + 1) * sizeof(*name));

	for (size_t i = 0; i < x->n; i++)
		name[i] = x->entry[i].name;
	table_shorts(a, name, x->n, CHART_NAME);
	for (size_t i = 0; i < x->n; i++)
		x->entry[i].shown = name[i];
}

void
figure_names_of(struct figure_names *x, const struct figure *const *f, size_t n,
		struct arena *a)
{
	size_t most = 2 * n + 1, hues = 0;
	bool one_colour = figure_names_titled(f, n);

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < f[i]->n; k++)
			most += f[i]->panel[k].n;
	x->n = 0;
	x->entry = arena_alloc(a, most * sizeof(*x->entry));
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < f[i]->n; k++)
			for (size_t j = 0; j < f[i]->panel[k].n; j++)
				see_line(x, f[i], &f[i]->panel[k].line[j],
					 one_colour, &hues);
	for (size_t i = 0; i < n; i++) {
		if (f[i]->same != NULL)
			see(x, f[i]->same, FIGURE_LEVEL)->seen = true;
		if (f[i]->strip != NULL)
			see(x, f[i]->strip, FIGURE_STRIP)->seen = true;
	}
	shorten(x, a);
}

bool
figure_names_titled(const struct figure *const *f, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < f[i]->n; k++) {
			const struct figure_panel *p = &f[i]->panel[k];

			for (size_t j = 0; j < p->n; j++)
				if (p->title == NULL ||
				    strcmp(p->title, p->line[j].name) != 0)
					return false;
		}
	return true;
}

bool
figure_names_has(const struct figure_panel *p, const char *name,
		 enum figure_look look)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->line[i].look == look &&
		    strcmp(p->line[i].name, name) == 0)
			return true;
	return false;
}
