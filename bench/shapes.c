/*
 * The truth of a row is looked up in draws of its own, many more than the
 * curves that are held against it: few of these shapes have a formula.
 */
#include "bench/shapes.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/rng.h"
#include "curve/shape.h"

enum { TRUTH_DRAWS = 4000 };

#define HIT_WITHIN 15

const struct shapes_row shapes_table[] = {
	{ "straight, noise 10", .sd = 10 },
	{ "straight, noise 10, rho 0.5", .sd = 10, .rho = 0.5 },
	{ "straight, noise 10, rho 0.3", .sd = 10, .rho = 0.3 },
	{ "noise growing 2 + 3 %", .slope = -0.03, .sd = 2, .grow = 0.03 },
	{ "noise growing 1 + 8 %", .sd = 1, .grow = 0.08 },
	{ "noise 3, growing from 300", .sd = 3, .grow = 0.1, .late = 300 },
	{ "the same, rho 0.5", .sd = 3, .grow = 0.1, .late = 300, .rho = 0.5 },
	{ "t3 noise 10", .sd = 10, .df = 3 },
	{ "missing not at random", .slope = -0.05, .sd = 10, .lost = 0.05 },
	{ "whole numbers, noise 0.6", .sd = 0.6 },
	{ "plateau 300, noise 10", .cap = 300, .sd = 10 },
	{ "two breaks, noise 10", .bend = -0.3, .at = 200, .bend2 = 0.2,
	  .at2 = 500, .sd = 10 },
	{ "falling short as T squared", .square = -2e-4, .sd = 10 },
	{ "exact up to 120, then 25 % short", .bend = -0.25, .at = 120,
	  .sd = 0.3, .grow = 0.03, .late = 120 },
	{ "jump of -40 at 300", .jump = -40, .at = 300, .sd = 10 },
	{ "50 targets, noise 10", .n = 50, .sd = 10 },
	{ "30 targets, noise 10", .n = 30, .sd = 10 },
	{ "20 targets, noise 10", .n = 20, .sd = 10 },
	{ "e crosses zero, 25 targets", .n = 25, .step = 15, .offset = 190,
	  .slope = -1, .sd = 8 },
	{ "e crosses zero, 50 targets", .n = 50, .step = 5, .offset = 125,
	  .slope = -1, .sd = 8 },
	{ "3 targets", .n = 3, .step = 50, .sd = 10 },
	{ "4 targets", .n = 4, .step = 50, .sd = 10 },
	{ "6 targets", .n = 6, .step = 50, .sd = 10 },
	{ "9 targets", .n = 9, .step = 50, .sd = 10 },
	{ "4 targets, 5 repeats, icc 0", .n = 4, .step = 50, .sd = 10,
	  .repeats = 5 },
	{ "4 targets, 5 repeats, icc 0.5", .n = 4, .step = 50, .sd = 10,
	  .repeats = 5, .icc = 0.5 },
	{ "4 targets, 5 repeats, icc 1", .n = 4, .step = 50, .sd = 10,
	  .repeats = 5, .icc = 1 },
	{ "5 repeats, icc 0", .sd = 10, .repeats = 5 },
	{ "5 repeats, icc 0.5", .sd = 10, .repeats = 5, .icc = 0.5 },
	{ "5 repeats, icc 1", .sd = 10, .repeats = 5, .icc = 1 },
	{ "5 repeats, icc 1, noise 2 + 3 %", .slope = -0.03, .sd = 2,
	  .grow = 0.03, .repeats = 5, .icc = 1 },
	{ "30 items at 20 targets each", .n = 20, .step = 20, .sd = 12,
	  .repeats = 5, .items = 30, .icc = 0.7 },
	{ .name = NULL },
};

static size_t
targets(const struct shapes_row *w)
{
	return w->n > 0 ? w->n : SHAPES_TARGETS;
}

static double
target(const struct shapes_row *w, size_t i)
{
	return (w->step > 0 ? w->step : 5) * (double)(i + 1);
}

