/*
 * What every renderer of a figure asks: where its axes end, and its numbers
 * as a table for whoever cannot see it.
 */
#include "report/figure.h"

#include <math.h>
#include <string.h>

#include "base/num.h"
#include "report/words.h"

struct figure *
figure_new(struct arena *a, size_t panels)
{
	struct figure *f = arena_alloc(a, sizeof(*f));

	f->arena = a;
	f->asked = f->level = NAN;
	f->n = panels;
	f->panel = arena_alloc(a, (panels + 1) * sizeof(*f->panel));
	return f;
}

/* Room for one behind n, which double where n is a power of two. */
static void *
room(struct arena *a, void *p, size_t n, size_t size)
{
	void *more;

	if (n > 0 && (n & (n - 1)) != 0)
		return p;
	more = arena_alloc(a, (n > 0 ? 2 * n : 1) * size);
	return n > 0 ? memcpy(more, p, n * size) : more;
}

void
figure_tic(struct figure *f, double x, const char *label)
{
	f->tic = room(f->arena, f->tic, f->ntic, sizeof(*f->tic));
	f->tic[f->ntic++] = (struct figure_tic){ x, label };
}

void
figure_word(struct figure *f, const char *label)
{
	figure_tic(f, (double)f->ntic, label);
}

struct figure_line *
figure_line(struct figure *f, size_t panel, const char *name)
{
	struct figure_panel *p = &f->panel[panel];

	p->line = room(f->arena, p->line, p->n, sizeof(*p->line));
	p->line[p->n] = (struct figure_line){ .name = name, .hue = p->n };
	return &p->line[p->n++];
}

struct figure_point *
figure_add(const struct figure *f, struct figure_line *l, double x, double y,
	   struct interval in)
{
	l->point = room(f->arena, l->point, l->n, sizeof(*l->point));
	l->point[l->n] = (struct figure_point){
		.x = x, .y = y, .lo = in.lo, .hi = in.hi, .q1 = NAN, .q3 = NAN
	};
	return &l->point[l->n++];
}

void
figure_dot(const struct figure *f, struct figure_line *l, double x, double y)
{
	l->cloud = room(f->arena, l->cloud, l->ncloud, sizeof(*l->cloud));
	l->cloud[l->ncloud++] = (struct figure_point){
		.x = x, .y = y, .lo = NAN, .hi = NAN, .q1 = NAN, .q3 = NAN
	};
}

void
figure_mark(struct figure *f, size_t line, double x, double y, const char *said)
{
	f->mark = room(f->arena, f->mark, f->nmark, sizeof(*f->mark));
	f->mark[f->nmark++] = (struct figure_mark){ line, x, y, said };
}

struct figure_group *
figure_group_new(struct arena *a, const char *title, unsigned columns)
{
	struct figure_group *g = arena_alloc(a, sizeof(*g));

	g->arena = a;
	g->title = title;
	g->columns = columns;
	return g;
}

void
figure_join(struct figure_group *g, const struct figure *f)
{
	g->figure = room(g->arena, g->figure, g->n, sizeof(*g->figure));
	g->figure[g->n++] = f;
}

struct figure *
figure_next(struct figure_group *g)
{
	struct figure *f = figure_new(g->arena, 1);

	figure_join(g, f);
	return f;
}

static bool
is_known(const struct figure *f, double x)
{
	for (size_t i = 0; i < f->n; i++)
		for (size_t k = 0; k < f->panel[i].n; k++) {
			const struct figure_line *l = &f->panel[i].line[k];

			for (size_t j = 0; j < l->n; j++)
				if (l->point[j].x == x && !isnan(l->point[j].y))
					return true;
		}
	return false;
}

static void
take_away(struct figure_line *l, double x)
{
	size_t n = 0;

	for (size_t j = 0; j < l->n; j++) {
		struct figure_point p = l->point[j];

		if (p.x == x)
			continue;
		p.x -= p.x > x;
		l->point[n++] = p;
	}
	l->n = n;
}

void
figure_known(struct figure *f)
{
	for (size_t t = f->ntic; t-- > 0;) {
		if (is_known(f, (double)t))
			continue;
		for (size_t i = 0; i < f->n; i++)
			for (size_t k = 0; k < f->panel[i].n; k++)
				take_away(&f->panel[i].line[k], (double)t);
		f->ntic--;
		for (size_t k = t; k < f->ntic; k++)
			f->tic[k].label = f->tic[k + 1].label;
	}
}

static double
mean_of(const struct figure *f, size_t line)
{
	double sum = 0;
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++) {
		const struct figure_line *l = &f->panel[i].line[line];

		for (size_t j = 0; j < l->n; j++) {
			sum += isnan(l->point[j].y) ? 0 : l->point[j].y;
			n += isnan(l->point[j].y) ? 0 : 1;
		}
	}
	return n > 0 ? sum / (double)n : NAN;
}

static bool
is_level(const struct figure_line *l)
{
	return l->look == FIGURE_LEVEL || l->look == FIGURE_AREA;
}

