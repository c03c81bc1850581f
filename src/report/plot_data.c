/*
 * gnuplot is told where the rows of each series begin and end instead of
 * selecting them by name: names are from outside, and with a hundred series it
 * would read the file a hundred times. Ranges are worked out here too, since
 * the axes must hold bands and means of all charts.
 */
#include "report/plot_data.h"

#include <math.h>
#include <string.h>

#include "base/speech.h"
#include "report/chart.h"
#include "report/curve_show.h"
#include "report/gnuplot.h"
#include "report/plot_look.h"
#include "report/words.h"

enum { NAME_MAX_BYTES = 1 << 20, QUARTILES_FROM = 5 };

int
plot_data_check(const struct plot_data *d, struct err *e)
{
	for (size_t i = 1; i < d->n; i++) {
		const struct plot_run *a = &d->run[0], *b = &d->run[i];

		if (strcmp(a->c->s->unit, b->c->s->unit) != 0)
			return err_set(e, STATUS_INPUT,
				       "%s is measured in unit %s and %s in "
				       "%s; measure both in one unit (%s) "
				       "to draw them together",
				       a->dir, a->c->s->unit, b->dir,
				       b->c->s->unit, speech_setting("unit"));
	}
	return 0;
}

/* What lies around a mean; the one answer itself where there is but one. */
static void
spread(const struct metrics *m, double *lo, double *hi)
{
	bool quartiles = m->measured >= QUARTILES_FROM;

	*lo = quartiles ? m->length_q1 : m->length_min;
	*hi = quartiles ? m->length_q3 : m->length_max;
}

void
plot_data_csv(const struct plot_data *d, struct buf *out)
{
	curve_csv(d->run[0].c, false, out);
	for (size_t i = 1; i < d->n; i++)
		curve_csv_rows(d->run[i].c, false, out);
}

/* Where the rows of the first series are, counted from 0. */
static void
write_places(const struct plot_data *d, size_t nseries, struct buf *out)
{
	size_t series = 0, row = 0;

	buf_printf(out, "array first[%zu]\narray last[%zu]\n", nseries,
		   nseries);
	for (size_t i = 0; i < d->n; i++) {
		const struct curve *c = d->run[i].c;

		for (size_t k = 0; k < c->s->nseries; k++) {
			size_t n = c->series[k].npoint;

			if (series++ == nseries)
				return;
			buf_printf(out, "first[%zu] = %zu\nlast[%zu] = %zu\n",
				   series, row, series, row + n - 1);
			row += n;
		}
	}
}

static void
write_names(const struct plot_data *d, size_t nseries, struct buf *out)
{
	struct buf name, run;
	struct arena a;
	size_t series = 0;

	arena_init(&a);

	gnuplot_set_num(out, "nseries", (double)nseries);
	gnuplot_set_names(out, nseries);
	buf_init(&name, NAME_MAX_BYTES);
	buf_init(&run, NAME_MAX_BYTES);
	for (size_t i = 0; i < d->n; i++) {
		size_t n = d->run[i].c->s->nseries;

		for (size_t k = 0; k < n && series < nseries; k++) {
			buf_reset(&name);
			buf_reset(&run);
			curve_show_name(d->run[i].c->s, k, &name);
			chart_run_name(d->run[i].dir, &run);
			if (d->n > 1)
				buf_printf(&name, " (%s)", buf_text(&run));
			gnuplot_set_name(
			    out, ++series,
			    table_short(&a, name.data, CHART_NAME));
		}
	}
	arena_fini(&a);
	buf_fini(&name);
	buf_fini(&run);
	write_places(d, nseries, out);
}

struct ranges {
	double target_min, target_max, length_max, e_min, e_max, miss_max;
	size_t npoint, repeats; /* most of any series; of any target */
	uint64_t measured, unmeasured;
};

static void
widen(struct ranges *r, const struct curve_part *p)
{
	double t = p->lo, lo, hi;

	r->target_min = fmin(r->target_min, t);
	r->target_max = fmax(r->target_max, t);
	r->measured += p->m.measured;
	r->unmeasured += p->m.planned - p->m.measured;
	if (p->m.measured > r->repeats)
		r->repeats = (size_t)p->m.measured;
	if (p->m.measured == 0)
		return;
	spread(&p->m, &lo, &hi);
	r->miss_max = fmax(r->miss_max, p->m.mald);
	hi = fmax(hi, p->m.length_mean); /* which may lie outside */
	lo = fmin(lo, p->m.length_mean);
	r->length_max = fmax(r->length_max, hi);
	r->e_min = fmin(r->e_min, lo - t);
	r->e_max = fmax(r->e_max, hi - t);
}

static struct ranges
find_ranges(const struct plot_data *d)
{
	/* A chart without a deviation still shows the tolerance of 15. */
	struct ranges r = { .target_min = INFINITY,
			    .e_min = -20,
			    .e_max = 20,
			    .miss_max = 20 };

	for (size_t i = 0; i < d->n; i++) {
		for (size_t k = 0; k < d->run[i].c->s->nseries; k++) {
			const struct curve_series *cs = &d->run[i].c->series[k];

			if (cs->npoint > r.npoint)
				r.npoint = cs->npoint;
			for (size_t j = 0; j < cs->npoint; j++)
				widen(&r, &cs->point[j]);
		}
	}
	r.length_max = fmax(r.length_max, r.target_max);
	return r;
}

