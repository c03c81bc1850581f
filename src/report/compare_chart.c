/*
 * The CSV is data and names its sides in English whoever asks; the picture
 * speaks the reader's language.
 */
#include "report/compare_chart.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "report/compare_csv.h"
#include "report/compare_show.h"
#include "report/figure.h"
#include "report/gnuplot.h"
#include "report/plot_dots.h"
#include "report/title.h"

enum { TABLE_MAX = 1 << 30, TEXT_LIMIT = 1 << 20, ENDED = 6 };

/* Each A, then each B, by name, and where the lines of each end. */
struct sides {
	size_t n, nbase;
	size_t *pair; /* that has the A, from 1 */
	struct buf *text;
	struct arena a;
	const char *base;
	const char **name;
	double *length, *d; /* behind the lengths that of what was asked */
	double length_max, d_min, d_max;
};

static bool
same_base(const struct compare *a, const struct compare *b)
{
	return a->a.c == b->a.c && a->a.series == b->a.series;
}

static void
sides_init(struct sides *x, const struct compare *c, size_t n)
{
	struct buf ignored;

	*x = (struct sides){
		.pair = mem_calloc(n + 1, sizeof(*x->pair)),
		.text = mem_calloc(2 * n + 1, sizeof(*x->text)),
		.name = mem_calloc(2 * n + 1, sizeof(*x->name)),
		.length = mem_calloc(2 * n + 2, sizeof(*x->length)),
		.d = mem_calloc(n + 1, sizeof(*x->d)),
	};
	for (size_t i = 0; i < n; i++) {
		size_t k = 0;

		while (k < i && !same_base(&c[k], &c[i]))
			k++;
		if (k == i)
			x->pair[x->nbase++] = i + 1;
	}
	x->n = x->nbase + n;
	arena_init(&x->a);
	buf_init(&ignored, TEXT_LIMIT);
	for (size_t i = 0; i < x->n; i++)
		buf_init(&x->text[i], TEXT_LIMIT);
	for (size_t i = 0; i < x->nbase; i++)
		compare_show_names(&c[x->pair[i] - 1], &x->text[i], &ignored);
	for (size_t i = 0; i < n; i++)
		compare_show_names(&c[i], &ignored, &x->text[x->nbase + i]);
	buf_reset(&ignored);
	for (size_t i = 0; i < x->n; i++)
		x->name[i] =
		    x->n > ENDED
			? buf_text(&x->text[i]) /* a panel cuts it */
			: table_short(&x->a, buf_text(&x->text[i]), CHART_NAME);
	compare_show_base(c, n, &ignored);
	x->base = table_short(&x->a, arena_strdup(&x->a, buf_text(&ignored)),
			      CHART_NAME);
	buf_fini(&ignored);
}

static void
sides_fini(struct sides *x)
{
	for (size_t i = 0; i < x->n; i++)
		buf_fini(&x->text[i]);
	arena_fini(&x->a);
	free(x->d);
	free(x->length);
	free(x->name);
	free(x->text);
	free(x->pair);
}

/* The rows of all comparisons; how many are of those that are drawn. */
static size_t
write_rows(const struct compare *c, size_t n, struct sides *x, struct buf *csv)
{
	enum words_lang was = words_speak(WORDS_ENGLISH);
	size_t drawn = 0;

	for (size_t i = 0; i < n; i++) {
		struct compare_csv_ends ends;
		struct buf a, b;
		size_t rows;

		buf_init(&a, TEXT_LIMIT);
		buf_init(&b, TEXT_LIMIT);
		compare_show_names(&c[i], &a, &b);
		rows = compare_csv(&c[i], buf_text(&a), buf_text(&b), i + 1,
				   &ends, csv);
		if (x->nbase + i < CHART_SERIES_MAX) {
			drawn += rows;
			x->length_max = fmax(x->length_max, ends.length_max);
			x->d_min = fmin(x->d_min, ends.d_min);
			x->d_max = fmax(x->d_max, ends.d_max);
		}
		for (size_t k = 0; k < x->nbase; k++)
			if (x->pair[k] == i + 1)
				x->length[k] = ends.length_a;
		x->length[x->nbase + i] = ends.length_b;
		x->d[i] = ends.d;
		buf_fini(&b);
		buf_fini(&a);
	}
	words_speak(was);
	return drawn;
}

/* The verdict on the one B; of several how much nearer each came. */
static void
write_title(const struct compare *c, size_t n, const struct sides *x,
	    struct buf *out)
{
	struct title_found *f = mem_calloc(n + 1, sizeof(*f));
	const char *list = NULL;
	struct arena a;

