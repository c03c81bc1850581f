/*
 * gnuplot's dumb terminal has one mark a character and letters for lines, so
 * that a curve is a row of stairs, and it is not everywhere. Braille has eight
 * dots a character in every font that a terminal uses; the axes have no colour,
 * so that they are seen on any ground. A line's name stands at its end, as
 * colours are never the only sign.
 */
#include "report/plot_dots.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/width.h"
#include "data/escape.h"
#include "report/chart.h"
#include "report/curve_show.h"
#include "report/plot_dots_impl.h"
#include "report/words.h"

enum {
	TEXT_LIMIT = 1 << 20,
	TICKS = 5,
};

static void
set_dot(struct plot_dots_canvas *c, double x, double y, unsigned char ink)
{
	static const unsigned char bit[4][2] = {
		{ 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 }
	};
	double u = (x - c->x_min) / (c->x_max - c->x_min) *
		   ((double)c->width * 2 - 1),
	       v = (c->hi - y) / (c->hi - c->lo) * ((double)c->height * 4 - 1);
	size_t i, k, at;

	if (!(u >= 0 && v >= 0))
		return;
	i = (size_t)(u + 0.5);
	k = (size_t)(v + 0.5);
	if (i >= c->width * 2 || k >= c->height * 4)
		return;
	at = k / 4 * c->width + i / 2;
	if (ink == PLOT_DOTS_PLAIN && c->dot[at] != 0)
		return;
	c->dot[at] |= bit[k % 4][i % 2];
	c->ink[at] = ink;
}

void
plot_dots_line(struct plot_dots_canvas *c, double x0, double y0, double x1,
	       double y1, unsigned char ink)
{
	size_t steps = c->width * 2 + c->height * 4;

	for (size_t i = 0; i <= steps; i++) {
		double t = (double)i / (double)steps;

		set_dot(c, x0 + (x1 - x0) * t, y0 + (y1 - y0) * t, ink);
	}
}

enum chart { LENGTH, DEVIATION, MISS, CHARTS };

static double
shown(const struct metrics *m, enum chart chart)
{
	return m->measured == 0     ? NAN
	       : chart == LENGTH    ? m->length_mean
	       : chart == DEVIATION ? m->bias_mean
				    : m->mald;
}

/* Where a series ends on the right; NaN when it has no point. */
static double
draw_series(struct plot_dots_canvas *c, const struct curve_series *cs,
	    enum chart chart, unsigned char ink)
{
	double x0 = NAN, y0 = NAN;

	for (size_t i = 0; i < cs->npoint; i++) {
		double x = cs->point[i].lo, y = shown(&cs->point[i].m, chart);

		if (isnan(y))
			continue;
		plot_dots_line(c, isnan(x0) ? x : x0, isnan(x0) ? y : y0, x, y,
			       ink);
		x0 = x;
		y0 = y;
	}
	return y0;
}

static void
find_ranges(struct plot_dots_canvas *c, const struct plot_run *run, size_t n,
	    enum chart chart)
{
	for (size_t r = 0; r < n; r++)
		for (size_t k = 0; k < run[r].c->s->nseries; k++) {
			const struct curve_series *cs = &run[r].c->series[k];

			c->x_max = fmax(c->x_max, cs->all.hi);
			for (size_t i = 0; i < cs->npoint; i++) {
				double y = shown(&cs->point[i].m, chart);

				c->lo = fmin(c->lo, y);
				c->hi = fmax(c->hi, y);
			}
		}
	if (chart == LENGTH)
		c->hi = fmax(c->hi, c->x_max);
	c->x_max = fmax(c->x_max, 1);
	c->hi = fmax(c->hi, c->lo + 1);
}

/* A round step that makes some TICKS of range. */
static double
step_of(double range)
{
	double raw = range / TICKS, ten = pow(10, floor(log10(raw)));

	return raw <= ten       ? ten
	       : raw <= 2 * ten ? 2 * ten
	       : raw <= 5 * ten ? 5 * ten
				: 10 * ten;
}

