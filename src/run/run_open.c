/*
 * Everything that can fail without a request fails here, before money is
 * spent. Models with one address and one set of credentials share an endpoint,
 * as the server counts their requests together.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/url.h"
#include "run/http.h"
#include "run/run_impl.h"

enum {
	BODIES_MAX = 64 * 1024 * 1024,
	BODY_MAX = BODIES_MAX / 4,
	ID_MAX = 4096
};

static struct run_endpoint *
endpoint_of(struct run *r, const struct run_model *m)
{
	for (size_t i = 0; i < r->nendpoint; i++) {
		const struct run_model *o = r->endpoint[i].model;

		if (o->credentials == m->credentials &&
		    strcmp(o->base_url, m->base_url) == 0)
			return &r->endpoint[i];
	}
	return NULL;
}

static int
open_endpoints(struct run *r, struct err *e)
{
	const struct spec *s = r->plan->spec;
	const struct spec_limits *l = &s->limits;
	struct pace_limits pl = { .concurrency = l->concurrency,
				  .retries = l->retries,
				  .rpm = l->rpm,
				  .tpm = l->tpm,
				  .max_delay = run_ns(l->max_delay_s) };

	r->endpoint = mem_calloc(s->nmodel, sizeof(*r->endpoint));
	r->of_model = mem_calloc(s->nmodel, sizeof(struct run_endpoint *));
	r->doubt = mem_calloc(s->nmodel, sizeof(*r->doubt));
	for (size_t i = 0; i < s->nmodel; i++) {
		const struct run_model *m = &r->config.model[i];
		struct run_endpoint *ep = endpoint_of(r, m);

		if (url_check(m->base_url, s->allow_http, e) != 0)
			return err_at(e, "%s:%d: model \"%s\"", s->path,
				      s->model[i].line, s->model[i].name);
		if (ep == NULL) {
			ep = &r->endpoint[r->nendpoint++];
			ep->model = m;
			ep->name = s->model[i].name;
			pace_init(&ep->pace, &pl, &r->budget,
				  s->seed + r->nendpoint, clock_mono());
		}
		r->of_model[i] = ep;
	}
	return 0;
}

static void
count_outcomes(struct run *r)
{
	memset(r->outcome, 0, sizeof(r->outcome));
	for (uint64_t i = 0; r->ledger.cell != NULL && i < r->plan->ncell; i++)
		if (!ledger_is_open(&r->ledger, i) &&
		    r->ledger.cell[i] != LEDGER_ELSEWHERE)
			r->outcome[r->ledger.cell[i] - 1]++;
}

static int
open_ledger(struct run *r, struct err *e)
{
	const struct spec_limits *l = &r->plan->spec->limits;
	struct budget_spend max = { l->max_tokens_total, l->max_cost };

	if (ledger_open(&r->ledger, r->plan, r->config.model, r->config.dir,
			&r->config.again, &r->config.shard, e) != 0)
		return -1;
	budget_init(&r->budget, max);
	r->budget.spent = r->ledger.spent;
	r->reserves = !isnan(max.tokens) || !isnan(max.cost);
	count_outcomes(r);
	return 0;
}

/* The journal is not what we wrote: only what is there counts. */
void
run_recount(struct run *r)
{
	struct ledger_again none = { .wants = NULL };
	struct err ignored;

	ledger_close(&r->ledger);
	if (ledger_open(&r->ledger, r->plan, r->config.model, r->config.dir,
			&none, &r->config.shard, &ignored) != 0)
		r->ledger.planned = r->plan->ncell;
	r->done = r->passing = 0;
	count_outcomes(r);
}

static void
open_shared(struct run *r)
{
	const struct spec *s = r->plan->spec;

	r->shared = mem_calloc(s->nmodel * s->nvariant, sizeof(*r->shared));
	for (uint32_t m = 0; m < s->nmodel; m++)
		for (uint32_t v = 0; v < s->nvariant; v++)
			r->shared[m * s->nvariant + v] =
			    plan_shared(r->plan, m, v);
}

struct run *
run_open(const struct run_config *c, struct err *e)
{
	struct run *r = mem_calloc(1, sizeof(*r));
	struct http_config hc = { .way = c->way,
				  .user_agent = c->user_agent,
				  .max_body = BODY_MAX,
				  .max_bodies = BODIES_MAX };
	struct err ignored;
	struct url url;

	r->config = *c;
	r->plan = c->plan;
	r->deadline = r->drain_until = UINT64_MAX;
	arena_init(&r->answer);
	buf_init(&r->id, ID_MAX);
	record_init(&r->blank);
	open_shared(r);
	r->doubted = mem_calloc(c->plan->spec->nmodel, sizeof(*r->doubted));
	r->journal = journal_open(c->dir, c->sync, e);
	if (r->journal == NULL || open_ledger(r, e) != 0 ||
	    open_endpoints(r, e) != 0)
		goto fail;
	hc.calls = c->plan->spec->limits.concurrency * (uint32_t)r->nendpoint;
	for (size_t i = 0; i < r->nendpoint; i++)
		hc.tls = hc.tls || (url_split(r->endpoint[i].model->base_url,
					      &url) == 0 &&
				    url.tls);
	r->http = http_open(&hc, e);
	if (r->http != NULL)
		return r;
fail:
	run_close(r, &ignored);
	return NULL;
}

int
run_close(struct run *r, struct err *e)
{
	int rc;

	if (r == NULL)
		return 0;
	for (size_t i = 0; i < r->nslot; i++) {
		struct run_slot *s = r->slot[i];

		exchange_fini(&s->exchange);
		arena_fini(&s->arena);
		free(s);
	}
	free(r->slot);
	http_close(r->http);
	for (size_t i = 0; i < r->nendpoint; i++)
		pace_fini(&r->endpoint[i].pace);
	free(r->endpoint);
	free(r->of_model);
	free(r->doubt);
	free(r->shared);
	free(r->over);
	ledger_close(&r->ledger);
	arena_fini(&r->answer);
	buf_fini(&r->id);
	free(r->word);
	free(r->doubted);
	rc = journal_close(r->journal, e);
	free(r);
	return rc;
}

const char *
run_warning(const struct run *r)
{
	return r->ledger.bad_lines > 0 ? r->ledger.bad_line : NULL;
}

uint64_t
run_owed(const struct run *r)
{
	return r->reserves ? r->ledger.owed : 0;
}

uint64_t
run_open_cells(const struct run *r)
{
	return r->ledger.planned - r->ledger.kept;
}
