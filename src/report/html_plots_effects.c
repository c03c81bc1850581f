/*
 * The charts of effects: for each model and prompt a figure of its settings,
 * with a row of panels for each measure and a column for each range of
 * targets, and one of what each factor does; for each model and sampling one
 * of its prompts.
 */
#include "report/html_plots.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "report/effects_show.h"
#include "report/effects_title.h"
#include "report/html_part.h"
#include "report/html_plot.h"

/* A figure of effects as it is put together. */
struct grid_chart {
	struct html_plot p;
	const struct html_plot_to *to;
	int from, end; /* rows */
	struct arena a;
	const struct curve *c;
	const struct html_run *run;
	size_t which; /* run */
	const char *const *tick;
	size_t nticks;
	const char *x;
	bool scaled; /* x are values, not places */
};

enum { HELD = EFFECT_MEASURES, ROWS }; /* repeats that hold one length */

static const char *
measure_axis(struct grid_chart *f, int m)
{
	const char *unit = f->c->s->unit;
	struct buf text;
	const char *s;

	if (m == EFFECT_BIAS || m == EFFECT_SPREAD)
		return words_axis(&f->a,
				  m == EFFECT_BIAS ? WORDS_CHART_BIAS
						   : WORDS_CHART_SPREAD,
				  unit);
	if (m == HELD)
		return words_text(WORDS_CHART_HELD);
	buf_init(&text, HTML_NAME_MAX);
	words_say(&text, words_miss(f->c->s->limits), NULL);
	words_say(&text, WORDS_CHART_UNITS,
		  WORDS_ARGS(words_clause("units", words_units(unit), NULL)));
	s = arena_strdup(&f->a, buf_text(&text));
	buf_fini(&text);
	return s;
}

static const char *
part_title(struct grid_chart *f, size_t part, double lo, double hi)
{
	return words_kept(
	    &f->a, part == 0 ? WORDS_ALL_TARGETS : WORDS_TARGETS_TO,
	    WORDS_ARGS(words_fixed("lo", lo, 0), words_fixed("hi", hi, 0)));
}

static void
add_cell(struct grid_chart *f, double x, const struct effect_cell *cell, int m)
{
	struct interval in = cell->same_in;

	in.lo *= 100;
	in.hi *= 100;
	html_plot_point(&f->p, x,
			m == HELD ? 100 * effects_same(cell) : cell->value[m],
			m == HELD ? in : cell->in[m],
			html_plot_series(f->run, f->which, cell->series));
}

/* A terminal has room for all targets alone. */
static size_t
parts_of(const struct grid_chart *f, size_t n)
{
	return f->to->dots != NULL ? 1 : n;
}

static bool
any_of(const struct effect_cell *const *cell, size_t n, int m)
{
	for (size_t i = 0; i < n; i++)
		if (m == HELD ? cell[i]->repeated > 0
			      : !isnan(cell[i]->value[m]))
			return true;
	return false;
}

static void
open_panel(struct grid_chart *f, int m, size_t part, double lo, double hi)
{
	html_plot_panel(&f->p, &(struct html_plot_panel){
				   .title = f->to->dots != NULL
						? NULL
						: part_title(f, part, lo, hi),
				   .x = f->x,
				   .y = measure_axis(f, m),
				   .tick = f->tick,
				   .nticks = f->nticks,
				   .zero = m == EFFECT_BIAS,
				   .scale = (unsigned)m + 1,
				   .digits = m == HELD ? 0 : 1,
				   .lo = lo,
				   .hi = hi });
}

/* Cells of a part in one line, side by side. */
static void
add_row(struct grid_chart *f, const char *name,
	const struct effect_cell *const *cell, size_t n, int m)
{
	html_plot_line(&f->p, &(struct html_plot_line){ name, FIGURE_POINTS,
							HTML_PLOT_NOWHERE });
	for (size_t i = 0; i < n; i++)
		add_cell(f, (double)i, cell[i], m);
}

