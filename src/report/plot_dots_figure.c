/*
 * A figure in a terminal: its panels one below the other, as two beside each
 * other would leave neither enough dots. Pale points are left out, and bars
 * stand only where lines do not cross them: elsewhere an interval is in the
 * table.
 */
#include <math.h>

#include <string.h>

#include "base/width.h"
#include "data/escape.h"
#include "report/figure.h"
#include "report/plot_dots.h"
#include "report/plot_dots_impl.h"

enum { TEXT_LIMIT = 1 << 20, AROUND = 5, LEAST = 6 };

static double
place(const struct figure *f, double x)
{
	return f->log ? log10(x) : x;
}

static bool
has_bars(const struct figure_line *l)
{
	return l->look == FIGURE_POINTS || l->look == FIGURE_AREA ||
	       l->look == FIGURE_BOX;
}

static void
reach(const struct figure_line *l, double *lo, double *hi)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct figure_point *p = &l->point[i];

		*lo = fmin(*lo, has_bars(l) ? fmin(p->y, p->lo) : p->y);
		*hi = fmax(*hi, has_bars(l) ? fmax(p->y, p->hi) : p->y);
	}
}

/* As high as what is drawn here, with air around it. */
static void
find_height(const struct figure *f, struct plot_dots_canvas *c)
{
	double lo = INFINITY, hi = -INFINITY, air;

	for (size_t i = 0; i < f->n; i++)
		for (size_t k = 0; k < f->panel[i].n; k++)
			reach(&f->panel[i].line[k], &lo, &hi);
	if (lo > hi)
		return;
	lo = fmin(lo, f->level);
	hi = fmax(hi, f->level);
	if (f->same != NULL && !f->zero)
		hi = fmax(hi, figure_extent(f).x1);
	air = hi > lo ? 0.06 * (hi - lo) : 0.5;
	c->lo = lo >= 0 && lo - air < 0 ? 0 : lo - air;
	c->hi = hi + air;
}

/* A cross, so that a point that stands alone is seen. */
static void
put_mark(struct plot_dots_canvas *c, double x, double y, unsigned char ink)
{
	double w = (c->x_max - c->x_min) / ((double)c->width * 2 - 1);
	double h = (c->hi - c->lo) / ((double)c->height * 4 - 1);

	plot_dots_line(c, x - w, y, x + w, y, ink);
	plot_dots_line(c, x, y - h, x, y + h, ink);
}

/* Around a point that may be of another line. */
static void
put_ring(struct plot_dots_canvas *c, double x, double y, unsigned char ink)
{
	double w = 2 * (c->x_max - c->x_min) / ((double)c->width * 2 - 1);
	double h = 2 * (c->hi - c->lo) / ((double)c->height * 4 - 1);

	plot_dots_line(c, x - w, y - h, x + w, y - h, ink);
	plot_dots_line(c, x - w, y + h, x + w, y + h, ink);
	plot_dots_line(c, x - w, y - h, x - w, y + h, ink);
	plot_dots_line(c, x + w, y - h, x + w, y + h, ink);
}

/* With its median across. */
static void
put_box(const struct figure *f, const struct figure_panel *p,
	const struct figure_point *at, double x, struct plot_dots_canvas *c,
	unsigned char ink)
{
	double w = figure_apart(f, p) / 3;

	plot_dots_line(c, x, at->lo, x, at->q1, ink);
	plot_dots_line(c, x, at->q3, x, at->hi, ink);
	plot_dots_line(c, x - w, at->q1, x - w, at->q3, ink);
	plot_dots_line(c, x + w, at->q1, x + w, at->q3, ink);
	plot_dots_line(c, x - w, at->q1, x + w, at->q1, ink);
	plot_dots_line(c, x - w, at->q3, x + w, at->q3, ink);
	plot_dots_line(c, x - w, at->y, x + w, at->y, ink);
}

static void
put_line(const struct figure *f, const struct figure_panel *p, size_t line,
	 const char *name, struct plot_dots_canvas *c,
	 struct plot_dots_margins *m)
{
	const struct figure_line *l = &p->line[line];
	bool plain = l->look == FIGURE_LEVEL || l->look == FIGURE_AREA;
	unsigned char ink =
	    plain ? PLOT_DOTS_PLAIN : (unsigned char)(l->hue % PLOT_DOTS_PLAIN);
	double x0 = NAN, y0 = NAN;

	if (l->look == FIGURE_DOTS || l->look == FIGURE_LOST)
		return;
	for (size_t i = 0; i < l->n; i++) {
		double x = l->point[i].x, y = l->point[i].y;

		x = place(f, l->look == FIGURE_LINE || l->look == FIGURE_BOX
				 ? figure_beside(f, p, line, x)
				 : x);
		if (l->look == FIGURE_AREA)
			y = l->point[i].hi;
		if (isnan(x) || isnan(y))
			continue;
		if (l->look == FIGURE_POINTS)
			plot_dots_line(c, x, l->point[i].lo, x, l->point[i].hi,
				       ink);
		if (l->look == FIGURE_AREA) {
			plot_dots_line(c, x, y, x, y, ink);
			plot_dots_line(c, x, l->point[i].lo, x, l->point[i].lo,
				       ink);
		} else if (l->look == FIGURE_BOX)
			put_box(f, p, &l->point[i], x, c, ink);
		else if (l->look == FIGURE_ALARM)
			put_ring(c, x, y, ink);
		else if ((f->words && !plain) || l->n == 1)
			put_mark(c, x, y, ink);
		else
			plot_dots_line(c, isnan(x0) ? x : x0,
				       isnan(y0) ? y : y0, x, y, ink);
		x0 = x;
		y0 = y;
	}
	if (p->n > 1 || f->same != NULL)
		plot_dots_name(c, m, y0, name, ink);
}

