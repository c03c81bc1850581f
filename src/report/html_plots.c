/*
 * The charts of the tabs that other verbs have the words for, drawn from the
 * facts that the tab's tables are made of. They are in the look of gnuplot's
 * and say less in words: a reader has the finding as a sentence beside them,
 * and each number under the pointer.
 */
#include "report/html_plots.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "report/compare_csv.h"
#include "report/compare_show.h"
#include "report/curve_show.h"
#include "report/history_show.h"
#include "report/html_part.h"

/* Curves over one another are told apart up to so many. */
enum { TOGETHER = 6 };

/* ---- compare ---- */

/* Which run a side is of: the comparison borrows its curve from there. */
static long
side_of(const struct html_run *run, struct pair_side s)
{
	size_t i = 0;

	while (run[i].r->c.s != s.c->s)
		i++;
	return html_plot_series(run, i, s.series);
}

/* Both sides by name. */
struct sides {
	const char *a, *b;
	size_t n;
	struct compare_csv_row *row;
};

static void
sides_of(struct sides *x, const struct compare *c, struct arena *arena)
{
	struct buf a, b;

	buf_init(&a, HTML_NAME_MAX);
	buf_init(&b, HTML_NAME_MAX);
	compare_show_names(c, &a, &b);
	x->a = arena_strdup(arena, buf_text(&a));
	x->b = arena_strdup(arena, buf_text(&b));
	x->n = compare_csv_rows(c, &x->row);
	buf_fini(&b);
	buf_fini(&a);
}

static void
add_lengths(struct html_plot *p, const struct sides *x, bool b, long of)
{
	html_plot_line(
	    p, &(struct html_plot_line){ b ? x->b : x->a, FIGURE_LINE, of });
	for (size_t i = 0; i < x->n; i++)
		html_plot_point(p, x->row[i].target,
				b ? x->row[i].length_b : x->row[i].length_a,
				interval_none(), HTML_PLOT_NOWHERE);
}

/* Dots are single targets, the line their mean around each. */
static void
add_nearer(struct html_plot *p, const struct sides *x, long of)
{
	bool smooth = false;

	for (size_t i = 0; i < x->n; i++)
		smooth |= !isnan(x->row[i].smooth);
	html_plot_line(p, &(struct html_plot_line){
			      x->b, smooth ? FIGURE_DOTS : FIGURE_LINE, of });
	for (size_t i = 0; i < x->n; i++)
		html_plot_point(p, x->row[i].target, x->row[i].d,
				interval_none(), HTML_PLOT_NOWHERE);
	if (!smooth)
		return;
	html_plot_line(p, &(struct html_plot_line){ x->b, FIGURE_LINE, of });
	for (size_t i = 0; i < x->n; i++)
		html_plot_point(p, x->row[i].target, x->row[i].smooth,
				x->row[i].in, HTML_PLOT_NOWHERE);
}

static bool
same_side(struct pair_side a, struct pair_side b)
{
	return a.c == b.c && a.series == b.series;
}

/* Each A once, then each B. */
static void
add_together(struct html_plot *p, const struct compare *c,
	     const struct sides *x, size_t n, const struct html_run *run)
{
	for (size_t i = 0; i < n; i++) {
		size_t k = 0;

		while (!same_side(c[k].a, c[i].a))
			k++;
		if (k == i)
			add_lengths(p, &x[i], false, side_of(run, c[i].a));
	}
	for (size_t i = 0; i < n; i++)
		add_lengths(p, &x[i], true, side_of(run, c[i].b));
}

