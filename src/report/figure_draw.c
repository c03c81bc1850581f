/*
 * A figure by gnuplot: the points as a table that anybody can read, and what
 * is not in it (titles, where axes end, which rows are a line's) as settings
 * of the one script that draws all of them. gnuplot has no structs: a member
 * is an array over all pages, panels, lines, names or tics, and pages and
 * panels know where theirs begin.
 */
#include <math.h>
#include <string.h>

#include "base/width.h"
#include "data/field.h"
#include "report/figure.h"
#include "report/figure_names.h"
#include "report/gnuplot.h"
#include "report/gnuplot_list.h"
#include "report/plot_dots.h"
#include "report/words.h"

enum {
	TABLE_MAX = 1 << 30,
	SETTINGS_MAX = 1 << 24,
	TIC = 20, /* places of a word along x */
};

struct figure_row {
	size_t page, panel, line;
	const char *shown, *part, *series;
	bool cloud;
	double x, y, lo, hi, q1, q3; /* the former in the order of `column` */
};

#define ROW(name, kind, text)                                                  \
	FIELD(#name, kind, struct figure_row, name, .about = text)

static const struct field figure_fields[] = {
	ROW(page, SIZE, "picture, from 1"),
	ROW(panel, SIZE, "panel in it, from 1"),
	ROW(line, SIZE, "line in it, from 1"),
	ROW(shown, TEXT, "what the picture shows, as other files call it"),
	ROW(part, TEXT, "what the panel is of"),
	ROW(series, TEXT, "what the line is of"),
	ROW(cloud, BOOL, "a single answer; else a point of the line"),
	ROW(x, REAL, "along; of a target: `target`"),
	ROW(y, REAL, "up; of a metric that curve.csv has: its name there"),
	ROW(lo, REAL, "interval of y, where there is one; named likewise"),
	ROW(hi, REAL, "and its upper end; named likewise"),
	ROW(q1, REAL, "the middle half of a box"),
	ROW(q3, REAL, "and its upper end"),
	FIELD_END,
};

const struct field_place figure_places[] = {
	{ "", figure_fields, NULL, NULL },
	{ .at = NULL },
};

/* The pictures as they are put together. */
struct drawing {
	struct arena arena;
	struct gnuplot_list list;
	struct buf csv;
	size_t rows, page, panel;
	bool grouped; /* figures have axes of their own */
	/* The page at hand, with those lines alone that are drawn. */
	size_t n;
	const struct figure **figure;
	struct figure_names names;
	const char **part; /* what its panels are of, as they have room */
};

static void
put_num(struct drawing *d, const char *name, double x)
{
	gnuplot_list_num(&d->list, name, x);
}

/* A text, and the places that it takes. */
static void
put_text(struct drawing *d, const char *name, const char *width, const char *s)
{
	gnuplot_list_text(&d->list, name, s != NULL ? s : "");
	put_num(d, width, s != NULL ? (double)width_of(s) : 0);
}

/* How many stand in a list before those that come. */
static void
put_here(struct drawing *d, const char *name, const char *of)
{
	put_num(d, name, (double)gnuplot_list_size(&d->list, of));
}

static void
write_rows(struct drawing *d, struct figure_row r, const struct figure_line *l,
	   const struct figure_point *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		r.x = p[i].x;
		/* A cross is on the axis; what it stands for has no value. */
		r.y = l->look == FIGURE_LOST ? NAN : p[i].y;
		r.lo = p[i].lo;
		r.hi = p[i].hi;
		r.q1 = p[i].q1;
		r.q3 = p[i].q3;
		field_csv_line(figure_fields, &r, false, &d->csv);
	}
	d->rows += n;
}

