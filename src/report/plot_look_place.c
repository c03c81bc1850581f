/*
 * gnuplot can measure no text and moves no label out of another's way, so
 * what is put where is worked out here, from the ranges that the axes have.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
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
	char variable[64];

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

void
plot_look_marks(const struct plot_look *l, struct buf *out)
{
	buf_printf(out,
		   "array horizon[%zu]\narray break_at[%zu]\n"
		   "array break_length[%zu]\n",
		   l->n, l->n, l->n);
	for (size_t i = 0; i < l->n; i++) {
		const struct plot_look_series *s = &l->s[i];

		set_at(out, "horizon", i + 1, s->horizon);
		set_at(out, "break_at", i + 1, round(s->at));
		set_at(out, "break_length", i + 1, length_near(s->cs, s->at));
	}
}

/* Where a line ends on the right; NaN when it has no point. */
static double
end_of(const struct plot_look_series *s, int chart)
{
	for (size_t i = s->cs->npoint; i-- > 0;) {
		const struct metrics *m = &s->cs->point[i].m;

		if (m->measured > 0)
			return chart == PLOT_LENGTH      ? m->length_mean
			       : chart == PLOT_DEVIATION ? m->bias_mean
							 : m->mald;
	}
	return NAN;
}

struct end {
	size_t series; /* the last is the line of what was asked */
	double y;
};

static int
upwards(const void *a, const void *b)
{
	const struct end *x = a, *y = b;

	return (x->y > y->y) - (x->y < y->y);
}

/* Labels a line's height apart, each as near to its end as that allows. */
static void
spread_ends(struct end *e, size_t n, struct plot_axis axis)
{
	double gap = (axis.hi - axis.lo) * 0.055, top = axis.hi;

	qsort(e, n, sizeof(*e), upwards);
	for (size_t i = 1; i < n; i++)
		e[i].y = fmax(e[i].y, e[i - 1].y + gap);
	for (size_t i = n; i-- > 0; top = e[i].y - gap)
		e[i].y = fmin(e[i].y, top);
}

void
plot_look_ends(const struct plot_look *l,
	       const struct plot_axis axis[PLOT_LINES], double asked,
	       struct buf *out)
{
	static const char *const variable[PLOT_LINES] = { "end_length",
							  "end_deviation",
							  "end_miss" };
	struct end *e = mem_calloc(l->n + 1, sizeof(*e));

	for (int c = 0; c < PLOT_LINES; c++) {
		size_t n = 0;

		buf_printf(out, "array %s[%zu]\n", variable[c], l->n + 1);
		for (size_t i = 0; i <= l->n; i++) {
			double y = i == l->n ? (c == PLOT_LENGTH ? asked : 0)
					     : end_of(&l->s[i], c);

			set_at(out, variable[c], i + 1, NAN);
			if (!isnan(y) && !(i == l->n && c == PLOT_MISS))
				e[n++] = (struct end){ i, y };
		}
		spread_ends(e, n, axis[c]);
		for (size_t i = 0; i < n; i++)
			set_at(out, variable[c], e[i].series + 1, e[i].y);
	}
	free(e);
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
	size_t nrow = 0, ncol = 0;
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
		buf_printf(out, "panel_name[%zu] = ", panel);
		gnuplot_quote(out, buf_text(&name));
		buf_putc(out, '\n');
	}
	buf_fini(&name);
}