	arena_init(&a);
	for (size_t i = 0; i < n; i++)
		f[i] = (struct title_found){
			.name = x->name[x->nbase + i],
			.x = c[i].part[0].hl,
			.says = WORDS_FOUND_NUMBER,
		};
	if (n > 1 && x->nbase == 1)
		list = title_list(f, n, WORDS_FOUND_LEAST_MOST, 1, &a);
	if (n == 1)
		compare_show_brief(c, CHART_NAME, out);
	else
		words_say(out,
			  list == NULL ? WORDS_CHART_COMPARE
				       : WORDS_FOUND_NEARER,
			  WORDS_ARGS(words_str("base", x->base),
				     words_str("list", list)));
	arena_fini(&a);
	free(f);
}

static const char *
nearer_axis(const struct compare *c, const char *base, struct arena *a)
{
	return words_kept(
	    a, WORDS_AXIS_NEARER,
	    WORDS_ARGS(words_str("name", base),
		       words_clause("scale",
				    c->opts.relative
					? WORDS_PERCENT_OF_TARGET
					: words_units(c->a.c->s->unit),
				    NULL)));
}

static void
write_extra(const struct compare *c, struct sides *x, struct buf *out)
{
	static const struct chart_word words[] = {
		{ "axis_asked", WORDS_AXIS_ASKED },
		{ "axis_measured", WORDS_AXIS_MEASURED },
		{ "mark_asked", WORDS_MARK_ASKED },
	};
	const char *unit = c->a.c->s->unit;
	double target_max = c->part[0].hi, ends;
	double margin = (x->d_max - x->d_min) * 0.06;
	struct arena axis;

	x->length_max = ceil(x->length_max * 1.04);
	x->d_min = floor(x->d_min - margin);
	x->d_max = ceil(x->d_max + margin);
	if (x->d_max <= x->d_min) { /* two that answered alike */
		x->d_min -= 1;
		x->d_max += 1;
	}
	gnuplot_set_num(out, "target_max", target_max);
	gnuplot_set_num(out, "length_max", x->length_max);
	gnuplot_set_num(out, "d_min", x->d_min);
	gnuplot_set_num(out, "d_max", x->d_max);
	gnuplot_set_num(out, "ended", x->n <= ENDED);
	gnuplot_set_num(out, "nbase", (double)x->nbase);
	buf_printf(out, "array pair_of_base[%zu] = [", x->nbase);
	for (size_t i = 0; i < x->nbase; i++)
		buf_printf(out, "%s%zu", i > 0 ? ", " : "", x->pair[i]);
	buf_puts(out, "]\n");
	chart_set_words(out, words, sizeof(words) / sizeof(words[0]), unit);
	arena_init(&axis);
	chart_set_text(out, "axis_nearer", nearer_axis(c, x->base, &axis), 0);
	arena_fini(&axis);
	/* Labels of half a picture need twice the room. */
	x->length[x->n] = target_max;
	chart_set_ends(out, "end_length", x->length, x->n + 1, -x->length_max,
		       x->length_max);
	ends = x->d_max - x->d_min;
	chart_set_ends(out, "end_d", x->d, x->n - x->nbase, x->d_min - ends,
		       x->d_max);
}

/* ---- on a page, and in a terminal -------------------------------------- */

static void
add_lengths(struct figure *f, const struct compare *c, const char *name, bool b)
{
	const struct pair_side *side = b ? &c->b : &c->a;
	struct figure_line *l = figure_line(f, 0, name);
	struct compare_csv_row *row;
	size_t n = compare_csv_rows(c, &row);

	l->of = (struct figure_of){ side->c->s, side->series };
	for (size_t i = 0; i < n; i++)
		figure_add(f, l, row[i].target,
			   b ? row[i].length_b : row[i].length_a,
			   interval_none());
	free(row);
}

/* Each A once, then each B. */
static struct figure *
add_measured(struct figure_group *g, const struct compare *c, size_t n,
	     const struct sides *x, struct arena *a)
{
	const char *unit = c->a.c->s->unit;
	struct figure *f = figure_next(g);

	f->x_title = words_axis(a, WORDS_AXIS_ASKED, unit);
	f->y_title = words_axis(a, WORDS_AXIS_MEASURED, unit);
	f->same = words_text(WORDS_MARK_ASKED);
	f->targets = true;
	f->decimals = 1;
	for (size_t i = 0; i < x->nbase; i++)
		add_lengths(f, &c[x->pair[i] - 1], arena_strdup(a, x->name[i]),
			    false);
	for (size_t i = 0; i < n; i++)
		add_lengths(f, &c[i], arena_strdup(a, x->name[x->nbase + i]),
			    true);
	return f;
}

