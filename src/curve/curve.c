/*
 * Samples stay where they are and an order of indices is sorted: every part, a
 * target, a band or a whole series, is then a run of that order, and no sample
 * is copied for the three views of it. The sort is stable, which makes the
 * curve a function of the file.
 */
#include "curve/curve.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/pulse.h"
#include "stat/select.h"
#include "stat/summary.h"

static bool
before(const struct sample *a, const struct sample *b)
{
	if (a->series != b->series)
		return a->series < b->series;
	return samples_order(a, b) < 0;
}

/* Merges the sorted runs from[lo..mid) and from[mid..hi) into to. */
static void
merge(const struct sample *x, const uint32_t *from, uint32_t *to, size_t lo,
      size_t mid, size_t hi)
{
	size_t i = lo, j = mid;

	for (size_t k = lo; k < hi; k++) {
		if (i < mid && (j >= hi || !before(&x[from[j]], &x[from[i]])))
			to[k] = from[i++];
		else
			to[k] = from[j++];
	}
}

/* Bottom-up merge sort: stable, and qsort has no room for a context. */
static uint32_t *
sorted_order(const struct sample *x, size_t n)
{
	enum { OFTEN = 1 << 16 };
	uint32_t *order = mem_calloc(n, sizeof(*order));
	uint32_t *other = mem_calloc(n, sizeof(*other)), *swap;
	uint64_t done = 0, all = 0;

	for (size_t i = 0; i < n; i++)
		order[i] = (uint32_t)i;
	for (size_t width = 1; width < n; width *= 2)
		all += n;
	for (size_t width = 1; width < n; width *= 2) {
		for (size_t lo = 0; lo < n; lo += 2 * width) {
			size_t mid = lo + width < n ? lo + width : n;
			size_t hi = mid + width < n ? mid + width : n;

			merge(x, order, other, lo, mid, hi);
			done += hi - lo;
			if (lo % OFTEN == 0)
				pulse_at("sorting answers", done, all);
		}
		swap = order;
		order = other;
		other = swap;
	}
	free(other);
	return order;
}

static void
sum_part(const struct curve *c, struct curve_part *p, enum relation relation)
{
	metrics_of(&p->m, c->s->sample, c->order + p->first, p->n, relation,
		   c->s->terms.grown);
	metrics_overlap(&p->m, c->s, c->order + p->first, p->n);
}

static uint32_t
target_at(const struct curve *c, size_t i)
{
	return c->s->sample[c->order[i]].target;
}

static void
add_points(const struct curve *c, struct curve_series *cs,
	   enum relation relation)
{
	size_t end = cs->first + cs->n, cap = 0;

	for (size_t i = cs->first; i < end;) {
		struct curve_part *p;

		cs->point =
		    mem_grow(cs->point, cs->npoint, &cap, sizeof(*cs->point));
		p = &cs->point[cs->npoint++];
		p->first = i;
		p->lo = p->hi = target_at(c, i);
		while (i < end && target_at(c, i) == p->lo)
			i++;
		p->n = i - p->first;
		sum_part(c, p, relation);
	}
}

/* A band is a run of points, since targets ascend. */
static void
set_band(const struct curve *c, const struct curve_series *cs,
	 struct curve_part *p, enum relation relation)
{
	p->first = cs->first;
	p->n = 0;
	for (size_t i = 0; i < cs->npoint; i++) {
		const struct curve_part *point = &cs->point[i];

		if (point->lo < p->lo || point->lo > p->hi)
			continue;
		if (p->n == 0)
			p->first = point->first;
		p->n += point->n;
	}
	sum_part(c, p, relation);
}

void
curve_of(struct curve *c, const struct samples *s, const struct spec_band *band,
	 size_t nband)
{
	size_t first = 0, parts, all; /* points, the whole, bands */

	if (nband == 0) {
		band = spec_default_band;
		nband = spec_default_bands();
	}
	parts = nband + 2;
	all = s->nseries * parts;
	c->s = s;
	c->order = sorted_order(s->sample, s->n);
	c->series = mem_calloc(s->nseries, sizeof(*c->series));
	for (size_t i = 0; i < s->nseries; i++) {
		struct curve_series *cs = &c->series[i];
		enum relation relation = s->series[i].relation;

		cs->first = first;
		cs->n = s->series[i].n;
		first += cs->n;
		add_points(c, cs, relation);
		cs->all.lo = cs->point[0].lo;
		cs->all.hi = cs->point[cs->npoint - 1].lo;
		pulse_at("summing up answers", i * parts + 1, all);
		set_band(c, cs, &cs->all, relation);
		cs->nband = nband;
		for (size_t b = 0; b < nband; b++) {
			pulse_at("summing up answers", i * parts + 2 + b, all);
			cs->band[b].lo = band[b].lo;
			cs->band[b].hi = band[b].hi;
			set_band(c, cs, &cs->band[b], relation);
		}
	}
}

const struct curve_part *
curve_point(const struct curve_series *cs, uint32_t target)
{
	size_t lo = 0, hi = cs->npoint;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (cs->point[mid].lo < target)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < cs->npoint && cs->point[lo].lo == target ? &cs->point[lo]
							     : NULL;
}

size_t
curve_quantiles(const struct curve *c, const struct curve_part *p,
		const double *at, size_t n, double *q)
{
	double *e = mem_calloc(p->n + 1, sizeof(*e));
	size_t k = 0;

	for (size_t j = p->first; j < p->first + p->n; j++) {
		const struct sample *s = &c->s->sample[c->order[j]];

		if (!isnan(s->length))
			e[k++] = s->length - s->target;
	}
	qsort(e, k, sizeof(*e), select_compare);
	for (size_t i = 0; i < n; i++)
		q[i] = summary_quantile(e, k, at[i]);
	free(e);
	return k;
}

void
curve_fini(struct curve *c)
{
	for (size_t i = 0; c->series != NULL && i < c->s->nseries; i++)
		free(c->series[i].point);
	free(c->series);
	free(c->order);
	memset(c, 0, sizeof(*c));
}