/* y = x, or 0, as far as lines go, dotted. */
static void
put_same(const struct figure *f, struct plot_dots_canvas *c,
	 struct plot_dots_margins *m)
{
	enum { APART = 4 };
	struct figure_range r = figure_extent(f);
	double step = APART * (c->x_max - c->x_min) / ((double)c->width * 2);

	for (double x = c->x_min; x <= r.x1; x += step) {
		double y = f->zero ? 0 : x;

		plot_dots_line(c, x, y, x, y, PLOT_DOTS_PLAIN);
	}
	plot_dots_name(c, m, f->zero ? 0 : r.x1, f->same, PLOT_DOTS_PLAIN);
}

static void
put_heading(const char *text, size_t columns, struct buf *out)
{
	struct buf safe;

	if (text == NULL)
		return;
	buf_init(&safe, TEXT_LIMIT);
	escape_line(&safe, text, strlen(text));
	width_fill(out, buf_text(&safe), 0, columns);
	buf_putc(out, '\n');
	buf_fini(&safe);
}

static void
put_panel(const struct figure *f, size_t which, const struct plot_dots *d,
	  struct buf *out)
{
	const struct figure_panel *p = &f->panel[which];
	struct figure_range r = figure_range(f);
	size_t room = d->rows / f->n;
	struct plot_dots_canvas c = {
		.height = room > LEAST + AROUND ? room - AROUND : LEAST,
		.x_min = place(f, r.x0),
		.x_max = place(f, r.x1),
		.lo = r.y0,
		.hi = r.y1,
	};
	struct plot_dots_ticks t = { .centred = f->ntic > 0 };
	struct plot_dots_margins m;
	const char **name = arena_alloc(f->arena, (p->n + 1) * sizeof(*name));

	find_height(f, &c);
	put_heading(p->title, d->columns, out);
	plot_dots_open(&c, &m, d->columns);
	if (!isnan(f->asked))
		plot_dots_line(&c, place(f, f->asked), c.lo, place(f, f->asked),
			       c.hi, PLOT_DOTS_PLAIN);
	if (!isnan(f->level))
		plot_dots_line(&c, c.x_min, f->level, c.x_max, f->level,
			       PLOT_DOTS_PLAIN);
	if (c.lo < 0 && c.hi > 0 && f->same == NULL)
		plot_dots_line(&c, c.x_min, 0, c.x_max, 0, PLOT_DOTS_PLAIN);
	for (size_t i = 0; i < p->n; i++)
		name[i] = p->line[i].name;
	table_shorts(f->arena, name, p->n, PLOT_DOTS_NAME);
	for (size_t i = 0; i < p->n; i++)
		put_line(f, p, i, name[i], &c, &m);
	if (f->same != NULL)
		put_same(f, &c, &m);
	plot_dots_rows(&c, &m, d->colour, out);
	buf_init(&t.text, TEXT_LIMIT);
	for (size_t i = 0; i < f->ntic; i++)
		plot_dots_tick(&c, place(f, f->tic[i].x), f->tic[i].label, &t);
	if (f->ntic == 0)
		plot_dots_ticks(&c, &t);
	plot_dots_axis(&c, &m, &t, f->x_title, out);
	plot_dots_close(&c, &m);
}

void
plot_dots_figure(const struct figure *all, const struct plot_dots *d,
		 struct buf *out)
{
	const struct figure *f = figure_few(all);

	put_heading(f->title, d->columns, out);
	put_heading(f->y_title, d->columns, out);
	if (f != all)
		put_heading(f->note, d->columns, out);
	for (size_t i = 0; i < f->n; i++)
		put_panel(f, i, d, out);
}

static size_t
lines_of(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += *s == '\n';
	return n;
}

/* As high as the headings leave: a figure takes one line for its own. */
static void
put_group(const struct figure_group *g, const struct plot_dots *d,
	  struct buf *out)
{
	struct plot_dots each = *d;
	bool titled = false;

	if (out->len > 0)
		buf_putc(out, '\n');
	for (size_t i = 0; i < g->n; i++) {
		struct figure f = *g->figure[i];

		if (!figure_any(&f))
			continue;
		f.title = NULL;
		if (!titled) {
			size_t from = out->len, lines;

			put_heading(g->title, d->columns, out);
			put_heading(g->about, d->columns, out);
			lines = lines_of(buf_text(out) + from);
			each.rows =
			    d->rows + 1 > lines ? d->rows + 1 - lines : 1;
			each.rows /= g->n;
		}
		titled = true;
		plot_dots_figure(&f, &each, out);
	}
}

bool
plot_dots_group(const struct figure_group *g, const struct plot_dots *d,
		struct buf *out)
{
	for (; g != NULL; g = g->next)
		put_group(g, d, out);
	return out->len > 0;
}