/* Dots are single targets, the line their mean around each; a terminal has the
 * line alone. */
static void
add_nearer(struct figure *f, const struct compare *c, const char *name,
	   bool screen)
{
	struct compare_csv_row *row;
	size_t n = compare_csv_rows(c, &row);
	bool smooth = false;

	for (size_t i = 0; i < n; i++)
		smooth |= !isnan(row[i].smooth);
	for (int mean = screen || !smooth; mean < 2; mean++) {
		struct figure_line *l = figure_line(f, 0, name);

		l->of = (struct figure_of){ c->b.c->s, c->b.series };
		l->look = mean ? FIGURE_LINE : FIGURE_DOTS;
		for (size_t i = 0; i < n; i++) {
			bool raw = !mean || !smooth ||
				   (screen && isnan(row[i].smooth));

			figure_add(f, l, row[i].target,
				   raw ? row[i].d : row[i].smooth,
				   raw ? interval_none() : row[i].in);
		}
	}
	free(row);
}

struct figure_group *
compare_chart_figures(const struct compare *c, size_t n, const char *title,
		      bool screen, struct arena *a)
{
	enum { TOGETHER = 6 }; /* curves over one another */
	const char *unit, *base;
	struct figure_group *g;
	struct figure *f = NULL;
	struct sides x;
	bool many = n > TOGETHER && !screen;

	if (n == 0)
		return NULL;
	unit = c->a.c->s->unit;
	sides_init(&x, c, n);
	base = arena_strdup(a, x.base);
	if (title == NULL)
		title = words_kept(a, WORDS_CHART_COMPARE,
				   WORDS_ARGS(words_str("base", base)));
	g = figure_group_new(a, title, many ? 0 : 2);
	if (!many && !screen)
		add_measured(g, c, n, &x, a);
	for (size_t i = 0; i < n; i++) {
		const char *name = arena_strdup(a, x.name[x.nbase + i]);

		if (f == NULL || many) {
			f = figure_next(g);
			f->title = title;
			f->panel->title = many ? name : NULL;
			f->x_title = words_axis(a, WORDS_AXIS_ASKED, unit);
			f->y_title = nearer_axis(c, base, a);
			f->zero = f->targets = true;
			f->scale = 1;
			f->decimals = 1;
		}
		add_nearer(f, &c[i], name, screen);
	}
	sides_fini(&x);
	return g;
}

int
compare_chart_draw(const char *dir, const struct compare *c, size_t n,
		   const struct chart_form *f, struct err *e)
{
	const struct curve *base = c->a.c;
	const struct samples **run = mem_calloc(n + 1, sizeof(*run));
	struct buf csv, extra, title;
	struct chart_settings s = {
		.unit = base->s->unit,
		.spread = words_text(WORDS_CHART_AROUND),
		.npoint = base->series[c->a.series].npoint,
		.helper = "tiles.gp",
		.form = f,
		.run = run,
		.nrun = 1,
	};
	struct sides x;
	struct arena a;
	int rc;

	buf_init(&csv, TABLE_MAX);
	buf_init(&extra, TEXT_LIMIT);
	buf_init(&title, TEXT_LIMIT);
	sides_init(&x, c, n);
	s.nseries = x.n;
	s.rows = write_rows(c, n, &x, &csv);
	run[0] = base->s;
	for (size_t i = 0; i < n; i++)
		if (c[i].b.c->s != run[s.nrun - 1])
			run[s.nrun++] = c[i].b.c->s;
	write_title(c, n, &x, &title);
	write_extra(c, &x, &extra);
	s.title = buf_text(&title);
	s.name = x.name;
	s.extra = buf_text(&extra);
	arena_init(&a);
	if (f->dots != NULL)
		plot_dots_figure(
		    compare_chart_figures(c, n, s.title, true, &a)->figure[0],
		    f->dots, f->text);
	rc = f->dots != NULL ? 0 : chart_draw(dir, "compare", &csv, &s, e);
	arena_fini(&a);
	sides_fini(&x);
	buf_fini(&title);
	buf_fini(&extra);
	buf_fini(&csv);
	free(run);
	return rc;
}
