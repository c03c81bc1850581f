/*
 * gnuplot can measure no text and moves no label out of another's way, so
 * what is put where is worked out here, from the ranges that the axes have.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/width.h"
#include "report/chart.h"
#include "report/gnuplot.h"
#include "report/plot_look_impl.h"
#include "report/words.h"

enum {
	TEXT_LIMIT = 1 << 20,
	ENDED = 6, /* series with a label at their end */
	PANELS = 12,
};

/* name[i] = x. */
static void
set_at(struct buf *out, const char *name, size_t i, double x)
{
	char variable[96];

	snprintf(variable, sizeof(variable), "%s[%zu]", name, i);
	gnuplot_set_num(out, variable, x);
}

/* The mean length at the target nearest to x; NaN for NaN. */
static double
length_near(const struct curve_series *cs, double x)
{
	double best = INFINITY, length = NAN;

	for (size_t i = 0; i < cs->npoint; i++) {
		double off = fabs(cs->point[i].lo - x);

		if (off < best && cs->point[i].m.measured > 0) {
			best = off;
			length = cs->point[i].m.length_mean;
		}
	}
	return length;
}

/* What a chart shows of a point. */
static double
shown_of(const struct metrics *m, int chart)
{
	return m->measured == 0          ? NAN
	       : chart == PLOT_LENGTH    ? m->length_mean
	       : chart == PLOT_DEVIATION ? m->bias_mean
					 : m->mald;
}

/* "horizon 165" and "break 125", as far as they were found. */
static void
say_marks(const struct plot_look_series *s, struct buf *horizon, struct buf *at)
{
	buf_reset(horizon);
	buf_reset(at);
	if (!isnan(s->horizon))
		buf_printf(horizon, "%s %.0f", words_text(WORDS_MARK_HORIZON),
			   s->horizon);
	if (!isnan(s->at))
		buf_printf(at, "%s %.0f", words_text(WORDS_MARK_BREAK),
			   round(s->at));
}

/* Where a label may stand: shares of the picture, from its lower left. */
struct place {
	double x0, x1, y0, y1;
	bool leftwards; /* of its anchor */
};

/* A chart's labels so far, and what they are put between. */
struct board {
	const struct plot_look *l;
	int chart;
	double x_max;
	struct plot_axis axis;
	size_t n;
	struct place place[PLOT_MARKED + 1];
};

static bool
inside(const struct board *b, const struct place *p, double x, double y)
{
	double u = x / b->x_max,
	       v = (y - b->axis.lo) / (b->axis.hi - b->axis.lo);

	return u >= p->x0 && u <= p->x1 && v >= p->y0 && v <= p->y1;
}

/* How often a line of series k runs through p. */
static double
crossed(const struct board *b, size_t k, const struct place *p)
{
	enum { STEPS = 8 };
	const struct curve_series *cs = b->l->s[k].cs;
	double was_x = NAN, was_y = NAN, n = 0;

	for (size_t i = 0; i < cs->npoint; i++) {
		double x = cs->point[i].lo,
		       y = shown_of(&cs->point[i].m, b->chart);

		if (isnan(y))
			continue;
		for (int t = 1; t <= STEPS && !isnan(was_x); t++)
			n += inside(b, p, was_x + (x - was_x) * t / STEPS,
				    was_y + (y - was_y) * t / STEPS);
		n += inside(b, p, x, y);
		was_x = x;
		was_y = y;
	}
	return n;
}

static double
cost(const struct board *b, size_t own, const struct place *p)
{
	double n = p->x0 < 0 || p->x1 > 1 ? 1000 : 0;

	for (size_t k = 0; k < b->l->n; k++) {
		double at = b->l->s[k].horizon / b->x_max;

		n += crossed(b, k, p);
		if (k != own && at >= p->x0 && at <= p->x1)
			n += 5;
	}
	for (int t = 0; t <= 100; t++) {
		double x = b->x_max * t / 100;

		n += 0.5 * inside(b, p, x, b->chart == PLOT_LENGTH ? x : 0);
	}
	for (size_t k = 0; k < b->n; k++) {
		const struct place *q = &b->place[k];

		if (p->x0 < q->x1 && q->x0 < p->x1 && p->y0 < q->y1 &&
		    q->y0 < p->y1)
			n += 100;
	}
	return n;
}

/* The best of two sides and so many heights, the lowest where all are free;
 * width and height as shares of the picture. */
static struct place
find_place(const struct board *b, size_t own, double anchor, double width,
	   double height)
{
	enum { HEIGHTS = 34 };
	struct place best = { 0 };
	double least = INFINITY;

	for (int i = 0; i < 2 * HEIGHTS; i++) {
		double y = 0.02 + (0.97 - height) / HEIGHTS * (i / 2);
		double u = anchor / b->x_max, x = i % 2 ? u - width : u, n;
		struct place p = { x, x + width, y, y + height, i % 2 };

		n = cost(b, own, &p);
		if (n < least) {
			least = n;
			best = p;
		}
	}
	return best;
}

