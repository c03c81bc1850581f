/*
 * Findings are computed from the curve once more when a chart is drawn: they
 * hang on nothing but samples.csv, like the curve. Of many series only the
 * title has something to say, and its horizons need no draws.
 */
#include "report/plot_look_impl.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/width.h"
#include "curve/shape_series.h"
#include "report/chart.h"
#include "report/curve_show.h"
#include "report/gnuplot.h"
#include "report/title.h"
#include "report/words.h"

enum { TEXT_LIMIT = 1 << 20 };

static void
name_series(const struct plot_data *d, struct plot_look_series *s)
{
	struct buf text, run;
	struct arena a;
	const char *name;

	buf_init(&text, TEXT_LIMIT);
	buf_init(&run, TEXT_LIMIT);
	curve_show_name(s->run->c->s, s->k, &text);
	if (d->n > 1) {
		chart_run_name(s->run->dir, &run);
		buf_printf(&text, " (%s)", buf_text(&run));
	}
	arena_init(&a);
	name = table_short(&a, buf_text(&text), CHART_NAME);
	s->name = mem_strndup(name, strlen(name));
	arena_fini(&a);
	buf_fini(&run);
	buf_fini(&text);
}

static void
find_marks(struct plot_look_series *s, bool marked)
{
	struct shape_series shape;
	struct shape_in in;

	shape_defaults(&in);
	in.draws = marked ? in.draws : 0;
	shape_series_of(&shape, s->run->c, s->k, in);
	if (!relation_limits(shape.relation) &&
	    shape.shape.horizon_found != FOUND_TOO_FEW)
		s->within = shape.shape.horizon;
	if (marked && s->within > 0)
		s->horizon = s->within;
	if (marked && shape.shape.break_found == FOUND_YES)
		s->at = shape.shape.hinge.tau;
	shape_series_fini(&shape);
}

static void
look_init(struct plot_look *l, const struct plot_data *d, size_t nseries)
{
	*l = (struct plot_look){ .unit = d->run[0].c->s->unit };
	l->s = mem_calloc(nseries + 1, sizeof(*l->s));
	for (size_t i = 0; i < d->n; i++)
		for (size_t k = 0;
		     k < d->run[i].c->s->nseries && l->n < nseries; k++) {
			struct plot_look_series *s = &l->s[l->n++];

			*s = (struct plot_look_series){
				.run = &d->run[i],
				.k = k,
				.x = &d->run[i].c->s->series[k],
				.cs = &d->run[i].c->series[k],
				.within = NAN,
				.horizon = NAN,
				.at = NAN,
			};
			name_series(d, s);
		}
	for (size_t i = 0; i < l->n; i++)
		find_marks(&l->s[i], l->n <= PLOT_MARKED);
}

static void
look_fini(struct plot_look *l)
{
	for (size_t i = 0; i < l->n; i++)
		free((char *)(uintptr_t)l->s[i].name);
	free(l->s);
}

/* ---- titles ---- */

/* What is known of a series, of which more is said only where it is. */
static double
found_of(const struct plot_look_series *s, enum words_id found)
{
	const struct metrics *m = &s->cs->all.m;

	if (m->measured == 0)
		return NAN;
	return found == WORDS_FOUND_BANDS       ? 100 * m->hit[2]
	       : found == WORDS_FOUND_KEPT      ? 100 * m->satisfied
	       : found == WORDS_FOUND_MISS      ? m->mald
	       : found == WORDS_FOUND_DEVIATION ? m->bias_mean
						: s->within;
}

static enum words_id
says_of(const struct plot_look_series *s, enum words_id found)
{
	return found == WORDS_FOUND_LENGTH
		   ? s->within > 0 ? WORDS_FOUND_UP_TO : WORDS_FOUND_NOWHERE
	       : found == WORDS_FOUND_BANDS || found == WORDS_FOUND_KEPT
		   ? WORDS_FOUND_SHARE
		   : WORDS_FOUND_NUMBER;
}

/* Of limits it is how many are kept, not what is within 15. */
static bool
by_limits(const struct plot_look *l)
{
	for (size_t i = 0; i < l->n; i++)
		if (!relation_limits(l->s[i].x->relation))
			return false;
	return l->n > 0;
}

/* What was found; else the subject. Beside others, limits are not spoken of
 * where it is about what is within 15. */
static void
write_title(const struct plot_look *l, const char *variable,
	    enum words_id plain, enum words_id found, struct buf *out)
{
	bool within = found == WORDS_FOUND_LENGTH || found == WORDS_FOUND_BANDS;
	bool limits = within && by_limits(l);
	struct title_found *f = mem_calloc(l->n + 1, sizeof(*f));
	const char *list, *title;
	struct arena a;
	size_t n = 0;

