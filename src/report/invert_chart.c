/*
 * Lines end where more cannot be had, each at a length of its own, so that a
 * name stands at the end of its line and not at the side of the picture.
 */
#include "report/invert_chart.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/width.h"
#include "report/curve_show.h"
#include "report/figure.h"
#include "report/gnuplot.h"
#include "report/plot_dots.h"
#include "report/title.h"

enum { TABLE_MAX = 1 << 30, TEXT_LIMIT = 1 << 20, ENDED = 6 };

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
	struct title_found *f = mem_calloc(l->n + 1, sizeof(*f));
	double t = common_target(l);
	bool most = !isnan(at_most);
	struct arena a;

	arena_init(&a);
	for (size_t i = 0; i < l->n && !isnan(t); i++)
		f[i] = (struct title_found){
			.name = l->name[i],
			.x = (double)row_of(&l->s[i], t)->ask,
			.says = WORDS_FOUND_NUMBER,
		};
	if (isnan(t))
		words_say(out,
			  most ? WORDS_CHART_INVERT_MOST : WORDS_CHART_INVERT,
			  NULL);
	else
		words_say(
		    out, most ? WORDS_FOUND_ASK_MOST : WORDS_FOUND_ASK,
		    WORDS_ARGS(
			words_fixed("target", t, 0),
			words_clause("units", words_units(unit), NULL),
			words_str("list",
				  title_list(f, l->n, WORDS_FOUND_LEAST_MOST, 0,
					     &a))));
	arena_fini(&a);
	free(f);
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

/* A label of so many letters: its left end, and the middle of its height. */
struct label {
	double x, y, width;
};

struct board {
	const struct lines *l;
	double letter, height;
	size_t n;
	struct label label[ENDED + 1];
};

/* What a label there hides: others, lines, and what it is off by. */
static double
cost(const struct board *b, const struct label *at, double off)
{
	const struct lines *l = b->l;
	double n = off + (at->y > l->ask_max || at->y < b->height ? 1000 : 0);

	for (size_t i = 0; i < b->n; i++) {
		const struct label *q = &b->label[i];

		if (at->x < q->x + q->width && q->x < at->x + at->width &&
		    fabs(at->y - q->y) < b->height)
			n += 100;
	}
	for (size_t i = 0; i < l->n; i++)
		for (size_t k = 0; k < l->s[i].n; k++) {
			const struct invert_row *r = &l->s[i].row[k];

			n += r->why == INVERT_FINE && r->a.target > at->x &&
			     r->a.target < at->x + at->width &&
			     fabs((double)r->ask - at->y) < b->height / 2;
		}
	return n;
}

/* Right or left of a line's end, some way up or down. */
static void
put_label(struct board *b, const struct invert_row *end, const char *name)
{
	enum { STEPS = 8 };
	struct label best = { NAN, NAN, 0 };
	double least = INFINITY;

	for (int i = 0; end != NULL && i < 2 * (2 * STEPS + 1); i++) {
		double off = (i / 2 + 1) / 2 * (i / 2 % 2 ? 0.5 : -0.5), n;
		struct label at = {
			.x = end->a.target,
			.y = (double)end->ask + off * b->height,
			.width = b->letter * (double)(width_of(name) + 2),
		};

		at.x -= i % 2 ? at.width : 0;
		n = cost(b, &at, fabs(off) + i % 2);
		if (n < least) {
			least = n;
			best = at;
		}
	}
	b->label[b->n++] = best;
}

static void
write_ends(const struct lines *l, struct buf *out)
{
	/* What a letter and a line take of the axes. */
	struct board b = {
		.l = l,
		.letter = 0.016 * l->target_max,
		.height = 0.065 * l->ask_max,
		.n = 1,
		/* That of what nobody corrects stands in the margin. */
		.label = { { l->target_max, l->target_max, l->target_max } },
	};

	buf_printf(out, "array end_x[%zu]\narray end_y[%zu]\n", l->n, l->n);
	for (size_t i = 0; i < l->n; i++) {
		char at[64];

		put_label(&b, last_of(&l->s[i]), l->name[i]);
		snprintf(at, sizeof(at), "end_x[%zu]", i + 1);
		gnuplot_set_num(out, at, b.label[b.n - 1].x);
		snprintf(at, sizeof(at), "end_y[%zu]", i + 1);
		gnuplot_set_num(out, at, b.label[b.n - 1].y);
	}
}

static void
write_extra(const struct lines *l, const char *unit, struct buf *out)
{
	static const struct chart_word words[] = {
		{ "axis_wanted", WORDS_AXIS_WANTED },
		{ "axis_ask", WORDS_AXIS_ASK },
		{ "mark_same", WORDS_MARK_SAME },
	};

	gnuplot_set_num(out, "target_max", l->target_max);
	gnuplot_set_num(out, "ask_max", l->ask_max);
	gnuplot_set_num(out, "ended", l->n <= ENDED);
	chart_set_words(out, words, sizeof(words) / sizeof(words[0]), unit);
	if (l->n <= ENDED)
		write_ends(l, out);
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