/* Marks, and what is written in a panel. */
static void
put_labels(struct drawing *d, const struct figure *f, struct figure_range r)
{
	struct figure_label label[FIGURE_ENDED + 1 + FIGURE_MARKS];
	bool named = figure_label_ends(d->figure, d->n);
	size_t ends, n = 0;

	put_here(d, "mark0", "mark_x");
	put_num(d, "marks", (double)f->nmark);
	for (size_t i = 0; i < f->nmark; i++) {
		const struct figure_mark *m = &f->mark[i];

		put_num(d, "mark_x", m->x);
		put_num(d, "mark_y", m->y);
		put_num(d, "mark_hue",
			figure_names_find(&d->names, &f->panel->line[m->line])
			    ->hue);
	}
	put_here(d, "label0", "label");
	for (int k = 0; k < 2; k++) {
		n = figure_label_all(f, r, named, k == 1, label, &ends);
		for (size_t i = 0; i < n; i++) {
			const struct figure_label *l = &label[i];

			put_num(d, k ? "narrow_x" : "label_x", l->x);
			put_num(d, k ? "narrow_y" : "label_y", l->y);
			put_num(d, k ? "narrow_left" : "label_left",
				l->leftwards);
		}
	}
	put_num(d, "labels", (double)n);
	put_num(d, "ends", (double)ends);
	for (size_t i = 0; i < n; i++) {
		const struct figure_line *l = label[i].line;

		put_text(d, "label", "label_width", label[i].text);
		put_num(d, "label_hue",
			l != NULL ? figure_names_find(&d->names, l)->hue : 0);
	}
}

/* ---- pages, panels, lines ---------------------------------------------- */

/* Axes of a group: those of one scale share theirs, and 0 is on y where it is
 * not far. */
static struct figure_range
range_of(const struct drawing *d, const struct figure *f)
{
	struct figure_range r = figure_range(f);

	for (size_t i = 0; i < d->n && f->scale > 0; i++) {
		struct figure_range x = figure_range(d->figure[i]);

		if (d->figure[i]->scale == f->scale &&
		    figure_any(d->figure[i])) {
			r.x0 = fmin(r.x0, x.x0);
			r.x1 = fmax(r.x1, x.x1);
			r.y0 = fmin(r.y0, x.y0);
			r.y1 = fmax(r.y1, x.y1);
		}
	}
	if (f->zero || (d->grouped && r.y0 < 0.6 * r.y1))
		r.y0 = fmin(r.y0, 0);
	if (f->zero)
		r.y1 = fmax(r.y1, 0);
	return r;
}

static void
put_line(struct drawing *d, const struct figure *f, size_t panel, size_t line)
{
	const struct figure_panel *p = &f->panel[panel];
	const struct figure_line *l = &p->line[line];

	put_num(d, "look", (double)figure_names_look(f, l));
	put_num(d, "hues",
		figure_names_find(&d->names,
				  l->look == FIGURE_LOST ? &p->line[l->hue] : l)
		    ->hue);
	/* Where dots lie behind a line its intervals are a band. */
	put_num(d, "smooth", figure_names_has(p, l->name, FIGURE_DOTS));
	put_num(d, "beside", figure_beside(f, p, line, 0));
}

/* Every line is in the table; of a crowd a few are drawn. */
static void
put_lines(struct drawing *d, const struct figure *all, const struct figure *f,
	  size_t panel)
{
	const struct figure_panel *p = &all->panel[panel],
				  *q = &f->panel[panel];

	put_here(d, "line0", "look");
	for (size_t k = 0; k < p->n; k++) {
		const struct figure_line *l = &p->line[k];
		struct figure_row r = { .page = d->page,
					.panel = d->panel,
					.line = k + 1,
					.shown = all->key,
					.part = p->title,
					.series = l->name };
		size_t first = d->rows, at = 0;

		r.cloud = true;
		write_rows(d, r, l, l->cloud, l->ncloud);
		r.cloud = false;
		write_rows(d, r, l, l->point, l->n);
		while (at < q->n && (q->line[at].name != l->name ||
				     q->line[at].point != l->point))
			at++;
		if (at == q->n)
			continue;
		put_line(d, f, panel, at);
		put_num(d, "cloud", (double)first);
		put_num(d, "first", (double)(first + l->ncloud));
		put_num(d, "last", (double)d->rows - 1);
	}
	put_num(d, "lines", (double)q->n);
}

static void
put_tics(struct drawing *d, const struct figure *f)
{
	put_here(d, "tic0", "tic_x");
	put_num(d, "tics", (double)f->ntic);
	for (size_t i = 0; i < f->ntic; i++) {
		put_num(d, "tic_x", f->tic[i].x);
		put_text(d, "tic_text", "tic_width",
			 table_short(&d->arena, f->tic[i].label, TIC));
	}
}

