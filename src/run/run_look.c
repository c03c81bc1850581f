/*
 * Progress is worked out when somebody looks and not kept up to date, so that
 * a run in a pipe pays nothing for it. The rate is that of the last half
 * minute: one from the start would call a run fast that has been waiting for
 * an hour.
 */
#include <math.h>
#include <string.h>

#include "base/clock.h"
#include "run/run_impl.h"

static double
seconds(uint64_t from, uint64_t to)
{
	return to > from ? (double)(to - from) / (double)CLOCK_SECOND : 0;
}

/* Over the last half minute, or from the start while there is less. */
static double
rate(struct run *r, uint64_t now)
{
	struct run_mark oldest = { .at = r->started };
	double s;

	if (r->nmark == 0 || now - r->mark[0].at >= CLOCK_SECOND) {
		memmove(&r->mark[1], &r->mark[0],
			sizeof(r->mark) - sizeof(r->mark[0]));
		r->mark[0] = (struct run_mark){ now, r->done };
		r->nmark += r->nmark < RUN_MARKS;
	}
	if (r->nmark == RUN_MARKS)
		oldest = r->mark[RUN_MARKS - 1];
	s = seconds(oldest.at, now);
	return s > 0 ? (double)(r->done - oldest.done) / s : 0;
}

/* The endpoint that holds things up the longest is the one to tell of. */
static void
look_at_waits(struct run *r, struct run_progress *p, uint64_t now)
{
	p->why = PACE_ANSWERS;
	p->why_s = NAN;
	for (size_t i = 0; i < r->nendpoint; i++) {
		struct run_endpoint *ep = &r->endpoint[i];
		const struct pace_turn *t = &ep->turn;
		double s =
		    t->until == PACE_NEVER ? NAN : seconds(now, t->until);

		p->waiting += ep->pace.nwaiting;
		p->token = p->token || ep->fetching || ep->fetches > 0;
		if (ep->over || t->what != PACE_WAIT ||
		    t->why == PACE_ANSWERS || s <= p->why_s)
			continue;
		p->why = t->why;
		p->why_s = s;
		p->why_model = ep->name;
	}
}

void
run_look(struct run *r, struct run_progress *p)
{
	uint64_t now = clock_mono(), left;

	*p = (struct run_progress){
		.planned = r->ledger.planned,
		.kept = r->ledger.kept,
		.done = r->done,
		.passing = r->passing,
		.in_flight = r->in_flight,
		.spent = r->budget.spent,
		.ending = r->ending != RUN_GOING,
		.eta_s = NAN,
	};
	memcpy(p->outcome, r->outcome, sizeof(p->outcome));
	left = p->planned - p->kept - p->done;
	look_at_waits(r, p, now);
	if (r->started == 0)
		return;
	p->seconds = seconds(r->started, now);
	p->rate = rate(r, now);
	if (p->rate > 0)
		p->eta_s = (double)left / p->rate;
}
