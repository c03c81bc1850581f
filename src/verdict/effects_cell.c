/*
 * A cell's bias and miss are the curve's own, with its intervals; main effects
 * and interactions are differences target by target. A target that one of the
 * cells lacks is left out of all: effects are differences within a target.
 */
#include "verdict/effects_cell.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "curve/curve_mean.h"
#include "stat/serial.h"
#include "stat/summary.h"

#define LEVEL 0.95

/* Measures of one target of one series; NaN where it has none. */
static void
at_target(const struct curve *c, const struct curve_part *p,
	  enum relation relation, double *out)
{
	double *e = mem_calloc(p->n + 1, sizeof(*e)), miss = 0;
	size_t n = 0;

	for (size_t k = p->first; k < p->first + p->n; k++) {
		const struct sample *s = &c->s->sample[c->order[k]];

		if (isnan(s->length))
			continue;
		e[n++] = s->length - (double)s->target;
		miss += relation_miss(relation, s->length, s->target);
	}
	out[EFFECT_BIAS] = summary_mean(e, n);
	out[EFFECT_SPREAD] = summary_sd(e, n);
	out[EFFECT_MISS] = n > 0 ? miss / (double)n : NAN;
	free(e);
}

void
effects_contrast(const struct curve *c, const struct effect_cell *cell,
		 size_t ncells, const double *weight, enum effect_measure m,
		 double *value, struct interval *in)
{
	const struct curve_series *first = &c->series[cell[0].series];
	double *d = mem_calloc(first->npoint + 1, sizeof(*d));
	struct serial s;
	size_t n = 0;

	for (size_t t = 0; t < first->npoint; t++) {
		uint32_t target = first->point[t].lo;
		double sum = 0;

		if (target < cell[0].lo || target > cell[0].hi)
			continue;
		for (size_t i = 0; i < ncells && !isnan(sum); i++) {
			const struct curve_part *p;
			double v[EFFECT_MEASURES];

			if (weight[i] == 0)
				continue;
			p = curve_point(&c->series[cell[i].series], target);
			if (p == NULL) {
				sum = NAN;
				continue;
			}
			at_target(c, p, c->s->series[cell[i].series].relation,
				  v);
			sum += weight[i] * v[m];
		}
		if (!isnan(sum))
			d[n++] = sum;
	}
	serial_of(d, NULL, n, &s);
	*value = s.value;
	*in = serial_interval(&s, LEVEL);
	free(d);
}

static void
set_counts(const struct curve *c, struct effect_cell *cell)
{
	const struct curve_series *cs = &c->series[cell->series];

	for (size_t t = 0; t < cs->npoint; t++) {
		double v[EFFECT_MEASURES];

		if (cs->point[t].lo < cell->lo || cs->point[t].lo > cell->hi)
			continue;
		cell->planned += cs->point[t].n;
		cell->measured += cs->point[t].m.measured;
		at_target(c, &cs->point[t], c->s->series[cell->series].relation,
			  v);
		if (isnan(v[EFFECT_SPREAD]))
			continue;
		cell->repeated++;
		cell->same += !(v[EFFECT_SPREAD] > 0);
	}
	cell->same_in = interval_wilson(cell->same, cell->repeated, LEVEL);
}

void
effects_fill(const struct curve *c, struct effect_cell *cell)
{
	const double one = 1;
	struct curve_mean m;

	curve_mean_bias(&m, c, cell->series, cell->lo, cell->hi, LEVEL);
	cell->value[EFFECT_BIAS] = m.value;
	cell->in[EFFECT_BIAS] = m.in;
	curve_mean_miss(&m, c, cell->series, cell->lo, cell->hi, LEVEL);
	cell->value[EFFECT_MISS] = m.value;
	cell->in[EFFECT_MISS] = m.in;
	effects_contrast(c, cell, 1, &one, EFFECT_SPREAD,
			 &cell->value[EFFECT_SPREAD], &cell->in[EFFECT_SPREAD]);
	/* No spread is below 0. */
	cell->in[EFFECT_SPREAD] = interval_above(cell->in[EFFECT_SPREAD], 0);
	set_counts(c, cell);
}
