#include "bench/world.h"

#include <math.h>

#include "stat/dist.h"

#define PI 3.14159265358979323846

static const struct truth truths[] = {
	{ "straight, noise 10", 1.00, 0, 0, 10, 0 },
	{ "straight, gain 0.97, noise 2 + 3 %", 0.97, 0, 0, 2, 0.03 },
	{ "bend at 250, noise 10", 1.00, -0.2, 250, 10, 0 },
	{ "bend at 250, noise 2 + 3 %", 1.00, -0.2, 250, 2, 0.03 },
	{ "gain 0.9, bend at 400, noise 2 + 5 %", 0.90, -0.2, 400, 2, 0.05 },
};

static const struct design designs[] = {
	{ 0, 1 }, { 0.3, 1 }, { 0.5, 1 }, { 0.7, 1 },
	{ 0, 5 }, { 0.3, 5 }, { 0.5, 5 },
};

enum { DESIGNS = sizeof(designs) / sizeof(*designs) };

_Static_assert(sizeof(truths) / sizeof(*truths) * DESIGNS == WORLDS,
	       "every truth with every design");

/* E|X| for X ~ N(m, s^2). */
static double
folded(double m, double s)
{
	return s * sqrt(2 / PI) * exp(-m * m / (2 * s * s)) +
	       m * (1 - 2 * dist_normal_cdf(-m / s));
}

void
world_set(struct world *w, size_t index)
{
	const struct truth *t = &truths[index / DESIGNS];
	const struct design *d = &designs[index % DESIGNS];

	*w = (struct world){ .truth = t, .design = d };
	for (size_t i = 0; i < TARGETS; i++) {
		double x = 5 * (double)(i + 1);
		double past = t->bend != 0 && x > t->at ? x - t->at : 0;

		w->x[i] = x;
		w->mean[i] = (t->gain - 1) * x + t->bend * past;
		w->sd[i] = t->sd + t->grow * x;
		w->planned[i] = d->repeats;
		w->first[i + 1] = w->first[i] + d->repeats;
		w->bias += w->mean[i] / TARGETS;
		w->mald += folded(w->mean[i], w->sd[i]) / TARGETS;
	}
}

struct panel
world_draw(struct world *w, struct rng *r)
{
	double rho = w->design->rho, z = rng_normal(r);
	double own = w->design->repeats > 1 ? sqrt(0.5) : 0;

	for (size_t i = 0; i < TARGETS; i++) {
		z = rho * z + sqrt(1 - rho * rho) * rng_normal(r);
		for (size_t k = w->first[i]; k < w->first[i + 1]; k++)
			w->e[k] =
			    w->mean[i] + w->sd[i] * (sqrt(1 - own * own) * z +
						     own * rng_normal(r));
	}
	return (struct panel){ TARGETS, w->x, w->first, w->e, NULL };
}
