/*
 * estimate: what a sweep will take, before anything is sent.
 *
 * Tokens of a prompt: 1 for each character outside ASCII and 1 for each 4
 * ASCII bytes, begun ones counted. Tokens of an answer: the target, or 1.4 x
 * the target where the unit is words, and never more than the ceiling. A
 * request takes 1 s and 1 s for each 50 answer tokens. Rough on purpose; the
 * upper bounds that budgets are kept by are those of run/ask.h.
 */
#ifndef CMD_ESTIMATE_H
#define CMD_ESTIMATE_H

#include "cmd/load.h"
#include "provider/provider.h"

/* One request as it would be sent. Strings as in struct provider_ask. */
struct estimate {
	struct provider_ask ask;
	const struct provider *provider;
	const struct manifest_sent *sent;
	double in, out;         /* tokens */
	double most;            /* tokens, upper bound of both */
	double cost, cost_most; /* NaN without a price */
	double seconds;         /* 0 for a simulated model */
	bool tight;             /* the ceiling may cut the answer */
};

void estimate_cell(struct estimate *x, const struct load *l,
		   const struct plan_cell *c, struct arena *a);

/* Sums of many. */
struct estimate_total {
	uint64_t requests, tight;
	uint32_t tight_from; /* least target that is tight */
	double in, out, most, cost, cost_most, seconds;
};

void estimate_total_add(struct estimate_total *t, const struct estimate *x);

/*
 * The time of a sweep at its limits, each model's sums in total[nmodel].
 * Models with the same address and key share their limits. *limit is what
 * holds it up.
 */
enum estimate_limit {
	ESTIMATE_FREE,
	ESTIMATE_CONCURRENCY,
	ESTIMATE_RPM,
	ESTIMATE_TPM,
};
double estimate_time(const struct spec *s, const struct estimate_total *total,
		     enum estimate_limit *limit);

#endif
