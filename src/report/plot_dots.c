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
#include "base/utf8.h"
#include "base/width.h"
#include "data/escape.h"
#include "report/plot_dots_impl.h"

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

/* The first `places` of a text; one that has more says so. */
static void
plot_dots_cut(struct buf *out, const char *s, size_t places)
{
	bool more = width_of(s) > places;

	if (*s != '\0')
		buf_add(out, s, width_line(s, places - more));
	buf_puts(out, more ? "\u2026" : "");
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
			char braille[4];
			unsigned char now =
			    c->dot[at] != 0 ? c->ink[at] : PLOT_DOTS_PLAIN;

			colour(out, coloured, ink, now);
			ink = now;
			if (c->dot[at] == 0)
				buf_putc(out, ' ');
			else
				buf_add(
				    out, braille,
				    utf8_put(braille, 0x2800u + c->dot[at]));
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
