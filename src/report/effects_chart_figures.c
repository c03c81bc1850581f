/*
 * Each model and prompt has a group of its settings, a row of figures for each
 * measure and a column for each range of targets, and one of what each factor
 * does; each model and sampling one of its prompts; a terminal all targets.
 */
#include <math.h>
#include <string.h>

#include "report/curve_show.h"
#include "report/effects_chart.h"
#include "report/effects_show.h"
#include "report/effects_title.h"
#include "report/words.h"

enum { HELD = EFFECT_MEASURES, ROWS, TITLE_MAX = 1 << 20 };

/* What is put together: HELD are repeats that hold one length. */
struct grid_chart {
	struct arena *a;
	const struct curve *c;
	bool screen, picture, prompts;
	int from, end; /* rows */
	struct figure_group *first, *last;
	const char *const *tick;
	const double *at; /* where values are; NULL: x are places */
	size_t nticks;
	const char *x;
};

/* The next group; title is given back. */
static struct figure_group *
begin(struct grid_chart *f, struct buf *title, size_t columns)
{
	struct figure_group *g = figure_group_new(
	    f->a, arena_strdup(f->a, buf_text(title)), (unsigned)columns);

	buf_fini(title);
	g->note = f->screen ? NULL : words_text(WORDS_CHART_BARS);
	if (f->last != NULL)
		f->last->next = g;
	else
		f->first = g;
	return f->last = g;
}

/* A picture's second line: which prompt of several, what was sent, what
 * differences are taken (WORDS_IDS: none); a screen has none. */
static const char *
about(const struct grid_chart *f, const char *prompt,
      const struct effect_variant *v, size_t n, enum words_id taken)
{
	bool limits = false;
	struct buf text;
	const char *kept;

	buf_init(&text, TITLE_MAX);
	if (prompt != NULL)
		words_say(&text, WORDS_PAGE_PROMPT,
			  WORDS_ARGS(words_str("variant", prompt)));
	curve_show_subtitle(f->c->s, &text);
	for (size_t i = 0; i < n; i++)
		limits |=
		    relation_limits(f->c->s->series[v[i].cell.series].relation);
	if (limits)
		words_say(&text, WORDS_PAGE_LIMIT, NULL);
	if (taken != WORDS_IDS)
		words_say(&text, taken,
			  WORDS_ARGS(words_str("base", n > 0 ? v->base : "")));
	kept = f->screen ? NULL : arena_strdup(f->a, buf_text(&text));
	buf_fini(&text);
	return kept;
}

static const char *
grid_about(const struct grid_chart *f, const struct effects_grid *g,
	   enum words_id taken)
{
	return about(f, f->prompts ? g->variant : NULL, NULL, 0, taken);
}

static const char *
measure_axis(const struct grid_chart *f, int m)
{
	const char *unit = f->c->s->unit;

	return m == HELD          ? words_text(WORDS_CHART_HELD)
	       : m == EFFECT_BIAS ? words_axis(f->a, WORDS_CHART_BIAS, unit)
	       : m == EFFECT_SPREAD
		   ? words_axis(f->a, WORDS_CHART_SPREAD, unit)
		   : words_axis_miss(f->a, f->c->s->limits, unit);
}

static const char *
part_title(const struct grid_chart *f, size_t part, double lo, double hi)
{
	return words_kept(
	    f->a, part == 0 ? WORDS_ALL_TARGETS : WORDS_TARGETS_TO,
	    WORDS_ARGS(words_fixed("lo", lo, 0), words_fixed("hi", hi, 0)));
}

static void
add_cell(const struct grid_chart *f, const struct figure *to,
	 struct figure_line *l, double x, const struct effect_cell *cell, int m)
{
	figure_add(to, l, x,
		   m == HELD ? 100 * effects_same(cell) : cell->value[m],
		   m == HELD ? interval_times(cell->same_in, 100) : cell->in[m])
	    ->of = (struct figure_of){ f->c->s, cell->series };
}

