/*
 * The chart is the workbook's own, so that it can be restyled and copied into
 * slides there. It stands on the left, where it is seen at once; its numbers,
 * a row for each target that any series was asked, are on the right.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/order.h"
#include "report/book_impl.h"

enum {
	LEFT = 14, /* columns that the chart covers */
	BASE = 4,  /* columns before the first series */
	WIDTH = 880,
	HEIGHT = 560,
	WITHIN = 15,
};

/* As in plots/common.gp. */
const lxw_color_t book_hue[BOOK_HUES] = { 0x0072B2, 0xD55E00, 0x009E73,
					  0xCC79A7, 0xE69F00, 0x56B4E9,
					  0x000000 };

/* All targets of all runs, each once; the caller frees them. */
static uint32_t *
targets_of(const struct runs *r, size_t *n)
{
	uint32_t *all;
	size_t k = 0, cap = 0;

	for (size_t i = 0; i < r->n; i++)
		for (size_t j = 0; j < r->s[i].nseries; j++)
			cap += r->c[i].series[j].npoint;
	all = mem_calloc(cap + 1, sizeof(*all));
	for (size_t i = 0; i < r->n; i++)
		for (size_t j = 0; j < r->s[i].nseries; j++)
			for (size_t p = 0; p < r->c[i].series[j].npoint; p++)
				all[k++] = r->c[i].series[j].point[p].lo;
	qsort(all, k, sizeof(*all), order_u32);
	*n = 0;
	for (size_t i = 0; i < k; i++)
		if (i == 0 || all[i] != all[*n - 1])
			all[(*n)++] = all[i];
	return all;
}

static void
put_heads(struct book *b, lxw_worksheet *s)
{
	static const enum words_id head[BASE] = { WORDS_HEAD_TARGET,
						  WORDS_MARK_ASKED,
						  WORDS_BOOK_ABOVE,
						  WORDS_BOOK_BELOW };
	lxw_col_t col = LEFT + BASE;
	struct buf name;

	for (lxw_col_t i = 0; i < BASE; i++)
		book_words(b, s, 0, LEFT + i, head[i], BOOK_HEAD_RIGHT);
	buf_init(&name, 1 << 20);
	for (size_t i = 0; i < b->in->n; i++)
		for (size_t k = 0; k < b->in->runs->s[i].nseries; k++) {
			buf_reset(&name);
			book_name(b, i, k, &name);
			book_str(b, s, 0, col++, name.data, BOOK_HEAD_RIGHT);
		}
	buf_fini(&name);
}

static void
put_target(struct book *b, lxw_worksheet *s, lxw_row_t row, uint32_t target,
	   size_t *at)
{
	const struct runs *r = b->in->runs;
	lxw_col_t col = LEFT;
	double t = target;

	book_num(b, s, row, col++, t, BOOK_WHOLE);
	book_num(b, s, row, col++, t, BOOK_WHOLE);
	book_num(b, s, row, col++, t + WITHIN, BOOK_WHOLE);
	book_num(b, s, row, col++, t - WITHIN, BOOK_WHOLE);
	for (size_t i = 0; i < r->n; i++)
		for (size_t k = 0; k < r->s[i].nseries; k++, at++, col++) {
			const struct curve_series *cs = &r->c[i].series[k];

			if (*at < cs->npoint && cs->point[*at].lo == target)
				book_num(b, s, row, col,
					 cs->point[(*at)++].m.length_mean,
					 BOOK_TENTHS);
		}
}

/* A line of the chart: the target along, column `col` of the sheet up. */
static lxw_chart_series *
add_line(lxw_chart *chart, const char *sheet, size_t rows, lxw_col_t col,
	 lxw_chart_line *line)
{
	lxw_chart_series *x = chart_add_series(chart, NULL, NULL);

	chart_series_set_categories(x, sheet, 1, LEFT, (lxw_row_t)rows, LEFT);
	chart_series_set_values(x, sheet, 1, col, (lxw_row_t)rows, col);
	chart_series_set_name_range(x, sheet, 0, col);
	chart_series_set_line(x, line);
	return x;
}

static void
add_lines(struct book *b, lxw_chart *chart, const char *sheet, size_t rows)
{
	lxw_chart_line asked = { .color = 0x8C8C8C,
				 .width = 1.25,
				 .dash_type = LXW_CHART_LINE_DASH_DASH };
	lxw_chart_line within = { .color = 0xBFBFBF,
				  .width = 0.75,
				  .dash_type = LXW_CHART_LINE_DASH_ROUND_DOT };

	for (lxw_col_t i = 1; i < BASE; i++) {
		lxw_chart_series *x = add_line(chart, sheet, rows, LEFT + i,
					       i == 1 ? &asked : &within);

		chart_series_set_marker_type(x, LXW_CHART_MARKER_NONE);
	}
	for (size_t i = 0; i < b->nseries; i++) {
		lxw_chart_line line = { .color = book_hue[i % BOOK_HUES],
					.width = 1.5,
					.dash_type =
					    i / BOOK_HUES % 2 == 0
						? LXW_CHART_LINE_DASH_SOLID
						: LXW_CHART_LINE_DASH_DASH };
		lxw_chart_line edge = { .color = book_hue[i % BOOK_HUES] };
		lxw_chart_fill fill = { .color = book_hue[i % BOOK_HUES] };
		lxw_chart_series *x = add_line(
		    chart, sheet, rows, (lxw_col_t)(LEFT + BASE + i), &line);

		chart_series_set_marker_type(x, LXW_CHART_MARKER_CIRCLE);
		chart_series_set_marker_size(x, 3);
		chart_series_set_marker_line(x, &edge);
		chart_series_set_marker_fill(x, &fill);
	}
}

