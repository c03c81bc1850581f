/*
 * Goes through the same exchange as a run does: a check that sent its question
 * by another way would prove nothing about the run. It waits for one answer at
 * a time and gives up early, as somebody is sitting in front of it.
 */
#include "run/probe.h"

#include <math.h>
#include <string.h>

#include "base/clock.h"
#include "provider/self.h"
#include "run/exchange.h"

enum { WAIT_MOST_S = 10, SELF_S = 5, SELF_MAX = 4096 };

struct job {
	struct http *http;
	struct exchange exchange;
	struct exchange_times times;
	const struct run_model *model;
	const struct provider_ask *ask;
	struct arena *arena;
	struct probe *out;
};

/* Foreign text without this model's credentials, in the arena. */
static const char *
clean(struct job *j, const char *s)
{
	return s == NULL
		   ? NULL
		   : arena_strdup(j->arena, exchange_said(&j->exchange, s));
}

static int
await(struct job *j, struct err *e)
{
	while (http_next(j->http) != j->exchange.call)
		if (http_wait(j->http, UINT64_MAX, e) != 0)
			return -1;
	return 0;
}

static int
fetch_token(struct job *j, struct err *e)
{
	struct exchange *x = &j->exchange;

	if (exchange_ask_token(x, j->model, &j->times, e) != 0 ||
	    await(j, e) != 0)
		return -1;
	if (http_call_end(x->call) != HTTP_ANSWERED)
		return err_set(e, STATUS_INCOMPLETE, "no access token: %s",
			       http_call_why(x->call));
	return exchange_take_token(x, clock_wall_ms(), e);
}

static int
attempt(struct job *j, struct err *e)
{
	const struct run_model *m = j->model;
	struct probe *out = j->out;
	struct http_call *call = j->exchange.call;

	if (m->auth->fetches_token && m->credentials->token[0] == '\0' &&
	    fetch_token(j, e) != 0)
		return -1;
	if (exchange_ask(&j->exchange, m, j->ask, &j->times, j->arena,
			 &out->request, e) != 0 ||
	    await(j, e) != 0)
		return -1;
	out->attempts++;
	out->end = http_call_end(call);
	out->took_s = (double)http_call_took(call) / 1e9;
	out->status = -1;
	out->why = clean(j, http_call_why(call));
	if (out->end == HTTP_ANSWERED) {
		out->status = http_call_response(call)->status;
		exchange_parse(&j->exchange, j->ask, clock_wall_ms(),
			       &out->answer, j->arena);
		out->why = out->answer.error;
	}
	return 0;
}

/* Whether another attempt may help, and after how long. */
static bool
again(const struct job *j, double *wait_s)
{
	struct probe *p = j->out;
	double told = (double)p->answer.delay_ms / 1000;

	*wait_s = 0.5 * pow(2, p->attempts - 1);
	if (p->attempts == PROBE_ATTEMPTS || p->end == HTTP_UNREACHED ||
	    p->end == HTTP_TOO_LARGE)
		return false;
	if (p->end != HTTP_ANSWERED)
		return true;
	if (p->answer.action == ACTION_TOKEN && j->model->auth->fetches_token &&
	    p->attempts == 1) {
		j->model->credentials->token[0] = '\0';
		*wait_s = 0;
		return true;
	}
	if (told > *wait_s)
		*wait_s = told;
	return *wait_s <= WAIT_MOST_S &&
	       (p->answer.action == ACTION_BUSY ||
		p->answer.action == ACTION_RATE_LIMIT);
}

int
probe_ask(struct http *h, const struct run_model *m,
	  const struct provider_ask *ask, const struct spec_limits *l,
	  struct arena *a, struct probe *out, struct err *e)
{
	struct job j = { .http = h,
			 .times = exchange_times(l),
			 .model = m,
			 .ask = ask,
			 .arena = a,
			 .out = out };
	double wait_s = 0;
	int rc;

	*out = (struct probe){ .status = -1 };
	exchange_init(&j.exchange, h, NULL);
	j.exchange.model = m;
	do {
		uint64_t until = clock_mono() + (uint64_t)(wait_s * 1e9);

		rc = 0;
		while (rc == 0 && clock_mono() < until)
			rc = http_wait(h, until, e);
		if (rc == 0)
			rc = attempt(&j, e);
	} while (rc == 0 && again(&j, &wait_s));
	if (rc != 0)
		err_set(e, e->status, "%s", clean(&j, e->msg));
	exchange_fini(&j.exchange);
	return rc;
}

const char *
probe_self(struct http *h, const struct run_model *m,
	   const struct spec_limits *l, struct arena *a)
{
	struct job j = { .http = h, .times = exchange_times(l), .model = m };
	const char *url = self_url(m->provider, m->base_url, a), *says = NULL;
	struct err ignored;
	struct buf b;

	if (url == NULL || m->auth->fetches_token)
		return NULL;
	/* Nice to know, and not worth a wait. */
	if (j.times.timeout > SELF_S * CLOCK_SECOND)
		j.times.timeout = SELF_S * CLOCK_SECOND;
	exchange_init(&j.exchange, h, NULL);
	buf_init(&b, SELF_MAX);
	if (exchange_ask_self(&j.exchange, m, url, &j.times, &ignored) == 0 &&
	    await(&j, &ignored) == 0 &&
	    http_call_end(j.exchange.call) == HTTP_ANSWERED &&
	    self_read(m->provider, http_call_response(j.exchange.call), &b) &&
	    !buf_failed(&b))
		says =
		    arena_strdup(a, exchange_said(&j.exchange, buf_text(&b)));
	buf_fini(&b);
	exchange_fini(&j.exchange);
	return says;
}
