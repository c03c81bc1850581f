/*
 * A figure of the page: panels as pictures of their own, so that they stand
 * side by side on a desk and below one another on a telephone. No script is
 * needed: what a pointer rests on says its numbers by itself, and the table
 * stands behind; where it stands elsewhere (x_head NULL) lines alone are drawn.
 * Single answers are one path of dots, each place once, so
 * that fifty thousand of them weigh no more than the picture has places.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/num.h"
#include "base/order.h"
#include "report/figure.h"
#include "report/html_part.h"
#include "report/words.h"

enum { LEFT = 52, RIGHT = 14, TOP = 10, FOOT = 46 };

struct sheet {
	const struct figure *f;
	struct figure_range r;
	int width, height;
};

static double
place_x(const struct sheet *s, double x)
{
	double share = s->f->log ? log(x / s->r.x0) / log(s->r.x1 / s->r.x0)
				 : (x - s->r.x0) / (s->r.x1 - s->r.x0);

	return LEFT + share * (s->width - LEFT - RIGHT);
}

static double
place_y(const struct sheet *s, double y)
{
	return s->height - FOOT -
	       (y - s->r.y0) / (s->r.y1 - s->r.y0) * (s->height - TOP - FOOT);
}

static void
tic_x(const struct sheet *s, double x, const char *label, struct buf *out)
{
	buf_printf(out, "<path class=\"axis\" d=\"M%.1f %dv4\"/>",
		   place_x(s, x), s->height - FOOT);
	buf_printf(out, "<text class=\"mid\" x=\"%.1f\" y=\"%d\">",
		   place_x(s, x), s->height - FOOT + 18);
	html_text(out, label);
	buf_puts(out, "</text>");
}

static void
number(double x, double step, char text[NUM_TEXT])
{
	int decimals = step >= 1 ? 0 : (int)ceil(-log10(step) - 1e-9);

	num_fixed(text, fabs(x) < step * 1e-6 ? 0 : x, decimals);
}

static void
add_axes(const struct sheet *s, struct buf *out)
{
	const struct figure *f = s->f;
	double step = figure_step(s->r.y1 - s->r.y0);
	char text[NUM_TEXT];

	for (double y = ceil(s->r.y0 / step) * step; y <= s->r.y1; y += step) {
		number(y, step, text);
		buf_printf(out,
			   "<path class=\"rule\" d=\"M%d %.1fH%d\"/><text "
			   "class=\"end\" x=\"%d\" y=\"%.1f\">%s</text>",
			   LEFT, place_y(s, y), s->width - RIGHT, LEFT - 8,
			   place_y(s, y) + 4, text);
	}
	for (size_t i = 0; i < f->ntic; i++)
		tic_x(s, f->tic[i].x, f->tic[i].label, out);
	step = figure_step(s->r.x1 - s->r.x0);
	for (double x = ceil(s->r.x0 / step) * step;
	     f->ntic == 0 && x <= s->r.x1; x += step) {
		number(x, step, text);
		tic_x(s, x, text, out);
	}
	if (!isnan(f->asked))
		buf_printf(out, "<path class=\"asked\" d=\"M%.1f %dV%d\"/>",
			   place_x(s, f->asked), TOP, s->height - FOOT);
	if (!isnan(f->level))
		buf_printf(out, "<path class=\"asked\" d=\"M%d %.1fH%d\"/>",
			   LEFT, place_y(s, f->level), s->width - RIGHT);
	buf_printf(out, "<path class=\"axis\" d=\"M%d %dV%dH%d\"/>", LEFT, TOP,
		   s->height - FOOT, s->width - RIGHT);
	buf_printf(out, "<text class=\"mid name\" x=\"%d\" y=\"%d\">",
		   (LEFT + s->width - RIGHT) / 2, s->height - 8);
	html_text(out, f->x_title);
	buf_printf(out,
		   "</text><text class=\"mid name\" transform=\"translate(13 "
		   "%d) rotate(-90)\">",
		   (TOP + s->height - FOOT) / 2);
	html_text(out, f->y_title);
	buf_puts(out, "</text>");
}

/* Dots of the answers: x and y of a place in one number, each place once. */
static void
add_cloud(const struct sheet *s, const struct figure_line *l, struct buf *out)
{
	uint32_t *at = mem_calloc(l->ncloud + 1, sizeof(*at));
	size_t n = 0;

	for (size_t i = 0; i < l->ncloud; i++)
		if (!isnan(l->cloud[i].x) && !isnan(l->cloud[i].y))
			at[n++] = (uint32_t)place_x(s, l->cloud[i].x) << 16 |
				  (uint32_t)place_y(s, l->cloud[i].y);
	qsort(at, n, sizeof(*at), order_u32);
	if (n > 0)
		buf_printf(out,
			   "<path class=\"cloud\" stroke=\"var(--s%zu)\" "
			   "d=\"",
			   l->hue % 7 + 1);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || at[i] != at[i - 1])
			buf_printf(out, "M%u %uh0", at[i] >> 16,
				   at[i] & 0xffff);
	buf_puts(out, n > 0 ? "\"/>" : "");
	free(at);
}

