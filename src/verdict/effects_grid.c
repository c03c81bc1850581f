/*
 * A main effect of a grid with a hole would be part effect and part hole, so
 * there are effects only where every level of the one factor meets every level
 * of the other. Cells are sorted by setting, so that a place in the array is a
 * place in the grid and weights are arithmetic.
 */
#include "verdict/effects_grid.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "verdict/effects_cell.h"
#include "verdict/lacking.h"

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

/* Whether those that have a weight lack answers (lacking.h). */
static bool
lacking(const struct effect_cell *cell, const double *weight, size_t n)
{
	double least = 1, most = 0;

	for (size_t i = 0; i < n; i++) {
		double share = effects_missing(&cell[i]);

		if (weight[i] == 0)
			continue;
		least = fmin(least, share);
		most = fmax(most, share);
	}
	return lacking_apart(least, most, LACKING_ALLOWED);
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

		x->lacks[k] = varies && lacking(cell, weight, g->ncells);
		for (enum effect_measure m = 0; m < EFFECT_MEASURES; m++) {
			x->value[k][m] = NAN;
			x->in[k][m] = interval_none();
			if (varies)
				effects_contrast(c, cell, g->ncells, weight, m,
						 &x->value[k][m], &x->in[k][m]);
			if (x->lacks[k])
				x->in[k][m] = interval_none();
		}
	}
	free(weight);
}

/* A cell's level of temperature, or of top_p, from 1; 0 outside. */
static size_t
level(const struct effects_grid *g, size_t cell, bool temperature)
{
	if (!g->whole || cell < g->outside)
		return 0;
	cell -= g->outside;
	return 1 + (temperature ? cell / g->ntop_p : cell % g->ntop_p);
}

static void
fill_cells(const struct curve *c, struct effects_grid *g, size_t part)
{
	const struct curve_series *cs = &c->series[g->cell[0].series];
	const struct curve_part *range =
	    part == 0 ? &cs->all : &cs->band[part - 1];
	struct effect_cell *cell = g->cell + part * g->ncells;

	for (size_t i = 0; i < g->ncells; i++) {
		cell[i] = (struct effect_cell){
			.series = g->cell[i].series,
			.temperature = g->cell[i].temperature,
			.top_p = g->cell[i].top_p,
			.row = level(g, i, true),
			.line = level(g, i, false),
			.lo = range->lo,
			.hi = range->hi,
		};
		effects_fill(c, &cell[i]);
	}
	set_effect(c, g, cell, &g->effect[part]);
}

void
effects_grid_of(struct effects_grid *g, const struct curve *c,
		const struct series_index *like, size_t first)
{
	const struct series *s = c->s->series;
	size_t n = 0;

	*g = (struct effects_grid){ .model = s[first].model,
				    .variant = s[first].variant,
				    .nparts = c->series[first].nband + 1 };
	for (size_t i = first; i != SERIES_NONE; i = series_index_next(like, i))
		g->ncells++;
	g->cell = mem_calloc(g->ncells * g->nparts, sizeof(*g->cell));
	g->effect = mem_calloc(g->nparts, sizeof(*g->effect));
	for (size_t i = first; i != SERIES_NONE; i = series_index_next(like, i))
		g->cell[n++] =
		    (struct effect_cell){ .series = i,
					  .temperature = s[i].temperature,
					  .top_p = s[i].top_p };
	find_grid(g);
	for (size_t part = 0; part < g->nparts; part++)
		fill_cells(c, g, part);
}

void
effects_grid_fini(struct effects_grid *g)
{
	free(g->cell);
	free(g->effect);
}
