/* effects: which samplings make a grid, and what the factors do. */
#include <criterion/criterion.h>
#include <math.h>

#include "curve/curve.h"
#include "verdict/effects.h"

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
