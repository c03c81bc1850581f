/*
 * A sheet of what a verb says. A chart's numbers stand in the sheet, as it
 * would be empty without them, and the chart to the right of them: one for
 * each panel, on common axes.
 */
#include <math.h>
#include <string.h>

#include "base/width.h"
#include "report/book_impl.h"
#include "report/figure.h"

enum { WIDTH = 460, HEIGHT = 300, ROW_HEIGHT = 20, BESIDE = 6 };
enum { BOOK_FIRST = 22, MOST = 44 }; /* widths of columns */

void
book_columns(lxw_worksheet *s)
{
	worksheet_set_column(s, 0, 0, BOOK_FIRST, NULL);
	worksheet_set_column(s, 1, BOOK_ACROSS + 5, BOOK_WIDTH, NULL);
}

/* Columns grow with their texts, which are broken where they grow too far. */
static void
fit_columns(lxw_worksheet *s, const struct said *d, const struct buf *text)
{
	size_t width[BOOK_ACROSS] = { 0 };
	struct said_part p;

	for (size_t at = 0; said_next(d, text, &at, &p);)
		for (size_t i = 0; p.table != NULL && i < p.table->ncell; i++) {
			size_t c = i % p.table->ncolumn;
			size_t w = width_of(p.table->cell[i]) + 2;

			if (c < BOOK_ACROSS && i >= p.table->ncolumn &&
			    w > width[c])
				width[c] = w < MOST ? w : MOST;
		}
	for (size_t i = 0; i < BOOK_ACROSS; i++)
		if (width[i] > (i == 0 ? BOOK_FIRST : BOOK_WIDTH))
			worksheet_set_column(s, (lxw_col_t)i, (lxw_col_t)i,
					     (double)width[i], NULL);
}

static size_t
points_of(const struct figure *f, const struct figure_line *l)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		n += figure_has_row(f, &l->point[i]);
	return n;
}

static void
add_line(lxw_chart *chart, const char *sheet, const struct figure_line *l,
	 bool joined, lxw_row_t row, size_t n, lxw_col_t x)
{
	lxw_chart_series *s = chart_add_series(chart, NULL, NULL);
	lxw_row_t last = row + (lxw_row_t)n - 1;
	lxw_color_t hue = book_hue[l->hue % BOOK_HUES];
	lxw_chart_line line = { .color = hue, .width = 1.5, .none = !joined };
	lxw_chart_line edge = { .color = hue };
	lxw_chart_fill fill = { .color = hue };

	chart_series_set_categories(s, sheet, row, x, last, x);
	chart_series_set_values(s, sheet, row, x + 1, last, x + 1);
	chart_series_set_name(s, l->name);
	chart_series_set_line(s, &line);
	chart_series_set_marker_type(s, LXW_CHART_MARKER_CIRCLE);
	chart_series_set_marker_size(s, 5);
	chart_series_set_marker_line(s, &edge);
	chart_series_set_marker_fill(s, &fill);
}

static void
set_axis(lxw_chart_axis *axis, const char *name)
{
	lxw_chart_line pale = { .color = 0xE4E4E4, .width = 0.5 };
	lxw_chart_font font = { .bold = LXW_EXPLICIT_FALSE, .size = 10 };

	chart_axis_set_name(axis, name);
	chart_axis_set_name_font(axis, &font);
	chart_axis_major_gridlines_set_visible(axis, LXW_TRUE);
	chart_axis_major_gridlines_set_line(axis, &pale);
	/* Names stay below where values are under 0. */
	chart_axis_set_label_position(axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
}

/* A panel's points from a row on; the row below them. */
static lxw_row_t
add_panel(struct book *b, lxw_worksheet *s, const struct figure *f, size_t i,
	  lxw_row_t row, lxw_row_t top)
{
	const struct figure_panel *p = &f->panel[i];
	struct figure_range r = figure_range(f);
	lxw_chart_options o = { .object_position =
				    LXW_OBJECT_DONT_MOVE_DONT_SIZE,
				.x_scale = WIDTH / 480.,
				.y_scale = HEIGHT / 288. };
	lxw_chart_font font = { .bold = LXW_EXPLICIT_FALSE, .size = 12 };
	lxw_chart *chart = workbook_add_chart(
	    b->file, f->words ? LXW_CHART_LINE : LXW_CHART_SCATTER);
	lxw_col_t x = f->n > 1 ? 2 : 1;
	double step = figure_step(r.y1 - r.y0);
	bool any = false;

	for (size_t k = 0; k < p->n; k++) {
		size_t n = points_of(f, &p->line[k]);

		if (n > 0)
			add_line(chart, s->name, &p->line[k], !f->words, row, n,
				 x);
		row += (lxw_row_t)n;
		any |= n > 0;
	}
	if (!any) /* a chart without series would break the file */
		add_line(chart, s->name, &(struct figure_line){ .name = "-" },
			 false, top, 1, x);
	chart_title_set_name(chart, p->title != NULL ? p->title : f->title);
	chart_title_set_name_font(chart, &font);
	set_axis(chart->x_axis, f->x_title);
	set_axis(chart->y_axis, f->y_title);
	chart_axis_set_min(chart->y_axis, floor(r.y0 / step) * step);
	chart_axis_set_max(chart->y_axis, ceil(r.y1 / step) * step);
	chart_axis_set_major_unit(chart->y_axis, step);
	/* "General" would show what steps leave of a 0. */
	chart_axis_set_num_format(chart->y_axis, step >= 1      ? "0"
						 : step >= 0.1  ? "0.0"
						 : step >= 0.01 ? "0.00"
								: "General");
	if (f->log)
		chart_axis_set_log_base(chart->x_axis, 10);
	if (p->n < 2)
		chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
	else
		chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
	worksheet_insert_chart_opt(
	    s, top + (lxw_row_t)(i / 2 * (HEIGHT / ROW_HEIGHT + 1)),
	    (lxw_col_t)(BESIDE + i % 2 * 5), chart, &o);
	return row;
}

static lxw_row_t
add_figure(struct book *b, lxw_worksheet *s, lxw_row_t row,
	   const struct figure *f, const struct table *t)
{
	lxw_row_t top, first, end, high;

	book_across(b, s, row++, f->title, BOOK_STRONG);
	if (f->note != NULL)
		book_across(b, s, row++, f->note, BOOK_ABOUT);
	top = row;
	end = book_table(b, s, row, t);
	first = row + 1;
	for (size_t i = 0; i < f->n; i++)
		first = add_panel(b, s, f, i, first, top);
	/* What follows begins below the charts. */
	high = top + (lxw_row_t)((f->n + 1) / 2 * (HEIGHT / ROW_HEIGHT + 1));
	return end > high ? end : high;
}

static void
add_line_of_text(struct book *b, lxw_worksheet *s, lxw_row_t row,
		 const struct said_part *p)
{
	struct buf line;

	buf_init(&line, p->n + 1);
	buf_add(&line, p->line, p->n);
	book_across(b, s, row, buf_text(&line), BOOK_PLAIN);
	buf_fini(&line);
}

lxw_row_t
book_said(struct book *b, lxw_worksheet *s, lxw_row_t row, const struct said *d,
	  const struct buf *text)
{
	struct said_part p;

	fit_columns(s, d, text);
	for (size_t at = 0; said_next(d, text, &at, &p);)
		if (p.figure != NULL)
			row = add_figure(b, s, row, p.figure, p.table) + 1;
		else if (p.table != NULL)
			row = book_table(b, s, row, p.table) + 1;
		else
			add_line_of_text(b, s, row++, &p);
	return row;
}
