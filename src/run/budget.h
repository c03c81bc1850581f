/*
 * budget: what a sweep may spend, in tokens and in money.
 *
 * Before a request is sent its most is reserved; when it comes back what it
 * really took is spent instead. A request goes out only when spent, reserved
 * and its own most stay within the ceiling together, so the ceiling is never
 * passed as long as the estimates are upper bounds.
 */
#ifndef RUN_BUDGET_H
#define RUN_BUDGET_H

#include <stdbool.h>

/* Of one request, or of many. Cost is in the currency of the prices. */
struct budget_spend {
	double tokens, cost;
};

struct budget {
	struct budget_spend max; /* NaN: no ceiling */
	struct budget_spend spent, reserved;
};

void budget_init(struct budget *b, struct budget_spend max);

/* Whether s fits. When it does not, `after` tells whether it could fit
 * once everything in flight has come back for nothing. */
bool budget_fits(const struct budget *b, struct budget_spend s, bool *after);

void budget_reserve(struct budget *b, struct budget_spend s);

/* A request that reserved `most` took `took`. */
void budget_settle(struct budget *b, struct budget_spend most,
		   struct budget_spend took);

#endif
