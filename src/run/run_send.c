/*
 * Slots are used again and never freed while a run goes on: there are as many
 * as were ever in flight, and what one request needed of arena and handle is
 * what the next needs. No attempt outlives the sweep's own time-out.
 *
 * A request that a kill catches in flight is known to nobody but the journal.
 * So where there is a ceiling it stands there first, and one wait for the disk
 * serves all that a turn sends; without a ceiling nothing waits.
 */
#include "base/clock.h"
#include "base/mem.h"
#include "run/http.h"
#include "run/run_impl.h"

static struct run_slot *
take(struct run *r, struct run_endpoint *ep)
{
	struct run_slot *s = r->free;

	if (s != NULL) {
		r->free = s->next_free;
	} else {
		s = mem_calloc(1, sizeof(*s));
		exchange_init(&s->exchange, r->http, s);
		arena_init(&s->arena);
		r->slot =
		    mem_grow(r->slot, r->nslot, &r->slot_cap, sizeof(*r->slot));
		r->slot[r->nslot++] = s;
	}
	s->endpoint = ep;
	s->token = false;
	s->generation = ep->generation;
	r->in_flight++;
	return s;
}

void
run_release(struct run *r, struct run_slot *s)
{
	arena_reset(&s->arena);
	s->flying = false;
	http_call_forget(s->exchange.call);
	s->next_free = r->free;
	r->free = s;
	r->in_flight--;
}

/* Each attempt has its own time-out, but none outlives the sweep's. */
static struct exchange_times
times(const struct run *r, uint64_t now)
{
	struct exchange_times t = exchange_times(&r->plan->spec->limits);

	if (r->deadline != UINT64_MAX && r->deadline - now < t.timeout)
		t.timeout = r->deadline > now ? r->deadline - now : 1;
	return t;
}

void
run_place(struct run *r, struct run_slot *s, const struct pace_try *t)
{
	struct plan_cell c = plan_cell(r->plan, t->cell);

	s->try = *t;
	s->cell = c;
	if (s->try.started_ms == 0)
		s->try.started_ms = clock_wall_ms();
	ask_fill(
	    &s->ask, r->plan, &c, &r->config.model[c.model],
	    &r->config.sent[c.model * r->plan->spec->nsampling + c.sampling],
	    &s->arena);
}

static int
launch(struct run *r, struct run_slot *s, uint64_t now, struct err *e)
{
	struct exchange_times limits = times(r, now);
	struct provider_request req;

	s->flying = true;
	if (exchange_ask(&s->exchange, &r->config.model[s->cell.model], &s->ask,
			 &limits, &s->arena, &req, e) == 0)
		return 0;
	run_release(r, s);
	return err_at(e, "model \"%s\"",
		      r->plan->spec->model[s->cell.model].name);
}

int
run_send(struct run *r, struct run_endpoint *ep, const struct pace_try *t,
	 uint64_t now, struct err *e)
{
	struct run_slot *s = take(r, ep);

	run_place(r, s, t);
	if (!r->reserves)
		return launch(r, s, now, e);
	s->next_free = r->reserved;
	r->reserved = s;
	return 0;
}

int
run_depart(struct run *r, uint64_t now, struct err *e)
{
	struct run_slot *s = r->reserved, *next;
	bool announced;
	int rc = 0;

	if (s == NULL)
		return 0;
	announced = run_announce(r);
	r->reserved = NULL;
	for (; s != NULL; s = next) {
		next = s->next_free;
		if (!announced)
			run_unsent(r, s);
		if (!announced || rc != 0)
			run_release(r, s);
		else
			rc = launch(r, s, now, e);
	}
	return rc;
}

int
run_fetch_token(struct run *r, struct run_endpoint *ep, uint64_t now,
		struct err *e)
{
	struct run_slot *s = take(r, ep);
	struct exchange_times limits = times(r, now);

	s->flying = s->token = true;
	if (exchange_ask_token(&s->exchange, ep->model, &limits, e) == 0) {
		ep->fetching = true;
		return 0;
	}
	run_release(r, s);
	return err_at(e, "access token of model \"%s\"", ep->name);
}
