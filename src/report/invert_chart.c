/*
 * Lines end where more cannot be had, each at a length of its own, so that a
 * name stands at the end of its line and not at the side of the picture.
 */
#include "report/invert_chart.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "report/curve_show.h"
#include "report/figure.h"
#include "report/gnuplot.h"
#include "report/plot_dots.h"

enum { TABLE_MAX = 1 << 30, TEXT_LIMIT = 1 << 20, TITLED = 3, ENDED = 6 };

struct lines {
	size_t n;
	const struct invert_series *s;
	const char **name;
	double target_max, ask_max;
};

static const struct invert_row *
row_of(const struct invert_series *s, double target)
{
	for (size_t k = 0; k < s->n; k++)
		if (s->row[k].a.target == target &&
		    s->row[k].why == INVERT_FINE)
			return &s->row[k];
	return NULL;
}

/* The last of its rows that can be had; NULL when none can. */
static const struct invert_row *
last_of(const struct invert_series *s)
{
	for (size_t k = s->n; k-- > 0;)
		if (s->row[k].why == INVERT_FINE)
			return &s->row[k];
	return NULL;
}

/* The largest length that every series can give, a round one if there is;
 * NaN: none. */
static double
common_target(const struct lines *l)
{
	double best = NAN;
	bool round_one = false;

	for (size_t k = 0; l->n > 0 && k < l->s[0].n; k++) {
		double t = l->s[0].row[k].a.target;
		bool all = true;

		for (size_t i = 0; i < l->n; i++)
			all &= row_of(&l->s[i], t) != NULL;
		if (all && (fmod(t, 100) == 0 || !round_one)) {
			best = t;
			round_one |= fmod(t, 100) == 0;
		}
	}
	return best;
}

static void
write_title(const struct lines *l, double at_most, const char *unit,
	    struct buf *out)
{
	double t = l->n <= TITLED ? common_target(l) : NAN;
	struct buf list;

	if (isnan(t)) {
		words_say(out,
			  isnan(at_most) ? WORDS_CHART_INVERT
					 : WORDS_CHART_INVERT_MOST,
			  NULL);
		return;
	}
	buf_init(&list, TEXT_LIMIT);
	for (size_t i = 0; i < l->n; i++) {
		if (i > 0)
			words_say(&list, WORDS_FOUND_AND, NULL);
		words_say(
		    &list, WORDS_FOUND_NUMBER,
		    WORDS_ARGS(
			words_str("name", l->name[i]),
			words_fixed("x", (double)row_of(&l->s[i], t)->ask, 0)));
	}
	words_say(out, isnan(at_most) ? WORDS_FOUND_ASK : WORDS_FOUND_ASK_MOST,
		  WORDS_ARGS(words_fixed("target", t, 0),
			     words_clause("units", words_units(unit), NULL),
			     words_str("list", buf_text(&list))));
	buf_fini(&list);
}

/* Series of which nothing can be asked are named: they have no line. */
static void
write_refused(const struct lines *l, struct buf *out)
{
	const char **lost = mem_calloc(l->n + 1, sizeof(*lost));
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		if (last_of(&l->s[i]) == NULL)
			lost[n++] = l->name[i];
	chart_set_lost(out, WORDS_MARK_REFUSED, lost, n);
	free(lost);
}

static void
write_extra(const struct lines *l, const char *unit, struct buf *out)
{
	static const struct chart_word words[] = {
		{ "axis_wanted", WORDS_AXIS_WANTED },
		{ "axis_ask", WORDS_AXIS_ASK },
		{ "mark_same", WORDS_MARK_SAME },
	};
	size_t drawn = l->n < CHART_SERIES_MAX ? l->n : CHART_SERIES_MAX;

	gnuplot_set_num(out, "target_max", l->target_max);
	gnuplot_set_num(out, "ask_max", l->ask_max);
	gnuplot_set_num(out, "ended", l->n <= ENDED);
	chart_set_words(out, words, sizeof(words) / sizeof(words[0]), unit);
	buf_printf(out, "array end_x[%zu]\narray end_y[%zu]\n", drawn, drawn);
	for (size_t i = 0; i < drawn; i++) {
		const struct invert_row *r = last_of(&l->s[i]);

		buf_printf(out, "end_x[%zu] = ", i + 1);
		buf_printf(out, r != NULL ? "%.0f\n" : "NaN\n",
			   r != NULL ? r->a.target : 0);
		buf_printf(out, "end_y[%zu] = ", i + 1);
		buf_printf(out, r != NULL ? "%.0f\n" : "NaN\n",
			   r != NULL ? (double)r->ask : 0);
	}
	write_refused(l, out);
}

