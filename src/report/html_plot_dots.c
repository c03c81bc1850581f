/*
 * A tab's chart in a terminal: each panel is a figure of its own, as it has
 * axes of its own. They are kept until the chart is closed, since how high
 * each may be depends on how many there are.
 */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "report/html_plot.h"

struct html_plot_dots {
	struct arena a;
	const char *title;
	size_t n, cap;
	struct figure **panel;
	size_t lines, points; /* room in the last panel, and its last line */
};

static const char *
kept(struct html_plot_dots *p, const char *s)
{
	return s == NULL ? NULL : arena_strdup(&p->a, s);
}

struct html_plot_dots *
html_plot_dots_open(const char *title)
{
	struct html_plot_dots *p = mem_calloc(1, sizeof(*p));

	arena_init(&p->a);
	p->title = kept(p, title);
	return p;
}

void
html_plot_dots_panel(struct html_plot_dots *p, const struct html_plot_panel *x)
{
	struct figure *f = figure_new(&p->a, 1);

	f->panel->title = kept(p, x->title);
	f->x_title = kept(p, x->x);
	f->y_title = kept(p, x->y);
	f->log = x->log;
	f->ntic = x->tick != NULL ? x->nticks : 0;
	f->tic = arena_alloc(&p->a, (f->ntic + 1) * sizeof(*f->tic));
	for (size_t i = 0; i < f->ntic; i++)
		f->tic[i] =
		    (struct figure_tic){ (double)i, kept(p, x->tick[i]) };
	p->panel = mem_grow(p->panel, p->n, &p->cap, sizeof(struct figure *));
	p->panel[p->n++] = f;
	p->lines = 0;
}

void
html_plot_dots_line(struct html_plot_dots *p, const struct html_plot_line *x)
{
	struct figure_panel *in = p->panel[p->n - 1]->panel;

	in->line = mem_grow(in->line, in->n, &p->lines, sizeof(*in->line));
	in->line[in->n] = (struct figure_line){
		.name = kept(p, x->name),
		.hue = x->of >= 0 ? (size_t)x->of : in->n,
		.look = x->look,
	};
	in->n++;
	p->panel[p->n - 1]->words |= x->look == FIGURE_POINTS;
	p->points = 0;
}

void
html_plot_dots_point(struct html_plot_dots *p, double x, double y,
		     struct interval in)
{
	struct figure_panel *f = p->panel[p->n - 1]->panel;
	struct figure_line *l = &f->line[f->n - 1];

	l->point = mem_grow(l->point, l->n, &p->points, sizeof(*l->point));
	l->point[l->n++] = (struct figure_point){ x, y, in.lo, in.hi };
}

void
html_plot_dots_close(struct html_plot_dots *p, const struct html_plot_to *to)
{
	struct plot_dots each = *to->dots;
	bool titled = false;

	each.rows /= p->n > 0 ? p->n : 1;
	if (to->out->len > 0)
		buf_putc(to->out, '\n');
	for (size_t i = 0; i < p->n; i++) {
		struct figure *f = p->panel[i];

		if (figure_any(f)) {
			f->title = titled ? NULL : p->title;
			titled = true;
			plot_dots_figure(f, &each, to->out);
		}
		for (size_t k = 0; k < f->panel->n; k++)
			free(f->panel->line[k].point);
		free(f->panel->line);
	}
	free(p->panel);
	arena_fini(&p->a);
	free(p);
}