static void
put_panel(struct drawing *d, const struct figure *all, const struct figure *f,
	  size_t panel)
{
	const struct figure_panel *p = &f->panel[panel];
	struct figure_range r = range_of(d, f);

	put_text(d, "part", "part_width", d->part[d->panel++]);
	put_num(d, "part_hue",
		figure_names_titled(d->figure, d->n) && p->n > 0
		    ? figure_names_find(&d->names, &p->line[0])->hue
		    : 0);
	put_text(d, "x_title", "x_title_width", f->x_title);
	put_text(d, "y_title", "y_title_width", f->y_title);
	put_num(d, "x0", r.x0);
	put_num(d, "x1", r.x1);
	put_num(d, "y0", r.y0);
	put_num(d, "y1", r.y1);
	put_num(d, "strip_lo", f->strip != NULL ? f->strip_lo : 0);
	put_num(d, "strip_hi", f->strip != NULL ? f->strip_hi : 0);
	put_num(d, "box", p->n > 0 ? 0.8 * figure_apart(f, p) : 0);
	put_num(d, "same", f->same == NULL ? 0 : f->zero ? 2 : 1);
	put_num(d, "zero", f->zero);
	put_num(d, "on_logarithm", f->log);
	put_num(d, "asked_at", f->asked);
	put_num(d, "level_at", f->level);
	put_tics(d, f);
	put_lines(d, all, f, panel);
	put_labels(d, f, r);
}

/* ---- pages ------------------------------------------------------------- */

