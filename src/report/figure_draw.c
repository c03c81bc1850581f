/*
 * A figure by gnuplot: the points as a table that anybody can read, and what
 * is not in it (titles, where axes end) as settings.
 */
#include <math.h>
#include <stdio.h>

#include "base/file.h"
#include "data/field.h"
#include "report/figure.h"
#include "report/gnuplot.h"
#include "report/plot_dots.h"
#include "report/words.h"

enum { TABLE_MAX = 1 << 30, SETTINGS_MAX = 1 << 24 };

struct figure_row {
	size_t page, panel, line;
	const char *shown, *part, *series;
	bool cloud;
	double x, y, lo, hi;
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
	ROW(x, REAL, "along"),
	ROW(y, REAL, "up"),
	ROW(lo, REAL, "interval of y, where there is one"),
	ROW(hi, REAL, "and its upper end"),
	FIELD_END,
};

const struct field_place figure_places[] = {
	{ "", figure_fields, NULL, NULL },
	{ .at = NULL },
};

static size_t
add_points(struct figure_row r, bool cloud, const struct figure_point *p,
	   size_t n, struct buf *csv)
{
	r.cloud = cloud;
	for (size_t i = 0; i < n; i++) {
		r.x = p[i].x;
		r.y = p[i].y;
		r.lo = p[i].lo;
		r.hi = p[i].hi;
		field_csv_line(figure_fields, &r, false, csv);
	}
	return n;
}

static size_t
add_rows(const struct figure *f, size_t page, struct buf *csv)
{
	size_t rows = 0;

	for (size_t i = 0; i < f->n; i++)
		for (size_t k = 0; k < f->panel[i].n; k++) {
			const struct figure_line *l = &f->panel[i].line[k];
			const struct figure_row r = { .page = page + 1,
						      .panel = i + 1,
						      .line = k + 1,
						      .shown = f->key,
						      .part = f->panel[i].title,
						      .series = l->name };

			rows += add_points(r, true, l->cloud, l->ncloud, csv);
			rows += add_points(r, false, l->point, l->n, csv);
		}
	return rows;
}

/* NAME[i] = number, or a text with its width. */
static void
set_num(struct buf *out, const char *name, size_t i, double x)
{
	char at[64];

	snprintf(at, sizeof(at), "%s[%zu]", name, i + 1);
	gnuplot_set_num(out, at, x);
}

static void
set_text(struct buf *out, const char *name, size_t i, const char *s)
{
	buf_printf(out, "%s[%zu] = ", name, i + 1);
	gnuplot_quote(out, s != NULL ? s : "");
	buf_putc(out, '\n');
}

static void
array(struct buf *out, const char *name, size_t n)
{
	buf_printf(out, "array %s[%zu]\n", name, n > 0 ? n : 1);
}

static void
set_pages(const struct figure *const *f, size_t n, struct buf *out)
{
	static const char *const numbers[] = { "x0", "x1", "y0", "y1" };

	array(out, "heading", n);
	array(out, "y_title", n);
	array(out, "note", n);
	for (size_t k = 0; k < 4; k++)
		array(out, numbers[k], n);
	for (size_t i = 0; i < n; i++) {
		const struct figure *few = figure_few(f[i]);
		struct figure_range r = figure_range(few);

		set_text(out, "heading", i, few->title);
		set_text(out, "y_title", i, few->y_title);
		set_text(out, "note", i, few->note);
		set_num(out, numbers[0], i, r.x0);
		set_num(out, numbers[1], i, r.x1);
		set_num(out, numbers[2], i, r.y0);
		set_num(out, numbers[3], i, r.y1);
	}
}

static void
set_all(const struct figure *f, size_t n, struct buf *out)
{
	const struct figure *few = figure_few(f);

	gnuplot_set_num(out, "npages", (double)n);
	gnuplot_set_num(out, "npanels", (double)f->n);
	gnuplot_set_num(out, "joined", !f->words);
	gnuplot_set_num(out, "on_logarithm", f->log);
	gnuplot_set_num(out, "asked_at", f->asked);
	gnuplot_set_num(out, "level_at", f->level);
	gnuplot_set_num(out, "apart", figure_apart(f, few->panel[0].n));
	gnuplot_set_num(out, "nat", (double)f->ntic);
	gnuplot_set_text(out, "x_title", f->x_title);
	array(out, "panel_title", f->n);
	for (size_t i = 0; i < f->n; i++)
		set_text(out, "panel_title", i, f->panel[i].title);
	array(out, "at_x", f->ntic);
	array(out, "at_label", f->ntic);
	for (size_t i = 0; i < f->ntic; i++) {
		set_num(out, "at_x", i, f->tic[i].x);
		set_text(out, "at_label", i, f->tic[i].label);
	}
	array(out, "hue_at", few->panel[0].n);
	array(out, "line_at", few->panel[0].n);
	for (size_t i = 0; i < few->panel[0].n; i++) {
		const struct figure_line *l = &few->panel[0].line[i];
		size_t at = 0;

		while (f->panel[0].line[at].name != l->name)
			at++;
		set_num(out, "hue_at", i, (double)l->hue + 1);
		set_num(out, "line_at", i, (double)at + 1);
	}
}

static size_t
most_points(const struct figure *f)
{
	size_t most = 1;

	for (size_t i = 0; i < f->n; i++)
		for (size_t k = 0; k < f->panel[i].n; k++)
			if (f->panel[i].line[k].n > most)
				most = f->panel[i].line[k].n;
	return most;
}

int
figure_draw(const char *dir, const char *chart, const struct figure *const *f,
	    size_t n, const struct chart_settings *common, struct err *e)
{
	const char *name[CHART_SERIES_MAX];
	const struct figure_panel *first = &figure_few(f[0])->panel[0];
	struct chart_settings s = *common;
	struct buf csv, extra;
	int rc;

	if (common->form != NULL && common->form->dots != NULL) {
		for (size_t i = 0; i < n; i++)
			plot_dots_figure(f[i], common->form->dots,
					 common->form->text);
		return 0;
	}
	buf_init(&csv, TABLE_MAX);
	buf_init(&extra, SETTINGS_MAX);
	field_csv_head(figure_fields, true, &csv);
	csv_end(&csv);
	for (size_t i = 0; i < n; i++)
		s.rows += add_rows(f[i], i, &csv);
	set_pages(f, n, &extra);
	set_all(f[0], n, &extra);
	for (size_t i = 0; i < first->n && i < CHART_SERIES_MAX; i++)
		name[i] = first->line[i].name;
	s.name = name;
	s.nseries = first->n < CHART_SERIES_MAX ? first->n : CHART_SERIES_MAX;
	s.npoint = most_points(f[0]);
	s.title = f[0]->title;
	s.spread = "";
	s.extra = buf_text(&extra);
	s.helper = "figure.gp";
	rc = file_mkdirs(dir, e);
	if (rc == 0)
		rc = gnuplot_install(dir, "panels.gp", e);
	if (rc == 0)
		rc = chart_draw(dir, chart, &csv, &s, e);
	buf_fini(&extra);
	buf_fini(&csv);
	return rc;
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
