/*
 * Lines end where more cannot be had, each at a length of its own; what can be
 * had of none is said below the picture.
 */
#include "report/invert_chart.h"

#include <math.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/outfile.h"
#include "report/curve_show.h"
#include "report/plot_dots.h"
#include "report/plot_grid.h"
#include "report/title.h"

enum { TABLE_MAX = 1 << 30, TEXT_LIMIT = 1 << 20 };

struct lines {
	size_t n;
	const struct invert_series *s;
	const char **name;
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

/* The largest length that every series of which anything can be asked can give,
 * a round one if there is; NaN: none. */
static double
common_target(const struct lines *l)
{
	double best = NAN;
	bool round_one = false;

	for (size_t k = 0; l->n > 0 && k < l->s[0].n; k++) {
		double t = l->s[0].row[k].a.target;
		bool all = true;

		for (size_t i = 0; i < l->n; i++)
			all &= row_of(&l->s[i], t) != NULL ||
			       last_of(&l->s[i]) == NULL;
		if (all && (fmod(t, 100) == 0 || !round_one)) {
			best = t;
			round_one |= fmod(t, 100) == 0;
		}
	}
	return best;
}

/* What to ask for to get the one length, or how far each can get. */
static void
write_title(const struct lines *l, double at_most, const char *unit,
	    struct buf *out)
{
	struct title_found *f = mem_calloc(l->n + 1, sizeof(*f));
	double t = common_target(l);
	bool most = !isnan(at_most), reach = isnan(t);
	enum words_id id =
	    reach  ? most ? WORDS_FOUND_REACH_MOST : WORDS_FOUND_REACH
	    : most ? WORDS_FOUND_ASK_MOST
		   : WORDS_FOUND_ASK;
	struct arena a;
	size_t n = 0;

	arena_init(&a);
	for (size_t i = 0; i < l->n; i++) {
		const struct invert_row *last = last_of(&l->s[i]);

		if (last != NULL)
			f[n++] = (struct title_found){
				.name = l->name[i],
				.x = reach ? last->a.target
					   : (double)row_of(&l->s[i], t)->ask,
				.says = reach ? WORDS_FOUND_UP_TO
					      : WORDS_FOUND_NUMBER,
			};
	}
	if (n > 0)
		words_say(out, id,
			  WORDS_ARGS(
			      words_fixed("target", t, 0),
			      words_clause("units", words_units(unit), NULL),
			      words_str("list",
					title_list(f, n, WORDS_FOUND_LEAST_MOST,
						   0, &a))));
	arena_fini(&a);
	free(f);
}

/* What bands are; and series of which nothing can be asked are named: they have
 * no line. */
static const char *
write_note(const struct lines *l, struct arena *a)
{
	const char **name = arena_alloc(a, (l->n + 1) * sizeof(*name));
	bool *lost = arena_alloc(a, (l->n + 1) * sizeof(*lost));
	const char *few, *note = words_text(WORDS_CHART_ASK);

	for (size_t i = 0; i < l->n; i++) {
		name[i] = l->name[i];
		lost[i] = last_of(&l->s[i]) == NULL;
	}
	few = chart_lost(a, WORDS_MARK_REFUSED, name, l->n, lost);
	return *few == '\0' ? note
			    : words_kept(a, WORDS_FIGURE_NOTES,
					 WORDS_ARGS(words_str("few", few),
						    words_str("note", note)));
}

static int
write_rows(const char *dir, const struct lines *l, struct err *e)
{
	struct buf csv;
	int rc;

	buf_init(&csv, TABLE_MAX);
	field_csv_head(invert_fields, true, &csv);
	csv_end(&csv);
	for (size_t i = 0; i < l->n; i++)
		for (size_t k = 0; k < l->s[i].n; k++)
			field_csv_line(invert_fields, &l->s[i].row[k], true,
				       &csv);
	rc = file_mkdirs(dir, e);
	if (rc == 0)
		rc = outfile_save_in(dir, "invert.csv", "", &csv, e);
	buf_fini(&csv);
	return rc;
}

static struct figure *
begin(struct figure_group *g, const char *part, const struct samples *s)
{
	struct figure *f = figure_next(g);

	f->title = g->title;
	f->panel->title = part;
	f->x_title = words_axis(g->arena, WORDS_AXIS_WANTED, s->unit);
	f->y_title = words_axis(g->arena, WORDS_AXIS_ASK, s->unit);
	f->scale = 1;
	f->same = words_text(WORDS_MARK_SAME);
	f->cropped = true;
	return f;
}

static struct figure_line *
add_line(struct figure *f, const struct invert_series *x, const char *name,
	 struct figure_of of)
{
	struct figure_line *l = figure_line(f, 0, name);