/* Temperature along x, a line for each top_p; or top_p alone. */
static void
add_grid_lines(struct grid_chart *f, const struct effects_grid *g, size_t part,
	       int m)
{
	const struct effect_cell *all = &g->cell[part * g->ncells];
	const struct effect_cell *cell = all + g->outside;
	bool hot = g->ntemperature > 1;
	size_t n = hot ? g->ntemperature : g->ntop_p;

	for (size_t k = 0; k < (hot ? g->ntop_p : 1); k++) {
		double level = hot ? cell[k].top_p : cell[0].temperature;
		const char *name = words_kept(
		    &f->a, isnan(level) ? WORDS_LEVEL_LEFT_OUT : WORDS_LEVEL,
		    WORDS_ARGS(words_clause(
				   "factor",
				   hot ? WORDS_TOP_P : WORDS_TEMPERATURE, NULL),
			       words_short("x", level)));

		html_plot_line(&f->p,
			       &(struct html_plot_line){ name, FIGURE_LINE,
							 HTML_PLOT_NOWHERE });
		for (size_t i = 0; i < n; i++) {
			const struct effect_cell *c =
			    &cell[hot ? i * g->ntop_p + k : i];
			double x = hot ? c->temperature : c->top_p;

			add_cell(f, f->scaled ? x : (double)i, c, m);
		}
	}
	for (size_t i = 0; i < g->outside; i++) {
		const struct effect_cell *end =
		    &cell[(n - 1) * (hot ? g->ntop_p : 1)];

		html_plot_line(&f->p,
			       &(struct html_plot_line){
				   f->c->s->series[all[i].series].sampling,
				   FIGURE_LEVEL, HTML_PLOT_NOWHERE });
		add_cell(f,
			 !f->scaled ? 0
			 : hot      ? cell->temperature
				    : cell->top_p,
			 &all[i], m);
		add_cell(f,
			 !f->scaled ? (double)(n - 1)
			 : hot      ? end->temperature
				    : end->top_p,
			 &all[i], m);
	}
}

/* Where x is: values that are apart, or names side by side. */
static void
name_places(struct grid_chart *f, const struct effects_grid *g)
{
	const struct effect_cell *cell = g->cell + (g->whole ? g->outside : 0);
	bool hot = g->ntemperature > 1;
	size_t n = !g->whole ? g->ncells : hot ? g->ntemperature : g->ntop_p;
	const char **tick = arena_alloc(&f->a, (n + 1) * sizeof(*tick));

	f->scaled = g->whole;
	for (size_t i = 0; i < n; i++) {
		const struct effect_cell *c =
		    &cell[g->whole && hot ? i * g->ntop_p : i];
		double x = hot ? c->temperature : c->top_p;

		f->scaled &= !isnan(x);
		tick[i] = !g->whole ? f->c->s->series[c->series].sampling
			  : isnan(x)
			      ? words_text(WORDS_LEFT_OUT)
			      : words_kept(&f->a, WORDS_NUMBER,
					   WORDS_ARGS(words_short("x", x)));
	}
	f->tick = f->scaled ? NULL : tick;
	f->nticks = n;
	f->x = words_text(!g->whole ? WORDS_HEAD_SAMPLING
			  : hot     ? WORDS_TEMPERATURE
				    : WORDS_TOP_P);
}

