#include "curve/effects.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "curve/pairs.h"
#include "stat/serial.h"
#include "stat/summary.h"

#define LEVEL 0.95

const char *
effects_measure_name(enum effect_measure m)
{
	static const char *const name[EFFECT_MEASURES] = {
		[EFFECT_BIAS] = "bias",
		[EFFECT_SPREAD] = "spread",
		[EFFECT_MALD] = "mald",
	};

	return name[m];
}

const char *
effects_kind_name(enum effect_kind k)
{
	static const char *const name[EFFECT_KINDS] = {
		[EFFECT_TEMPERATURE] = "temperature",
		[EFFECT_TOP_P] = "top_p",
		[EFFECT_INTERACTION] = "interaction",
	};

	return name[k];
}

/* What is left out stands below every number. */
static int
compare_settings(double a, double b)
{
	if (isnan(a) || isnan(b))
		return isnan(b) - isnan(a);
	return (a > b) - (a < b);
}

static int
by_setting(const void *a, const void *b)
{
	const struct effect_cell *x = a, *y = b;
	int c = compare_settings(x->temperature, y->temperature);

	return c != 0 ? c : compare_settings(x->top_p, y->top_p);
}

static bool
left_out(const struct effect_cell *x)
{
	return isnan(x->temperature) || isnan(x->top_p);
}

static int
left_out_first(const void *a, const void *b)
{
	int c = left_out(b) - left_out(a);

	return c != 0 ? c : by_setting(a, b);
}

/* Measures of one target of one series; NaN where it has none. */
static void
at_target(const struct curve *c, const struct part *p, enum relation relation,
	  double *out)
{
	double *e = mem_calloc(p->n + 1, sizeof(*e)), away = 0;
	size_t n = 0;

	for (size_t k = p->first; k < p->first + p->n; k++) {
		const struct sample *s = &c->s->sample[c->order[k]];

		if (!isnan(s->length))
			e[n++] = s->length - (double)s->target;
	}
	for (size_t k = 0; k < n; k++)
		away += pairs_miss(relation, e[k]);
	out[EFFECT_BIAS] = summary_mean(e, n);
	out[EFFECT_SPREAD] = summary_sd(e, n);
	out[EFFECT_MALD] = n > 0 ? away / (double)n : NAN;
	free(e);
}

/* The point of a series at a target, or NULL. */
static const struct part *
point_at(const struct curve_series *cs, uint32_t target)
{
	size_t lo = 0, hi = cs->npoint;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (cs->point[mid].lo < target)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < cs->npoint && cs->point[lo].lo == target ? &cs->point[lo]
							     : NULL;
}

/*
 * sum of weight[i] * measure of cell i, target by target where all cells
 * have one; its mean and interval.
 */
static void
contrast(const struct curve *c, const struct effect_cell *cell, size_t ncells,
	 const double *weight, enum effect_measure m, double *value,
	 struct interval *in)
{
	const struct curve_series *first = &c->series[cell[0].series];
	double *d = mem_calloc(first->npoint + 1, sizeof(*d));
	struct serial s;
	double half;
	size_t n = 0;