	l->of = of;
	for (size_t k = 0; k < x->n; k++)
		if (x->row[k].why == INVERT_FINE)
			figure_add(f, l, x->row[k].a.target,
				   (double)x->row[k].ask, x->row[k].a.in);
	return l;
}

/* Few over one another; more by their settings, or else, if anything can be
 * asked of it, each in a panel of its own. */
struct figure_group *
invert_chart_figures(const struct invert_series *x, const size_t *which,
		     size_t n, const struct samples *s, const char *title,
		     bool screen, struct arena *a)
{
	enum { TOGETHER = 6 }; /* curves over one another */
	struct plot_all p = { .arena = a, .n = n };
	bool many = n > TOGETHER && !screen, by;
	struct figure_group *g = figure_group_new(a, title, many ? 0 : 1);
	struct plot_grid grid;
	size_t panels;

	p.s = arena_alloc(a, (n + 1) * sizeof(*p.s));
	for (size_t k = 0; k < n; k++) {
		size_t series = which != NULL ? which[k] : k;

		p.s[k] = (struct plot_series){
			.k = series,
			.x = &s->series[series],
			.name = curve_show_kept(s, series, a),
		};
	}
	by = many && plot_grid_find(&p, &grid);
	panels = by ? grid.rows * grid.columns : many ? n : 1;
	for (size_t at = 0; at < panels; at++) {
		struct figure *f = NULL;

		for (size_t k = 0; k < n; k++) {
			const struct plot_series *q = &p.s[k];
			struct figure_line *l;

			if (by ? grid.place[k] != at
			       : many && (k != at || last_of(&x[k]) == NULL))
				continue;
			if (f == NULL)
				f = begin(g,
					  by     ? plot_grid_panel(&p, q)
					  : many ? q->name
						 : NULL,
					  s);
			l = add_line(f, &x[k],
				     by ? plot_grid_name(&p, q) : q->name,
				     (struct figure_of){ s, q->k });
			l->heat = by ? plot_grid_heat(&grid, q) : 0;
		}
	}
	if (by)
		g->columns = (unsigned)grid.columns;
	return g;
}

int
invert_chart_draw(const char *dir, const struct invert_series *s,
		  const struct curve *c, double at_most,
		  const struct chart_form *f, struct err *e)
{
	struct lines l = { .n = c->s->nseries, .s = s };
	struct chart_settings set = { .unit = c->s->unit,
				      .data = "invert-points",
				      .form = f,
				      .run = &c->s,
				      .nrun = 1 };
	struct figure_group *g;
	struct buf title;
	struct arena a;
	int rc = 0;
	bool any = false;

	for (size_t i = 0; i < l.n; i++)
		any |= last_of(&s[i]) != NULL;
	arena_init(&a);
	buf_init(&title, TEXT_LIMIT);
	l.name = arena_alloc(&a, (l.n + 1) * sizeof(*l.name));
	for (size_t i = 0; i < l.n; i++)
		l.name[i] = curve_show_kept(c->s, i, &a);
	write_title(&l, at_most, c->s->unit, &title);
	g = invert_chart_figures(s, NULL, l.n, c->s, buf_text(&title),
				 f->dots != NULL, &a);
	g->note = write_note(&l, &a);
	if (f->dots != NULL && any)
		plot_dots_figure(g->figure[0], f->dots, f->text);
	else if (f->dots == NULL)
		rc = write_rows(dir, &l, e);
	if (rc == 0 && !any)
		rc = 2;
	else if (f->dots == NULL && rc == 0)
		rc = figure_draw_group(dir, "invert", g, &set, e);
	buf_fini(&title);
	arena_fini(&a);
	return rc;
}