static void
add_grid(struct grid_chart *f, const struct effects_grid *g)
{
	const struct effect_cell **cell =
	    mem_calloc(g->ncells * g->nparts + 1, sizeof(*cell));
	size_t parts = 0, nparts = parts_of(f, g->nparts);
	struct buf title;

	for (size_t i = 0; i < g->ncells * g->nparts; i++)
		cell[i] = &g->cell[i];
	for (size_t k = 0; k < nparts; k++)
		parts += effects_worth(cell[k * g->ncells], cell[0]) &&
			 any_of(cell + k * g->ncells, g->ncells, EFFECT_MISS);
	buf_init(&title, HTML_NAME_MAX);
	if (f->from == HELD)
		effects_title_stable(g->model, g->cell, g->ncells, f->c->s,
				     false, &title);
	else
		effects_title_grid(g, f->c->s, &title);
	name_places(f, g);
	html_plot_open(&f->p, f->to, buf_text(&title), (unsigned)parts);
	for (int m = f->from; m < f->end; m++)
		for (size_t k = 0; k < nparts; k++) {
			const struct effect_cell *const *at =
			    cell + k * g->ncells;

			if (!any_of(cell, g->ncells, m) ||
			    !any_of(at, g->ncells, EFFECT_MISS) ||
			    !effects_worth(at[0], cell[0]))
				continue;
			open_panel(f, m, k, at[0]->lo, at[0]->hi);
			if (g->whole)
				add_grid_lines(f, g, k, m);
			else
				add_row(f, g->model, at, g->ncells, m);
		}
	buf_fini(&title);
	free(cell);
}

/* What a factor does to each measure, marks for each range of targets; false
 * when there is none. */
static bool
add_contrasts(struct grid_chart *f, const struct effects_grid *g)
{
	const char *tick[EFFECT_KINDS];
	size_t n = 0;

	for (enum effect_kind k = 0; k < EFFECT_KINDS; k++)
		if (!isnan(g->effect[0].value[k][EFFECT_BIAS]))
			tick[n++] = words_text(effects_show_kind(k));
	if (n == 0)
		return false;
	html_plot_open(&f->p, f->to,
		       words_kept(&f->a, WORDS_CHART_CONTRASTS,
				  WORDS_ARGS(words_str("model", g->model))),
		       3);
	for (int m = 0; m < EFFECT_MEASURES; m++) {
		html_plot_panel(
		    &f->p, &(struct html_plot_panel){ .y = measure_axis(f, m),
						      .tick = tick,
						      .nticks = n,
						      .zero = true,
						      .digits = 1 });
		for (size_t part = 0; part < parts_of(f, g->nparts); part++) {
			const struct effect *x = &g->effect[part];
			double at = 0;

			if (!effects_worth(&g->cell[part * g->ncells], g->cell))
				continue;
			html_plot_line(&f->p,
				       &(struct html_plot_line){
					   part_title(f, part, x->lo, x->hi),
					   FIGURE_POINTS, HTML_PLOT_NOWHERE });
			for (enum effect_kind k = 0; k < EFFECT_KINDS; k++)
				if (!isnan(g->effect[0].value[k][EFFECT_BIAS]))
					html_plot_point(
					    &f->p, at++, x->value[k][m],
					    x->in[k][m], HTML_PLOT_NOWHERE);
		}
	}
	return true;
}

static bool
together(const struct effect_variant *a, const struct effect_variant *b)
{
	return strcmp(a->model, b->model) == 0 &&
	       strcmp(a->sampling, b->sampling) == 0;
}

static void
say_stable(const struct grid_chart *f, const struct effect_variant *v, size_t n,
	   struct buf *out)
{
	struct effect_cell *cell = mem_calloc(n + 1, sizeof(*cell));

	for (size_t i = 0; i < n; i++)
		cell[i] = v[i].cell;
	effects_title_stable(v->model, cell, n, f->c->s, true, out);
	free(cell);
}

