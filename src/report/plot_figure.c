/*
 * The charts of a run differ in what of a point they show; where its series
 * go is the same for all of them, so that whoever knows one finds his curve in
 * the next.
 */
#include "report/plot_figure.h"

#include <math.h>
#include <string.h>

#include "report/plot_grid.h"
#include "report/plot_points.h"

enum {
	TEXT_LIMIT = 1 << 20,
	TOGETHER = 6,  /* curves over one another */
	SHADED = 3,    /* bands of |e| over one another */
	HALF_FROM = 5, /* answers, of fewer all are what lies around a mean */
	CLOSE = 15,
};

static const struct kind_of {
	const char *name;
	enum words_id plain, found, axis;
	const char *y; /* in curve.csv */
} kinds[] = {
	[PLOT_LENGTH] = { "length", WORDS_CHART_LENGTH, WORDS_FOUND_LENGTH,
			  WORDS_AXIS_MEASURED, "length_mean" },
	[PLOT_DEVIATION] = { "deviation", WORDS_CHART_DEVIATION,
			     WORDS_FOUND_DEVIATION, WORDS_AXIS_DEVIATION,
			     "bias_mean" },
	[PLOT_MISS] = { "miss", WORDS_CHART_MISS, WORDS_FOUND_MISS,
			WORDS_AXIS_MISS, NULL },
	[PLOT_BANDS] = { "bands", WORDS_CHART_BANDS, WORDS_FOUND_BANDS,
			 WORDS_AXIS_DEVIATION, NULL },
};

struct drawing {
	const struct plot_all *p;
	struct plot_points how;
	bool screen;
};

/* Where there is room for the curves alone. */
static bool
is_crowd(const struct drawing *d)
{
	return d->screen || d->p->n > TOGETHER;
}

/* ---- marks ------------------------------------------------------------- */

static const char *
said_of(const struct plot_all *p, enum words_id what, double x)
{
	struct buf text;
	const char *kept;

	buf_init(&text, TEXT_LIMIT);
	buf_printf(&text, "%s %.0f", words_text(what), round(x));
	kept = arena_strdup(p->arena, buf_text(&text));
	buf_fini(&text);
	return kept;
}

/* The mean length at the target nearest to x. */
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

/* The line of a series, of which |e| has two. */
static void
add_marks(const struct drawing *d, struct figure *f, size_t line,
	  const struct plot_series *s)
{
	double at = round(s->at);

	if (!isnan(s->horizon))
		figure_mark(f, line, s->horizon, NAN,
			    said_of(d->p, WORDS_HEAD_HORIZON, s->horizon));
	if (!isnan(at) && d->how.kind != PLOT_MISS)
		figure_mark(f, line, at,
			    length_near(s->cs, at) -
				(d->how.kind == PLOT_LENGTH ? 0 : at),
			    said_of(d->p, WORDS_HEAD_BREAK, at));
}

/* ---- figures ----------------------------------------------------------- */

/* The mean of |e| at a target is curve.csv's mald, but not where means around
 * it are in the same column. */
static void
name_columns(const struct drawing *d, struct figure *f)
{
	f->column[FIGURE_Y] = d->how.kind == PLOT_MISS && !d->how.smooth
				  ? "mald"
				  : kinds[d->how.kind].y;
	if (d->how.kind != PLOT_LENGTH)
		return;
	f->column[FIGURE_LO] = d->how.half ? "length_q1" : "length_min";
	f->column[FIGURE_HI] = d->how.half ? "length_q3" : "length_max";
}

static struct figure *
begin(const struct drawing *d, struct figure_group *g, const char *part)
{
	struct arena *a = d->p->arena;
	struct figure *f = figure_next(g);

	f->key = kinds[d->how.kind].name;
	f->title = g->title;
	f->panel->title = part;
	f->x_title = d->how.kind == PLOT_BANDS
			 ? words_text(WORDS_AXIS_BAND)
			 : words_axis(a, WORDS_AXIS_ASKED, d->p->unit);
	f->y_title = words_axis(a, kinds[d->how.kind].axis, d->p->unit);
	f->words = d->how.kind == PLOT_BANDS;
	f->targets = d->how.kind != PLOT_BANDS;
	name_columns(d, f);
	f->scale = 1;
	f->decimals = 1;
	f->zero = d->how.kind == PLOT_DEVIATION || d->how.kind == PLOT_BANDS;
	if (d->how.kind == PLOT_LENGTH || d->how.kind == PLOT_DEVIATION)
		f->same = words_text(WORDS_MARK_ASKED);
	/* Of a limit it is no merit to come near. */
	if (d->how.kind != PLOT_LENGTH && !plot_series_limits(d->p)) {
		f->strip = words_text(WORDS_MARK_WITHIN);
		f->strip_lo = d->how.kind == PLOT_MISS ? 0 : -CLOSE;
		f->strip_hi = CLOSE;
	}
	return f;
}

