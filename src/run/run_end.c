/*
 * Every way in which a request can end leads through here to one of three:
 * again, by the pace's word; final, by the server's word about the cell; or
 * left open for the next run. What may have been paid for without an answer is
 * counted at once, before anything else can go wrong.
 */
#include <stdio.h>

#include "base/clock.h"
#include "provider/action.h"
#include "run/entry.h"
#include "run/http.h"
#include "run/run_impl.h"

/* A failed token fetch is tried so often, 0.5 s apart and doubling. */
enum { FETCHES = 5 };

/* An endpoint is over; the others go on. */
static void
give_up(struct run *r, struct run_endpoint *ep, enum pace_end how,
	const char *why)
{
	if (ep->over)
		return;
	ep->over = true;
	r->given_up++;
	if (r->end_err.msg[0] != '\0')
		return;
	if (how == PACE_LIMITED)
		err_set(&r->end_err, STATUS_INCOMPLETE,
			"the server of model \"%s\" has answered nothing but "
			"rate limits for minutes (%s)",
			ep->name, why);
	else if (how == PACE_STARVED)
		err_set(&r->end_err, STATUS_INCOMPLETE, "model \"%s\": %s",
			ep->name, why);
	else
		err_set(&r->end_err, STATUS_INCOMPLETE,
			"the server of model \"%s\" cannot be reached: %s; "
			"check \"base_url\" and that it is running",
			ep->name, why);
}

/* An error that says nothing of when it ends, in words of no table. */
static bool
is_unknown(const struct record *rec)
{
	return rec->http_status >= 200 && rec->http_status < 500 &&
	       rec->http_status != 408 && rec->http_status != 409 &&
	       rec->http_status != 425 && rec->http_status != 429;
}

/* A cell stays open. When nothing but this was ever heard, or for long in
 * words that nobody knows, that is enough. */
static void
left_open(struct run *r, const struct run_slot *s, const char *why, bool known)
{
	struct doubt *d = &r->doubt[s->cell.model];
	struct err e;

	if (!(known ? doubt_failed(d, why) : doubt_unknown(d, why)))
		return;
	err_set(&e, STATUS_INCOMPLETE,
		"model \"%s\": %s came to the same: %.600s",
		r->plan->spec->model[s->cell.model].name,
		d->settled ? "the last requests" : "every request so far", why);
	run_fail(r, RUN_FATAL, &e);
}

/* It may have been answered, and paid for, all the same. */
static struct budget_spend
maybe_billed(struct run_slot *s)
{
	s->try.maybe_billed++;
	return s->try.most;
}

static const struct budget_spend nothing;

/* Of a response that is no answer. */
static struct budget_spend
no_answer(struct run_slot *s, const struct provider_answer *a)
{
	return a->unsure ? maybe_billed(s) : nothing;
}

/* No further attempt in this run. */
static void
left(struct run *r, struct run_slot *s, const char *why)
{
	struct record rec;

	if (journal_lost(r->journal))
		return;
	run_record(r, s, &rec);
	rec.http_status = -1;
	rec.error = why;
	run_keep(r, s, &rec);
}

/* Whether there is something that the next run's budget has to know. */
static bool
matters(const struct run *r, const struct pace_try *t)
{
	return t->maybe_billed > 0 || (r->reserves && t->attempts > 0);
}

/* No answer this time; the pace decides whether there is a next time. */
static void
try_again(struct run *r, struct run_slot *s, uint64_t now, enum pace_end how,
	  int64_t told_ms, struct budget_spend took, const char *why)
{
	struct run_endpoint *ep = s->endpoint;
	struct record rec;
	enum pace_fate fate;

	fate = pace_result(&ep->pace, now, &s->try, how, told_ms, took);
	if (fate == PACE_RETRY)
		return;
	if (fate == PACE_GIVE_UP)
		give_up(r, ep, how, why);
	run_record(r, s, &rec);
	rec.error = why;
	run_keep(r, s, &rec);
	left_open(r, s, why, how != PACE_BUSY || !is_unknown(&rec));
}