void
html_plots_compare(const struct compare *c, size_t n,
		   const struct html_run *run, const struct html_plot_to *to)
{
	struct html_plot_panel panel = {
		.zero = true, .digits = 1, .scale = 1, .targets = true
	};
	struct sides *x = mem_calloc(n + 1, sizeof(*x));
	struct html_plot p;
	struct arena a;
	const char *unit, *base;
	struct buf text;

	if (n == 0) {
		free(x);
		return;
	}
	arena_init(&a);
	for (size_t i = 0; i < n; i++)
		sides_of(&x[i], &c[i], &a);
	unit = c->a.c->s->unit;
	buf_init(&text, HTML_NAME_MAX);
	compare_show_base(c, n, &text);
	base = arena_strdup(&a, buf_text(&text));
	buf_fini(&text);
	html_plot_open(&p, to,
		       words_kept(&a, WORDS_CHART_COMPARE,
				  WORDS_ARGS(words_str("base", base))),
		       n > TOGETHER ? 0 : 2);
	panel.x = words_axis(&a, WORDS_AXIS_ASKED, unit);
	panel.y = words_kept(
	    &a, WORDS_AXIS_NEARER,
	    WORDS_ARGS(words_str("name", base),
		       words_clause("scale",
				    c->opts.relative ? WORDS_PERCENT_OF_TARGET
						     : words_units(unit),
				    NULL)));
	if (n <= TOGETHER) {
		html_plot_panel(
		    &p, &(struct html_plot_panel){
			    .x = panel.x,
			    .y = words_axis(&a, WORDS_AXIS_MEASURED, unit),
			    .same = true,
			    .digits = 1,
			    .targets = true });
		add_together(&p, c, x, n, run);
		html_plot_panel(&p, &panel);
	}
	for (size_t i = 0; i < n; i++) {
		panel.title = x[i].b;
		if (n > TOGETHER)
			html_plot_panel(&p, &panel);
		add_nearer(&p, &x[i], side_of(run, c[i].b));
		free(x[i].row);
	}
	html_plot_close(&p);
	arena_fini(&a);
	free(x);
}

/* ---- history ---- */

static void
add_night(struct html_plot *p, const struct history_point *x, double y,
	  struct interval in, const struct html_run *run)
{
	size_t series = samples_find(&run[x->run].r->s, x->series);

	html_plot_point(p, (double)x->run, y, in,
			series == SERIES_NONE
			    ? HTML_PLOT_NOWHERE
			    : html_plot_series(run, x->run, series));
}

/* What it is called beside the picture, where dots leave it little room. */
static enum words_id
mark_of(const struct html_plot *p, enum words_id name)
{
	return p->to->dots == NULL         ? name
	       : name == WORDS_MARK_NIGHT  ? WORDS_DOTS_NIGHT
	       : name == WORDS_MARK_CENTRE ? WORDS_DOTS_CENTRE
	       : name == WORDS_MARK_LIMITS ? WORDS_DOTS_LIMITS
					   : name;
}

/* One property of all n points of a line, as a line of the panel. */
static void
add_nights(struct html_plot *p, enum words_id name, enum figure_look look,
	   const struct history_point *x, size_t n, const struct html_run *run)
{
	html_plot_line(p,
		       &(struct html_plot_line){ words_text(mark_of(p, name)),
						 look, HTML_PLOT_NOWHERE });
	for (size_t i = 0; i < n; i++) {
		struct interval in = interval_none();
		double y = x[i].miss;

		if (look == FIGURE_AREA) {
			in = (struct interval){ x[i].lower, x[i].upper };
			y = NAN;
		} else if (look == FIGURE_LEVEL) {
			y = x[i].centre;
		} else if (look == FIGURE_LINE) {
			in = x[i].in;
		} else if (!x[i].alarm) {
			continue;
		}
		add_night(p, &x[i], y, in, run);
	}
}

static void
add_cusum(struct html_plot *p, const struct history *h,
	  const struct history_point *x, size_t n, const struct html_run *run)
{
	for (int down = 0; down < 2; down++) {
		html_plot_line(p, &(struct html_plot_line){
				      words_text(down ? WORDS_HEAD_CUSUM_DOWN
						      : WORDS_HEAD_CUSUM_UP),
				      FIGURE_LINE, HTML_PLOT_NOWHERE });
		for (size_t i = 0; i < n; i++)
			add_night(p, &x[i],
				  down ? -x[i].cusum_down : x[i].cusum_up,
				  interval_none(), run);
	}
	html_plot_line(
	    p, &(struct html_plot_line){ words_text(WORDS_MARK_LIMITS),
					 FIGURE_AREA, HTML_PLOT_NOWHERE });
	for (size_t i = 0; i < n; i++)
		add_night(p, &x[i], NAN,
			  (struct interval){ -h->decision, h->decision }, run);
}

