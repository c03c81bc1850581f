/*
 * The CSV is data and names its sides in English whoever asks; the picture
 * speaks the reader's language.
 */
#include "report/compare_chart.h"

#include <math.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/outfile.h"
#include "report/compare_csv.h"
#include "report/compare_show.h"
#include "report/figure.h"
#include "report/plot_dots.h"
#include "report/plot_points.h"
#include "report/title.h"

enum { TABLE_MAX = 1 << 30, TEXT_LIMIT = 1 << 20 };

/* Each A, then each B, by name. */
struct sides {
	size_t n, nbase;
	size_t *pair; /* that has the A, from 1 */
	struct buf *text;
	struct arena a;
	const char *base;
	const char **name;
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
		.name = mem_calloc(2 * n + 2, sizeof(*x->name)),
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
	compare_show_base(c, n, &ignored);
	x->name[x->n] = arena_strdup(&x->a, buf_text(&ignored));
	for (size_t i = 0; i < x->n; i++)
		x->name[i] = buf_text(&x->text[i]);
	table_shorts(&x->a, x->name, x->n + 1, CHART_NAME);
	x->base = x->name[x->n];
	for (size_t i = 0; i < x->n; i++)
		x->name[i] = buf_text(&x->text[i]);
	buf_fini(&ignored);
}

static void
sides_fini(struct sides *x)
{
	for (size_t i = 0; i < x->n; i++)
		buf_fini(&x->text[i]);
	arena_fini(&x->a);
	free(x->name);
	free(x->text);
	free(x->pair);
}

static int
write_rows(const char *dir, const struct compare *c, size_t n, struct err *e)
{
	enum words_lang was = words_speak(WORDS_ENGLISH);
	struct buf csv;
	int rc;

	buf_init(&csv, TABLE_MAX);
	for (size_t i = 0; i < n; i++) {
		struct buf a, b;

		buf_init(&a, TEXT_LIMIT);
		buf_init(&b, TEXT_LIMIT);
		compare_show_names(&c[i], &a, &b);
		compare_csv(&c[i], buf_text(&a), buf_text(&b), i + 1, &csv);
		buf_fini(&b);
		buf_fini(&a);
	}
	words_speak(was);
	rc = file_mkdirs(dir, e);
	if (rc == 0)
		rc = outfile_save_in(dir, "compare", ".csv", &csv, e);
	buf_fini(&csv);
	return rc;
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
			.x = c[i].part[0].lacks ? NAN : c[i].part[0].hl,
			.says = WORDS_FOUND_NUMBER,
		};
	if (n > 1)
		list = title_list(f, n, WORDS_FOUND_LEAST_MOST, 1, &a);
	if (n == 1)
		compare_show_brief(c, true, CHART_NAME, out);
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

/* Dots are single targets, the line their mean around each where that is not
 * one of nearly all of them; a terminal has the line alone. */
static void
add_nearer(struct figure *f, const struct compare *c, const char *name,
	   bool screen)
{
	struct compare_csv_row *row;
	size_t n = compare_csv_rows(c, &row);
	bool smooth = false;

	for (size_t i = 0; i < n && n >= PLOT_SMOOTH_FROM; i++)
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
	const struct samples **run = mem_calloc(n + 1, sizeof(*run));
	struct chart_settings s = { .unit = c->a.c->s->unit,
				    .data = "compare-points",
				    .form = f,
				    .run = run,
				    .nrun = 1 };
	struct figure_group *g;
	struct buf title;
	struct sides x;
	struct arena a;
	int rc = 0;

	arena_init(&a);
	buf_init(&title, TEXT_LIMIT);
	sides_init(&x, c, n);
	run[0] = c->a.c->s;
	for (size_t i = 0; i < n; i++)
		if (c[i].b.c->s != run[s.nrun - 1])
			run[s.nrun++] = c[i].b.c->s;
	write_title(c, n, &x, &title);
	g = compare_chart_figures(c, n, buf_text(&title), f->dots != NULL, &a);
	g->note = figure_bars(g->figure, g->n) ? words_text(WORDS_CHART_AROUND)
					       : NULL;
	if (f->dots != NULL)
		plot_dots_figure(g->figure[0], f->dots, f->text);
	else
		rc = write_rows(dir, c, n, e);
	if (f->dots == NULL && rc == 0)
		rc = figure_draw_group(dir, "compare", g, &s, e);
	sides_fini(&x);
	buf_fini(&title);
	arena_fini(&a);
	free(run);
	return rc;
}
