/*
 * plan, check, probe and run fill a question here, so that what is estimated
 * or tried is what is sent. The bound takes a token for each byte of the
 * prompt: no tokenizer makes more, and a bound that needed one would be wrong
 * for the next vendor.
 */
#include "run/ask.h"

#include <math.h>
#include <string.h>

enum { FRAME_TOKENS = 32 };

/* The sweep's ceiling within what the provider accepts; 0: none. */
static uint32_t
max_tokens(const struct plan *p, const struct plan_cell *c,
	   const struct provider *pr)
{
	uint32_t n = plan_max_tokens(p, c);

	if (n == 0 && pr->needs_max_tokens)
		n = (uint32_t)plan_ample(c->target);
	if (n > 0 && n < pr->max_tokens_least)
		n = pr->max_tokens_least;
	if (pr->max_tokens_most > 0 && n > pr->max_tokens_most)
		n = pr->max_tokens_most;
	return n;
}

void
ask_fill(struct provider_ask *ask, const struct plan *p,
	 const struct plan_cell *c, const struct run_model *m,
	 const struct manifest_sent *sent, struct arena *a)
{
	const struct spec *s = p->spec;
	uint32_t max = max_tokens(p, c, m->provider);

	*ask = (struct provider_ask){
		.model = &s->model[c->model],
		.base_url = m->base_url,
		.system = s->system,
		.prompt = spec_prompt(&s->variant[c->variant], c->target,
				      plan_ask(p, c), a),
		.temperature = sent->temperature,
		.top_p = sent->top_p,
		.seed = provider_seed(m->provider, plan_seed(p, c)),
		.max_tokens = max == 0 ? -1 : (int64_t)max,
		.stream = s->stream,
	};
}

int64_t
ask_ceiling(const struct provider_ask *ask)
{
	const char *extra = ask->model->extra;

	if (extra != NULL && (strstr(extra, "max_") != NULL ||
			      strstr(extra, "num_predict") != NULL))
		return -1;
	return ask->max_tokens;
}

static double
price(double tokens, double per_million)
{
	return isnan(per_million) ? 0 : tokens * per_million / 1e6;
}

struct budget_spend
ask_spend(const struct spec_model *m, double in, double out)
{
	return (struct budget_spend){ .tokens = in + out,
				      .cost = price(in, m->price_input) +
					      price(out, m->price_output) };
}

struct ask_bound
ask_bound(const struct plan *p, const struct plan_cell *c,
	  const struct provider *pr)
{
	const struct spec *s = p->spec;
	uint32_t max = max_tokens(p, c, pr);

	return (struct ask_bound){
		.in = (double)strlen(s->variant[c->variant].text) +
		      (s->system == NULL ? 0 : (double)strlen(s->system)) +
		      FRAME_TOKENS,
		.out = max == 0 ? (double)plan_ample(c->target) : max,
	};
}

struct budget_spend
ask_most(const struct plan *p, const struct plan_cell *c,
	 const struct provider *pr)
{
	struct ask_bound b = ask_bound(p, c, pr);

	return ask_spend(&p->spec->model[c->model], b.in, b.out);
}
