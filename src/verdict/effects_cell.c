/*
 * A cell's bias and miss are the curve's own, with its intervals; main effects
 * and interactions are differences question by question. A question that one of
 * the cells lacks is left out of all; one that is asked at several targets is
 * one of the sample, and not as many as it has targets.
 */
#include "verdict/effects_cell.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "curve/curve_mean.h"
#include "stat/panel.h"
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

/* Where one cell of a contrast is among a target's answers. */
struct walk {
	size_t at, end;
	enum relation relation;
};

/*
 * Its answers to one question, averaged; NaN: none. Questions are asked for in
 * ascending order.
 */
static double
question_mean(const struct curve *c, struct walk *w, uint64_t item,
	      enum effect_measure m)
{
	double sum = 0, n = 0;

	for (; w->at < w->end; w->at++) {
		const struct sample *s = &c->s->sample[c->order[w->at]];

		if (s->item > item)
			break;
		if (s->item < item || isnan(s->length))
			continue;
		n++;
		sum += m == EFFECT_MISS
			   ? relation_miss(w->relation, s->length, s->target)
			   : s->length - (double)s->target;
	}
	return n > 0 ? sum / n : NAN;
}

/* The contrasts of one target: the values, their questions, how many. */
struct spot {
	double *d;
	uint64_t *group;
	size_t n;
};

static void
add_questions(const struct curve *c, struct walk *w, const double *weight,
	      size_t ncells, enum effect_measure m, struct spot *out)
{
	size_t lead = 0, from;

	while (weight[lead] == 0)
		lead++;
	from = w[lead].at;
	for (size_t k = from; k < w[lead].end; k++) {
		uint64_t item = c->s->sample[c->order[k]].item;
		double sum = 0;

		if (k > from && c->s->sample[c->order[k - 1]].item == item)
			continue;
		for (size_t i = 0; i < ncells; i++)
			if (weight[i] != 0)
				sum += weight[i] *
				       question_mean(c, &w[i], item, m);
		if (isnan(sum))
			continue;
		out->group[out->n] = item;
		out->d[out->n++] = sum;
	}
}

/* All cells have that target, and their walks begin there. */
static bool
open_walks(const struct curve *c, const struct effect_cell *cell, size_t ncells,
	   const double *weight, uint32_t target, struct walk *w)
{
	for (size_t i = 0; i < ncells; i++) {
		const struct curve_part *p;

		if (weight[i] == 0)
			continue;
		p = curve_point(&c->series[cell[i].series], target);
		if (p == NULL)
			return false;
		w[i] = (struct walk){ p->first, p->first + p->n,
				      c->s->series[cell[i].series].relation };
	}
	return true;
}

/* Spread is of all answers to a target: it has no questions of its own. */
static void
add_spread(const struct curve *c, const struct effect_cell *cell, size_t ncells,
	   const double *weight, uint32_t target, struct spot *out)
{
	double sum = 0;

	for (size_t i = 0; i < ncells; i++) {
		size_t series = cell[i].series;
		double v[EFFECT_MEASURES];

		if (weight[i] == 0)
			continue;
		at_target(c, curve_point(&c->series[series], target),
			  c->s->series[series].relation, v);
		sum += weight[i] * v[EFFECT_SPREAD];
	}
	if (isnan(sum))
		return;
	out->group[out->n] = 0;
	out->d[out->n++] = sum;
}

/* Of a panel of contrasts, a mean over targets: see panel_serial. */
static void
mean_contrast(const struct panel *p, struct serial *s)
{
	double *w = mem_calloc(p->n + 1, sizeof(*w)), value = 0;

	for (size_t i = 0; i < p->n; i++) {
		w[i] = 1 / (double)p->n;
		value +=
		    w[i] * summary_mean(p->v + p->first[i], panel_count(p, i));
	}
	*s = (struct serial){ NAN, NAN, NAN };
	if (p->n > 0)
		panel_serial(p, w, s);
	s->value = p->n > 0 ? value : (double)NAN;
	free(w);
}

/* A contrast has a value for each question at most. */
static size_t
most_answers(const struct curve *c, const struct effect_cell *cell, size_t n)
{
	size_t most = 0;

	for (size_t i = 0; i < n; i++)
		if (c->series[cell[i].series].n > most)
			most = c->series[cell[i].series].n;
	return most;
}

void
effects_contrast(const struct curve *c, const struct effect_cell *cell,
		 size_t ncells, const double *weight, enum effect_measure m,
		 double *value, struct interval *in)
{
	const struct curve_series *first = &c->series[cell[0].series];
	size_t room = most_answers(c, cell, ncells) + 1, n = 0;
	double *x = mem_calloc(first->npoint + 1, sizeof(*x));
	size_t *at = mem_calloc(first->npoint + 1, sizeof(*at));
	struct walk *w = mem_calloc(ncells + 1, sizeof(*w));
	struct spot all = { mem_calloc(room, sizeof(double)),
			    mem_calloc(room, sizeof(uint64_t)), 0 };
	struct serial s;

	for (size_t t = 0; t < first->npoint; t++) {
		uint32_t target = first->point[t].lo;

		if (target < cell[0].lo || target > cell[0].hi ||
		    !open_walks(c, cell, ncells, weight, target, w))
			continue;
		if (m == EFFECT_SPREAD)
			add_spread(c, cell, ncells, weight, target, &all);
		else
			add_questions(c, w, weight, ncells, m, &all);
		if (all.n == at[n])
			continue;
		x[n] = target;
		at[++n] = all.n;
	}
	mean_contrast(
	    &(struct panel){ n, x, at, all.d, panel_groups(all.group, at, n) },
	    &s);
	*value = s.value;
	*in = serial_interval(&s, LEVEL);
	free(all.group);
	free(all.d);
	free(w);
	free(at);
	free(x);
}

static void
add_thinking(struct effect_cell *cell, const struct metrics *m)
{
	double before = (double)cell->reasoned, more = (double)m->reasoned;

	cell->thought_empty += m->thought_empty;
	cell->reasoned += m->reasoned;
	if (more > 0)
		cell->reasoning = ((before > 0 ? before * cell->reasoning : 0) +
				   more * m->reasoning_mean) /
				  (before + more);
}

static void
set_counts(const struct curve *c, struct effect_cell *cell)
{
	const struct curve_series *cs = &c->series[cell->series];

	cell->reasoning = NAN;
	for (size_t t = 0; t < cs->npoint; t++) {
		double v[EFFECT_MEASURES];

		if (cs->point[t].lo < cell->lo || cs->point[t].lo > cell->hi)
			continue;
		add_thinking(cell, &cs->point[t].m);
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
