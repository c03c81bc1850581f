/*
 * A request in flight is counted at its most, as it may yet cost that: looking
 * at what is spent alone would pass the ceiling by all that is in flight.
 * Comparisons leave room for rounding, since a budget of exactly what a sweep
 * takes must be enough for it.
 */
#include "run/budget.h"

#include <math.h>

void
budget_init(struct budget *b, struct budget_spend max)
{
	*b = (struct budget){ .max = max };
}

/* Written so that a NaN ceiling is never passed. */
static bool
passes(double max, double used)
{
	return used > max * (1 + 1e-12);
}

bool
budget_fits(const struct budget *b, struct budget_spend s, bool *after)
{
	double tokens = b->spent.tokens + s.tokens;
	double cost = b->spent.cost + s.cost;

	*after = !passes(b->max.tokens, tokens) && !passes(b->max.cost, cost);
	return !passes(b->max.tokens, tokens + b->reserved.tokens) &&
	       !passes(b->max.cost, cost + b->reserved.cost);
}

void
budget_reserve(struct budget *b, struct budget_spend s)
{
	b->reserved.tokens += s.tokens;
	b->reserved.cost += s.cost;
}

void
budget_settle(struct budget *b, struct budget_spend most,
	      struct budget_spend took)
{
	b->reserved.tokens = fmax(0, b->reserved.tokens - most.tokens);
	b->reserved.cost = fmax(0, b->reserved.cost - most.cost);
	b->spent.tokens += took.tokens;
	b->spent.cost += took.cost;
}
