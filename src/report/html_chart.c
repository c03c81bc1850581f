/*
 * The two charts of a page without its script: lines of means, drawn here
 * rather than by gnuplot, as they are a twentieth of its size, need nothing to
 * be installed, and hold nothing that lay in the run's directory. The script
 * draws its own from the data; these are "still", and not shown then.
 */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/num.h"
#include "report/chart.h"
#include "report/curve_show.h"
#include "report/html_part.h"

enum { WIDTH = 960, HEIGHT = 440, LEFT = 60, RIGHT = 110, TOP = 10, FOOT = 46 };

struct scale {
	double x1, y0, y1; /* x begins at 0 */
	bool deviation;
};

static double
place_x(const struct scale *s, double x)
{
	return LEFT + x / s->x1 * (WIDTH - LEFT - RIGHT);
}

static double
place_y(const struct scale *s, double y)
{
	return HEIGHT - FOOT -
	       (y - s->y0) / (s->y1 - s->y0) * (HEIGHT - TOP - FOOT);
}

static double
value(const struct scale *s, const struct curve_part *p)
{
	return s->deviation ? p->m.bias_mean : p->m.length_mean;
}

static void
find_range(struct scale *s, const struct curve_run *r)
{
	s->x1 = 1;
	s->y0 = s->deviation ? -15 : 0;
	s->y1 = s->deviation ? 15 : 1;
	for (size_t i = 0; i < r->s.nseries; i++) {
		const struct curve_series *cs = &r->c.series[i];

		s->x1 = fmax(s->x1, cs->all.hi);
		for (size_t k = 0; k < cs->npoint; k++) {
			s->y0 = fmin(s->y0, value(s, &cs->point[k]));
			s->y1 = fmax(s->y1, value(s, &cs->point[k]));
		}
	}
	if (!s->deviation)
		s->y1 = fmax(s->y1, s->x1);
}

/* A round step that gives four to ten tics. */
static double
step_of(double range)
{
	double ten = pow(10, floor(log10(range / 4)));

	return range / 4 < 2 * ten   ? ten
	       : range / 4 < 5 * ten ? 2 * ten
				     : 5 * ten;
}

static void
add_axes(const struct scale *s, struct buf *out)
{
	double step = step_of(s->y1 - s->y0);
	char text[NUM_TEXT];

	for (double y = ceil(s->y0 / step) * step; y <= s->y1; y += step) {
		double at = place_y(s, y);

		num_fixed(text, y, step < 1 ? 1 : 0);
		buf_printf(out,
			   "<g class=\"grid\"><path class=\"rule\" d=\"M%d "
			   "%.1fH%d\"/><text class=\"end\" x=\"%d\" y=\"%.1f\">"
			   "%s</text></g>",
			   LEFT, at, WIDTH - RIGHT, LEFT - 8, at + 4, text);
	}
	step = step_of(s->x1);
	for (double x = 0; x <= s->x1; x += step) {
		num_fixed(text, x, step < 1 ? 1 : 0);
		buf_printf(out,
			   "<text class=\"mid\" x=\"%.1f\" y=\"%d\">%s</text>",
			   place_x(s, x), HEIGHT - FOOT + 18, text);
	}
	buf_printf(out, "<path class=\"axis\" d=\"M%d %dV%dH%d\"/>", LEFT, TOP,
		   HEIGHT - FOOT, WIDTH - RIGHT);
}

static void
add_curve(const struct scale *s, const struct curve_run *r, size_t i, bool pale,
	  struct buf *out)
{
	const struct curve_series *cs = &r->c.series[i];
	struct buf name;
	double end = NAN;
	bool pen = false;

	buf_printf(out, "<path class=\"curve\" stroke=\"var(--s%zu)\"%s d=\"",
		   i % 7 + 1, pale ? " stroke-opacity=\"0.12\"" : "");
	for (size_t k = 0; k < cs->npoint; k++) {
		double y = value(s, &cs->point[k]);

		if (!isnan(y)) {
			end = place_y(s, y);
			buf_printf(out, "%c%.1f %.1f", pen ? 'L' : 'M',
				   place_x(s, cs->point[k].lo), end);
		}
		pen = !isnan(y);
	}
	buf_puts(out, "\"/>");
	if (isnan(end) || pale)
		return;
	buf_init(&name, HTML_NAME_MAX);
	curve_show_name(&r->s, i, &name);
	buf_printf(out, "<text x=\"%d\" y=\"%.1f\" fill=\"var(--s%zu)\">",
		   WIDTH - RIGHT + 6, end + 4, i % 7 + 1);
	html_text(out, buf_text(&name));
	buf_puts(out, "</text>");
	buf_fini(&name);
}

/* Of a crowd the rest is pale, as where the script draws. */
static void
add_curves(const struct scale *s, const struct curve_run *r, struct buf *out)
{
	size_t n = r->s.nseries, pick[CHART_CROWD], picked;
	double *miss = mem_calloc(n + 1, sizeof(*miss));
	bool *strong = mem_calloc(n + 1, sizeof(*strong));

	for (size_t i = 0; i < n; i++)
		miss[i] = r->c.series[i].all.m.mald;
	picked = chart_strong(miss, n, pick);
	for (size_t k = 0; k < picked; k++)
		strong[pick[k]] = true;
	for (size_t i = 0; i < n; i++)
		if (!strong[i])
			add_curve(s, r, i, true, out);
	for (size_t k = 0; k < picked; k++)
		add_curve(s, r, pick[k], false, out);
	free(strong);
	free(miss);
}

void
html_chart(const struct html_run *run, bool deviation, struct buf *out)
{
	const struct curve_run *r = run->r;
	struct scale s = { .deviation = deviation };
	enum words_id title =
	    deviation ? WORDS_UI_CHART_DEVIATION : WORDS_UI_CHART_LENGTH;

	find_range(&s, r);
	buf_puts(out, "<figure class=\"still\"><figcaption>");
	html_words(out, title, NULL);
	buf_printf(out,
		   "</figcaption><div class=\"plot\"><svg viewBox=\"0 0 %d "
		   "%d\" role=\"img\" aria-label=\"",
		   WIDTH, HEIGHT);
	html_words(out, title, NULL);
	buf_puts(out, "\">");
	if (deviation)
		buf_printf(out,
			   "<rect class=\"near\" x=\"%d\" y=\"%.1f\" "
			   "width=\"%d\" height=\"%.1f\"/>",
			   LEFT, place_y(&s, 15), WIDTH - LEFT - RIGHT,
			   place_y(&s, -15) - place_y(&s, 15));
	add_axes(&s, out);
	buf_printf(out, "<path class=\"asked\" d=\"M%.1f %.1fL%.1f %.1f\"/>",
		   place_x(&s, 0), place_y(&s, 0), place_x(&s, s.x1),
		   place_y(&s, deviation ? 0 : s.x1));
	add_curves(&s, r, out);
	buf_printf(out, "<text class=\"mid name\" x=\"%d\" y=\"%d\">",
		   (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8);
	html_words(
	    out, WORDS_UI_AXIS_TARGET,
	    WORDS_ARGS(words_clause("unit", words_units(r->s.unit), NULL)));
	buf_puts(out, "</text></svg></div></figure>\n");
}
