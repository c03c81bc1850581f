#include "run/run.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/mem.h"
#include "run/run_impl.h"

enum { BODY_MAX = 16 * 1024 * 1024, ID_MAX = 4096, SAID_MAX = 4096 };

/* What is in flight when a run must end gets so long to come in. */
#define DRAIN (10 * CLOCK_SECOND)

/* A token is fetched anew so long before it runs out. */
enum { TOKEN_MARGIN_MS = 60 * 1000 };

static uint64_t
least(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

static struct endpoint *
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
	const struct limits *l = &s->limits;
	struct pace_limits pl = { .concurrency = l->concurrency,
				  .retries = l->retries,
				  .rpm = l->rpm,
				  .tpm = l->tpm,
				  .max_delay = run_ns(l->max_delay_s) };

	r->endpoint = mem_calloc(s->nmodel, sizeof(*r->endpoint));
	r->of_model = mem_calloc(s->nmodel, sizeof(struct endpoint *));
	for (size_t i = 0; i < s->nmodel; i++) {
		const struct run_model *m = &r->config.model[i];
		struct endpoint *ep = endpoint_of(r, m);

		if (http_check_url(m->base_url, s->allow_http, e) != 0)
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

static int
open_ledger(struct run *r, struct err *e)
{
	const struct limits *l = &r->plan->spec->limits;
	struct spend max = { l->max_tokens_total, l->max_cost };

	if (ledger_open(&r->ledger, r->plan, r->config.dir, e) != 0)
		return -1;
	budget_init(&r->budget, max);
	r->budget.spent = r->ledger.spent;
	for (uint64_t i = 0; i < r->ledger.planned; i++)
		if (!ledger_is_open(&r->ledger, i))
			r->outcome[r->ledger.cell[i] - 1]++;
	return 0;
}

static bool
is_https(const char *url)
{
	return strncasecmp(url, "https:", 6) == 0;
}

struct run *
run_open(const struct run_config *c, struct err *e)
{
	struct run *r = mem_calloc(1, sizeof(*r));
	struct http_config hc = { .ca_file = c->ca_file,
				  .user_agent = c->user_agent,
				  .max_body = BODY_MAX };
	struct err ignored;

	r->config = *c;
	r->plan = c->plan;
	r->deadline = r->drain_until = UINT64_MAX;
	buf_init(&r->id, ID_MAX);
	buf_init(&r->said, SAID_MAX);
	r->journal = journal_open(c->dir, c->sync, e);
	if (r->journal == NULL || open_ledger(r, e) != 0 ||
	    open_endpoints(r, e) != 0)
		goto fail;
	hc.calls = c->plan->spec->limits.concurrency * (uint32_t)r->nendpoint;
	for (size_t i = 0; i < r->nendpoint; i++)
		hc.tls = hc.tls || is_https(r->endpoint[i].model->base_url);
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
		struct slot *s = r->slot[i];

		http_call_free(s->call);
		auth_wipe(&s->auth);
		buf_fini(&s->auth.url);
		buf_fini(&s->auth.header);
		if (s->header.data != NULL)
			explicit_bzero(s->header.data, s->header.cap);
		buf_fini(&s->header);
		arena_fini(&s->arena);
		free(s);
	}
	free(r->slot);
	http_close(r->http);
	for (size_t i = 0; i < r->nendpoint; i++)
		pace_fini(&r->endpoint[i].pace);
	free(r->endpoint);
	free(r->of_model);
	ledger_close(&r->ledger);
	buf_fini(&r->id);
	buf_fini(&r->said);
	free(r->word);
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
run_open_cells(const struct run *r)
{
	return r->ledger.planned - r->ledger.kept;
}

void
run_interrupt(struct run *r)
{
	r->interrupts = r->interrupts + 1;
	http_wake(r->http);
}

void
run_fail(struct run *r, enum run_ending how, const struct err *why)
{
	if (r->ending == RUN_GOING || how == RUN_FATAL)
		r->ending = how;
	if (how == RUN_FATAL)
		r->drain_until = least(r->drain_until, clock_mono() + DRAIN);
	if (r->end_err.msg[0] == '\0' && why != NULL)
		r->end_err = *why;
}

/* The endpoint's next cell that was not asked yet, if there is one. */
static const struct pace_try *
fresh(struct run *r, struct endpoint *ep)
{
	for (; !ep->has_fresh && ep->cursor < r->plan->ncell; ep->cursor++) {
		struct cell c;

		if (!ledger_is_open(&r->ledger, ep->cursor))
			continue;
		c = plan_cell(r->plan, ep->cursor);
		if (r->of_model[c.model] != ep)
			continue;
		ep->fresh = (struct pace_try){
			.cell = c.index,
			.most = ask_most(r->plan, &c,
					 r->config.model[c.model].provider),
		};
		ep->has_fresh = true;
	}
	return ep->has_fresh ? &ep->fresh : NULL;
}

/* Whether requests may go out as far as the token goes; fetches one when it
 * is missing or about to run out. *until is when to look again. */
static int
token_ready(struct run *r, struct endpoint *ep, uint64_t now, bool *ready,
	    uint64_t *until, struct err *e)
{
	const struct credentials *c = ep->model->credentials;

	*ready = !ep->model->auth->fetches_token ||
		 (c->token[0] != '\0' &&
		  (c->token_expires_ms == 0 ||
		   c->token_expires_ms - TOKEN_MARGIN_MS > clock_wall_ms()));
	*until = UINT64_MAX;
	if (*ready || ep->fetching)
		return 0;
	*until = ep->fetch_due;
	if (now < ep->fetch_due)
		return 0;
	*until = UINT64_MAX;
	return run_fetch_token(r, ep, now, e);
}

/* Send what may be sent to one endpoint; *until is when there may be more. */
static int
feed(struct run *r, struct endpoint *ep, uint64_t now, uint64_t *until,
     struct err *e)
{
	bool ready;

	*until = UINT64_MAX;
	while (!ep->over && r->ending == RUN_GOING) {
		const struct pace_try *f = fresh(r, ep);

		if (f == NULL && ep->pace.nwaiting == 0)
			return 0;
		if (token_ready(r, ep, now, &ready, until, e) != 0)
			return -1;
		if (!ready)
			return 0;
		ep->turn = pace_next(&ep->pace, now, f);
		*until = ep->turn.until;
		if (ep->turn.what == PACE_OVER)
			run_fail(r, RUN_BUDGET, NULL);
		if (ep->turn.what != PACE_SEND)
			return 0;
		if (ep->turn.try.attempts == 1)
			ep->has_fresh = false;
		if (run_send(r, ep, &ep->turn.try, now, e) != 0)
			return -1;
	}
	return 0;
}

static void
drop_all(struct run *r)
{
	for (size_t i = 0; i < r->nslot; i++)
		http_call_drop(r->slot[i]->call);
	r->in_flight = 0;
}

static void
check_ends(struct run *r, uint64_t now)
{
	if (r->interrupts > 0 && r->ending == RUN_GOING)
		r->ending = RUN_INTERRUPTED;
	if (now >= r->deadline && r->ending == RUN_GOING)
		r->ending = RUN_TIME;
	if (r->interrupts > 1 || now >= r->drain_until)
		drop_all(r);
}

static void
report(struct run *r, uint64_t now)
{
	struct run_progress p;

	if (now < r->tick || r->config.progress == NULL)
		return;
	r->tick = now + r->config.every;
	run_look(r, &p);
	r->config.progress(r->config.ctx, &p);
}

/* One turn of the loop. 1: go on, 0: nothing is left to do, -1: error. */
static int
turn(struct run *r, struct err *e)
{
	uint64_t now = clock_mono(), until = r->drain_until, more, at;
	struct http_call *c;

	check_ends(r, now);
	more = UINT64_MAX;
	for (size_t i = 0; i < r->nendpoint; i++) {
		if (feed(r, &r->endpoint[i], now, &at, e) != 0)
			return -1;
		more = least(more, at);
	}
	if (r->in_flight == 0 && (more == UINT64_MAX || r->ending != RUN_GOING))
		return 0;
	report(r, now);
	until = least(until, more);
	if (r->ending == RUN_GOING)
		until = least(until, r->deadline);
	if (r->config.progress != NULL)
		until = least(until, r->tick);
	if (http_wait(r->http, until, e) != 0)
		return -1;
	now = clock_mono();
	while ((c = http_next(r->http)) != NULL) {
		struct slot *s = http_call_owner(c);

		run_finish(r, s, now);
		run_release(r, s);
	}
	run_flush(r);
	return 1;
}

static int
verdict(const struct run *r, struct err *e)
{
	uint64_t open = r->ledger.planned - r->ledger.kept - r->done;

	if (r->end_err.msg[0] != '\0') {
		*e = r->end_err;
		return -1;
	}
	switch (r->ending) {
	case RUN_INTERRUPTED:
		return err_set(e, STATUS_INTERRUPTED, "interrupted");
	case RUN_BUDGET:
		return err_set(e, STATUS_INCOMPLETE,
			       "the budget is spent: the next request could "
			       "exceed it");
	case RUN_TIME:
		return err_set(e, STATUS_INCOMPLETE,
			       "the sweep's time-out of %g s has come",
			       r->plan->spec->limits.total_s);
	case RUN_GOING:
	case RUN_FATAL:
		break;
	}
	assert(open == 0);
	if (r->passing == 0)
		return 0;
	return err_set(e, STATUS_INCOMPLETE,
		       "%llu requests failed for reasons that may pass",
		       (unsigned long long)r->passing);
}

int
run_go(struct run *r, struct err *e)
{
	double total = r->plan->spec->limits.total_s;
	int rc;

	r->started = clock_mono();
	if (!isnan(total))
		r->deadline = r->started + run_ns(total);
	while ((rc = turn(r, e)) > 0)
		;
	drop_all(r);
	r->tick = 0;
	report(r, clock_mono());
	return rc < 0 ? -1 : verdict(r, e);
}
