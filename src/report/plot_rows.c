/*
 * What a chart draws that no file of a stage has: how far answers miss around
 * each target, and how their deviations lie in each band.
 */
#include "report/plot_rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "stat/panel.h"
#include "stat/select.h"
#include "stat/summary.h"

enum { AROUND = 10, LEAST = 10 };

struct miss_row {
	size_t series;
	double target, miss, smooth, q1, q3;
};

#define F(name, kind, text)                                                    \
	FIELD(#name, kind, struct miss_row, name, .about = text)

static const struct field miss_fields[] = {
	F(series, SIZE, "number of the series"),
	F(target, REAL, "T"),
	F(miss, REAL, "mean |e| at this target"),
	F(smooth, REAL, "mean of |e| over up to 10 targets on each side"),
	F(q1, REAL, "lower quartile of |e| over the same targets"),
	F(q3, REAL, "upper quartile"),
	FIELD_END,
};

#undef F

struct band_row {
	size_t series, band;
	double lo, hi, p5, q1, median, q3, p95;
};

#define F(name, kind, text)                                                    \
	FIELD(#name, kind, struct band_row, name, .about = text)

static const struct field band_fields[] = {
	F(series, SIZE, "number of the series"),
	F(band, SIZE, "number of the band"),
	FIELD("targets", RANGE, struct band_row, lo,
	      FIELD_WITH(struct band_row, hi), .about = "targets"),
	F(p5, REAL, "quantile of e"),
	F(q1, REAL, "quantile of e"),
	F(median, REAL, "quantile of e"),
	F(q3, REAL, "quantile of e"),
	F(p95, REAL, "quantile of e"),
	FIELD_END,
};

#undef F

/* |e| of each target that was answered. */
static struct panel
misses_of(const struct curve *c, const struct curve_series *cs)
{
	double *x = mem_calloc(cs->npoint + 1, sizeof(*x));
	double *d = mem_calloc(cs->n + 1, sizeof(*d));
	size_t *first = mem_calloc(cs->npoint + 1, sizeof(*first));
	size_t n = 0, k = 0;

	for (size_t i = 0; i < cs->npoint; i++) {
		const struct curve_part *p = &cs->point[i];

		if (p->m.measured == 0)
			continue;
		x[n] = p->lo;
		first[n++] = k;
		for (size_t j = p->first; j < p->first + p->n; j++) {
			const struct sample *s = &c->s->sample[c->order[j]];

			if (!isnan(s->length))
				d[k++] = fabs(s->length - s->target);
		}
	}
	first[n] = k;
	return (struct panel){ n, x, first, d, NULL };
}

static double
mean_at(const struct panel *p, size_t i)
{
	double sum = 0;

	for (size_t k = p->first[i]; k < p->first[i + 1]; k++)
		sum += p->v[k];
	return sum / (double)(p->first[i + 1] - p->first[i]);
}

/* sorted has room for all values of p. */
static void
add_misses(const struct panel *p, size_t series, double *sorted,
	   struct buf *out)
{
	for (size_t i = 0; i < p->n; i++) {
		size_t lo = i > AROUND ? i - AROUND : 0;
		size_t hi = i + AROUND + 1 < p->n ? i + AROUND + 1 : p->n;
		size_t n = p->first[hi] - p->first[lo];
		struct miss_row r = { series, p->x[i], mean_at(p, i),
				      NAN,    NAN,     NAN };

		if (hi - lo >= LEAST) {
			memcpy(sorted, p->v + p->first[lo],
			       n * sizeof(*sorted));
			qsort(sorted, n, sizeof(*sorted), select_compare);
			r.smooth = 0;
			for (size_t k = lo; k < hi; k++)
				r.smooth += mean_at(p, k) / (double)(hi - lo);
			r.q1 = summary_quantile(sorted, n, 0.25);
			r.q3 = summary_quantile(sorted, n, 0.75);
		}
		field_csv_line(miss_fields, &r, true, out);
	}
}

void
plot_rows_miss(const struct plot_data *d, struct buf *out)
{
	size_t series = 0;

	field_csv_head(miss_fields, true, out);
	csv_end(out);
	for (size_t i = 0; i < d->n; i++)
		for (size_t k = 0; k < d->run[i].c->s->nseries; k++) {
			struct panel p =
			    misses_of(d->run[i].c, &d->run[i].c->series[k]);

			double *sorted =
			    mem_calloc(p.first[p.n] + 1, sizeof(*sorted));

			add_misses(&p, ++series, sorted, out);
			free(sorted);
			free((void *)(uintptr_t)p.x);
			free((void *)(uintptr_t)p.first);
			free((void *)(uintptr_t)p.v);
		}
}

static void
add_band(const struct curve *c, const struct curve_part *p, size_t series,
	 size_t band, struct buf *out)
{
	static const double at[] = { 0.05, 0.25, 0.5, 0.75, 0.95 };
	double q[5];

	if (curve_quantiles(c, p, at, 5, q) > 0)
		field_csv_line(band_fields,
			       &(struct band_row){ series, band, p->lo, p->hi,
						   q[0], q[1], q[2], q[3],
						   q[4] },
			       true, out);
}

void
plot_rows_bands(const struct plot_data *d, struct buf *out)
{
	size_t series = 0;

	field_csv_head(band_fields, true, out);
	csv_end(out);
	for (size_t i = 0; i < d->n; i++)
		for (size_t k = 0; k < d->run[i].c->s->nseries; k++) {
			const struct curve *c = d->run[i].c;
			const struct curve_series *cs = &c->series[k];

			series++;
			for (size_t b = 0; b < cs->nband; b++)
				add_band(c, &cs->band[b], series, b + 1, out);
			if (cs->nband == 0)
				add_band(c, &cs->all, series, 1, out);
		}
}
