/* A request on its way out: slot, question, bytes, credentials, flight. */
#include <math.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "run/run_impl.h"

enum { URL_MAX = 16 * 1024, HEADER_MAX = 64 * 1024 };

static struct run_slot *
take(struct run *r, struct run_endpoint *ep)
{
	struct run_slot *s = r->free;

	if (s != NULL) {
		r->free = s->next_free;
	} else {
		s = mem_calloc(1, sizeof(*s));
		s->call = http_call_new(r->http, s);
		arena_init(&s->arena);
		buf_init(&s->auth.url, URL_MAX);
		buf_init(&s->auth.header, HEADER_MAX);
		buf_init(&s->header, HEADER_MAX);
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
	s->next_free = r->free;
	r->free = s;
	r->in_flight--;
}

/* Each attempt has its own time-out, but none outlives the sweep's. */
static uint64_t
timeout(const struct run *r, uint64_t now)
{
	uint64_t t = run_ns(r->plan->spec->limits.timeout_s);

	if (r->deadline != UINT64_MAX && r->deadline - now < t)
		t = r->deadline > now ? r->deadline - now : 1;
	return t;
}

static int
launch(struct run *r, struct run_slot *s, const char *method, const char *body,
       size_t body_len, uint64_t now, struct err *e)
{
	const struct spec_limits *l = &r->plan->spec->limits;
	struct http_send send = {
		.method = method,
		.url = s->auth.url.data,
		.header = s->header.data,
		.body = body,
		.body_len = body_len,
		.timeout = timeout(r, now),
		.connect_timeout = run_ns(l->connect_timeout_s),
		.stall = run_ns(l->stall_s),
	};

	return http_call_start(s->call, &send, e);
}

static void
reset_auth(struct run_slot *s)
{
	buf_reset(&s->auth.url);
	buf_reset(&s->auth.header);
	buf_reset(&s->header);
}

static int
join_headers(struct run_slot *s, const struct provider_request *req,
	     struct err *e)
{
	for (size_t i = 0; i < req->nheader; i++) {
		buf_puts(&s->header, req->header[i].name);
		buf_puts(&s->header, ": ");
		buf_puts(&s->header, req->header[i].value);
		buf_putc(&s->header, '\n');
	}
	if (s->auth.header.len > 0)
		buf_add(&s->header, s->auth.header.data, s->auth.header.len);
	if (buf_failed(&s->header))
		return err_set(e, STATUS_INPUT,
			       "the headers of a request are longer than %d "
			       "bytes",
			       HEADER_MAX);
	return 0;
}

static int
prepare(struct run *r, struct run_slot *s, struct provider_request *req,
	int64_t wall_ms, struct err *e)
{
	const struct run_model *m = &r->config.model[s->cell.model];
	const struct manifest_sent *sent =
	    &r->config.sent[s->cell.model * r->plan->spec->nsampling +
			    s->cell.sampling];

	ask_fill(&s->ask, r->plan, &s->cell, m, sent, &s->arena);
	if (m->provider->render(m->provider, &s->ask, req, &s->arena, e) != 0)
		return -1;
	reset_auth(s);
	if (auth_apply(m->auth, m->credentials, req, wall_ms, &s->auth, e) != 0)
		return -1;
	return join_headers(s, req, e);
}

int
run_send(struct run *r, struct run_endpoint *ep, const struct pace_try *t,
	 uint64_t now, struct err *e)
{
	struct run_slot *s = take(r, ep);
	struct provider_request req = { 0 };
	int64_t wall_ms = clock_wall_ms();

	s->try = *t;
	s->cell = plan_cell(r->plan, t->cell);
	if (s->try.started_ms == 0)
		s->try.started_ms = wall_ms;
	if (prepare(r, s, &req, wall_ms, e) == 0 &&
	    launch(r, s, req.method, req.body, req.body_len, now, e) == 0)
		return 0;
	run_release(r, s);
	return err_at(e, "model \"%s\"",
		      r->plan->spec->model[s->cell.model].name);
}

int
run_fetch_token(struct run *r, struct run_endpoint *ep, uint64_t now,
		struct err *e)
{
	struct run_slot *s = take(r, ep);
	const struct run_model *m = ep->model;
	const char *method = "POST";

	s->token = true;
	reset_auth(s);
	if (auth_token_render(m->auth, m->credentials, m->base_url,
			      clock_wall_ms(), &s->auth, &method, e) == 0 &&
	    join_headers(s, &(struct provider_request){ 0 }, e) == 0 &&
	    launch(r, s, method, NULL, 0, now, e) == 0) {
		ep->fetching = true;
		return 0;
	}
	run_release(r, s);
	return err_at(e, "access token of model \"%s\"", ep->name);
}