	arena_init(&a);
	if (limits)
		found = WORDS_FOUND_KEPT;
	for (size_t i = 0; i < l->n; i++)
		if (!within || limits || !relation_limits(l->s[i].x->relation))
			f[n++] = (struct title_found){
				.name = l->s[i].name,
				.x = found_of(&l->s[i], found),
				.says = says_of(&l->s[i], found),
			};
	list = title_list(f, n,
			  found == WORDS_FOUND_LENGTH ? WORDS_FOUND_WORST_BEST
						      : WORDS_FOUND_LEAST_MOST,
			  found == WORDS_FOUND_LENGTH ? 0 : 1, &a);
	title = list == NULL
		    ? words_text(plain)
		    : words_kept(
			  &a, found,
			  WORDS_ARGS(words_str("list", list),
				     words_clause("units", words_units(l->unit),
						  NULL)));
	chart_set_text(out, variable, title, 0);
	arena_fini(&a);
	free(f);
}

static void
write_runs(const struct plot_data *d, const char *subtitle, struct buf *out)
{
	const struct samples **run = mem_calloc(d->n + 1, sizeof(*run));
	struct buf text;

	buf_init(&text, TEXT_LIMIT);
	for (size_t i = 0; i < d->n; i++)
		run[i] = d->run[i].c->s;
	chart_runs(run, d->n, &text);
	chart_set_text(out, "runs", buf_text(&text), width_of(subtitle) + 2);
	buf_fini(&text);
	free(run);
}

static void
write_words(const struct plot_look *l, struct buf *out)
{
	static const struct chart_word word[] = {
		{ "axis_asked", WORDS_AXIS_ASKED },
		{ "axis_measured", WORDS_AXIS_MEASURED },
		{ "axis_deviation", WORDS_AXIS_DEVIATION },
		{ "axis_miss", WORDS_AXIS_MISS },
		{ "axis_band", WORDS_AXIS_BAND },
		{ "mark_asked", WORDS_MARK_ASKED },
		{ "mark_within", WORDS_MARK_WITHIN },
		{ "mark_lost", WORDS_MARK_LOST },
		{ "mark_nothing", WORDS_MARK_NOTHING },
		{ "mark_smooth", WORDS_MARK_SMOOTH },
		{ "mark_boxes", WORDS_MARK_BOXES },
		{ "mark_setting", WORDS_MARK_SETTING },
		{ "mark_and", WORDS_FOUND_AND },
	};

	chart_set_words(out, word, sizeof(word) / sizeof(word[0]), l->unit);
}

/* Series of which nothing was measured are named: they have no line. */
static void
write_unanswered(const struct plot_look *l, struct buf *out)
{
	const char **lost;
	struct arena a;
	size_t n = 0;

	arena_init(&a);
	lost = arena_alloc(&a, (l->n + 1) * sizeof(*lost));
	for (size_t i = 0; i < l->n; i++)
		if (l->s[i].cs->all.m.measured == 0)
			lost[n++] = l->s[i].name;
	gnuplot_set_text(out, "unanswered",
			 chart_lost(&a, WORDS_MARK_UNANSWERED, lost, n));
	arena_fini(&a);
}

void
plot_look_settings(const struct plot_data *d, size_t nseries,
		   const struct plot_axis axis[PLOT_LINES], double x_max,
		   const char *subtitle, struct buf *out)
{
	double asked = 0, names = 0;
	struct plot_look l;

	look_init(&l, d, nseries);
	for (size_t i = 0; i < l.n; i++) {
		asked = fmax(asked, l.s[i].cs->all.hi);
		names += (double)width_of(l.s[i].name) + 6;
	}
	gnuplot_set_num(out, "names_width", names);
	write_runs(d, subtitle, out);
	write_title(&l, "title_length", WORDS_CHART_LENGTH, WORDS_FOUND_LENGTH,
		    out);
	write_title(&l, "title_deviation", WORDS_CHART_DEVIATION,
		    WORDS_FOUND_DEVIATION, out);
	write_title(&l, "title_miss", WORDS_CHART_MISS, WORDS_FOUND_MISS, out);
	write_title(&l, "title_bands", WORDS_CHART_BANDS, WORDS_FOUND_BANDS,
		    out);
	write_words(&l, out);
	write_unanswered(&l, out);
	plot_look_marks(&l, axis, x_max, out);
	plot_look_ends(&l, axis, asked, out);
	plot_look_panels(&l, out);
	look_fini(&l);
}