	for (size_t t = 0; t < first->npoint; t++) {
		uint32_t target = first->point[t].lo;
		double sum = 0;

		if (target < cell[0].lo || target > cell[0].hi)
			continue;
		for (size_t i = 0; i < ncells && !isnan(sum); i++) {
			const struct part *p;
			double v[EFFECT_MEASURES];

			if (weight[i] == 0)
				continue;
			p = point_at(&c->series[cell[i].series], target);
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
	half = serial_half(&s, LEVEL);
	*value = s.value;
	*in = isnan(half) ? interval_none()
			  : (struct interval){ s.value - half, s.value + half };
	free(d);
}

static void
set_same(const struct curve *c, struct effect_cell *cell)
{
	const struct curve_series *cs = &c->series[cell->series];

	for (size_t t = 0; t < cs->npoint; t++) {
		double v[EFFECT_MEASURES];

		if (cs->point[t].lo < cell->lo || cs->point[t].lo > cell->hi)
			continue;
		at_target(c, &cs->point[t], c->s->series[cell->series].relation,
			  v);
		if (isnan(v[EFFECT_SPREAD]))
			continue;
		cell->repeated++;
		cell->same += !(v[EFFECT_SPREAD] > 0);
	}
	cell->same_in = boot_wilson(cell->same, cell->repeated, LEVEL);
}

/* Levels of both factors; cells are sorted by temperature, then top_p. */
static void
count_levels(struct effects_grid *g)
{
	const struct effect_cell *cell = g->cell + g->outside;
	size_t n = g->ncells - g->outside, run = 1;

	g->ntemperature = 1;
	for (size_t i = 1; i < n; i++) {
		if (compare_settings(cell[i - 1].temperature,
				     cell[i].temperature) != 0)
			g->ntemperature++;
		else if (g->ntemperature == 1)
			run++;
	}
	g->ntop_p = run;
	g->whole = n == g->ntemperature * g->ntop_p;
	for (size_t i = 0; i < n && g->whole; i++) {
		const struct effect_cell *row = &cell[i / run * run];
		const struct effect_cell *top = &cell[i % run];

		g->whole = compare_settings(cell[i].temperature,
					    row->temperature) == 0 &&
			   compare_settings(cell[i].top_p, top->top_p) == 0 &&
			   (i == 0 || by_setting(&cell[i - 1], &cell[i]) < 0);
	}
}

/*
 * The grid is all samplings, or, where those make none, the ones that send
 * both numbers: "min" beside a grid often leaves top_p out.
 */
static void
find_grid(struct effects_grid *g)
{
	qsort(g->cell, g->ncells, sizeof(*g->cell), by_setting);
	count_levels(g);
	if (g->whole)
		return;
	qsort(g->cell, g->ncells, sizeof(*g->cell), left_out_first);
	while (g->outside < g->ncells && left_out(&g->cell[g->outside]))
		g->outside++;
	if (g->ncells - g->outside > 1)
		count_levels(g);
	if (!g->whole) {
		g->outside = 0;
		qsort(g->cell, g->ncells, sizeof(*g->cell), by_setting);
	}
}

/* The weight of a cell in a contrast; false when a factor does not vary. */
static bool
set_weights(const struct effects_grid *g, enum effect_kind k, double *weight)
{
	size_t nt = g->ntemperature, np = g->ntop_p;

	for (size_t i = 0; i < g->outside; i++)
		weight[i] = 0;
	for (size_t i = 0; i < g->ncells - g->outside; i++) {
		size_t t = i / np, p = i % np;
		int dt = (t == nt - 1) - (t == 0),
		    dp = (p == np - 1) - (p == 0);

		weight[g->outside + i] = k == EFFECT_TEMPERATURE
					     ? dt / (double)np
					 : k == EFFECT_TOP_P ? dp / (double)nt
							     : dt * dp;
	}
	return (k == EFFECT_TOP_P || nt > 1) &&
	       (k == EFFECT_TEMPERATURE || np > 1);
}

static void
set_effect(const struct curve *c, const struct effects_grid *g,
	   const struct effect_cell *cell, struct effect *x)
{
	double *weight = mem_calloc(g->ncells, sizeof(*weight));

	x->lo = cell[0].lo;
	x->hi = cell[0].hi;
	for (enum effect_kind k = 0; k < EFFECT_KINDS; k++) {
		bool varies = set_weights(g, k, weight) && g->whole;

		for (enum effect_measure m = 0; m < EFFECT_MEASURES; m++) {
			x->value[k][m] = NAN;
			x->in[k][m] = interval_none();
			if (varies)
				contrast(c, cell, g->ncells, weight, m,
					 &x->value[k][m], &x->in[k][m]);
		}
	}
	free(weight);
}

/* Measures and repeats of a cell whose series and range stand. */
static void
fill_cell(const struct curve *c, struct effect_cell *cell)
{
	const double one = 1;

	for (enum effect_measure m = 0; m < EFFECT_MEASURES; m++) {
		contrast(c, cell, 1, &one, m, &cell->value[m], &cell->in[m]);
		/* Neither a spread nor a distance is below 0. */
		if (m != EFFECT_BIAS && cell->in[m].lo < 0)
			cell->in[m].lo = 0;
	}
	set_same(c, cell);
}

static void
fill_cells(const struct curve *c, struct effects_grid *g, size_t part)
{
	const struct curve_series *cs = &c->series[g->cell[0].series];
	const struct part *range = part == 0 ? &cs->all : &cs->band[part - 1];
	struct effect_cell *cell = g->cell + part * g->ncells;

	for (size_t i = 0; i < g->ncells; i++) {
		cell[i] = (struct effect_cell){
			.series = g->cell[i].series,
			.temperature = g->cell[i].temperature,
			.top_p = g->cell[i].top_p,
			.lo = range->lo,
			.hi = range->hi,
		};
		fill_cell(c, &cell[i]);
	}
	set_effect(c, g, cell, &g->effect[part]);
}

static bool
same_grid(const struct series *a, const struct series *b)
{
	return strcmp(a->model, b->model) == 0 &&
	       strcmp(a->variant, b->variant) == 0 &&
	       a->relation == b->relation;
}

static void
add_grid(struct effects *x, const struct curve *c, size_t first)
{
	const struct series *s = c->s->series;
	struct effects_grid *g;
	size_t n = 0;

	x->grid = mem_realloc(x->grid, x->n + 1, sizeof(*x->grid));
	g = &x->grid[x->n++];
	*g = (struct effects_grid){ .model = s[first].model,
				    .variant = s[first].variant,
				    .nparts = c->series[first].nband + 1 };
	for (size_t i = first; i < c->s->nseries; i++)
		g->ncells += same_grid(&s[first], &s[i]);
	g->cell = mem_calloc(g->ncells * g->nparts, sizeof(*g->cell));
	g->effect = mem_calloc(g->nparts, sizeof(*g->effect));
	for (size_t i = first; i < c->s->nseries; i++)
		if (same_grid(&s[first], &s[i]))
			g->cell[n++] =
			    (struct effect_cell){ .series = i,
						  .temperature =
						      s[i].temperature,
						  .top_p = s[i].top_p };
	find_grid(g);
	for (size_t part = 0; part < g->nparts; part++)
		fill_cells(c, g, part);
}

static bool
same_question(const struct series *a, const struct series *b)
{
	return strcmp(a->model, b->model) == 0 &&
	       strcmp(a->sampling, b->sampling) == 0;
}

static void
add_variant(struct effects *x, const struct curve *c, size_t base, size_t i,
	    const struct part *range)
{
	const struct series *s = c->s->series;
	const double weight[] = { -1, 1 };
	struct effect_cell both[2];
	struct effect_variant *v;

	x->variant =
	    mem_realloc(x->variant, x->nvariants + 1, sizeof(*x->variant));
	v = &x->variant[x->nvariants++];
	*v = (struct effect_variant){
		.model = s[i].model,
		.sampling = s[i].sampling,
		.variant = s[i].variant,
		.base = s[base].variant,
		.cell = { .series = i,
			  .temperature = s[i].temperature,
			  .top_p = s[i].top_p,
			  .lo = range->lo,
			  .hi = range->hi },
	};
	fill_cell(c, &v->cell);
	both[0] = both[1] = v->cell;
	both[0].series = base;
	for (enum effect_measure m = 0; m < EFFECT_MEASURES; m++) {
		v->value[m] = NAN;
		v->in[m] = interval_none();
		if (i != base)
			contrast(c, both, 2, weight, m, &v->value[m],
				 &v->in[m]);
	}
}

/* All variants of one model and sampling, whose first series is `base`. */
static void
add_variants(struct effects *x, const struct curve *c, size_t base)
{
	const struct curve_series *cs = &c->series[base];
	const struct series *s = c->s->series;
	size_t n = 0;

	for (size_t i = base; i < c->s->nseries; i++)
		n += same_question(&s[base], &s[i]);
	for (size_t part = 0; n > 1 && part <= cs->nband; part++)
		for (size_t i = base; i < c->s->nseries; i++)
			if (same_question(&s[base], &s[i]))
				add_variant(x, c, base, i,
					    part == 0 ? &cs->all
						      : &cs->band[part - 1]);
}

void
effects_of(struct effects *x, const struct curve *c)
{
	const struct series *s = c->s->series;

	*x = (struct effects){ 0, NULL, 0, NULL };
	for (size_t i = 0; i < c->s->nseries; i++) {
		bool grid = false, question = false;

		for (size_t k = 0; k < i; k++) {
			grid |= same_grid(&s[k], &s[i]);
			question |= same_question(&s[k], &s[i]);
		}
		if (!grid)
			add_grid(x, c, i);
		if (!question)
			add_variants(x, c, i);
	}
}

void
effects_fini(struct effects *x)
{
	for (size_t i = 0; i < x->n; i++) {
		free(x->grid[i].cell);
		free(x->grid[i].effect);
	}
	free(x->grid);
	free(x->variant);
	*x = (struct effects){ 0, NULL, 0, NULL };
}