/* The n points of a line: what they are and how they add up. */
static void
add_history_line(struct html_plot *p, struct arena *a, const struct history *h,
		 const struct history_point *x, size_t n,
		 const char *const *name, const struct html_run *run,
		 size_t nrun)
{
	struct html_plot_panel panel = { .tick = name,
					 .nticks = nrun,
					 .digits = 1,
					 .lo = x->lo,
					 .hi = x->hi };
	struct buf text;

	buf_init(&text, HTML_NAME_MAX);
	series_name(x->series, h->varying, &text);
	words_say(&text, WORDS_PART_TARGETS,
		  WORDS_ARGS(words_fixed("lo", x->lo, 0),
			     words_fixed("hi", x->hi, 0)));
	panel.title = arena_strdup(a, buf_text(&text));
	buf_reset(&text);
	words_say(&text, words_miss(h->limits), NULL);
	words_say(
	    &text, WORDS_CHART_UNITS,
	    WORDS_ARGS(words_clause("units", words_units(h->unit), NULL)));
	panel.y = buf_text(&text);
	html_plot_panel(p, &panel);
	add_nights(p, WORDS_MARK_LIMITS, FIGURE_AREA, x, n, run);
	add_nights(p, WORDS_MARK_CENTRE, FIGURE_LEVEL, x, n, run);
	add_nights(p, WORDS_MARK_NIGHT, FIGURE_LINE, x, n, run);
	add_nights(p, WORDS_MARK_SIGNAL, FIGURE_ALARM, x, n, run);
	panel.y = words_text(WORDS_CHART_CUSUM);
	panel.zero = true;
	html_plot_panel(p, &panel);
	add_cusum(p, h, x, n, run);
	buf_fini(&text);
}

void
html_plots_history(const struct history *h, const char *const *name,
		   const struct html_run *run, size_t n,
		   const struct html_plot_to *to)
{
	struct html_plot p;
	struct arena a;
	struct buf title;

	if (h->n == 0)
		return;
	arena_init(&a);
	buf_init(&title, HTML_NAME_MAX);
	history_show_title(h, name, n, &title);
	html_plot_open(&p, to, buf_text(&title), 2);
	for (size_t i = 0, k; i < h->n; i += k) {
		k = history_line(h, i);
		add_history_line(&p, &a, h, &h->point[i], k, name, run, n);
	}
	html_plot_close(&p);
	buf_fini(&title);
	arena_fini(&a);
}

/* ---- invert ---- */

void
html_plots_invert(const struct invert_series *x, const size_t *which, size_t n,
		  const struct html_run *run, size_t i,
		  const struct html_plot_to *to)
{
	const struct samples *s = &run[i].r->s;
	struct html_plot_panel panel = { .same = true };
	struct html_plot p;
	struct arena a;
	struct buf name;

	if (n == 0)
		return;
	arena_init(&a);
	buf_init(&name, HTML_NAME_MAX);
	html_plot_open(&p, to, words_text(WORDS_CHART_INVERT),
		       n > TOGETHER ? 0 : 1);
	panel.x = words_axis(&a, WORDS_AXIS_WANTED, s->unit);
	panel.y = words_axis(&a, WORDS_AXIS_ASK, s->unit);
	panel.scale = 1;
	for (size_t k = 0; k < n; k++) {
		buf_reset(&name);
		curve_show_name(s, which[k], &name);
		panel.title = n > TOGETHER ? buf_text(&name) : NULL;
		if (k == 0 || n > TOGETHER)
			html_plot_panel(&p, &panel);
		html_plot_line(&p, &(struct html_plot_line){
				       buf_text(&name), FIGURE_LINE,
				       html_plot_series(run, i, which[k]) });
		for (size_t j = 0; j < x[k].n; j++)
			if (x[k].row[j].why == INVERT_FINE)
				html_plot_point(&p, x[k].row[j].a.target,
						(double)x[k].row[j].ask,
						x[k].row[j].a.in,
						HTML_PLOT_NOWHERE);
	}
	html_plot_close(&p);
	buf_fini(&name);
	arena_fini(&a);
}
