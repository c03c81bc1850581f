/* ask: from a cell of the plan to the question and its upper bound. */
#ifndef RUN_ASK_H
#define RUN_ASK_H

#include "base/arena.h"
#include "provider/auth.h"
#include "provider/provider.h"
#include "run/budget.h"
#include "store/manifest.h"
#include "sweep/plan.h"

/* How one model of the sweep is asked. Models with the same base URL and the
 * same credentials (pointer) are one endpoint. Borrowed. */
struct run_model {
	const struct provider *provider;
	const struct auth *auth;
	const char *base_url;                 /* resolved, no trailing slash */
	struct auth_credentials *credentials; /* a fetched token goes in here */
};

/* sent: the row of the manifest for the cell's model and sampling. */
void ask_fill(struct provider_ask *ask, const struct plan *p,
	      const struct plan_cell *c, const struct run_model *m,
	      const struct manifest_sent *sent, struct arena *a);

/* The ceiling of tokens as sent, or -1; what "extra" may have set is not known.
 */
int64_t ask_ceiling(const struct provider_ask *ask);

/*
 * The most tokens a cell can take. A prompt has no more tokens than bytes, and
 * some for its frame; an answer no more than its ceiling, or, when none is
 * sent, what is ample for its target.
 */
struct ask_bound {
	double in, out;
};

struct ask_bound ask_bound(const struct plan *p, const struct plan_cell *c,
			   const struct provider *pr);

/* So many tokens at a model's prices; a price that is missing is 0. */
struct budget_spend ask_spend(const struct spec_model *m, double in,
			      double out);

/* The bound at the model's prices. */
struct budget_spend ask_most(const struct plan *p, const struct plan_cell *c,
			     const struct provider *pr);

#endif
