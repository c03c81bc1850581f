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
#include "report/curve_show.h"
#include "report/words.h"

enum {
	TEXT_LIMIT = 1 << 20,
	NAME_PLACES = 14, /* at most, beside the picture */
	TICKS = 5,
	FOREGROUND = 0xff,
};

struct canvas {
	size_t width, height; /* in characters */
	unsigned char *dot;   /* the braille pattern of each */
	unsigned char *ink;   /* the series it belongs to, or FOREGROUND */
	double x_max, lo, hi;
};

static void
set_dot(struct canvas *c, double x, double y, unsigned char ink)
{
	static const unsigned char bit[4][2] = {
		{ 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 }
	};
	double u = x / c->x_max * ((double)c->width * 2 - 1),
	       v = (c->hi - y) / (c->hi - c->lo) * ((double)c->height * 4 - 1);
	size_t i, k, at;

	if (!(u >= 0 && v >= 0))
		return;
	i = (size_t)(u + 0.5);
	k = (size_t)(v + 0.5);
	if (i >= c->width * 2 || k >= c->height * 4)
		return;
	at = k / 4 * c->width + i / 2;
	if (ink == FOREGROUND && c->dot[at] != 0)
		return;
	c->dot[at] |= bit[k % 4][i % 2];
	c->ink[at] = ink;
}

static void
line(struct canvas *c, double x0, double y0, double x1, double y1,
     unsigned char ink)
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
draw_series(struct canvas *c, const struct curve_series *cs, enum chart chart,
	    unsigned char ink)
{
	double x0 = NAN, y0 = NAN;

	for (size_t i = 0; i < cs->npoint; i++) {
		double x = cs->point[i].lo, y = shown(&cs->point[i].m, chart);

		if (isnan(y))
			continue;
		line(c, isnan(x0) ? x : x0, isnan(x0) ? y : y0, x, y, ink);
		x0 = x;
		y0 = y;
	}
	return y0;
}

static void
find_ranges(struct canvas *c, const struct plot_run *run, size_t n,
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

/* What stands left of each row, and at the end of each: "" where nothing. */
struct margins {
	struct buf *left, *right;
	unsigned char *ink; /* of the right */
	size_t places;      /* of the left */
};

static size_t
row_of(const struct canvas *c, double y)
{
	double v = (c->hi - y) / (c->hi - c->lo) * ((double)c->height - 1);

	return (size_t)fmin(fmax(v + 0.5, 0), (double)c->height - 1);
}

static void
mark_rows(const struct canvas *c, struct margins *m)
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
static void
name_line(const struct canvas *c, struct margins *m, double y, const char *name,
	  unsigned char ink)
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
	if (now == FOREGROUND)
		buf_puts(out, "\033[0m");
	else
		buf_printf(out, "\033[3%cm", code[now % sizeof(code)]);
}

/* The first `places` of a text. */
static void
put_cut(struct buf *out, const char *s, size_t places)
{
	if (*s != '\0')
		buf_add(out, s, width_line(s, places));
}

static void
put_rows(const struct canvas *c, const struct margins *m, bool coloured,
	 struct buf *out)
{
	for (size_t r = 0; r < c->height; r++) {
		unsigned char ink = FOREGROUND;
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
			    c->dot[at] != 0 ? c->ink[at] : FOREGROUND;

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
			put_cut(out, right->data, NAME_PLACES);
		}
		colour(out, coloured, ink, FOREGROUND);
		buf_putc(out, '\n');
	}
}

/* The axis below, with its ticks and what they are. */
static void
put_axis(const struct canvas *c, const struct margins *m, const char *unit,
	 struct buf *out)
{
	double step = step_of(c->x_max);
	struct buf ticks, label;
	size_t at = 0;