static double
curve(const struct shapes_row *w, double x)
{
	double y = w->offset + (1 + w->slope) * x;

	y += w->bend * fmax(0, x - w->at) + w->bend2 * fmax(0, x - w->at2);
	y += (x > w->at ? w->jump : 0) + w->square * x * x;
	return w->cap > 0 ? fmin(w->cap, y) : y;
}

static double
noise(const struct shapes_row *w, struct rng *r)
{
	double z = rng_normal(r), chi = 0;

	if (w->df == 0)
		return z;
	for (int k = 0; k < (int)w->df; k++) {
		double y = rng_normal(r);

		chi += y * y;
	}
	/* Its variance is df / (df - 2). */
	return z / sqrt(chi / (w->df - 2));
}

struct drawn {
	size_t n, first[SHAPES_TARGETS + 1], planned[SHAPES_TARGETS], nlost,
	    lost_planned[SHAPES_TARGETS];
	double x[SHAPES_TARGETS], e[SHAPES_CELLS], lost[SHAPES_TARGETS];
	uint64_t group[SHAPES_CELLS];
};

static bool
is_lost(const struct shapes_row *w, double e, double sd, struct rng *r)
{
	double p = w->lost * (fabs(e) > 2 * sd ? 4 : 1);

	return w->lost > 0 && rng_unit(r) < p;
}

static void
draw(const struct shapes_row *w, struct rng *r, struct drawn *d)
{
	size_t repeats = w->repeats > 0 ? w->repeats : 1, at = 0;
	double item[64], z = noise(w, r);

	d->n = d->nlost = 0;
	for (size_t g = 0; g < w->items; g++)
		item[g] = noise(w, r);
	for (size_t i = 0; i < targets(w); i++) {
		double x = target(w, i);
		double sd = w->sd + w->grow * fmax(0, x - w->late);

		z = w->rho * z + sqrt(1 - w->rho * w->rho) * noise(w, r);
		for (size_t k = 0; k < repeats; k++) {
			size_t g =
			    w->items > 0 ? (i * repeats + k) % w->items : 0;
			double shared = w->items > 0 ? item[g] : z;
			double own = w->icc < 1 && (repeats > 1 || w->items > 0)
					 ? noise(w, r)
					 : 0;
			double icc = repeats > 1 || w->items > 0 ? w->icc : 1;
			double e =
			    round(curve(w, x) + sd * (sqrt(icc) * shared +
						      sqrt(1 - icc) * own)) -
			    x;

			d->group[at] = g + 1;
			if (!is_lost(w, e, sd, r))
				d->e[at++] = e;
		}
		if (at == (d->n > 0 ? d->first[d->n] : 0)) {
			d->lost[d->nlost] = x;
			d->lost_planned[d->nlost++] = repeats;
			continue;
		}
		d->first[0] = 0;
		d->x[d->n] = x;
		d->planned[d->n] = repeats;
		d->first[++d->n] = at;
	}
}

/* The expectations of what the curves' estimates are held against. */
static void
set_truth(const struct shapes_row *w, uint64_t seed, double *truth)
{
	static struct drawn d;
	double n = 0, planned = 0, squares = 0;
	struct rng r;

	memset(truth, 0, SHAPES_WHATS * sizeof(*truth));
	rng_init(&r, seed);
	for (size_t t = 0; t < TRUTH_DRAWS; t++) {
		draw(w, &r, &d);
		planned +=
		    (double)(targets(w) * (w->repeats > 0 ? w->repeats : 1));
		for (size_t k = 0; k < d.first[d.n]; k++) {
			truth[SHAPES_MALD] += fabs(d.e[k]);
			truth[SHAPES_BIAS] += d.e[k];
			squares += d.e[k] * d.e[k];
			truth[SHAPES_HIT] += fabs(d.e[k]) <= HIT_WITHIN;
			n++;
		}
	}
	truth[SHAPES_MALD] /= n;
	truth[SHAPES_BIAS] /= n;
	truth[SHAPES_RMSE] = sqrt(squares / n);
	truth[SHAPES_HIT] /= planned;
	truth[SHAPES_SLOPE] = 1 + w->slope;
}