static size_t
parts_of(const struct grid_chart *f, size_t n)
{
	return f->screen ? 1 : n;
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
add_ticks(const struct grid_chart *f, struct figure *to)
{
	double last = -INFINITY, apart, end;

	if (f->at == NULL) {
		for (size_t i = 0; f->tick != NULL && i < f->nticks; i++)
			figure_word(to, f->tick[i]);
		return;
	}
	/* Of values that lie close the names would lie over one another. */
	end = f->at[f->nticks - 1];
	apart = 0.12 * (end - f->at[0]);
	for (size_t i = 0; i < f->nticks; i++) {
		double x = f->at[i];

		if (i + 1 < f->nticks && (x - last < apart || end - x < apart))
			continue;
		figure_tic(to, x, f->tick[i]);
		last = x;
	}
}

static struct figure *
measured(const struct grid_chart *f, int m, size_t part, double lo, double hi)
{
	struct figure *to = figure_next(f->last);

	to->panel->title = f->screen ? NULL : part_title(f, part, lo, hi);
	to->x_title = f->x;
	to->y_title = measure_axis(f, m);
	to->zero = m == EFFECT_BIAS;
	to->scale = (unsigned)m + 1;
	to->decimals = m == HELD ? 0 : 1;
	to->from = lo;
	to->to = hi;
	add_ticks(f, to);
	return to;
}

/* What something does to a measure. */
static struct figure *
differing(const struct grid_chart *f, int m)
{
	struct figure *to = figure_next(f->last);

	to->y_title = measure_axis(f, m);
	if (f->picture)
		to->y_title = arena_join(f->a, words_text(WORDS_CHART_CHANGE),
					 to->y_title);
	to->zero = true;
	to->decimals = 1;
	add_ticks(f, to);
	return to;
}

static struct figure_line *
add_places(struct figure *to, const char *name)
{
	struct figure_line *l = figure_line(to, 0, name);

	l->look = FIGURE_POINTS;
	to->words = true;
	return l;
}

static void
add_row(const struct grid_chart *f, struct figure *to, const char *name,
	const struct effect_cell *const *cell, size_t n, int m)
{
	struct figure_line *l = add_places(to, name);

	for (size_t i = 0; i < n; i++)
		add_cell(f, to, l, (double)i, cell[i], m);
}

static double
place(const struct grid_chart *f, size_t i)
{
	return f->at == NULL ? (double)i : f->at[i];
}

/* Temperature along x, a line for each top_p; or top_p alone. */
static void
add_grid_lines(const struct grid_chart *f, struct figure *to,
	       const struct effects_grid *g, size_t part, int m)
{
	const struct effect_cell *all = &g->cell[part * g->ncells];
	const struct effect_cell *cell = all + g->outside;
	bool hot = g->ntemperature > 1;
	size_t n = hot ? g->ntemperature : g->ntop_p;

	for (size_t k = 0; k < (hot ? g->ntop_p : 1); k++) {
		double level = hot ? cell[k].top_p : cell[0].temperature;
		struct figure_line *l = figure_line(
		    to, 0,
		    words_kept(
			f->a, isnan(level) ? WORDS_LEVEL_LEFT_OUT : WORDS_LEVEL,
			WORDS_ARGS(words_clause("factor",
						hot ? WORDS_HEAD_TOP_P
						    : WORDS_HEAD_TEMPERATURE,
						NULL),
				   words_short("x", level))));

		for (size_t i = 0; i < n; i++)
			add_cell(f, to, l, place(f, i),
				 &cell[hot ? i * g->ntop_p + k : i], m);
	}
	for (size_t i = 0; i < g->outside; i++) {
		struct figure_line *l =
		    figure_line(to, 0, f->c->s->series[all[i].series].sampling);

		l->look = FIGURE_LEVEL;
		add_cell(f, to, l, place(f, 0), &all[i], m);
		add_cell(f, to, l, place(f, n - 1), &all[i], m);
	}
}

/* Where x is: values that are apart, or names side by side. */
static void
name_places(struct grid_chart *f, const struct effects_grid *g)
{
	const struct effect_cell *cell = g->cell + (g->whole ? g->outside : 0);
	bool hot = g->ntemperature > 1;
	size_t n = !g->whole ? g->ncells : hot ? g->ntemperature : g->ntop_p;
	const char **tick = arena_alloc(f->a, (n + 1) * sizeof(*tick));
	double *at = arena_alloc(f->a, (n + 1) * sizeof(*at));
	bool scaled = g->whole;

	for (size_t i = 0; i < n; i++) {
		const struct effect_cell *c =
		    &cell[g->whole && hot ? i * g->ntop_p : i];
		double x = hot ? c->temperature : c->top_p;

		scaled &= !isnan(x);
		at[i] = x;
		tick[i] = !g->whole ? f->c->s->series[c->series].sampling
			  : isnan(x)
			      ? words_text(WORDS_LEFT_OUT)
			      : words_kept(f->a, WORDS_NUMBER,
					   WORDS_ARGS(words_short("x", x)));
	}
	f->tick = tick;
	f->at = scaled ? at : NULL;
	f->nticks = n;
	f->x = words_text(!g->whole ? WORDS_HEAD_SAMPLING
			  : hot     ? WORDS_HEAD_TEMPERATURE
				    : WORDS_HEAD_TOP_P);
}

static void
add_grid(struct grid_chart *f, const struct effects_grid *g)
{
	const struct effect_cell **cell =
	    arena_alloc(f->a, (g->ncells * g->nparts + 1) * sizeof(*cell));
	size_t parts = 0, nparts = parts_of(f, g->nparts);
	struct buf title;

	for (size_t i = 0; i < g->ncells * g->nparts; i++)
		cell[i] = &g->cell[i];
	for (size_t k = 0; k < nparts; k++)
		parts += effects_worth(cell[k * g->ncells], cell[0]) &&
			 any_of(cell + k * g->ncells, g->ncells, EFFECT_MISS);
	buf_init(&title, TITLE_MAX);
	if (f->from == HELD)
		effects_title_stable(g->model, g->cell, g->ncells, f->c->s,
				     false, &title);
	else
		effects_title_grid(g, f->c->s, &title);
	name_places(f, g);
	begin(f, &title, parts)->about = grid_about(f, g, WORDS_IDS);
	for (int m = f->from; m < f->end; m++)
		for (size_t k = 0; k < nparts; k++) {
			const struct effect_cell *const *at =
			    cell + k * g->ncells;
			struct figure *to;

			if (!any_of(cell, g->ncells, m) ||
			    !any_of(at, g->ncells, EFFECT_MISS) ||
			    !effects_worth(at[0], cell[0]))
				continue;
			to = measured(f, m, k, at[0]->lo, at[0]->hi);
			if (g->whole)
				add_grid_lines(f, to, g, k, m);
			else
				add_row(f, to, g->model, at, g->ncells, m);
		}
}

/* What a factor does to each measure, marks for each range of targets. */
static void
add_contrasts(struct grid_chart *f, const struct effects_grid *g)
{
	const char **tick = arena_alloc(f->a, EFFECT_KINDS * sizeof(*tick));
	struct buf title;

	f->nticks = 0;
	f->tick = tick;
	f->at = NULL;
	for (enum effect_kind k = 0; k < EFFECT_KINDS; k++)
		if (!isnan(g->effect[0].value[k][EFFECT_BIAS]))
			tick[f->nticks++] = words_text(effects_show_kind(k));
	if (f->nticks == 0)
		return;
	buf_init(&title, TITLE_MAX);
	if (f->picture)
		effects_title_grid(g, f->c->s, &title);
	else
		words_say(&title, WORDS_CHART_CONTRASTS,
			  WORDS_ARGS(words_str("model", g->model)));
	begin(f, &title, 3)->about = grid_about(f, g, WORDS_TITLE_FACTORS);
	for (int m = 0; m < EFFECT_MEASURES; m++) {
		struct figure *to = differing(f, m);

		for (size_t part = 0; part < parts_of(f, g->nparts); part++) {
			const struct effect *x = &g->effect[part];
			struct figure_line *l;
			double at = 0;

			if (!effects_worth(&g->cell[part * g->ncells], g->cell))
				continue;
			l = add_places(to, part_title(f, part, x->lo, x->hi));
			for (enum effect_kind k = 0; k < EFFECT_KINDS; k++)
				if (!isnan(g->effect[0].value[k][EFFECT_BIAS]))
					figure_add(to, l, at++,
						   x->lacks[k] ? NAN
							       : x->value[k][m],
						   x->in[k][m]);
		}
	}
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
	struct effect_cell *cell = arena_alloc(f->a, (n + 1) * sizeof(*cell));

	for (size_t i = 0; i < n; i++)
		cell[i] = v[i].cell;
	effects_title_stable(v->model, cell, n, f->c->s, true, out);
}

static void
name_variants(struct grid_chart *f, const struct effect_variant *v, size_t n)
{
	const char **tick = arena_alloc(f->a, (n + 1) * sizeof(*tick));

	for (size_t i = 0; i < n; i++)
		tick[i] = v[i].variant;
	f->tick = tick;
	f->at = NULL;
	f->nticks = n;
}

/* n variants in each of `parts` parts, by part. */
static void
add_variants(struct grid_chart *f, const struct effect_variant *v, size_t n,
	     size_t parts)
{
	const struct effect_cell **cell =
	    arena_alloc(f->a, (n * parts + 1) * sizeof(*cell));
	struct buf title;
	size_t shown = 0;

	for (size_t i = 0; i < n * parts; i++)
		cell[i] = &v[i].cell;
	for (size_t k = 0; k < parts_of(f, parts); k++)
		shown += effects_worth(cell[k * n], cell[0]);
	name_variants(f, v, n);
	f->x = words_text(WORDS_HEAD_PROMPT);
	buf_init(&title, TITLE_MAX);
	if (f->from == HELD)
		say_stable(f, v, n, &title);
	else
		effects_title_wording(v, n, f->c->s->limits, &title);
	begin(f, &title, shown)->about = about(f, NULL, v, n, WORDS_IDS);
	for (int m = f->from; m < f->end; m++)
		for (size_t k = 0; k < parts_of(f, parts); k++) {
			const struct effect_cell *const *at = cell + k * n;

			if (any_of(cell, n, m) && effects_worth(at[0], cell[0]))
				add_row(f,
					measured(f, m, k, at[0]->lo, at[0]->hi),
					v->sampling, at, n, m);
		}
}

/* Each of n wordings less the first. */
static void
add_differences(struct grid_chart *f, const struct effect_variant *v, size_t n,
		size_t parts)
{
	struct buf title;

	name_variants(f, v + 1, n - 1);
	buf_init(&title, TITLE_MAX);
	if (f->picture)
		effects_title_wording(v, n, f->c->s->limits, &title);
	else
		words_say(&title, WORDS_TITLE_VARIANTS,
			  WORDS_ARGS(words_str("base", v->base)));
	begin(f, &title, EFFECT_MEASURES)->about =
	    about(f, NULL, v, n, WORDS_TITLE_VARIANTS);
	for (int m = 0; m < EFFECT_MEASURES; m++) {
		struct figure *to = differing(f, m);

		for (size_t k = 0; k < parts_of(f, parts); k++) {
			const struct effect_variant *at = v + k * n;
			struct figure_line *l;

			if (!effects_worth(&at->cell, &v->cell))
				continue;
			l = add_places(to, f->screen
					       ? v->sampling
					       : part_title(f, k, at->cell.lo,
							    at->cell.hi));
			for (size_t i = 1; i < n; i++)
				figure_add(to, l, (double)i - 1,
					   at[i].lacks ? NAN : at[i].value[m],
					   at[i].in[m]);
		}
	}
}

static bool
shows(const char *asked, const char *chart)
{
	return asked == NULL || strcmp(asked, chart) == 0;
}

struct figure_group *
effects_chart_figures(const struct effects *x, const struct curve *c,
		      const char *chart, bool screen, struct arena *a)
{
	bool contrasts = shows(chart, "contrasts");
	bool cells = chart == NULL || !contrasts;
	struct grid_chart f = { .a = a,
				.c = c,
				.screen = screen,
				.picture = chart != NULL && !screen,
				.prompts = x->nvariants > 0,
				.from = shows(chart, "effects") ? 0 : HELD,
				.end =
				    shows(chart, "stability") ? ROWS : HELD };
	size_t n, all;

	for (size_t k = 0; k < x->n; k++) {
		if (cells && x->grid[k].ncells > 1)
			add_grid(&f, &x->grid[k]);
		if (contrasts && x->grid[k].ncells > 1)
			add_contrasts(&f, &x->grid[k]);
	}
	for (size_t k = 0; k < x->nvariants; k += all) {
		const struct effect_variant *v = &x->variant[k];

		for (all = 0; k + all < x->nvariants && together(&v[all], v);)
			all++;
		for (n = 0; n < all && v[n].part == 0;)
			n++;
		if (cells)
			add_variants(&f, v, n, all / n);
		if (n > 1 && (screen || f.picture) && contrasts)
			add_differences(&f, v, n, all / n);
	}
	return f.first;
}