static size_t
write_rows(struct lines *l, struct chart_settings *s, struct buf *csv)
{
	size_t rows = 0;

	field_csv_head(invert_fields, true, csv);
	csv_end(csv);
	for (size_t i = 0; i < l->n; i++) {
		const struct invert_series *x = &l->s[i];

		rows += i < CHART_SERIES_MAX ? x->n : 0;
		s->npoint = x->n > s->npoint ? x->n : s->npoint;
		for (size_t k = 0; k < x->n; k++) {
			field_csv_line(invert_fields, &x->row[k], true, csv);
			l->target_max = fmax(l->target_max, x->row[k].a.target);
			if (x->row[k].why == INVERT_FINE)
				l->ask_max =
				    fmax(l->ask_max, fmax((double)x->row[k].ask,
							  x->row[k].a.in.hi));
		}
	}
	l->ask_max = ceil(fmax(l->ask_max, l->target_max) * 1.06);
	return rows;
}

/* What is asked when nobody corrects it, as far as lines go. */
static void
add_asked(struct figure *f)
{
	struct figure_range r = figure_extent(f);
	struct figure_line *l = figure_line(f, 0, words_text(WORDS_MARK_ASKED));

	l->look = FIGURE_LEVEL;
	if (r.x0 < r.x1) {
		figure_add(f, l, r.x0, r.x0, interval_none());
		figure_add(f, l, r.x1, r.x1, interval_none());
	}
}

struct figure_group *
invert_chart_figures(const struct invert_series *x, const size_t *which,
		     size_t n, const struct samples *s, const char *title,
		     bool screen, struct arena *a)
{
	enum { TOGETHER = 6 }; /* curves over one another */
	bool many = n > TOGETHER && !screen;
	struct figure_group *g = figure_group_new(a, title, many ? 0 : 1);
	struct figure *f = NULL;

	for (size_t k = 0; k < n; k++) {
		size_t series = which != NULL ? which[k] : k;
		const char *name = curve_show_kept(s, series, a);
		struct figure_line *l;

		if (f == NULL || many) {
			f = figure_next(g);
			f->title = title;
			f->panel->title = many ? name : NULL;
			f->x_title = words_axis(a, WORDS_AXIS_WANTED, s->unit);
			f->y_title = words_axis(a, WORDS_AXIS_ASK, s->unit);
			f->scale = 1;
			f->same = true;
		}
		l = figure_line(f, 0, name);
		l->of = (struct figure_of){ s, series };
		for (size_t j = 0; j < x[k].n; j++)
			if (x[k].row[j].why == INVERT_FINE)
				figure_add(f, l, x[k].row[j].a.target,
					   (double)x[k].row[j].ask,
					   x[k].row[j].a.in);
	}
	if (screen && f != NULL)
		add_asked(f);
	return g;
}

int
invert_chart_draw(const char *dir, const struct invert_series *s,
		  const struct curve *c, double at_most,
		  const struct chart_form *f, struct err *e)
{
	struct lines l = { .n = c->s->nseries, .s = s };
	const struct samples *run = c->s;
	struct buf csv, extra, title;
	struct chart_settings set = { .unit = c->s->unit,
				      .spread = words_text(WORDS_CHART_ASK),
				      .nseries = l.n,
				      .helper = "tiles.gp",
				      .form = f,
				      .run = &run,
				      .nrun = 1 };
	struct arena a;
	int rc;

	arena_init(&a);
	buf_init(&csv, TABLE_MAX);
	buf_init(&extra, TEXT_LIMIT);
	buf_init(&title, TEXT_LIMIT);
	l.name = arena_alloc(&a, (l.n + 1) * sizeof(*l.name));
	for (size_t i = 0; i < l.n; i++)
		l.name[i] = curve_show_kept(c->s, i, &a);
	set.rows = write_rows(&l, &set, &csv);
	write_title(&l, at_most, c->s->unit, &title);
	write_extra(&l, c->s->unit, &extra);
	set.title = buf_text(&title);
	set.name = l.name;
	set.extra = buf_text(&extra);
	if (f->dots != NULL)
		plot_dots_figure(invert_chart_figures(s, NULL, l.n, c->s,
						      set.title, true, &a)
				     ->figure[0],
				 f->dots, f->text);
	rc = f->dots != NULL ? 0 : chart_draw(dir, "invert", &csv, &set, e);
	buf_fini(&title);
	buf_fini(&extra);
	buf_fini(&csv);
	arena_fini(&a);
	return rc;
}