static void
look(struct shapes_count *c, enum shapes_what k, double value,
     struct interval in)
{
	if (isnan(in.lo)) {
		c->none[k]++;
		return;
	}
	c->held[k] += in.lo <= c->truth[k] && c->truth[k] <= in.hi;
	c->half[k] += (in.hi - in.lo) / 2;
	c->sum[k] += value;
	c->squares[k] += value * value;
}

void
shapes_study(const struct shapes_row *w, size_t simulations, size_t draws,
	     uint64_t seed, struct shapes_count *c)
{
	static struct drawn d;
	struct rng r;

	memset(c, 0, sizeof(*c));
	c->n = simulations;
	set_truth(w, rng_mix(seed), c->truth);
	rng_init(&r, seed);
	for (size_t t = 0; t < simulations; t++) {
		const struct shape_part *p;
		struct shape_in in;
		struct shape s;

		draw(w, &r, &d);
		shape_defaults(&in);
		in.e = (struct panel){ .n = d.n,
				       .x = d.x,
				       .first = d.first,
				       .v = d.e,
				       .group = w->items > 0 ? d.group : NULL };
		in.planned = d.planned;
		in.nlost = d.nlost;
		in.lost = d.lost;
		in.lost_planned = d.lost_planned;
		in.draws = draws;
		in.k = HIT_WITHIN;
		shape_of(&in, &s);
		p = &s.part[0];
		look(c, SHAPES_MALD, p->spread[SPREAD_MALD].value,
		     p->spread[SPREAD_MALD].in);
		look(c, SHAPES_BIAS, p->spread[SPREAD_BIAS].value,
		     p->spread[SPREAD_BIAS].in);
		look(c, SHAPES_RMSE, p->spread[SPREAD_RMSE].value,
		     p->spread[SPREAD_RMSE].in);
		look(c, SHAPES_HIT, (double)p->hits / (double)p->planned,
		     p->hit);
		look(c, SHAPES_SLOPE, s.line.slope, s.slope);
		c->breaks += s.break_found == FOUND_YES;
		shape_fini(&s);
	}
}

static bool
is_straight(const struct shapes_row *w)
{
	return w->bend == 0 && w->square == 0 && w->jump == 0 && w->cap == 0;
}

void
shapes_print(const struct shapes_count *count)
{
	printf("| shape | MALD | bias | RMSE | hit | slope | width MALD | bias "
	       "| RMSE | hit | slope | break found |\n"
	       "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
	for (const struct shapes_row *w = shapes_table; w->name != NULL; w++) {
		const struct shapes_count *c = &count[w - shapes_table];

		printf("| %s ", w->name);
		for (int k = 0; k < SHAPES_WHATS; k++) {
			double n = (double)(c->n - c->none[k]);

			if (k == SHAPES_SLOPE && !is_straight(w))
				printf("| ");
			else if (c->none[k] > c->n / 20)
				printf("| none %.1f (%.1f) ",
				       100 * (double)c->none[k] / (double)c->n,
				       100 * (double)c->held[k] / n);
			else
				printf("| %.1f ", 100 * (double)c->held[k] / n);
		}
		for (int k = 0; k < SHAPES_WHATS; k++) {
			double n = (double)(c->n - c->none[k]);
			double mean = c->sum[k] / n;
			double sd = sqrt(c->squares[k] / n - mean * mean);

			if (!(sd > 0) || (k == SHAPES_SLOPE && !is_straight(w)))
				printf("| ");
			else
				printf("| %.2f ", c->half[k] / n / (1.96 * sd));
		}
		printf("| %.1f |\n", 100 * (double)c->breaks / (double)c->n);
	}
}