/* What counts as close, and where lines would lie as asked. */
static void
add_beside(const struct sheet *s, struct buf *out)
{
	const struct figure *f = s->f;
	double x1 = fmin(s->r.x1, s->r.y1);

	if (f->strip != NULL)
		buf_printf(out,
			   "<rect class=\"near\" x=\"%d\" y=\"%.1f\" "
			   "width=\"%d\" height=\"%.1f\"/>",
			   LEFT, place_y(s, f->strip_hi),
			   s->width - LEFT - RIGHT,
			   place_y(s, f->strip_lo) - place_y(s, f->strip_hi));
	if (f->zero)
		buf_printf(out, "<path class=\"asked\" d=\"M%d %.1fH%d\"/>",
			   LEFT, place_y(s, 0), s->width - RIGHT);
	else if (f->same != NULL)
		buf_printf(out,
			   "<path class=\"asked\" d=\"M%.1f %.1fL%.1f %.1f\"/>",
			   place_x(s, s->r.x0), place_y(s, s->r.x0),
			   place_x(s, x1), place_y(s, x1));
}

static void
add_point(const struct sheet *s, const struct figure_line *l,
	  const struct figure_point *p, double at, struct buf *out)
{
	const struct figure *f = s->f;
	struct buf x;

	if (!isnan(p->lo))
		buf_printf(out,
			   "<path class=\"curve\" stroke=\"var(--s%zu)\" "
			   "d=\"M%.1f %.1fV%.1f\"/>",
			   l->hue % 7 + 1, at, place_y(s, p->lo),
			   place_y(s, p->hi));
	buf_printf(out,
		   "<circle fill=\"var(--s%zu)\" cx=\"%.1f\" cy=\"%.1f\" "
		   "r=\"4\"><title>",
		   l->hue % 7 + 1, at, place_y(s, p->y));
	buf_init(&x, HTML_NAME_MAX);
	figure_x(f, p->x, &x);
	html_words(out, WORDS_FIGURE_POINT,
		   WORDS_ARGS(words_str("name", l->name),
			      words_str("x_head", f->x_head),
			      words_str("x", buf_text(&x)),
			      words_str("y_head", f->y_head),
			      words_fixed("y", p->y, f->decimals),
			      words_fixed("lo", p->lo, f->decimals),
			      words_fixed("hi", p->hi, f->decimals)));
	buf_puts(out, "</title></circle>");
	buf_fini(&x);
}

static void
add_line(const struct sheet *s, const struct figure_panel *panel, size_t line,
	 struct buf *out)
{
	const struct figure_line *l = &panel->line[line];
	bool pen = false;

	buf_printf(out, "<path class=\"curve\" stroke=\"var(--s%zu)\" d=\"",
		   l->hue % 7 + 1);
	for (size_t i = 0; i < l->n && !s->f->words; i++) {
		const struct figure_point *p = &l->point[i];

		if (!isnan(p->y))
			buf_printf(out, "%c%.1f %.1f", pen ? 'L' : 'M',
				   place_x(s, p->x), place_y(s, p->y));
		pen = pen || !isnan(p->y);
	}
	buf_puts(out, "\"/>");
	for (size_t i = 0; i < l->n; i++)
		if (s->f->x_head != NULL && !isnan(l->point[i].y))
			add_point(s, l, &l->point[i],
				  place_x(s, figure_beside(s->f, panel, line,
							   l->point[i].x)),
				  out);
}

static void
add_panel(const struct sheet *s, const struct figure_panel *p, struct buf *out)
{
	buf_puts(out, "<div class=\"plot\">");
	if (p->title != NULL) {
		buf_puts(out, "<h4>");
		html_text(out, p->title);
		buf_puts(out, "</h4>");
	}
	buf_printf(out, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"",
		   s->width, s->height);
	html_text(out, s->f->title);
	if (p->title != NULL) {
		buf_puts(out, ". ");
		html_text(out, p->title);
	}
	buf_puts(out, "\">");
	add_beside(s, out);
	add_axes(s, out);
	for (size_t i = 0; i < p->n; i++)
		add_cloud(s, &p->line[i], out);
	for (size_t i = 0; i < p->n; i++)
		add_line(s, p, i, out);
	buf_puts(out, "</svg></div>\n");
}

/* Which colour is whose. */
static void
add_names(const struct figure_panel *p, struct buf *out)
{
	if (p->n < 2)
		return;
	buf_puts(out, "<ul class=\"names\">");
	for (size_t i = 0; i < p->n; i++) {
		buf_printf(out, "<li class=\"s%zu\"><bdi>",
			   p->line[i].hue % 7 + 1);
		html_text(out, p->line[i].name);
		buf_puts(out, "</bdi></li>");
	}
	buf_puts(out, "</ul>\n");
}

void
figure_html(const struct figure *all, struct buf *out)
{
	const struct figure *f = figure_few(all);
	struct sheet s = { f, figure_range(f), f->n > 1 ? 460 : 720,
			   f->n > 1 ? 320 : 400 };
	struct table t;

	if (!figure_any(f))
		return;
	buf_puts(out, "<figure class=\"drawn\"><figcaption>");
	html_text(out, f->title);
	buf_puts(out, "</figcaption>\n");
	if (f->n > 0)
		add_names(&f->panel[0], out);
	buf_printf(out, "<div class=\"%s\">\n", f->n > 1 ? "charts" : "chart");
	for (size_t i = 0; i < f->n; i++)
		add_panel(&s, &f->panel[i], out);
	buf_puts(out, "</div>\n");
	if (f->note != NULL) {
		buf_puts(out, "<p class=\"note\">");
		html_text(out, f->note);
		buf_puts(out, "</p>\n");
	}
	if (f->x_head != NULL) {
		buf_puts(out, "<details class=\"behind\"><summary>");
		html_words(out, WORDS_UI_CHART_TABLE, NULL);
		buf_puts(out, "</summary>\n");
		figure_table(all, &t);
		html_table(out, &t);
		buf_puts(out, "</details>");
	}
	buf_puts(out, "</figure>\n");
}