const struct figure *
figure_few(const struct figure *f)
{
	const struct figure_panel *all = f->panel;
	size_t pick[CHART_CROWD], n = f->n > 0 ? all->n : 0, picked;
	const char *few;
	struct figure *out;
	double *mean;

	while (n > 0 && is_level(&all->line[n - 1]))
		n--;
	for (size_t i = 0; i < f->n; i++)
		if (f->panel[i].n != all->n)
			return f;
	if (n <= CHART_CROWD)
		return f;
	mean = arena_alloc(f->arena, n * sizeof(*mean));
	for (size_t k = 0; k < n; k++)
		mean[k] = mean_of(f, k);
	picked = chart_strong(mean, n, pick);
	out = figure_new(f->arena, 0);
	*out = *f;
	out->panel = arena_alloc(f->arena, f->n * sizeof(*out->panel));
	for (size_t i = 0; i < f->n; i++) {
		const struct figure_panel *p = &f->panel[i];
		struct figure_panel *q = &out->panel[i];

		*q = *p;
		q->n = picked + p->n - n;
		q->line = arena_alloc(f->arena, q->n * sizeof(*q->line));
		for (size_t k = 0; k < q->n; k++) {
			q->line[k] =
			    p->line[k < picked ? pick[k] : n + k - picked];
			q->line[k].hue = k; /* which repeat in a crowd */
		}
	}
	few = words_kept(f->arena, WORDS_FIGURE_FEW,
			 WORDS_ARGS(words_count("all", n)));
	out->note = f->note == NULL
			? few
			: words_kept(f->arena, WORDS_FIGURE_NOTES,
				     WORDS_ARGS(words_str("few", few),
						words_str("note", f->note)));
	return out;
}

bool
figure_grey(enum figure_look look)
{
	return look == FIGURE_LEVEL || look == FIGURE_AREA ||
	       look == FIGURE_ALARM || look == FIGURE_LOST;
}

double
figure_apart(const struct figure *f, const struct figure_panel *p)
{
	struct figure_range r;
	double n = 0;
	bool box = false;

	for (size_t i = 0; i < p->n; i++) {
		n += !figure_grey(p->line[i].look);
		box |= p->line[i].look == FIGURE_BOX;
	}
	if (f->words)
		return box ? fmin(0.4, 0.8 / n) : fmin(0.12, 0.7 / n);
	if (f->ntic == 0 || f->log)
		return 0;
	r = figure_extent(f);
	return r.x1 > r.x0 ? fmin(0.02, 0.08 / n) * (r.x1 - r.x0) : 0;
}

double
figure_beside(const struct figure *f, const struct figure_panel *p, size_t line,
	      double x)
{
	double n = 0, before = 0;

	if (figure_grey(p->line[line].look))
		return x;
	for (size_t i = 0; i < p->n; i++)
		if (!figure_grey(p->line[i].look)) {
			n++;
			before += i < line;
		}
	return x + (before - (n - 1) / 2) * figure_apart(f, p);
}

/* bars: with their intervals. */
static void
reach(struct figure_range *r, const struct figure_point *p, size_t n, bool bars)
{
	for (size_t i = 0; i < n; i++) {
		double lo = bars ? p[i].lo : NAN, hi = bars ? p[i].hi : NAN;

		if (isnan(p[i].x) || (isnan(p[i].y) && isnan(lo)))
			continue;
		r->x0 = fmin(r->x0, p[i].x);
		r->x1 = fmax(r->x1, p[i].x);
		/* fmin and fmax pass over an end that is not there. */
		r->y0 = fmin(fmin(r->y0, p[i].y), lo);
		r->y1 = fmax(fmax(r->y1, p[i].y), hi);
	}
}

static struct figure_range
extent(const struct figure *f, bool bars)
{
	struct figure_range r = { INFINITY, -INFINITY, INFINITY, -INFINITY };

	for (size_t i = 0; i < f->n; i++)
		for (size_t k = 0; k < f->panel[i].n; k++) {
			const struct figure_line *l = &f->panel[i].line[k];

			reach(&r, l->point, l->n, bars);
			reach(&r, l->cloud, l->ncloud, bars);
		}
	return r;
}

struct figure_range
figure_extent(const struct figure *f)
{
	return extent(f, true);
}

bool
figure_any(const struct figure *f)
{
	struct figure_range r = figure_extent(f);

	return r.x0 <= r.x1;
}

bool
figure_line_any(const struct figure_line *l)
{
	struct figure_range r = { INFINITY, -INFINITY, INFINITY, -INFINITY };

	reach(&r, l->point, l->n, true);
	reach(&r, l->cloud, l->ncloud, true);
	return r.x0 <= r.x1;
}

static bool
has_bars(const struct figure_panel *p)
{
	for (size_t k = 0; k < p->n; k++)
		for (size_t j = 0; j < p->line[k].n; j++)
			if (!isnan(p->line[k].point[j].lo))
				return true;
	return false;
}