static bool
same_text(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Whether all panels of a page have one axis, which then stands once. */
static bool
same_axis(const struct drawing *d, bool x)
{
	const struct figure *f = d->figure[0];
	struct figure_range r = range_of(d, f);

	for (size_t i = 1; i < d->n; i++) {
		const struct figure *y = d->figure[i];
		struct figure_range s = range_of(d, y);

		if (x ? !same_text(f->x_title, y->x_title) || r.x0 != s.x0 ||
			    r.x1 != s.x1
		      : !same_text(f->y_title, y->y_title) || r.y0 != s.y0 ||
			    r.y1 != s.y1)
			return false;
	}
	return true;
}

static void
put_names(struct drawing *d)
{
	bool none = figure_label_ends(d->figure, d->n) ||
		    figure_names_titled(d->figure, d->n) || d->names.n < 2;
	size_t n = 0;

	put_here(d, "name0", "entry");
	for (size_t i = 0; i < d->names.n; i++) {
		if (!d->names.entry[i].seen)
			continue;
		if (none && d->names.entry[i].look != FIGURE_STRIP &&
		    d->names.entry[i].look != FIGURE_LOST)
			continue;
		n++;
		put_text(d, "entry", "entry_width", d->names.entry[i].shown);
		put_num(d, "entry_look", (double)d->names.entry[i].look);
		put_num(d, "entry_hue", d->names.entry[i].hue);
	}
	put_num(d, "names", (double)n);
}

/* Panels of which many stand side by side have little room. */
static void
shorten_parts(struct drawing *d, const struct figure_group *g)
{
	enum { FEW = 6, WIDE = 40, NARROW = 20 };
	size_t n = 0;

	for (size_t i = 0; i < g->n; i++)
		n += d->figure[i]->n;
	d->part = arena_alloc(&d->arena, (n + 1) * sizeof(*d->part));
	n = 0;
	for (size_t i = 0; i < g->n; i++)
		for (size_t k = 0; k < d->figure[i]->n; k++) {
			const char *title = d->figure[i]->panel[k].title;

			d->part[n++] = title != NULL ? title : "";
		}
	table_shorts(&d->arena, d->part, n,
		     g->columns > 3 || (g->columns == 0 && n > FEW) ? NARROW
								    : WIDE);
}

static void
put_page(struct drawing *d, const struct figure_group *g)
{
	const char *note = g->note;

	d->page++;
	d->panel = 0;
	d->n = g->n;
	d->figure = arena_alloc(&d->arena, (g->n + 1) * sizeof(*d->figure));
	for (size_t i = 0; i < g->n; i++) {
		d->figure[i] =
		    d->grouped ? g->figure[i] : figure_few(g->figure[i]);
		note = note == NULL ? d->figure[i]->note : note;
	}
	figure_names_of(&d->names, d->figure, d->n, &d->arena);
	put_text(d, "heading", "heading_width", g->title);
	put_text(d, "about", "about_width", g->about);
	put_text(d, "note", "note_width", note);
	put_num(d, "side_by_side", g->columns);
	put_num(d, "same_x", same_axis(d, true));
	put_num(d, "same_y", same_axis(d, false));
	put_names(d);
	shorten_parts(d, g);
	put_here(d, "panel0", "x0");
	for (size_t i = 0; i < g->n; i++)
		for (size_t k = 0;
		     k < d->figure[i]->n && d->panel < CHART_SERIES_MAX; k++)
			put_panel(d, g->figure[i], d->figure[i], k);
	put_num(d, "panels", (double)d->panel);
}

/* What curve.csv calls a column, where each figure shows that of it; else the
 * column's own name. The script is told. */
static const char *
column_of(struct drawing *d, const struct figure_group *all, size_t column,
	  const char *own, struct buf *out)
{
	const char *name = NULL;
	bool one = true;

	for (const struct figure_group *g = all; g != NULL; g = g->next)
		for (size_t k = 0; k < g->n; k++) {
			const struct figure *f = g->figure[k];
			const char *its = column < FIGURE_COLUMNS
					      ? f->column[column]
					  : f->targets ? "target"
						       : NULL;

			one &= its != NULL &&
			       same_text(name != NULL ? name : its, its);
			name = its;
		}
	name = one ? name : own;
	gnuplot_set_text(out, arena_join(&d->arena, own, "_column"), name);
	return name;
}

static void
put_head(struct drawing *d, const struct figure_group *g, struct buf *out)
{
	struct field head[sizeof(figure_fields) / sizeof(figure_fields[0])];
	struct field *f = head;

	memcpy(head, figure_fields, sizeof(head));
	while (strcmp(f->name, "x") != 0)
		f++;
	f[0].name = column_of(d, g, FIGURE_COLUMNS, f[0].name, out);
	for (size_t i = 0; i < FIGURE_COLUMNS; i++)
		f[1 + i].name = column_of(d, g, i, f[1 + i].name, out);
	field_csv_head(head, true, &d->csv);
	csv_end(&d->csv);
}

static void
put_all(struct drawing *d, const struct figure_group *g, struct buf *out)
{
	put_head(d, g, out);
	for (; g != NULL; g = g->next)
		put_page(d, g);
	gnuplot_set_num(out, "npages", (double)d->page);
	gnuplot_list_write(&d->list, out);
}

static int
draw(const char *dir, const char *chart, const struct figure_group *g,
     bool grouped, const struct chart_settings *common, struct err *e)
{
	struct drawing d = { .grouped = grouped };
	struct chart_settings s = *common;
	struct buf extra;
	int rc;

	arena_init(&d.arena);
	buf_init(&d.csv, TABLE_MAX);
	buf_init(&extra, SETTINGS_MAX);
	buf_puts(&extra, s.extra != NULL ? s.extra : "");
	gnuplot_set_text(
	    &extra, "csv",
	    arena_join(&d.arena, s.data != NULL ? s.data : chart, ".csv"));
	put_all(&d, g, &extra);
	s.extra = buf_text(&extra);
	rc = chart_draw(dir, chart, &d.csv, &s, e);
	buf_fini(&extra);
	buf_fini(&d.csv);
	gnuplot_list_fini(&d.list);
	arena_fini(&d.arena);
	return rc;
}

int
figure_draw_group(const char *dir, const char *chart,
		  const struct figure_group *g,
		  const struct chart_settings *common, struct err *e)
{
	return draw(dir, chart, g, true, common, e);
}

int
figure_draw(const char *dir, const char *chart, const struct figure *const *f,
	    size_t n, const struct chart_settings *common, struct err *e)
{
	struct figure_group *page = arena_alloc(f[0]->arena, n * sizeof(*page));
	bool dots = common->form != NULL && common->form->dots != NULL;

	for (size_t i = 0; i < n; i++) {
		if (dots) {
			plot_dots_figure(f[i], common->form->dots,
					 common->form->text);
			continue;
		}
		page[i].title = f[i]->title;
		page[i].n = 1;
		page[i].figure =
		    arena_alloc(f[0]->arena, sizeof(*page[i].figure));
		page[i].figure[0] = f[i];
		page[i].next = i + 1 < n ? &page[i + 1] : NULL;
	}
	return dots ? 0 : draw(dir, chart, page, false, common, e);
}
