/*
 * A batch is worth thousands of answers, so what it costs to be careful (a
 * connection for each request that must not be made twice, waiting for one
 * thing at a time) is nothing.
 */
#include "run/courier.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "provider/action.h"
#include "run/pace.h"
#include "run/scrub.h"

enum {
	BODY_MAX = 64 * 1024 * 1024, /* of what is not saved: lists */
	SLOW = 32 * 1024,            /* bytes a second of a poor line */
	SAVE_S = 6 * 60 * 60,
	ERROR_TEXT = 900,
};

int
courier_open(struct courier *c, const struct spec_limits *l,
	     struct http_way way, const char *user_agent, struct err *e)
{
	struct http_config config = { .calls = 1,
				      .way = way,
				      .user_agent = user_agent,
				      .max_body = BODY_MAX };

	*c = (struct courier){ .limits = l };
	rng_init(&c->rng, clock_mono());
	c->http = http_open(&config, e);
	if (c->http == NULL)
		return -1;
	exchange_init(&c->exchange, c->http, NULL);
	return 0;
}

void
courier_close(struct courier *c)
{
	if (c->http == NULL)
		return;
	exchange_fini(&c->exchange);
	http_close(c->http);
	c->http = NULL;
}

int
courier_rest(struct courier *c, uint64_t ns, struct err *e)
{
	uint64_t until = clock_mono() + ns;
	int rc = 0;

	while (rc == 0 && clock_mono() < until)
		rc = http_wait(c->http, until, e);
	return rc;
}

static int
await(struct courier *c, struct err *e)
{
	while (http_next(c->http) != c->exchange.call)
		if (http_wait(c->http, UINT64_MAX, e) != 0)
			return -1;
	return 0;
}

static int
fetch_token(struct courier *c, const struct courier_ask *k,
	    const struct exchange_times *t, struct err *e)
{
	struct exchange *x = &c->exchange;

	if (exchange_ask_token(x, k->model, t, e) != 0 || await(c, e) != 0)
		return -1;
	if (http_call_end(x->call) != HTTP_ANSWERED)
		return err_set(e, STATUS_INCOMPLETE, "no access token: %s",
			       http_call_why(x->call));
	return exchange_take_token(x, clock_wall_ms(), e);
}

/* What one attempt came to. */
enum fate {
	FATE_DONE,
	FATE_AGAIN,   /* it was not heard, or may be asked again */
	FATE_UNKNOWN, /* it may have been heard */
	FATE_FAILED,
};

struct attempt {
	const struct courier_ask *k;
	struct arena arena;
	uint32_t n;
	int64_t delay_ms; /* as told, or -1 */
	bool minted;      /* a token was fetched because of a refusal */
};

static enum fate
unanswered(struct courier *c, const struct courier_ask *k, struct err *e)
{
	enum http_end end = http_call_end(c->exchange.call);
	bool sent = end != HTTP_UNREACHED && end != HTTP_STARVED;

	err_set(e, STATUS_INCOMPLETE, "%s: %.*s", k->doing, ERROR_TEXT,
		exchange_said(&c->exchange, http_call_why(c->exchange.call)));
	return sent && k->once ? FATE_UNKNOWN : FATE_AGAIN;
}

/* An error that the host told. */
static enum fate
refused(struct courier *c, struct attempt *t, struct err *e)
{
	const struct courier_ask *k = t->k;
	struct provider_answer a;
	const struct action_meaning *m;
	int64_t status = http_call_response(c->exchange.call)->status;

	exchange_parse(&c->exchange, NULL, clock_wall_ms(), &a, &t->arena);
	m = action_meaning(a.action);
	t->delay_ms = a.delay_ms;
	err_set(e,
		m != NULL                 ? m->status
		: a.action == ACTION_CELL ? STATUS_INPUT
					  : STATUS_INCOMPLETE,
		"%s: %s%s%.*s", k->doing, m != NULL ? m->says : "",
		m != NULL ? ": " : "", ERROR_TEXT,
		a.error != NULL ? exchange_said(&c->exchange, a.error)
				: "no reason given");
	if (a.action == ACTION_TOKEN && k->model->auth->fetches_token &&
	    !t->minted) {
		t->minted = true;
		t->delay_ms = 0;
		k->model->credentials->token[0] = '\0';
		return FATE_AGAIN;
	}
	if (a.action == ACTION_RATE_LIMIT)
		return FATE_AGAIN;
	if (a.action == ACTION_BUSY || a.action == ACTION_ANSWER ||
	    status >= 500)
		return k->once ? FATE_UNKNOWN : FATE_AGAIN;
	return FATE_FAILED;
}

static int
launch(struct courier *c, const struct courier_ask *k, struct scrub_file *save,
       struct err *e)
{
	struct exchange_times t = exchange_times(c->limits);
	struct exchange_other o = { .most = BODY_MAX, .once = k->once };

	if (save != NULL) {
		o.save = (struct http_save){ scrub_file_take, save };
		t.timeout += SAVE_S * CLOCK_SECOND;
	}
	t.timeout += k->bytes / SLOW * CLOCK_SECOND;
	if (k->model->auth->fetches_token &&
	    k->model->credentials->token[0] == '\0' &&
	    fetch_token(c, k, &t, e) != 0)
		return -1;
	if (exchange_send(&c->exchange, k->model, k->request, &t, &o, e) != 0)
		return -1;
	return await(c, e);
}

static enum fate
one(struct courier *c, struct attempt *t, struct err *e)
{
	const char *path = t->k->save;
	struct scrub_file file, *save = path != NULL ? &file : NULL;
	enum fate fate;

	t->delay_ms = -1;
	if (save != NULL &&
	    scrub_file_open(save, t->k->model->credentials, path, e) != 0)
		return FATE_FAILED;
	if (launch(c, t->k, save, e) != 0) {
		if (save != NULL)
			scrub_file_abandon(save);
		return FATE_FAILED;
	}
	if (http_call_end(c->exchange.call) != HTTP_ANSWERED)
		fate = unanswered(c, t->k, e);
	else if (http_call_response(c->exchange.call)->status / 100 != 2)
		fate = refused(c, t, e);
	else
		fate = FATE_DONE;
	if (save != NULL && fate != FATE_DONE)
		scrub_file_abandon(save);
	else if (save != NULL && scrub_file_commit(save, e) != 0)
		fate = FATE_FAILED;
	return fate;
}

int
courier_send(struct courier *c, const struct courier_ask *k,
	     struct courier_reply *r, bool *heard, struct err *e)
{
	uint64_t most = (uint64_t)(c->limits->max_delay_s * 1e9);
	struct attempt t = { .k = k };
	const struct provider_response *p;
	enum fate fate;

	arena_init(&t.arena);
	for (;; t.n++) {
		fate = one(c, &t, e);
		if (fate != FATE_AGAIN || t.n >= c->limits->retries)
			break;
		if (!(t.minted && t.delay_ms == 0) &&
		    courier_rest(c, pace_delay(&c->rng, t.delay_ms, t.n, most),
				 e) != 0) {
			fate = FATE_FAILED;
			break;
		}
	}
	arena_fini(&t.arena);
	*heard = fate == FATE_UNKNOWN;
	if (fate != FATE_DONE)
		return -1;
	p = http_call_response(c->exchange.call);
	*r = (struct courier_reply){ p->status, p->body, p->body_len };
	return 0;
}
