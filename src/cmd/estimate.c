/*
 * No tokenizer is asked: each vendor has its own, and the figures are there to
 * tell a minute from a night and a cent from a fortune. What budgets are kept
 * by comes from run/ask, so that plan and run cannot disagree about a bound.
 */
#include "cmd/estimate.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"
#include "run/ask.h"
#include "text/lencount.h"

static const double TOKENS_A_SECOND = 50, FIRST_SECOND = 1;

static double
prompt_tokens(const char *s)
{
	size_t n = s == NULL ? 0 : strlen(s), ascii = 0, other = 0, k;

	for (size_t at = 0; at < n; at += k) {
		bool one = (unsigned char)s[at] < 0x80;

		k = utf8_skip(s + at, n - at, 1);
		ascii += one;
		other += !one;
	}
	return (double)(other + (ascii + 3) / 4);
}

static double
answer_tokens(const struct spec *s, const struct estimate *x, uint32_t target)
{
	enum lencount_unit unit;
	bool words = lencount_find(s->unit, &unit) == 0 &&
		     (lencount_of(unit) == LENCOUNT_OF_WORDS ||
		      lencount_of(unit) == LENCOUNT_OF_BOTH);
	double n = words ? 1.4 * target : target;

	if (x->ask.max_tokens > 0 && n > (double)x->ask.max_tokens)
		n = (double)x->ask.max_tokens;
	return ceil(n);
}

void
estimate_cell(struct estimate *x, const struct load *l,
	      const struct plan_cell *c, struct arena *a)
{
	const struct spec *s = &l->spec;
	const struct spec_model *m = &s->model[c->model];
	struct run_model rm = { .provider = provider_find(m->provider) };
	struct budget_spend most = ask_most(&l->plan, c, rm.provider);

	*x = (struct estimate){
		.provider = rm.provider,
		.sent =
		    &l->manifest.sent[c->model * s->nsampling + c->sampling],
		.most = most.tokens,
		.cost_most = isnan(m->price_output) ? NAN : most.cost,
	};
	ask_fill(&x->ask, &l->plan, c, &rm, x->sent, a);
	x->in = prompt_tokens(x->ask.system) + prompt_tokens(x->ask.prompt);
	x->out = answer_tokens(s, x, c->target);
	x->cost = (x->in * m->price_input + x->out * m->price_output) / 1e6;
	x->tight = x->ask.max_tokens > 0 &&
		   x->ask.max_tokens - m->thinking < plan_ample(c->target);
	if (!rm.provider->simulated)
		x->seconds = FIRST_SECOND + x->out / TOKENS_A_SECOND;
}

void
estimate_total_add(struct estimate_total *t, const struct estimate *x)
{
	t->requests++;
	t->in += x->in;
	t->out += x->out;
	t->most += x->most;
	t->cost += x->cost;
	t->cost_most += x->cost_most;
	t->seconds += x->seconds;
	t->tight += x->tight;
}

static bool
same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool
share_endpoint(const struct spec_model *a, const struct spec_model *b)
{
	return strcmp(a->provider, b->provider) == 0 &&
	       same(a->base_url, b->base_url) && same(a->key_env, b->key_env) &&
	       same(a->key_command, b->key_command);
}

/* fmax with a name for the winner. */
static void
longest(double *most, enum estimate_limit *limit, double seconds,
	enum estimate_limit which)
{
	if (seconds > *most) {
		*most = seconds;
		*limit = which;
	}
}

double
estimate_time(const struct spec *s, const struct estimate_total *total,
	      enum estimate_limit *limit)
{
	double most = 0;

	*limit = ESTIMATE_FREE;
	for (size_t i = 0; i < s->nmodel; i++) {
		double requests = 0, tokens = 0, seconds = 0;

		for (size_t k = 0; k < s->nmodel; k++) {
			if (!share_endpoint(&s->model[i], &s->model[k]))
				continue;
			requests += (double)total[k].requests;
			tokens += total[k].in + total[k].out;
			seconds += total[k].seconds;
		}
		longest(&most, limit, seconds / s->limits.concurrency,
			ESTIMATE_CONCURRENCY);
		/* NaN, no limit, is never the longest. */
		longest(&most, limit, 60 * requests / s->limits.rpm,
			ESTIMATE_RPM);
		longest(&most, limit, 60 * tokens / s->limits.tpm,
			ESTIMATE_TPM);
	}
	return most;
}