static size_t
row_of(const struct plot_dots_canvas *c, double y)
{
	double v = (c->hi - y) / (c->hi - c->lo) * ((double)c->height - 1);

	return (size_t)fmin(fmax(v + 0.5, 0), (double)c->height - 1);
}

static void
mark_rows(const struct plot_dots_canvas *c, struct plot_dots_margins *m)
{
	double step = step_of(c->hi - c->lo);

	for (double y = ceil(c->lo / step) * step; y <= c->hi; y += step) {
		struct buf *b = &m->left[row_of(c, y)];

		buf_reset(b);
		buf_printf(b, "%g", fabs(y) < step / 2 ? 0 : y);
		m->places = b->len > m->places ? b->len : m->places;
	}
}

/* The name of a line in the free row nearest to its end. */
void
plot_dots_name(const struct plot_dots_canvas *c, struct plot_dots_margins *m,
	       double y, const char *name, unsigned char ink)
{
	size_t row = isnan(y) ? 0 : row_of(c, y);

	for (size_t off = 0; !isnan(y) && off < c->height; off++)
		for (int up = 0; up < 2; up++) {
			size_t at = up ? row - off : row + off;

			if (at >= c->height || m->right[at].len > 0)
				continue;
			escape_line(&m->right[at], name, strlen(name));
			m->ink[at] = ink;
			return;
		}
}

static void
colour(struct buf *out, bool coloured, unsigned char was, unsigned char now)
{
	static const char code[] = { '4', '3', '2', '5', '6', '1' };

	if (!coloured || was == now)
		return;
	if (now == PLOT_DOTS_PLAIN)
		buf_puts(out, "\033[0m");
	else
		buf_printf(out, "\033[3%cm", code[now % sizeof(code)]);
}

/* The first `places` of a text. */
static void
plot_dots_cut(struct buf *out, const char *s, size_t places)
{
	if (*s != '\0')
		buf_add(out, s, width_line(s, places));
}

void
plot_dots_rows(const struct plot_dots_canvas *c,
	       const struct plot_dots_margins *m, bool coloured,
	       struct buf *out)
{
	for (size_t r = 0; r < c->height; r++) {
		unsigned char ink = PLOT_DOTS_PLAIN;
		size_t last = c->width;
		const struct buf *left = &m->left[r], *right = &m->right[r];

		buf_printf(out, "%*s %s", (int)m->places,
			   left->len > 0 ? left->data : "",
			   left->len > 0 ? "\u2524" : "\u2502");
		while (right->len == 0 && last > 0 &&
		       c->dot[r * c->width + last - 1] == 0)
			last--;
		for (size_t i = 0; i < last; i++) {
			size_t at = r * c->width + i;
			unsigned char now =
			    c->dot[at] != 0 ? c->ink[at] : PLOT_DOTS_PLAIN;

			colour(out, coloured, ink, now);
			ink = now;
			if (c->dot[at] == 0)
				buf_putc(out, ' ');
			else
				buf_printf(out, "\xe2%c%c",
					   (char)(0xa0 | c->dot[at] >> 6),
					   (char)(0x80 | (c->dot[at] & 0x3f)));
		}
		if (right->len > 0) {
			colour(out, coloured, ink, m->ink[r]);
			ink = m->ink[r];
			buf_putc(out, ' ');
			plot_dots_cut(out, right->data, PLOT_DOTS_NAME);
		}
		colour(out, coloured, ink, PLOT_DOTS_PLAIN);
		buf_putc(out, '\n');
	}
}

/* A label below x, where there is room for it. */
void
plot_dots_tick(const struct plot_dots_canvas *c, double x, const char *label,
	       struct plot_dots_ticks *t)
{
	double share = (x - c->x_min) / (c->x_max - c->x_min);
	struct buf safe;
	size_t places, to;

	if (!(share >= 0 && share <= 1))
		return;
	buf_init(&safe, TEXT_LIMIT);
	escape_line(&safe, label, strlen(label));
	places = width_of(buf_text(&safe));
	to = (size_t)(share * ((double)c->width - 1));
	if (t->centred)
		to -= places / 2 < to ? places / 2 : to;
	if (to < t->at && to + 2 >= t->at)
		to = t->at;
	if (to >= t->at && to + places <= c->width + PLOT_DOTS_NAME) {
		buf_printf(&t->text, "%*s%s ", (int)(to - t->at), "",
			   buf_text(&safe));
		t->at = to + places + 1;
	}
	buf_fini(&safe);
}