static void
add_together(const struct drawing *d, struct figure_group *g)
{
	const struct plot_all *p = d->p;
	struct figure *f = begin(d, g, NULL);

	for (size_t i = 0; i < p->n; i++) {
		plot_points_add(&d->how, f, &p->s[i], p->s[i].name);
		if (p->n <= PLOT_MARKED && d->how.kind != PLOT_BANDS &&
		    !d->screen)
			add_marks(d, f, f->panel->n - 1, &p->s[i]);
	}
	for (size_t i = 0; i < p->n && d->how.kind == PLOT_LENGTH && !d->screen;
	     i++)
		plot_points_lost(f, i, &p->s[i]);
}

static void
add_grid(const struct drawing *d, struct figure_group *g,
	 const struct plot_grid *grid)
{
	const struct plot_all *p = d->p;

	for (size_t at = 0; at < grid->rows * grid->columns; at++) {
		struct figure *f = NULL;

		for (size_t i = 0; i < p->n; i++) {
			const struct plot_series *s = &p->s[i];

			if (grid->place[i] != at)
				continue;
			if (f == NULL)
				f = begin(d, g, plot_grid_panel(p, s));
			plot_points_add(&d->how, f, s, plot_grid_name(p, s));
			f->panel->line[f->panel->n - 1].heat =
			    plot_grid_heat(grid, s);
		}
	}
	g->columns = (unsigned)grid->columns;
}

/* Each in a panel of its own. */
static void
add_apart(const struct drawing *d, struct figure_group *g,
	  const struct plot_grid *grid)
{
	for (size_t i = 0; i < d->p->n; i++) {
		const struct plot_series *s = &d->p->s[i];
		struct figure *f = begin(d, g, s->name);

		plot_points_add(&d->how, f, s, s->name);
		if (grid != NULL)
			f->panel->line->heat = plot_grid_heat(grid, s);
	}
}

/* Both, or the one there is. */
static const char *
joined(struct arena *a, const char *few, const char *note)
{
	return *few == '\0' || *note == '\0'
		   ? (*few != '\0' ? few : note)
		   : words_kept(a, WORDS_FIGURE_NOTES,
				WORDS_ARGS(words_str("few", few),
					   words_str("note", note)));
}

static bool
is_smooth(const struct figure_group *g)
{
	const struct figure_panel *p = g->figure[0]->panel;

	for (size_t i = 0; i < p->n; i++)
		if (p->line[i].look == FIGURE_DOTS)
			return true;
	return false;
}

/* What bands, boxes and dots that are drawn are, and who has no line. */
static const char *
note_of(const struct drawing *d, const struct figure_group *g)
{
	bool miss = d->how.kind == PLOT_MISS;
	enum words_id bars = miss          ? WORDS_MARK_SMOOTH_HALF
			     : d->how.half ? WORDS_CHART_QUARTILES
					   : WORDS_CHART_EXTREMES;
	const char *note = d->how.kind == PLOT_BANDS
			       ? words_text(WORDS_MARK_BOXES)
			   : figure_bars(g->figure, g->n) ? words_text(bars)
							  : "";

	if (miss && is_smooth(g))
		note = joined(d->p->arena, words_text(WORDS_MARK_SMOOTH), note);
	note = joined(d->p->arena, plot_series_unanswered(d->p), note);
	return *note != '\0' ? note : NULL;
}

struct figure_group *
plot_figure_of(const struct plot_all *p, const char *chart, bool screen)
{
	struct drawing d = { .p = p, .screen = screen };
	struct figure_group *g;
	struct plot_grid grid;
	bool settings;

	while (strcmp(kinds[d.how.kind].name, chart) != 0)
		d.how.kind++;
	d.how.smooth = !is_crowd(&d);
	d.how.spread =
	    d.how.smooth &&
	    (d.how.kind == PLOT_MISS ? p->n <= SHADED : p->repeats > 1);
	d.how.half = p->repeats >= HALF_FROM;
	g = figure_group_new(p->arena,
			     plot_series_title(p, kinds[d.how.kind].plain,
					       kinds[d.how.kind].found),
			     0);
	settings = plot_grid_find(p, &grid);
	if (p->n <= TOGETHER || screen)
		add_together(&d, g);
	else if (d.how.kind != PLOT_BANDS && settings)
		add_grid(&d, g, &grid);
	else
		add_apart(&d, g, settings ? &grid : NULL);
	g->note = note_of(&d, g);
	return g;
}
