/*
 * A title that says what a chart is of says nothing: it is what was found.
 * Findings are computed from the curve once more when a chart is drawn: they
 * hang on nothing but samples.csv, like the curve.
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
#include "report/words.h"

enum {
	TEXT_LIMIT = 1 << 20,
	TITLED = 3, /* series that a title has room for */
	MARKED = 3, /* series with horizon and break marked */
};

static void
name_series(const struct plot_data *d, struct plot_look_series *s)
{
	struct buf text, run;

	buf_init(&text, TEXT_LIMIT);
	buf_init(&run, TEXT_LIMIT);
	curve_show_name(s->run->c->s, s->k, &text);
	if (d->n > 1) {
		chart_run_name(s->run->dir, &run);
		buf_printf(&text, " (%s)", buf_text(&run));
	}
	s->name = mem_strndup(buf_text(&text), text.len);
	buf_fini(&run);
	buf_fini(&text);
}

static void
find_marks(struct plot_look_series *s)
{
	struct shape_series shape;
	struct shape_in in;

	shape_defaults(&in);
	shape_series_of(&shape, s->run->c, s->k, in);
	if (!relation_limits(shape.relation) &&
	    (shape.shape.horizon_found == FOUND_YES ||
	     shape.shape.horizon_found == FOUND_ALL))
		s->horizon = shape.shape.horizon;
	s->nowhere = !relation_limits(shape.relation) &&
		     shape.shape.horizon_found == FOUND_NO;
	if (shape.shape.break_found == FOUND_YES)
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
				.horizon = NAN,
				.at = NAN,
			};
			name_series(d, s);
		}
	for (size_t i = 0; l->n <= MARKED && i < l->n; i++)
		find_marks(&l->s[i]);
}

static void
look_fini(struct plot_look *l)
{
	for (size_t i = 0; i < l->n; i++)
		free((char *)(uintptr_t)l->s[i].name);
	free(l->s);
}

/* ---- titles ---- */

/* A text, and the places that it takes: gnuplot knows of no wide letters. */
static void
set_wide(struct buf *out, const char *variable, const char *text, size_t more)
{
	char name[64];

	gnuplot_set_text(out, variable, text);
	snprintf(name, sizeof(name), "%s_width", variable);
	gnuplot_set_num(out, name, (double)(width_of(text) + more));
}

/* "base -108.9": what a title says of one series. */
static void
say_one(const struct plot_look_series *s, enum words_id found, struct buf *out)
{
	const struct metrics *m = &s->cs->all.m;
	enum words_id id =
	    found == WORDS_FOUND_BANDS ? WORDS_FOUND_SHARE : WORDS_FOUND_NUMBER;
	double x = found == WORDS_FOUND_BANDS       ? 100 * m->hit[2]
		   : found == WORDS_FOUND_MISS      ? m->mald
		   : found == WORDS_FOUND_DEVIATION ? m->bias_mean
						    : s->horizon;

	if (found == WORDS_FOUND_LENGTH)
		id = s->nowhere ? WORDS_FOUND_NOWHERE : WORDS_FOUND_UP_TO;
	if (isnan(x) && id != WORDS_FOUND_NOWHERE)
		id = WORDS_FOUND_NOTHING;
	words_say(out, id,
		  WORDS_ARGS(words_str("name", s->name),
			     words_fixed("x", x,
					 found == WORDS_FOUND_LENGTH ? 0 : 1)));
}

/* What was found, while there is room to say it of each; else the subject. */
static void
write_title(const struct plot_look *l, const char *variable,
	    enum words_id plain, enum words_id found, struct buf *out)
{
	struct buf list, title;
	bool known = false;

	buf_init(&list, TEXT_LIMIT);
	buf_init(&title, TEXT_LIMIT);
	for (size_t i = 0; i < l->n && l->n <= TITLED; i++) {
		const struct plot_look_series *s = &l->s[i];

		known |= s->cs->all.m.measured > 0 &&
			 (found != WORDS_FOUND_LENGTH || s->nowhere ||
			  !isnan(s->horizon));
		if (i > 0)
			words_say(&list, WORDS_FOUND_AND, NULL);
		say_one(s, found, &list);
	}
	if (known)
		words_say(&title, found,
			  WORDS_ARGS(words_str("list", list.data),
				     words_clause("units", words_units(l->unit),
						  NULL)));
	else
		words_say(&title, plain, NULL);
	set_wide(out, variable, buf_text(&title), 0);
	buf_fini(&title);
	buf_fini(&list);
}

