/*
 * Each line of the trend by itself: what the nights came to between what they
 * were held against, and how they add up, on one axis of runs.
 */
#include "report/history_chart.h"

#include <math.h>

#include "base/file.h"
#include "base/outfile.h"
#include "report/history_show.h"

/* The last signal, or that there is none yet. */
static void
write_title(const struct history *h, const char *const *run, size_t n,
	    struct buf *out)
{
	const struct history_point *last = NULL;
	struct buf name;

	for (size_t i = 0; i < h->n; i++)
		if (h->point[i].alarm &&
		    (last == NULL || h->point[i].run >= last->run))
			last = &h->point[i];
	if (last == NULL) {
		words_say(out,
			  n > h->reference ? WORDS_FOUND_QUIET
					   : WORDS_FOUND_LEARNING,
			  WORDS_ARGS(
			      words_count("n", n),
			      words_clause("miss", words_miss(h->limits), NULL),
			      words_count("reference", h->reference)));
		return;
	}
	buf_init(&name, 1 << 20);
	series_name(last->series, h->varying, &name);
	words_say(
	    out, WORDS_FOUND_SIGNAL,
	    WORDS_ARGS(
		words_str("run", run[last->run]),
		words_str("name", buf_text(&name)),
		words_clause("signal", history_show_signal(last->signal), NULL),
		words_clause("miss", words_miss(h->limits), NULL),
		words_fixed("x", last->miss, 1)));
	buf_fini(&name);
}

/* What a point is of, in the language spoken. */
static const char *
name_line(const struct history *h, const struct history_point *p,
	  struct arena *a)
{
	struct buf name;
	const char *kept;

	buf_init(&name, 1 << 20);
	series_name(p->series, h->varying, &name);
	words_say(&name, WORDS_PART_TARGETS,
		  WORDS_ARGS(words_fixed("lo", p->lo, 0),
			     words_fixed("hi", p->hi, 0)));
	kept = arena_strdup(a, buf_text(&name));
	buf_fini(&name);
	return kept;
}

/* The figure of one line as it is put together. */
struct trend {
	const struct history *h;
	const struct history_point *point; /* of the line, n of them */
	size_t n;
	const struct curve *run; /* or NULL: no page opens an answer */
	bool screen; /* names stand beside it, where there is little room */
};

static void
add_night(const struct trend *t, struct figure *f, struct figure_line *l,
	  const struct history_point *x, double y, struct interval in)
{
	struct figure_point *p = figure_add(f, l, (double)x->run, y, in);
	const struct samples *s = t->run != NULL ? t->run[x->run].s : NULL;
	size_t series = s != NULL ? samples_find(s, x->series) : SERIES_NONE;

	if (series != SERIES_NONE)
		p->of = (struct figure_of){ s, series };
}

/* One property of all points of a line, as a line of the figure. */
static void
add_nights(const struct trend *t, struct figure *f, enum words_id name,
	   enum figure_look look)
{
	struct figure_line *l = figure_line(f, 0, words_text(name));

	l->look = look;
	for (size_t i = 0; i < t->n; i++) {
		const struct history_point *x = &t->point[i];

		if (look == FIGURE_AREA)
			add_night(t, f, l, x, NAN,
				  (struct interval){ x->lower, x->upper });
		else if (look != FIGURE_ALARM || x->alarm)
			add_night(t, f, l, x,
				  look == FIGURE_LEVEL ? x->centre : x->miss,
				  look == FIGURE_LINE ? x->in
						      : interval_none());
	}
}

/* Nights that were not judged, on the axis. */
static void
add_gaps(const struct trend *t, struct figure *f)
{
	struct figure_line *l = NULL;

	for (size_t i = 0; i < t->n; i++) {
		const struct history_point *x = &t->point[i];

		if (x->signal != HISTORY_INCOMPLETE)
			continue;
		if (l == NULL)
			l = figure_line(f, 0, words_text(WORDS_MARK_GAP));
		l->look = FIGURE_POINTS;
		add_night(t, f, l, x, 0, interval_none());
	}
}