	buf_init(&ticks, TEXT_LIMIT);
	buf_init(&label, TEXT_LIMIT);
	buf_printf(out, "%*s \u2514", (int)m->places, "");
	for (size_t i = 0; i < c->width; i++)
		buf_puts(out, "\u2500");
	buf_putc(out, '\n');
	buf_printf(&ticks, "%*s", (int)m->places + 2, "");
	for (double x = 0; x <= c->x_max; x += step) {
		size_t to = (size_t)(x / c->x_max * ((double)c->width - 1));
		char text[32];

		snprintf(text, sizeof(text), "%g", x);
		if (to < at || to + strlen(text) > c->width + NAME_PLACES)
			continue;
		buf_printf(&ticks, "%*s%s", (int)(to - at), "", text);
		at = to + strlen(text) + 1;
		buf_putc(&ticks, ' ');
	}
	while (ticks.len > 0 && ticks.data[ticks.len - 1] == ' ')
		ticks.data[--ticks.len] = '\0';
	words_say(
	    &label, WORDS_AXIS_ASKED,
	    WORDS_ARGS(words_clause("unit", words_unit_label(unit), NULL)));
	buf_printf(out, "%s\n%*s", ticks.data, (int)m->places + 2, "");
	put_cut(out, buf_text(&label), c->width + NAME_PLACES);
	buf_putc(out, '\n');
	buf_fini(&label);
	buf_fini(&ticks);
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

/* Every series, and what was asked. */
static void
draw_all(struct canvas *c, struct margins *m, const struct plot_run *run,
	 size_t n, enum chart chart)
{
	unsigned char ink = 0;
	struct buf name;

	buf_init(&name, TEXT_LIMIT);
	for (size_t r = 0; r < n; r++)
		for (size_t k = 0; k < run[r].c->s->nseries; k++) {
			double end =
			    draw_series(c, &run[r].c->series[k], chart, ink);

			buf_reset(&name);
			curve_show_name(run[r].c->s, k, &name);
			name_line(c, m, end, buf_text(&name), ink);
			ink = (unsigned char)((ink + 1) % FOREGROUND);
		}
	if (chart != MISS)
		for (size_t i = 0; i < c->width * 2; i += 4) {
			double x =
			    c->x_max * (double)i / ((double)c->width * 2);

			set_dot(c, x, chart == LENGTH ? x : 0, FOREGROUND);
		}
	if (chart == LENGTH)
		name_line(c, m, c->x_max, words_text(WORDS_MARK_ASKED),
			  FOREGROUND);
	buf_fini(&name);
}

static void
put_head(const struct plot_run *run, enum chart chart, size_t columns,
	 struct buf *out)
{
	static const enum words_id title[CHARTS] = { WORDS_AXIS_MEASURED,
						     WORDS_AXIS_DEVIATION,
						     WORDS_AXIS_MISS };
	const char *unit = run[0].c->s->unit;
	struct buf text;

	buf_init(&text, TEXT_LIMIT);
	words_say(&text, title[chart],
		  WORDS_ARGS(words_clause("units", words_units(unit), NULL)));
	put_cut(out, buf_text(&text), columns);
	buf_putc(out, '\n');
	buf_reset(&text);
	curve_show_subtitle(run[0].c->s, &text);
	put_cut(out, buf_text(&text), columns);
	buf_putc(out, '\n');
	buf_fini(&text);
}

int
plot_dots_draw(const struct plot_run *run, size_t n, const char *name,
	       const struct plot_dots *d, struct buf *out)
{
	enum chart chart = chart_of(name);
	struct canvas c = { .x_max = 0 };
	struct margins m = { .places = 1 };

	if (chart == CHARTS)
		return -1;
	c.height = d->rows > 12 ? d->rows - 6 : 6;
	find_ranges(&c, run, n, chart);
	m.left = mem_calloc(c.height, sizeof(*m.left));
	m.right = mem_calloc(c.height, sizeof(*m.right));
	m.ink = mem_calloc(c.height, sizeof(*m.ink));
	for (size_t i = 0; i < c.height; i++) {
		buf_init(&m.left[i], TEXT_LIMIT);
		buf_init(&m.right[i], TEXT_LIMIT);
	}
	mark_rows(&c, &m);
	c.width = d->columns > m.places + NAME_PLACES + 14
		      ? d->columns - m.places - NAME_PLACES - 4
		      : 10;
	c.dot = mem_calloc(c.width * c.height, sizeof(*c.dot));
	c.ink = mem_calloc(c.width * c.height, sizeof(*c.ink));
	draw_all(&c, &m, run, n, chart);
	put_head(run, chart, d->columns, out);
	put_rows(&c, &m, d->colour, out);
	put_axis(&c, &m, run[0].c->s->unit, out);
	for (size_t i = 0; i < c.height; i++) {
		buf_fini(&m.right[i]);
		buf_fini(&m.left[i]);
	}
	free(c.ink);
	free(c.dot);
	free(m.ink);
	free(m.right);
	free(m.left);
	return 0;
}