static void
write_ranges(const struct ranges *r, const struct plot_axis *axis,
	     struct buf *out)
{
	gnuplot_set_num(out, "npoint", (double)r->npoint);
	gnuplot_set_num(out, "measured", (double)r->measured);
	gnuplot_set_num(out, "unmeasured", (double)r->unmeasured);
	gnuplot_set_num(out, "target_min", r->target_min);
	gnuplot_set_num(out, "target_max", r->target_max);
	gnuplot_set_num(out, "x_max", ceil(r->target_max * 1.02));
	gnuplot_set_num(out, "length_max", axis[PLOT_LENGTH].hi);
	gnuplot_set_num(out, "deviation_min", axis[PLOT_DEVIATION].lo);
	gnuplot_set_num(out, "deviation_max", axis[PLOT_DEVIATION].hi);
	gnuplot_set_num(out, "miss_max", axis[PLOT_MISS].hi);
}

/* Questions of a series, and how often each was asked at most. */
static void
count_questions(const struct curve *c, const struct curve_series *cs,
		uint64_t *questions, uint32_t *repeats)
{
	*questions = 0;
	for (size_t i = cs->first; i < cs->first + cs->n; i++) {
		const struct sample *x = &c->s->sample[c->order[i]];

		*questions += x->repeat == 1;
		if (x->repeat > *repeats)
			*repeats = x->repeat;
	}
}

/* "140 prompts each, 5 repeats", or "26 to 59 prompts each". */
static void
write_prompts(const struct plot_data *d, struct buf *out)
{
	uint64_t least = UINT64_MAX, most = 0, n;
	uint32_t repeats = 0;
	size_t series = 0;

	for (size_t i = 0; i < d->n; i++) {
		for (size_t k = 0; k < d->run[i].c->s->nseries; k++, series++) {
			count_questions(d->run[i].c, &d->run[i].c->series[k],
					&n, &repeats);
			least = n < least ? n : least;
			most = n > most ? n : most;
		}
	}
	words_say(
	    out, series > 1 ? WORDS_CHART_PROMPTS_EACH : WORDS_CHART_PROMPTS,
	    WORDS_ARGS(
		words_fixed("least", least != most ? (double)least : NAN, 0),
		words_count("most", most)));
	if (repeats > 1)
		words_say(out, WORDS_CHART_REPEATS,
			  WORDS_ARGS(words_count("n", repeats)));
}

/*
 * Each run's unit and sampling, or both once where they are the same. The
 * number of series that are drawn.
 */
static size_t
write_subtitle(const struct plot_data *d, const struct ranges *r,
	       struct buf *text, struct buf *out)
{
	struct buf one, last;
	size_t n = 0;

	buf_init(&one, NAME_MAX_BYTES);
	buf_init(&last, NAME_MAX_BYTES);
	for (size_t i = 0; i < d->n; i++) {
		buf_reset(&one);
		curve_show_subtitle(d->run[i].c->s, &one);
		if (i > 0 && strcmp(one.data, last.data) == 0)
			continue;
		buf_printf(text, "%s%s", i > 0 ? " | " : "", one.data);
		buf_reset(&last);
		buf_puts(&last, one.data);
	}
	write_prompts(d, text);
	for (size_t i = 0; i < d->n; i++)
		n += d->run[i].c->s->nseries;
	n = chart_series(n, text);
	gnuplot_set_text(out, "subtitle", text->data);
	gnuplot_set_text(out, "spread",
			 r->repeats >= QUARTILES_FROM
			     ? words_text(WORDS_CHART_QUARTILES)
			 : r->repeats > 1 ? words_text(WORDS_CHART_EXTREMES)
					  : "");
	buf_fini(&one);
	buf_fini(&last);
	return n;
}

void
plot_data_settings(const struct plot_data *d, struct buf *out)
{
	struct ranges r = find_ranges(d);
	double margin = (r.e_max - r.e_min) * 0.04;
	struct buf subtitle;
	struct plot_axis axis[PLOT_LINES] = {
		[PLOT_LENGTH] = { 0, ceil(r.length_max * 1.04) },
		[PLOT_DEVIATION] = { floor(r.e_min - margin),
				     ceil(r.e_max + margin) },
		[PLOT_MISS] = { 0, ceil(r.miss_max * 1.06) },
	};
	size_t nseries;

	buf_puts(out,
		 "# What belongs to the data; written by lencurve plot.\n");
	gnuplot_set_text(out, "data", d->data);
	gnuplot_set_text(out, "unit", d->run[0].c->s->unit);
	buf_init(&subtitle, NAME_MAX_BYTES);
	nseries = write_subtitle(d, &r, &subtitle, out);
	write_names(d, nseries, out);
	write_ranges(&r, axis, out);
	plot_look_settings(d, nseries, axis, ceil(r.target_max * 1.02),
			   buf_text(&subtitle), out);
	buf_fini(&subtitle);
}