/* Labels of one chart: arrays mark_y_NAME (share of the height, of the upper
 * line) and mark_left_NAME. */
static void
place_marks(const struct plot_look *l, int chart, struct plot_axis axis,
	    double x_max, struct buf *out)
{
	/* What a letter and a line take in a column of a paper. */
	static const double letter = 0.0135, line = 0.055;
	static const char *const name[PLOT_LINES] = { "length", "deviation",
						      "miss" };
	struct board b = {
		.l = l, .chart = chart, .x_max = x_max, .axis = axis
	};
	char y[64], left[64];
	struct buf horizon, at;

	/* What is near zero is labelled at the left. */
	if (chart == PLOT_MISS)
		b.place[b.n++] = (struct place){ 0, 0.2, 15 / axis.hi,
						 15 / axis.hi + line, false };

	snprintf(y, sizeof(y), "mark_y_%s", name[chart]);
	snprintf(left, sizeof(left), "mark_left_%s", name[chart]);
	buf_init(&horizon, TEXT_LIMIT);
	buf_init(&at, TEXT_LIMIT);
	buf_printf(out, "array %s[%zu]\narray %s[%zu]\n", y, l->n, left, l->n);
	for (size_t i = 0; i < l->n; i++) {
		const struct plot_look_series *s = &l->s[i];
		struct place p = { 0 };

		say_marks(s, &horizon, &at);
		if (horizon.len + at.len > 0) {
			size_t w = width_of(buf_text(&horizon)),
			       v = width_of(buf_text(&at));

			p = find_place(&b, i,
				       isnan(s->horizon) ? s->at : s->horizon,
				       letter * ((double)(w > v ? w : v) + 1.5),
				       w > 0 && v > 0 ? 2 * line : line);
			b.place[b.n++] = p;
		}
		set_at(out, y, i + 1, p.y1 - line / 2);
		set_at(out, left, i + 1, p.leftwards);
	}
	buf_fini(&at);
	buf_fini(&horizon);
}

static void
set_said(struct buf *out, const char *name, size_t i, const struct buf *said)
{
	buf_printf(out, "%s[%zu] = ", name, i);
	gnuplot_quote(out, buf_text(said));
	buf_putc(out, '\n');
}

void
plot_look_marks(const struct plot_look *l,
		const struct plot_axis axis[PLOT_LINES], double x_max,
		struct buf *out)
{
	struct buf horizon, at;

	buf_init(&horizon, TEXT_LIMIT);
	buf_init(&at, TEXT_LIMIT);
	buf_printf(out,
		   "array horizon[%zu]\narray break_at[%zu]\n"
		   "array break_length[%zu]\narray said_horizon[%zu]\n"
		   "array said_break[%zu]\n",
		   l->n, l->n, l->n, l->n, l->n);
	for (size_t i = 0; i < l->n; i++) {
		const struct plot_look_series *s = &l->s[i];

		set_at(out, "horizon", i + 1, s->horizon);
		set_at(out, "break_at", i + 1, round(s->at));
		set_at(out, "break_length", i + 1, length_near(s->cs, s->at));
		say_marks(s, &horizon, &at);
		set_said(out, "said_horizon", i + 1, &horizon);
		set_said(out, "said_break", i + 1, &at);
	}
	buf_fini(&at);
	buf_fini(&horizon);
	for (int c = 0; l->n <= PLOT_MARKED && c < PLOT_LINES; c++)
		place_marks(l, c, axis[c], x_max, out);
}

/* Where a line ends on the right; NaN when it has no point. */
static double
end_of(const struct plot_look_series *s, int chart)
{
	for (size_t i = s->cs->npoint; i-- > 0;) {
		double y = shown_of(&s->cs->point[i].m, chart);

		if (!isnan(y))
			return y;
	}
	return NAN;
}

void
plot_look_ends(const struct plot_look *l,
	       const struct plot_axis axis[PLOT_LINES], double asked,
	       struct buf *out)
{
	static const char *const variable[PLOT_LINES] = { "end_length",
							  "end_deviation",
							  "end_miss" };
	double *y = mem_calloc(l->n + 1, sizeof(*y));

	for (int c = 0; c < PLOT_LINES; c++) {
		for (size_t i = 0; i < l->n; i++)
			y[i] = end_of(&l->s[i], c);
		y[l->n] = c == PLOT_LENGTH ? asked : c == PLOT_MISS ? NAN : 0;
		chart_set_ends(out, variable[c], y, l->n + 1, axis[c].lo,
			       axis[c].hi);
	}
	free(y);
	gnuplot_set_num(out, "ended", l->n <= ENDED);
}