/* "spring-festival, 2026-11-27", for each run. */
static void
write_runs(const struct plot_data *d, const char *subtitle, struct buf *out)
{
	struct buf text, run;

	buf_init(&text, TEXT_LIMIT);
	buf_init(&run, TEXT_LIMIT);
	for (size_t i = 0; i < d->n; i++) {
		const struct samples *s = d->run[i].c->s;
		bool days = strcmp(s->day, s->last_day) != 0;

		buf_reset(&run);
		chart_run_name(d->run[i].dir, &run);
		buf_puts(&text, i > 0 ? " | " : "");
		words_say(
		    &text, WORDS_CHART_RUN,
		    WORDS_ARGS(words_str("run", buf_text(&run)),
			       words_str("day", s->day[0] ? s->day : NULL),
			       words_str("last", days ? s->last_day : NULL)));
	}
	set_wide(out, "runs", buf_text(&text), width_of(subtitle) + 2);
	buf_fini(&run);
	buf_fini(&text);
}

static void
write_words(const struct plot_look *l, struct buf *out)
{
	static const struct {
		const char *variable;
		enum words_id id;
	} word[] = {
		{ "axis_asked", WORDS_AXIS_ASKED },
		{ "axis_measured", WORDS_AXIS_MEASURED },
		{ "axis_deviation", WORDS_AXIS_DEVIATION },
		{ "axis_miss", WORDS_AXIS_MISS },
		{ "axis_band", WORDS_AXIS_BAND },
		{ "mark_asked", WORDS_MARK_ASKED },
		{ "mark_within", WORDS_MARK_WITHIN },
		{ "mark_lost", WORDS_MARK_LOST },
		{ "mark_horizon", WORDS_MARK_HORIZON },
		{ "mark_break", WORDS_MARK_BREAK },
		{ "mark_nothing", WORDS_MARK_NOTHING },
		{ "mark_smooth", WORDS_MARK_SMOOTH },
		{ "mark_boxes", WORDS_MARK_BOXES },
		{ "mark_setting", WORDS_MARK_SETTING },
		{ "mark_and", WORDS_FOUND_AND },
	};
	struct buf text;

	buf_init(&text, TEXT_LIMIT);
	for (size_t i = 0; i < sizeof(word) / sizeof(word[0]); i++) {
		buf_reset(&text);
		words_say(
		    &text, word[i].id,
		    WORDS_ARGS(
			words_clause("unit", words_unit_label(l->unit), NULL),
			words_clause("units", words_units(l->unit), NULL)));
		set_wide(out, word[i].variable, text.data, 0);
	}
	buf_fini(&text);
}

/* Series of which nothing was measured are named: they have no line. */
static void
write_unanswered(const struct plot_look *l, struct buf *out)
{
	struct buf list, text;

	buf_init(&list, TEXT_LIMIT);
	buf_init(&text, TEXT_LIMIT);
	for (size_t i = 0; i < l->n; i++) {
		if (l->s[i].cs->all.m.measured > 0)
			continue;
		if (list.len > 0)
			words_say(&list, WORDS_FOUND_AND, NULL);
		buf_puts(&list, l->s[i].name);
	}
	if (list.len > 0)
		words_say(&text, WORDS_MARK_UNANSWERED,
			  WORDS_ARGS(words_str("list", list.data)));
	gnuplot_set_text(out, "unanswered", buf_text(&text));
	buf_fini(&text);
	buf_fini(&list);
}

void
plot_look_settings(const struct plot_data *d, size_t nseries,
		   const struct plot_axis axis[PLOT_LINES],
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
	plot_look_marks(&l, out);
	plot_look_ends(&l, axis, asked, out);
	plot_look_panels(&l, out);
	look_fini(&l);
}