static void
settle(struct run *r, struct run_slot *s, uint64_t now, struct record *rec,
       struct budget_spend took)
{
	pace_result(&s->endpoint->pace, now, &s->try, PACE_ANSWERED, -1, took);
	run_keep(r, s, rec);
}

static void
answered(struct run *r, struct run_slot *s, uint64_t now,
	 const struct provider_answer *a)
{
	struct record rec;
	struct budget_spend took;

	run_record(r, s, &rec);
	entry_answer(&rec, a);
	took =
	    ledger_took(r->plan, &s->cell, s->exchange.model->provider, &rec);
	rec.final = true;
	doubt_settle(&r->doubt[s->cell.model]);
	run_trust(r, s);
	settle(r, s, now, &rec, took);
}

/* No further attempt; unless it is final, the next run asks again. */
static void
failed(struct run *r, struct run_slot *s, uint64_t now, bool final,
       struct budget_spend took, const char *why)
{
	struct record rec;

	run_record(r, s, &rec);
	rec.error = why;
	rec.final = final;
	settle(r, s, now, &rec, took);
	if (final)
		doubt_settle(&r->doubt[s->cell.model]);
	else
		left_open(r, s, why, true);
}

static void
refused(struct run *r, struct run_slot *s, uint64_t now,
	struct budget_spend took, const char *why)
{
	struct record rec;

	run_record(r, s, &rec);
	rec.error = why;
	pace_result(&s->endpoint->pace, now, &s->try, PACE_ANSWERED, -1, took);
	run_hold(r, s, now, &rec);
	left_open(r, s, why, true);
}

/* " until 2026-11-28T00:00:00Z", or nothing. */
static void
until(char *out, size_t size, int64_t now_ms, int64_t delay_ms)
{
	char stamp[CLOCK_STAMP];

	*out = '\0';
	if (delay_ms <= 0)
		return;
	clock_stamp(stamp, now_ms + delay_ms);
	snprintf(out, size, " until %s", stamp);
}

static void
stop(struct run *r, struct run_slot *s, uint64_t now,
     const struct provider_answer *a, const char *why)
{
	const struct action_meaning *m = action_meaning(a->action);
	char end[64];
	struct err e;

	pace_result(&s->endpoint->pace, now, &s->try, PACE_ANSWERED, -1,
		    no_answer(s, a));
	if (matters(r, &s->try))
		left(r, s, why);
	until(end, sizeof(end), r->wall_ms,
	      a->action == ACTION_DAY ? a->delay_ms : -1);
	err_set(&e, m->status, "model \"%s\": %s%s: %s",
		r->plan->spec->model[s->cell.model].name, m->says, end, why);
	run_fail(r, RUN_FATAL, &e);
}

/* The token was refused. One that was refreshed meanwhile is tried again. */
static void
token_refused(struct run *r, struct run_slot *s, uint64_t now,
	      const struct provider_answer *a, const char *why)
{
	struct run_endpoint *ep = s->endpoint;

	if (!ep->model->auth->fetches_token || s->try.refreshed > 0) {
		stop(r, s, now, a, why);
		return;
	}
	if (s->generation == ep->generation)
		ep->model->credentials->token[0] = '\0';
	pace_result(&ep->pace, now, &s->try, PACE_AGAIN, -1, nothing);
}

static void
on_response(struct run *r, struct run_slot *s, uint64_t now)
{
	struct provider_answer a;
	const char *why = NULL;

	arena_reset(&r->answer);
	exchange_parse(&s->exchange, &s->ask, r->wall_ms, &a, &r->answer);
	pace_told(&s->endpoint->pace, a.limit_rpm, a.limit_tpm);
	if (a.action != ACTION_ANSWER)
		why = a.error == NULL ? "no reason given" : a.error;
	switch (a.action) {
	case ACTION_ANSWER:
		answered(r, s, now, &a);
		break;
	case ACTION_RATE_LIMIT:
		try_again(r, s, now, PACE_LIMITED, a.delay_ms, nothing, why);
		break;
	case ACTION_BUSY:
		try_again(r, s, now, PACE_BUSY, a.delay_ms, no_answer(s, &a),
			  why);
		break;
	case ACTION_TOKEN:
		token_refused(r, s, now, &a, why);
		break;
	case ACTION_STOP:
	case ACTION_DAY:
	case ACTION_MODEL:
	case ACTION_ADDRESS:
	case ACTION_FORM:
		stop(r, s, now, &a, why);
		break;
	case ACTION_CELL:
		failed(r, s, now, true, no_answer(s, &a), why);
		break;
	case ACTION_UNKNOWN:
		refused(r, s, now, no_answer(s, &a), why);
		break;
	case ACTION_LATER:
		failed(r, s, now, false, no_answer(s, &a), why);
		break;
	case ACTIONS:
		break;
	}
}