void
plot_dots_axis(const struct plot_dots_canvas *c,
	       const struct plot_dots_margins *m, struct plot_dots_ticks *t,
	       const char *label, struct buf *out)
{
	buf_printf(out, "%*s \u2514", (int)m->places, "");
	for (size_t i = 0; i < c->width; i++)
		buf_puts(out, "\u2500");
	buf_putc(out, '\n');
	while (t->text.len > 0 && t->text.data[t->text.len - 1] == ' ')
		t->text.data[--t->text.len] = '\0';
	buf_printf(out, "%*s%s\n", (int)m->places + 2, "", buf_text(&t->text));
	buf_fini(&t->text);
	if (label == NULL || label[0] == '\0')
		return;
	buf_printf(out, "%*s", (int)m->places + 2, "");
	plot_dots_cut(out, label, c->width + PLOT_DOTS_NAME);
	buf_putc(out, '\n');
}

void
plot_dots_ticks(const struct plot_dots_canvas *c, struct plot_dots_ticks *t)
{
	double step = step_of(c->x_max - c->x_min);

	for (double x = ceil(c->x_min / step) * step; x <= c->x_max;
	     x += step) {
		char text[32];

		snprintf(text, sizeof(text), "%g", fabs(x) < step / 2 ? 0 : x);
		plot_dots_tick(c, x, text, t);
	}
}

static void
put_axis(const struct plot_dots_canvas *c, const struct plot_dots_margins *m,
	 const char *unit, struct buf *out)
{
	struct plot_dots_ticks t = { .at = 0 };
	struct buf label;

	buf_init(&t.text, TEXT_LIMIT);
	buf_init(&label, TEXT_LIMIT);
	plot_dots_ticks(c, &t);
	words_say(
	    &label, WORDS_AXIS_ASKED,
	    WORDS_ARGS(words_clause("unit", words_unit_label(unit), NULL)));
	plot_dots_axis(c, m, &t, buf_text(&label), out);
	buf_fini(&label);
}

static enum chart
chart_of(const char *name)
{
	static const char *const names[CHARTS] = { "length", "deviation",
						   "miss" };
	int i = 0;

	while (i < CHARTS && strcmp(names[i], name) != 0)
		i++;
	return (enum chart)i;
}

/* Which of all series are drawn; how many there are where some are not. */
static size_t
find_strong(const struct plot_run *run, size_t n, struct arena *a,
	    bool **strong)
{
	size_t pick[CHART_CROWD], all = 0, picked, i = 0;
	double *miss;

	for (size_t r = 0; r < n; r++)
		all += run[r].c->s->nseries;
	miss = arena_alloc(a, (all + 1) * sizeof(*miss));
	*strong = arena_alloc(a, (all + 1) * sizeof(**strong));
	for (size_t r = 0; r < n; r++)
		for (size_t k = 0; k < run[r].c->s->nseries; k++) {
			const struct metrics *m = &run[r].c->series[k].all.m;

			miss[i++] = m->measured > 0 ? m->mald : NAN;
		}
	picked = chart_strong(miss, all, pick);
	for (size_t k = 0; k < picked; k++)
		(*strong)[pick[k]] = true;
	return picked < all ? all : 0;
}