static void
add_cusum(const struct trend *t, struct figure *f)
{
	const double decision = t->h->decision;
	struct figure_line *l;

	for (int down = 0; down < 2; down++) {
		l = figure_line(f, 0,
				words_text(down ? WORDS_HEAD_CUSUM_DOWN
						: WORDS_HEAD_CUSUM_UP));
		for (size_t i = 0; i < t->n; i++) {
			const struct history_point *x = &t->point[i];

			add_night(t, f, l, x,
				  down ? -x->cusum_down : x->cusum_up,
				  interval_none());
		}
	}
	l = figure_line(f, 0, words_text(WORDS_MARK_LIMITS));
	l->look = FIGURE_AREA;
	for (size_t i = 0; i < t->n; i++)
		add_night(t, f, l, &t->point[i], NAN,
			  (struct interval){ -decision, decision });
}

static struct figure *
begin(struct figure_group *g, const struct trend *t, const char *const *name,
      size_t nrun)
{
	struct figure *f = figure_next(g);

	f->decimals = 1;
	f->from = t->point->lo;
	f->to = t->point->hi;
	for (size_t i = 0; i < nrun; i++)
		figure_word(f, name[i]);
	return f;
}

/* What the nights of a line are and, once some are judged, how they add up. */
static void
add_trend(struct figure_group *g, const struct trend *t,
	  const char *const *name, size_t nrun, struct arena *a)
{
	const struct history *h = t->h;
	struct figure *f = begin(g, t, name, nrun);
	bool summed = false;

	f->panel->title = name_line(h, t->point, a);
	f->y_title = words_axis_miss(a, h->limits, h->unit);
	add_nights(t, f, t->screen ? WORDS_DOTS_LIMITS : WORDS_MARK_LIMITS,
		   FIGURE_AREA);
	add_nights(t, f, t->screen ? WORDS_DOTS_CENTRE : WORDS_MARK_CENTRE,
		   FIGURE_LEVEL);
	add_nights(t, f, t->screen ? WORDS_DOTS_NIGHT : WORDS_MARK_NIGHT,
		   FIGURE_LINE);
	add_nights(t, f, WORDS_HEAD_SIGNAL, FIGURE_ALARM);
	if (!t->screen)
		add_gaps(t, f);
	for (size_t i = 0; i < t->n; i++)
		summed |= !isnan(t->point[i].cusum_up);
	if (!summed)
		return;
	g->columns = 2; /* beside each other */
	f = begin(g, t, name, nrun);
	f->panel->title = g->figure[g->n - 2]->panel->title;
	f->y_title = words_text(WORDS_CHART_CUSUM);
	f->zero = true;
	add_cusum(t, f);
}

struct figure_group *
history_chart_figures(const struct history *h, const char *const *name,
		      const struct curve *run, size_t n, bool screen,
		      struct arena *a)
{
	struct trend t = { .h = h, .run = run, .screen = screen };
	struct figure_group *g;
	struct buf title;

	if (h->n == 0)
		return NULL;
	buf_init(&title, 1 << 20);
	write_title(h, name, n, &title);
	g = figure_group_new(a, arena_strdup(a, buf_text(&title)), 0);
	buf_fini(&title);
	for (size_t i = 0; i < h->n; i += t.n) {
		t.n = history_line(h, i);
		t.point = &h->point[i];
		add_trend(g, &t, name, n, a);
	}
	return g;
}

int
history_chart_draw(const char *dir, const struct history *h,
		   const char *const *run, const struct samples *const *sample,
		   size_t n, const struct buf *csv, const struct chart_form *f,
		   struct err *e)
{
	const struct chart_settings s = { .unit = h->unit,
					  .data = "history-points",
					  .form = f,
					  .run = sample,
					  .nrun = n };
	const struct figure_group *g;
	struct arena a;
	int rc = file_mkdirs(dir, e);

	arena_init(&a);
	g = history_chart_figures(h, run, NULL, n, false, &a);
	if (rc == 0)
		rc = outfile_save_in(dir, "history", ".csv", csv, e);
	if (rc == 0 && g != NULL)
		rc = figure_draw_group(dir, "history", g, &s, e);
	arena_fini(&a);
	return rc;
}
