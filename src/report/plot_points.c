/*
 * What a chart shows of a series, where a figure has it. Means around a target
 * are of no stage's file: they are for the eye, which cannot smooth a hundred
 * and forty dots of two curves at once.
 */
#include "report/plot_points.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "stat/select.h"
#include "stat/summary.h"

enum {
	TEXT_LIMIT = 1 << 20,
	AROUND = 10, /* targets on each side, of the mean of |e| */
};

/* ---- |e| --------------------------------------------------------------- */

/* |e| of each target that was answered. */
struct misses {
	size_t n;
	double *x, *mald;
	size_t *first; /* n + 1, of each: */
	double *v;
};

static void
misses_of(struct misses *m, const struct curve *c,
	  const struct curve_series *cs)
{
	size_t k = 0;

	*m = (struct misses){
		.x = mem_calloc(cs->npoint + 1, sizeof(*m->x)),
		.mald = mem_calloc(cs->npoint + 1, sizeof(*m->mald)),
		.first = mem_calloc(cs->npoint + 1, sizeof(*m->first)),
		.v = mem_calloc(cs->n + 1, sizeof(*m->v)),
	};
	for (size_t i = 0; i < cs->npoint; i++) {
		const struct curve_part *p = &cs->point[i];

		if (p->m.measured == 0)
			continue;
		m->x[m->n] = p->lo;
		m->mald[m->n] = p->m.mald;
		for (size_t j = p->first; j < p->first + p->n; j++) {
			const struct sample *s = &c->s->sample[c->order[j]];

			if (!isnan(s->length))
				m->v[k++] = fabs(s->length - s->target);
		}
		m->first[++m->n] = k;
	}
}

/* The middle half of n values. */
static struct interval
half_of(const double *v, size_t n)
{
	double *sorted = mem_calloc(n + 1, sizeof(*sorted));
	struct interval half;

	memcpy(sorted, v, n * sizeof(*sorted));
	qsort(sorted, n, sizeof(*sorted), select_compare);
	half.lo = summary_quantile(sorted, n, 0.25);
	half.hi = summary_quantile(sorted, n, 0.75);
	free(sorted);
	return half;
}

/* The mean around each target with the middle half of the answers there. */
static void
add_smooth(const struct figure *f, struct figure_line *l,
	   const struct misses *m, bool shaded)
{
	for (size_t i = 0; i < m->n; i++) {
		size_t lo = i > AROUND ? i - AROUND : 0;
		size_t hi = i + AROUND + 1 < m->n ? i + AROUND + 1 : m->n;
		size_t at = m->first[lo];
		double y = 0;

		for (size_t k = lo; k < hi; k++)
			y += m->mald[k] / (double)(hi - lo);
		figure_add(f, l, m->x[i], y,
			   shaded ? half_of(m->v + at, m->first[hi] - at)
				  : interval_none());
	}
}

static void
add_misses(const struct plot_points *how, struct figure *f,
	   const struct plot_series *s, const char *name)
{
	struct figure_line *l = figure_line(f, 0, name);
	struct misses m;

	misses_of(&m, s->run->c, s->cs);
	for (size_t i = 0; i < m.n; i++)
		figure_add(f, l, m.x[i], m.mald[i], interval_none());
	if (how->smooth && m.n >= PLOT_SMOOTH_FROM) {
		l->look = FIGURE_DOTS;
		add_smooth(f, figure_line(f, 0, name), &m, how->spread);
	}
	free(m.x);
	free(m.mald);
	free(m.first);
	free(m.v);
}

/* ---- bands ------------------------------------------------------------- */

/* The place of a band's targets among the words of the axis. */
static double
place_of_band(struct figure *f, const struct curve_part *p)
{
	struct buf text;
	size_t i = 0;

	buf_init(&text, TEXT_LIMIT);
	buf_printf(&text, "%u-%u", p->lo, p->hi);
	while (i < f->ntic && strcmp(f->tic[i].label, buf_text(&text)) != 0)
		i++;
	if (i == f->ntic)
		figure_word(f, arena_strdup(f->arena, buf_text(&text)));
	buf_fini(&text);
	return (double)i;
}

static void
add_bands(struct figure *f, const struct plot_series *s, const char *name)
{
	static const double at[] = { 0.05, 0.25, 0.5, 0.75, 0.95 };
	struct figure_line *l = figure_line(f, 0, name);
	const struct curve_series *cs = s->cs;
	double q[5];

	l->look = FIGURE_BOX;
	for (size_t b = 0; b < cs->nband || b == 0; b++) {
		const struct curve_part *p =
		    cs->nband == 0 ? &cs->all : &cs->band[b];
		struct figure_point *box;
		double x;

		if (cs->nband > 0 && !curve_band_asked(s->run->c, b))
			continue;
		x = place_of_band(f, p);
		if (curve_quantiles(s->run->c, p, at, 5, q) == 0)
			continue;
		box = figure_add(f, l, x, q[2],
				 (struct interval){ .lo = q[0], .hi = q[4] });
		box->q1 = q[1];
		box->q3 = q[3];
	}
}

/* ---- means ------------------------------------------------------------- */

/* What lies around a mean: the quartiles, of few answers the extremes. */
static struct interval
spread_of(const struct plot_points *how, const struct metrics *m, double less)
{
	return (struct interval){
		.lo = (how->half ? m->length_q1 : m->length_min) - less,
		.hi = (how->half ? m->length_q3 : m->length_max) - less,
	};
}

static void
add_means(const struct plot_points *how, struct figure *f,
	  const struct plot_series *s, const char *name)
{
	const struct curve_series *cs = s->cs;
	struct figure_line *l = figure_line(f, 0, name);

	for (size_t i = 0; i < cs->npoint; i++) {
		const struct metrics *m = &cs->point[i].m;
		double t = cs->point[i].lo,
		       less = how->kind == PLOT_LENGTH ? 0 : t;

		figure_add(f, l, t,
			   m->measured == 0           ? NAN
			   : how->kind == PLOT_LENGTH ? m->length_mean
						      : m->bias_mean,
			   how->spread && m->measured > 0
			       ? spread_of(how, m, less)
			       : interval_none());
	}
}

static struct figure_of
of_series(const struct plot_series *s)
{
	return (struct figure_of){ s->run->c->s, s->k };
}

void
plot_points_lost(struct figure *f, size_t line, const struct plot_series *s)
{
	const struct curve_series *cs = s->cs;
	struct figure_line *l = NULL;

	for (size_t i = 0; i < cs->npoint; i++) {
		if (cs->point[i].m.measured == cs->point[i].m.planned)
			continue;
		if (l == NULL) {
			l = figure_line(f, 0, words_text(WORDS_MARK_LOST));
			l->look = FIGURE_LOST;
			l->hue = line;
			l->of = of_series(s);
		}
		figure_add(f, l, cs->point[i].lo, 0, interval_none());
	}
}

void
plot_points_add(const struct plot_points *how, struct figure *f,
		const struct plot_series *s, const char *name)
{
	size_t first = f->panel->n;

	if (how->kind == PLOT_BANDS)
		add_bands(f, s, name);
	else if (how->kind == PLOT_MISS)
		add_misses(how, f, s, name);
	else
		add_means(how, f, s, name);
	for (size_t i = first; i < f->panel->n; i++)
		f->panel->line[i].of = of_series(s);
}