bool
figure_bars(const struct figure *const *f, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < f[i]->n; k++)
			if (has_bars(&f[i]->panel[k]))
				return true;
	return false;
}

struct figure_range
figure_range(const struct figure *f)
{
	struct figure_range r = figure_extent(f);
	double x, y;

	if (r.x0 > r.x1)
		r = (struct figure_range){ 1, 2, 0, 1 };
	else if (f->cropped) {
		struct figure_range m = extent(f, false);

		r.y0 = fmax(r.y0, m.y0 - 0.25 * (m.y1 - m.y0));
		r.y1 = fmin(r.y1, m.y1 + 0.25 * (m.y1 - m.y0));
	}
	for (size_t i = 0; i < f->ntic; i++) {
		r.x0 = fmin(r.x0, f->tic[i].x);
		r.x1 = fmax(r.x1, f->tic[i].x);
	}
	if (!isnan(f->asked)) {
		r.x0 = fmin(r.x0, f->asked);
		r.x1 = fmax(r.x1, f->asked);
	}
	if (!isnan(f->level)) {
		r.y0 = fmin(r.y0, f->level);
		r.y1 = fmax(r.y1, f->level);
	}
	if (f->same != NULL && !f->zero)
		r.y1 = fmax(r.y1, r.x1);
	if (f->strip != NULL) {
		r.y0 = fmin(r.y0, f->strip_lo);
		r.y1 = fmax(r.y1, f->strip_hi);
	}
	y = r.y1 > r.y0 ? 0.06 * (r.y1 - r.y0) : 0.5;
	r.y0 = r.y0 >= 0 && r.y0 - y < 0 ? 0 : r.y0 - y;
	r.y1 += y;
	if (f->log) {
		x = r.x1 > r.x0 ? pow(r.x1 / r.x0, 0.06) : 1.5;
		r.x0 /= x;
		r.x1 *= x;
		return r;
	}
	x = f->words ? 0.5 : r.x1 > r.x0 ? 0.05 * (r.x1 - r.x0) : 0.5;
	r.x0 = f->targets || f->same != NULL ? 0 : r.x0 - x;
	r.x1 += f->targets ? 0.4 * x : x;
	return r;
}

double
figure_step(double range)
{
	double ten = pow(10, floor(log10(range / 4)));

	return range / 4 < 2 * ten   ? ten
	       : range / 4 < 5 * ten ? 2 * ten
				     : 5 * ten;
}

void
figure_x(const struct figure *f, double x, struct buf *out)
{
	char text[NUM_TEXT];

	for (size_t i = 0; i < f->ntic; i++)
		if (f->tic[i].x == x) {
			buf_puts(out, f->tic[i].label);
			return;
		}
	num_fixed(text, x, f->x_decimals);
	buf_puts(out, text);
}

static void
add_x(const struct figure *f, double x, struct table *t)
{
	struct buf text;

	buf_init(&text, 1 << 16);
	figure_x(f, x, &text);
	table_text(t, buf_text(&text));
	buf_fini(&text);
}

bool
figure_has_row(const struct figure *f, const struct figure_point *p)
{
	return f->words || !isnan(p->y);
}

static void
add_rows(const struct figure *f, const struct figure_panel *p,
	 const struct figure_line *l, bool panels, struct table *t)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct figure_point *x = &l->point[i];

		if (!figure_has_row(f, x))
			continue;
		if (panels)
			table_text(t, p->title != NULL ? p->title : "");
		table_text(t, l->name);
		add_x(f, x->x, t);
		table_num(t, x->y, f->decimals);
		words_ends(t, WORDS_RANGE, x->lo, x->hi, f->decimals);
	}
}

void
figure_table(const struct figure *f, struct table *t)
{
	bool panels = f->n > 1;

	table_init(t, panels ? 5 : 4);
	t->nkey = panels ? 3 : 2;
	if (panels)
		table_text(t, words_text(WORDS_HEAD_PANEL));
	table_text(t, words_text(WORDS_HEAD_SERIES));
	table_text(t, f->x_head);
	table_text(t, f->y_head);
	table_text(t, words_text(WORDS_HEAD_INTERVAL_95));
	for (size_t i = 0; i < f->n; i++)
		for (size_t k = 0; k < f->panel[i].n; k++)
			add_rows(f, &f->panel[i], &f->panel[i].line[k], panels,
				 t);
}

int
figure_draw_run(const char *dir, const char *chart,
		const struct figure *const *f, size_t n,
		const struct samples *of, const struct chart_form *form,
		struct err *e)
{
	const struct chart_settings common = {
		.unit = of->unit, .form = form, .run = &of, .nrun = 1
	};
	bool any = false;

	for (size_t i = 0; i < n; i++)
		any |= figure_any(f[i]);
	if (!any)
		return err_set(e, STATUS_INPUT,
			       "%s: not one of its values is known, so "
			       "there is nothing to draw",
			       chart);
	return figure_draw(dir, chart, f, n, &common, e);
}