static void
set_axis(lxw_chart_axis *axis, enum words_id name, const char *unit, double max)
{
	lxw_chart_line pale = { .color = 0xE4E4E4, .width = 0.5 };
	lxw_chart_font font = { .bold = LXW_EXPLICIT_FALSE, .size = 11 };
	struct buf text;

	buf_init(&text, 1 << 16);
	words_say(
	    &text, name,
	    WORDS_ARGS(words_clause("unit", words_unit_label(unit), NULL)));
	chart_axis_set_name(axis, text.data);
	chart_axis_set_name_font(axis, &font);
	chart_axis_set_min(axis, 0);
	chart_axis_set_max(axis, max);
	chart_axis_set_num_format(axis, "0");
	chart_axis_major_gridlines_set_visible(axis, LXW_TRUE);
	chart_axis_major_gridlines_set_line(axis, &pale);
	buf_fini(&text);
}

/* A round number not below x: 1, 2, 2.5 or 5 times a power of ten a tenth. */
static double
round_up(double x)
{
	double step = pow(10, floor(log10(fmax(x, 1)))) / 2;

	return ceil(x / step) * step;
}

static void
add_chart(struct book *b, lxw_worksheet *s, size_t rows, double most)
{
	const struct samples *first = &b->in->runs->s[0];
	const char *sheet = words_text(WORDS_BOOK_CURVE);
	lxw_chart *chart = workbook_add_chart(
	    b->file, LXW_CHART_SCATTER_STRAIGHT_WITH_MARKERS);
	lxw_chart_options o = { .object_position =
				    LXW_OBJECT_DONT_MOVE_DONT_SIZE,
				.x_offset = 6,
				.y_offset = 6 };
	lxw_chart_font font = { .bold = LXW_EXPLICIT_FALSE, .size = 14 };
	struct buf title;

	buf_init(&title, 1 << 20);
	words_say(&title, WORDS_BOOK_CHART, NULL);
	for (size_t i = 0; i < b->in->n; i++)
		if (b->in->runs->s[i].simulated) {
			words_say(&title, WORDS_PART_SIMULATED, NULL);
			break;
		}
	chart_title_set_name(chart, title.data);
	chart_title_set_name_font(chart, &font);
	add_lines(b, chart, sheet, rows);
	set_axis(chart->x_axis, WORDS_AXIS_ASKED, first->unit, round_up(most));
	set_axis(chart->y_axis, WORDS_BOOK_MEASURED, first->unit,
		 round_up(most));
	chart_legend_set_position(chart, b->nseries > 6
					     ? LXW_CHART_LEGEND_RIGHT
					     : LXW_CHART_LEGEND_BOTTOM);
	chart_show_blanks_as(chart, LXW_CHART_BLANKS_AS_CONNECTED);
	/* Sizes are given as shares of what a chart is by default. */
	o.x_scale = WIDTH / 480.;
	o.y_scale = HEIGHT / 288.;
	worksheet_insert_chart_opt(s, 1, 0, chart, &o);
	buf_fini(&title);
}

/* The greatest number that the chart shows. */
static double
greatest(const struct runs *r)
{
	double most = 1;

	for (size_t i = 0; i < r->n; i++)
		for (size_t k = 0; k < r->s[i].nseries; k++) {
			const struct curve_series *cs = &r->c[i].series[k];

			most = fmax(most, cs->all.hi + WITHIN);
			for (size_t p = 0; p < cs->npoint; p++)
				most = fmax(most, cs->point[p].m.length_mean);
		}
	return most;
}

void
book_curve(struct book *b)
{
	lxw_worksheet *s = book_sheet(b, WORDS_BOOK_CURVE);
	lxw_col_t last = (lxw_col_t)(LEFT + BASE + b->nseries - 1);
	size_t *at = mem_calloc(b->nseries, sizeof(*at)), n;
	uint32_t *target = targets_of(b->in->runs, &n);

	worksheet_set_column(s, LEFT, LEFT + BASE - 1, 9, NULL);
	worksheet_set_column(s, LEFT + BASE, last, 13, NULL);
	worksheet_freeze_panes(s, 1, 0);
	worksheet_repeat_rows(s, 0, 0);
	worksheet_set_default_row(s, 16, LXW_FALSE);
	worksheet_set_row(s, 0, 34, NULL);
	put_heads(b, s);
	for (size_t i = 0; i < n; i++)
		put_target(b, s, (lxw_row_t)i + 1, target[i], at);
	worksheet_autofilter(s, 0, LEFT, (lxw_row_t)n, last);
	add_chart(b, s, n, greatest(b->in->runs));
	free(target);
	free(at);
}