static void
fetch_failed(struct run *r, struct run_endpoint *ep, uint64_t now,
	     const char *why)
{
	struct err e;

	ep->fetch_due = now + ((CLOCK_SECOND / 2) << ep->fetches);
	if (ep->fetches++ < FETCHES)
		return;
	err_set(&e, STATUS_INCOMPLETE, "no access token for model \"%s\": %s",
		ep->name, why);
	run_fail(r, RUN_FATAL, &e);
}

static void
on_token(struct run *r, struct run_slot *s, uint64_t now)
{
	struct run_endpoint *ep = s->endpoint;
	struct http_call *call = s->exchange.call;
	struct err e;

	ep->fetching = false;
	if (http_call_end(call) != HTTP_ANSWERED) {
		fetch_failed(r, ep, now,
			     exchange_said(&s->exchange, http_call_why(call)));
		return;
	}
	if (exchange_take_token(&s->exchange, r->wall_ms, &e) != 0) {
		if (e.status == STATUS_INCOMPLETE) {
			fetch_failed(r, ep, now, e.msg);
			return;
		}
		err_at(&e, "model \"%s\"", ep->name);
		run_fail(r, RUN_FATAL, &e);
		return;
	}
	ep->generation++;
	ep->fetches = 0;
	/* However short its life, there is time to use it. */
	ep->fetch_due = now + CLOCK_SECOND;
	if (r->config.token != NULL)
		r->config.token(r->config.ctx, ep->model->credentials);
}

void
run_finish(struct run *r, struct run_slot *s, uint64_t now)
{
	struct http_call *call = s->exchange.call;
	enum http_end end = http_call_end(call);
	const char *why;

	s->try.attempts += http_call_resent(call);
	if (s->token) {
		on_token(r, s, now);
		return;
	}
	if (end == HTTP_ANSWERED) {
		on_response(r, s, now);
		return;
	}
	why = exchange_said(&s->exchange, http_call_why(call));
	switch (end) {
	case HTTP_UNREACHED:
		try_again(r, s, now, PACE_UNREACHED, -1, nothing, why);
		break;
	case HTTP_LOST:
	case HTTP_TIMED_OUT:
	case HTTP_STALLED:
	case HTTP_CROWDED:
	case HTTP_BROKEN:
		try_again(r, s, now, PACE_BUSY, -1, maybe_billed(s), why);
		break;
	case HTTP_STARVED:
		try_again(r, s, now, PACE_STARVED, -1, nothing, why);
		break;
	case HTTP_TOO_LARGE:
		failed(r, s, now, true, maybe_billed(s), why);
		break;
	case HTTP_ANSWERED:
		break;
	}
}

void
run_dropped(struct run *r, struct run_slot *s)
{
	if (s->token)
		return;
	maybe_billed(s);
	left(r, s, "the run ended before an answer came");
}

void
run_unsent(struct run *r, struct run_slot *s)
{
	s->try.attempts--;
	left(r, s, "the run ended before it was sent");
}

void
run_leave(struct run *r)
{
	for (size_t i = 0; i < r->nendpoint; i++) {
		const struct pace *p = &r->endpoint[i].pace;

		for (size_t k = 0; k < p->nwaiting; k++) {
			struct run_slot *s = r->slot[0]; /* it had one */

			if (!matters(r, &p->waiting[k]))
				continue;
			arena_reset(&s->arena);
			run_place(r, s, &p->waiting[k]);
			left(r, s, "the run ended before another attempt");
		}
	}
	run_flush(r);
}