/* ---- panels ---- */

static bool
same(double a, double b)
{
	return a == b || (isnan(a) && isnan(b));
}

static bool
same_model(const struct plot_look_series *a, const struct plot_look_series *b)
{
	return a->run == b->run &&
	       series_same(a->x, b->x, SERIES_MODEL | SERIES_VARIANT);
}

/* Which of the models, or which of the levels of top_p, in the order of their
 * first series, s is of; *n: how many there are. */
static size_t
place_of(const struct plot_look *l, const struct plot_look_series *s,
	 bool model, size_t *n)
{
	size_t at = 0;

	*n = 0;
	for (size_t i = 0; i < l->n; i++) {
		bool is_new = true, mine;

		for (size_t k = 0; k < i; k++)
			is_new &=
			    model ? !same_model(&l->s[k], &l->s[i])
				  : !same(l->s[k].x->top_p, l->s[i].x->top_p);
		mine = model ? same_model(&l->s[i], s)
			     : same(l->s[i].x->top_p, s->x->top_p);
		if (is_new && mine)
			at = *n;
		*n += is_new;
	}
	return at;
}

static void
panel_name(const struct plot_look *l, const struct plot_look_series *s,
	   struct buf *out)
{
	bool models = false;

	for (size_t i = 0; i < l->n; i++)
		models |= !same_model(&l->s[i], s);
	buf_reset(out);
	if (models)
		series_name(s->x, SERIES_MODEL, out);
	if (models && s->x->variant[0] != '\0' &&
	    strcmp(s->x->variant, l->s[0].x->variant) != 0)
		buf_printf(out, " %s", s->x->variant);
	if (models)
		buf_puts(out, ", ");
	if (isnan(s->x->top_p))
		words_say(
		    out, WORDS_LEVEL_LEFT_OUT,
		    WORDS_ARGS(words_clause("factor", WORDS_TOP_P, NULL)));
	else
		words_say(out, WORDS_LEVEL,
			  WORDS_ARGS(words_clause("factor", WORDS_TOP_P, NULL),
				     words_short("x", s->x->top_p)));
}

/* How far up its temperature is among all: the colour of a ramp. */
static double
ramp_of(const struct plot_look *l, const struct plot_look_series *s)
{
	double lo = INFINITY, hi = -INFINITY;

	for (size_t i = 0; i < l->n; i++) {
		lo = fmin(lo, l->s[i].x->temperature);
		hi = fmax(hi, l->s[i].x->temperature);
	}
	return hi > lo ? (s->x->temperature - lo) / (hi - lo) : NAN;
}

/* A row of panels for each model, where a grid would be spaghetti; else one. */
void
plot_look_panels(const struct plot_look *l, struct buf *out)
{
	size_t nrow = 0, ncol = 0, longest = 1;
	bool grid = l->n > ENDED;
	struct buf name;

	for (size_t i = 0; i < l->n; i++) {
		place_of(l, &l->s[i], true, &nrow);
		place_of(l, &l->s[i], false, &ncol);
		grid &= !isnan(ramp_of(l, &l->s[i]));
	}
	grid &= nrow * ncol > 1 && nrow * ncol < l->n && nrow * ncol <= PANELS;
	gnuplot_set_num(out, "npanel", grid ? (double)(nrow * ncol) : 1);
	gnuplot_set_num(out, "panel_columns", grid ? (double)ncol : 1);
	buf_printf(out,
		   "array panel_of[%zu]\narray ramp[%zu]\narray heat[%zu]\n",
		   l->n, l->n, l->n);
	buf_printf(out, "array panel_name[%zu]\n", nrow * ncol);
	buf_init(&name, TEXT_LIMIT);
	for (size_t i = 0; i < l->n; i++) {
		const struct plot_look_series *s = &l->s[i];
		size_t panel = 1 + place_of(l, s, true, &nrow) * ncol +
			       place_of(l, s, false, &ncol);

		set_at(out, "panel_of", i + 1, grid ? (double)panel : 1);
		set_at(out, "ramp", i + 1, grid ? ramp_of(l, s) : NAN);
		set_at(out, "heat", i + 1, s->x->temperature);
		if (!grid)
			continue;
		panel_name(l, s, &name);
		longest = width_of(buf_text(&name)) > longest
			      ? width_of(buf_text(&name))
			      : longest;
		buf_printf(out, "panel_name[%zu] = ", panel);
		gnuplot_quote(out, buf_text(&name));
		buf_putc(out, '\n');
	}
	gnuplot_set_num(out, "panel_names_width", (double)longest);
	buf_fini(&name);
}
