/* effects: which samplings make a grid, and what the factors do. */
#include <criterion/criterion.h>
#include <math.h>

#include "curve/curve.h"
#include "stat/dist.h"
#include "verdict/effects.h"
#include "verdict/effects_cell.h"

enum { TARGETS = 40, REPEATS = 2, SERIES = 8 };

struct setup {
	double temperature, top_p;
};

/* L = T + 10 temperature + 4 top_p, repeats one apart. */
static void
make(struct samples *s, struct curve *c, const struct setup *set, size_t n)
{
	static struct series series[SERIES];
	static struct sample sample[SERIES * TARGETS * REPEATS];
	static const char *const name[] = { "a", "b", "c", "d",
					    "e", "f", "g", "h" };

	*s = (struct samples){ .path = "run/samples.csv",
			       .unit = "excel",
			       .nseries = n,
			       .series = series,
			       .sample = sample };
	for (uint32_t i = 0; i < n; i++) {
		double up = 10 * set[i].temperature;

		if (!isnan(set[i].top_p))
			up += 4 * set[i].top_p;
		series[i] = (struct series){ .model = "m",
					     .sampling = name[i],
					     .variant = "plain",
					     .temperature = set[i].temperature,
					     .top_p = set[i].top_p,
					     .n = TARGETS * REPEATS };
		for (uint32_t k = 0; k < TARGETS * REPEATS; k++) {
			uint32_t t = 5 * (k / REPEATS + 1);

			sample[s->n++] = (struct sample){
				.series = i,
				.target = t,
				.repeat = k % REPEATS + 1,
				.outcome = OUTCOME_OK,
				.length = t + up + k % REPEATS,
				.text_hash = k + 1,
			};
		}
	}
	curve_of(c, s, NULL, 0);
}

static const struct setup whole[] = {
	{ 0.3, 0.5 }, { 0.3, 1 }, { 0.8, 0.5 }, { 0.8, 1 }
};
static const struct setup beside[] = {
	{ 0.3, 0.5 }, { 0, NAN }, { 0.3, 1 }, { 0.8, 0.5 }, { 0.8, 1 }
};
static const struct setup broken[] = {
	{ 0.3, 0.5 }, { 0.3, 1 }, { 0.8, 0.5 }, { 0.8, 0.9 }
};
static const struct setup pair[] = { { 0, NAN }, { 0.99, 0.9 } };

static const struct {
	const char *what;
	const struct setup *set;
	size_t n, outside;
	bool grid;
} cases[] = {
	{ "whole", whole, 4, 0, true },
	{ "min beside it", beside, 5, 1, true },
	{ "a hole", broken, 4, 0, false },
	{ "two points", pair, 2, 0, false },
};

Test(effects, grids)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct samples s;
		struct curve c;
		struct effects x;
		const struct effects_grid *g;
		double t;

		make(&s, &c, cases[i].set, cases[i].n);
		effects_of(&x, &c);
		g = &x.grid[0];
		cr_assert_eq(g->whole, cases[i].grid, "%s", cases[i].what);
		t = g->effect[0].value[EFFECT_TEMPERATURE][EFFECT_BIAS];
		cr_assert_eq(isnan(t), !cases[i].grid, "%s", cases[i].what);
		if (cases[i].grid) {
			double p =
			    g->effect[0].value[EFFECT_TOP_P][EFFECT_BIAS];

			cr_assert_eq(g->outside, cases[i].outside, "%s",
				     cases[i].what);
			cr_assert_float_eq(t, 5, 1e-9, "%s", cases[i].what);
			cr_assert_float_eq(p, 2, 1e-9, "%s", cases[i].what);
		}
		for (size_t k = 0; k < g->ncells; k++)
			cr_assert(!(g->cell[k].in[EFFECT_SPREAD].lo < 0));
		effects_fini(&x);
		curve_fini(&c);
	}
}

enum { ITEMS = 6, AT = 20 };

/* Six essays, each asked for 20 lengths by two samplings: what the second adds
 * is the essay's own, so that there are six answers to the question by how
 * much, and not 120. */
Test(effects, essays_of_many_targets_are_the_sample)
{
	static const double adds[ITEMS] = { 1, 9, 4, 12, 2, 8 };
	static const double weight[] = { -1, 1 };
	static struct sample sample[2 * AT * ITEMS * 2];
	static struct series series[2] = {
		{ .model = "m", .sampling = "a", .variant = "p" },
		{ .model = "m", .sampling = "b", .variant = "p" },
	};
	struct samples s = { .nseries = 2, .series = series, .sample = sample };
	struct effect_cell cell[2] = { { .series = 0, .lo = 1, .hi = 1000 },
				       { .series = 1, .lo = 1, .hi = 1000 } };
	struct interval in;
	struct curve c;
	double value, mean = 6, var = 0, half;

	for (uint32_t b = 0; b < 2; b++)
		for (uint32_t t = 0; t < AT; t++)
			for (uint32_t i = 0; i < ITEMS; i++)
				for (uint32_t r = 1; r <= 2; r++)
					sample[s.n++] = (struct sample){
						.series = b,
						.target = 100 + 10 * t,
						.item = i + 1,
						.repeat = r,
						.length = 100 + 10 * t + r +
							  b * adds[i],
					};
	series[0].n = series[1].n = s.n / 2;
	curve_of(&c, &s, NULL, 0);
	effects_contrast(&c, cell, 2, weight, EFFECT_BIAS, &value, &in);
	for (int i = 0; i < ITEMS; i++)
		var += (adds[i] - mean) * (adds[i] - mean) / (ITEMS - 1);
	half = dist_t_quantile(0.975, ITEMS - 1) * sqrt(var / ITEMS);
	cr_assert_float_eq(value, mean, 1e-9, "%g", value);
	cr_assert_float_eq(in.hi - in.lo, 2 * half, 1e-6, "%g to %g", in.lo,
			   in.hi);
	curve_fini(&c);
	/* One that the second was not asked is left out of both. */
	s.n--;
	while (sample[s.n - 1].item == ITEMS)
		s.n--;
	series[1].n = s.n - series[0].n;
	curve_of(&c, &s, NULL, 0);
	effects_contrast(&c, cell, 2, weight, EFFECT_BIAS, &value, &in);
	cr_assert_float_eq(value, (6 * (AT - 1) + 28 / 5.0) / AT, 1e-9, "%g",
			   value);
	curve_fini(&c);
}