/* Those series, and what was asked. */
static void
draw_all(struct plot_dots_canvas *c, struct plot_dots_margins *m,
	 const struct plot_run *run, size_t n, enum chart chart,
	 const bool *strong)
{
	unsigned char ink = 0;
	struct buf name;

	buf_init(&name, TEXT_LIMIT);
	for (size_t r = 0, i = 0; r < n; r++)
		for (size_t k = 0; k < run[r].c->s->nseries; k++, i++) {
			double end;

			if (!strong[i])
				continue;
			end = draw_series(c, &run[r].c->series[k], chart, ink);

			buf_reset(&name);
			curve_show_name(run[r].c->s, k, &name);
			plot_dots_name(c, m, end, buf_text(&name), ink);
			ink = (unsigned char)((ink + 1) % PLOT_DOTS_PLAIN);
		}
	if (chart != MISS)
		for (size_t i = 0; i < c->width * 2; i += 4) {
			double x =
			    c->x_max * (double)i / ((double)c->width * 2);

			set_dot(c, x, chart == LENGTH ? x : 0, PLOT_DOTS_PLAIN);
		}
	if (chart == LENGTH)
		plot_dots_name(c, m, c->x_max, words_text(WORDS_MARK_ASKED),
			       PLOT_DOTS_PLAIN);
	buf_fini(&name);
}

static void
put_head(const struct plot_run *run, enum chart chart, size_t columns,
	 size_t crowd, struct buf *out)
{
	static const enum words_id title[CHARTS] = { WORDS_AXIS_MEASURED,
						     WORDS_AXIS_DEVIATION,
						     WORDS_AXIS_MISS };
	const char *unit = run[0].c->s->unit;
	struct buf text;

	buf_init(&text, TEXT_LIMIT);
	words_say(&text, title[chart],
		  WORDS_ARGS(words_clause("units", words_units(unit), NULL)));
	plot_dots_cut(out, buf_text(&text), columns);
	buf_putc(out, '\n');
	buf_reset(&text);
	curve_show_subtitle(run[0].c->s, &text);
	plot_dots_cut(out, buf_text(&text), columns);
	buf_putc(out, '\n');
	if (crowd > 0) {
		buf_reset(&text);
		words_say(&text, WORDS_CHART_STRONG,
			  WORDS_ARGS(words_count("all", crowd)));
		plot_dots_cut(out, buf_text(&text), columns);
		buf_putc(out, '\n');
	}
	buf_fini(&text);
}

void
plot_dots_open(struct plot_dots_canvas *c, struct plot_dots_margins *m,
	       size_t columns)
{
	*m = (struct plot_dots_margins){ .places = 1 };
	m->left = mem_calloc(c->height, sizeof(*m->left));
	m->right = mem_calloc(c->height, sizeof(*m->right));
	m->ink = mem_calloc(c->height, sizeof(*m->ink));
	for (size_t i = 0; i < c->height; i++) {
		buf_init(&m->left[i], TEXT_LIMIT);
		buf_init(&m->right[i], TEXT_LIMIT);
	}
	mark_rows(c, m);
	c->width = columns > m->places + PLOT_DOTS_NAME + 14
		       ? columns - m->places - PLOT_DOTS_NAME - 4
		       : 10;
	c->dot = mem_calloc(c->width * c->height, sizeof(*c->dot));
	c->ink = mem_calloc(c->width * c->height, sizeof(*c->ink));
}

void
plot_dots_close(struct plot_dots_canvas *c, struct plot_dots_margins *m)
{
	for (size_t i = 0; i < c->height; i++) {
		buf_fini(&m->right[i]);
		buf_fini(&m->left[i]);
	}
	free(c->ink);
	free(c->dot);
	free(m->ink);
	free(m->right);
	free(m->left);
}

int
plot_dots_draw(const struct plot_run *run, size_t n, const char *name,
	       const struct plot_dots *d, struct buf *out)
{
	enum chart chart = chart_of(name);
	struct plot_dots_canvas c = { .x_max = 0 };
	struct plot_dots_margins m;
	struct arena a;
	bool *strong;
	size_t crowd;

	if (chart == CHARTS)
		return -1;
	arena_init(&a);
	crowd = find_strong(run, n, &a, &strong);
	c.height = d->rows > 12 ? d->rows - 6 - (crowd > 0) : 6;
	find_ranges(&c, run, n, chart);
	plot_dots_open(&c, &m, d->columns);
	draw_all(&c, &m, run, n, chart, strong);
	put_head(run, chart, d->columns, crowd, out);
	plot_dots_rows(&c, &m, d->colour, out);
	put_axis(&c, &m, run[0].c->s->unit, out);
	plot_dots_close(&c, &m);
	arena_fini(&a);
	return 0;
}