/* n variants in each of `parts` parts, by part. */
static void
add_variants(struct grid_chart *f, const struct effect_variant *v, size_t n,
	     size_t parts)
{
	const struct effect_cell **cell =
	    mem_calloc(n * parts + 1, sizeof(*cell));
	const char **tick = mem_calloc(n + 1, sizeof(*tick));
	struct buf title;
	size_t shown = 0;

	for (size_t i = 0; i < n * parts; i++)
		cell[i] = &v[i].cell;
	for (size_t i = 0; i < n; i++)
		tick[i] = v[i].variant;
	for (size_t k = 0; k < parts_of(f, parts); k++)
		shown += effects_worth(cell[k * n], cell[0]);
	f->tick = tick;
	f->nticks = n;
	f->x = words_text(WORDS_AXIS_PROMPT);
	buf_init(&title, HTML_NAME_MAX);
	if (f->from == HELD)
		say_stable(f, v, n, &title);
	else
		effects_title_wording(v, n, f->c->s->limits, &title);
	html_plot_open(&f->p, f->to, buf_text(&title), (unsigned)shown);
	for (int m = f->from; m < f->end; m++)
		for (size_t k = 0; k < parts_of(f, parts); k++) {
			const struct effect_cell *const *at = cell + k * n;

			if (!any_of(cell, n, m) ||
			    !effects_worth(at[0], cell[0]))
				continue;
			open_panel(f, m, k, at[0]->lo, at[0]->hi);
			add_row(f, v->sampling, at, n, m);
		}
	buf_fini(&title);
	free(tick);
	free(cell);
}

/* Each of n wordings less the first. */
static void
add_differences(struct grid_chart *f, const struct effect_variant *v, size_t n)
{
	const char **tick = mem_calloc(n, sizeof(*tick));
	struct buf title;

	for (size_t i = 1; i < n; i++)
		tick[i - 1] = v[i].variant;
	buf_init(&title, HTML_NAME_MAX);
	words_say(&title, WORDS_TITLE_VARIANTS,
		  WORDS_ARGS(words_str("base", v->base)));
	html_plot_open(&f->p, f->to, buf_text(&title), EFFECT_MEASURES);
	for (int m = 0; m < EFFECT_MEASURES; m++) {
		html_plot_panel(
		    &f->p, &(struct html_plot_panel){ .y = measure_axis(f, m),
						      .tick = tick,
						      .nticks = n - 1,
						      .zero = true,
						      .digits = 1 });
		html_plot_line(
		    &f->p, &(struct html_plot_line){ v->sampling, FIGURE_POINTS,
						     HTML_PLOT_NOWHERE });
		for (size_t i = 1; i < n; i++)
			html_plot_point(&f->p, (double)i - 1, v[i].value[m],
					v[i].in[m], HTML_PLOT_NOWHERE);
	}
	buf_fini(&title);
	free(tick);
}

static bool
shows(const char *asked, const char *chart)
{
	return asked == NULL || strcmp(asked, chart) == 0;
}

static void
add_grids(struct grid_chart *f, const struct effects *x, bool cells,
	  bool contrasts)
{
	for (size_t k = 0; k < x->n; k++) {
		if (x->grid[k].ncells < 2)
			continue;
		if (cells) {
			add_grid(f, &x->grid[k]);
			html_plot_close(&f->p);
		}
		if (contrasts && add_contrasts(f, &x->grid[k]))
			html_plot_close(&f->p);
	}
}

void
html_plots_effects(const struct effects *x, const struct html_run *run,
		   size_t i, const char *chart, const struct html_plot_to *to)
{
	bool cells = chart == NULL || !shows(chart, "contrasts");
	struct grid_chart f = { .c = &run[i].r->c,
				.run = run,
				.which = i,
				.to = to,
				.from = shows(chart, "effects") ? 0 : HELD,
				.end =
				    shows(chart, "stability") ? ROWS : HELD };
	size_t n, all;

	arena_init(&f.a);
	add_grids(&f, x, cells, shows(chart, "contrasts"));
	for (size_t k = 0; k < x->nvariants; k += all) {
		const struct effect_variant *v = &x->variant[k];

		for (all = 0; k + all < x->nvariants && together(&v[all], v);)
			all++;
		for (n = 0; n < all && v[n].part == 0;)
			n++;
		if (cells) {
			add_variants(&f, v, n, all / n);
			html_plot_close(&f.p);
		}
		if (n > 1 && to->dots != NULL && shows(chart, "contrasts")) {
			add_differences(&f, v, n);
			html_plot_close(&f.p);
		}
	}
	arena_fini(&f.a);
}
