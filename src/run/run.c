/*
 * One thread and one loop. Answers of a turn become lines of one write and
 * count when it is done, so that at no moment is something counted that a
 * crash could lose. A write for each answer of an instant server would cost a
 * seventh of the rate: turns within a millisecond share one, while no more
 * answers wait for it than are in flight, which a crash loses too. Whatever
 * ends a run only sets r->ending: what is in flight has been paid for and is
 * waited for, within DRAIN where something is broken.
 */
#include "run/run.h"

#include <assert.h>
#include <math.h>

#include "base/clock.h"
#include "run/http.h"
#include "run/run_impl.h"

/* What is in flight when a run must end gets so long to come in. */
#define DRAIN (10 * CLOCK_SECOND)

/* How long a run lingers: at most, and beside a part of what it took. */
#define LINGER      (20 * CLOCK_MS)
#define LINGER_MOST (2 * CLOCK_SECOND)
enum { LINGER_PART = 400 };

static uint64_t
least(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
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
fresh(struct run *r, struct run_endpoint *ep)
{
	for (; !ep->has_fresh && ep->cursor < r->plan->ncell; ep->cursor++) {
		struct plan_cell c;

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
token_ready(struct run *r, struct run_endpoint *ep, uint64_t now, bool *ready,
	    uint64_t *until, struct err *e)
{
	const struct auth_credentials *c = ep->model->credentials;

	*ready = !ep->model->auth->fetches_token ||
		 auth_token_fresh(c, clock_wall_ms());
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
feed(struct run *r, struct run_endpoint *ep, uint64_t now, uint64_t *until,
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
	for (size_t i = 0; i < r->nslot; i++) {
		struct run_slot *s = r->slot[i];

		if (!s->flying)
			continue;
		http_call_drop(s->exchange.call);
		run_dropped(r, s);
		run_release(r, s);
	}
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

/*
 * Nothing is left to do. If the last answers were those of the cells before,
 * their own come now: stay a little longer than one takes, within what nobody
 * notices.
 */
static int
linger(struct run *r, uint64_t now, struct err *e)
{
	uint64_t most = LINGER + (now - r->started) / LINGER_PART;
	uint64_t until = now + least(least(2 * r->longest, LINGER_MOST), most);

	if (r->ending == RUN_GOING && r->longest > 0 &&
	    http_wait(r->http, until, e) != 0)
		return -1;
	http_look(r->http);
	return run_distrust(r) && r->ending == RUN_GOING;
}

/* One turn of the loop. 1: go on, 0: nothing is left to do, -1: error. */
static int
turn(struct run *r, struct err *e)
{
	uint64_t now = clock_mono(), until, more, at;
	struct http_call *c;

	check_ends(r, now);
	more = UINT64_MAX;
	for (size_t i = 0; i < r->nendpoint; i++) {
		if (feed(r, &r->endpoint[i], now, &at, e) != 0)
			return -1;
		more = least(more, at);
	}
	if (run_depart(r, now, e) != 0)
		return -1;
	if (r->in_flight == 0 && (more == UINT64_MAX || r->ending != RUN_GOING))
		return linger(r, now, e);
	report(r, now);
	until = least(r->drain_until, more);
	if (r->nword > 0)
		until = least(until, r->flush_due);
	if (r->ending == RUN_GOING)
		until = least(until, r->deadline);
	if (r->config.progress != NULL)
		until = least(until, r->tick);
	if (http_wait(r->http, until, e) != 0)
		return -1;
	now = clock_mono();
	r->wall_ms = clock_wall_ms();
	while ((c = http_next(r->http)) != NULL) {
		struct run_slot *s = http_call_owner(c);

		run_finish(r, s, now);
		run_release(r, s);
	}
	if (now >= r->flush_due || r->nword >= r->in_flight)
		run_flush(r);
	run_distrust(r);
	return 1;
}

static int
action(const struct run *r, struct err *e)
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
	struct err lost;
	int rc;

	r->started = clock_mono();
	if (!isnan(total))
		r->deadline = r->started + run_ns(total);
	while ((rc = turn(r, e)) > 0)
		;
	drop_all(r);
	run_hold_end(r);
	run_leave(r);
	if (journal_check(r->journal, &lost) != 0)
		run_fail(r, RUN_FATAL, &lost);
	if (journal_lost(r->journal))
		run_recount(r);
	r->tick = 0;
	report(r, clock_mono());
	return rc < 0 ? -1 : action(r, e);
}
