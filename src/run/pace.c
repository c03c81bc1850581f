/*
 * The state machine knows neither sockets nor clocks, so that storms, budgets
 * and limits are tested to the nanosecond. A request belongs to it from
 * pace_next to pace_result: only so can the window, both buckets and the
 * budget never come to differ about what is in flight.
 */
#include "run/pace.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"

/*
 * A bucket drains as if the minute had 62 seconds: 60, one of catching up
 * after a late wake-up, one of jitter between here and the server.
 */
static const double MINUTE = 62.0;
static const double CATCH_UP = 1.0;

static const double BACKOFF_FIRST = 0.5, BACKOFF_MOST = 8.0; /* seconds */
static const double BACKOFF_JITTER = 0.25;

enum {
	ROUNDS_BACK = 8,      /* round trips from a storm to full speed */
	LIMITED_MAX = 32,     /* rate limits one request sits out */
	STORM_MAX = 8,        /* halvings in a row before we may give up */
	UNREACHED_RETRIES = 2 /* of an endpoint that has never answered */
};
#define STORM_PATIENCE (300 * CLOCK_SECOND)

/* What may go through at once. */
static double
quantum(const struct pace_bucket *b)
{
	return fmin(b->quantum, fmax(1, b->per_min / 2));
}

/* Costs are whole numbers, so staying under per_min + 1 is enough. */
static double
drain(const struct pace_bucket *b)
{
	return (b->per_min + 1 - quantum(b)) / MINUTE;
}

static void
bucket_settle(struct pace_bucket *b, uint64_t now)
{
	double s = (double)(now - b->at) / (double)CLOCK_SECOND;

	b->level = fmax(0, b->level - s * drain(b));
	b->at = now;
}

/* When cost fits: now, or later. A cost above the limit fits into nothing
 * but an empty bucket. */
static uint64_t
bucket_when(struct pace_bucket *b, uint64_t now, double cost)
{
	double over;

	if (isnan(b->per_min))
		return now;
	bucket_settle(b, now);
	b->quantum = fmax(b->quantum, cost);
	over = b->level + fmin(cost, quantum(b)) - quantum(b) -
	       CATCH_UP * drain(b);
	if (over <= 0)
		return now;
	return now + 1 + (uint64_t)(over / drain(b) * (double)CLOCK_SECOND);
}

static void
bucket_add(struct pace_bucket *b, uint64_t now, double cost)
{
	if (isnan(b->per_min))
		return;
	bucket_settle(b, now);
	b->level = fmax(0, b->level + cost);
}

void
pace_init(struct pace *p, const struct pace_limits *l, struct budget *b,
	  uint64_t seed, uint64_t now)
{
	assert(l->concurrency > 0);
	*p = (struct pace){ .limits = *l, .budget = b };
	p->window = l->concurrency;
	p->requests =
	    (struct pace_bucket){ .per_min = l->rpm, .quantum = 1, .at = now };
	p->tokens =
	    (struct pace_bucket){ .per_min = l->tpm, .quantum = 1, .at = now };
	rng_init(&p->rng, seed);
}

void
pace_fini(struct pace *p)
{
	free(p->waiting);
	p->waiting = NULL;
}

/* The waiting ones are a binary heap, earliest first. */
static void
swap(struct pace_try *a, struct pace_try *b)
{
	struct pace_try t = *a;

	*a = *b;
	*b = t;
}

static void
push(struct pace *p, const struct pace_try *t)
{
	size_t i = p->nwaiting;
	struct pace_try *h;

	p->waiting = mem_grow(p->waiting, i, &p->cap, sizeof(*t));
	h = p->waiting;
	h[p->nwaiting++] = *t;
	for (; i > 0 && h[i].due < h[(i - 1) / 2].due; i = (i - 1) / 2)
		swap(&h[i], &h[(i - 1) / 2]);
}

static struct pace_try
pop(struct pace *p)
{
	struct pace_try *h = p->waiting, first = h[0];
	size_t n = --p->nwaiting;

	h[0] = h[n];
	for (size_t i = 0;;) {
		size_t least = i, l = 2 * i + 1, r = 2 * i + 2;

		if (l < n && h[l].due < h[least].due)
			least = l;
		if (r < n && h[r].due < h[least].due)
			least = r;
		if (least == i)
			return first;
		swap(&h[i], &h[least]);
		i = least;
	}
}

static struct pace_turn
wait_for(enum pace_why why, uint64_t until)
{
	return (
	    struct pace_turn){ .what = PACE_WAIT, .why = why, .until = until };
}

/* Waiting requests are bounded: against a server that is down the plan's
 * rest stays where it is. */
static bool
takes_fresh(const struct pace *p)
{
	return p->nwaiting < 2 * (size_t)p->limits.concurrency;
}

/*
 * When a cost fits into a bucket. What a server tells of its limits may be a
 * slip (one request a minute): it is kept to as long as a delay may be.
 */
static uint64_t
fits_at(const struct pace *p, struct pace_bucket *b, uint64_t now, double cost)
{
	uint64_t at = bucket_when(b, now, cost), most;

	if (at <= now || !b->told)
		return at;
	most = p->sent_last + p->limits.max_delay;
	return at < most ? at : most;
}

/* Whether t may go now as far as limits go; fills *turn when not. */
static bool
admitted(struct pace *p, uint64_t now, const struct pace_try *t,
	 struct pace_turn *turn)
{
	uint64_t at;
	bool after;

	if (p->paused_until > now) {
		*turn = wait_for(PACE_PAUSED, p->paused_until);
		return false;
	}
	if (p->in_flight >= (uint32_t)p->window) {
		*turn = wait_for(p->in_flight < p->limits.concurrency
				     ? PACE_SLOWED
				     : PACE_ANSWERS,
				 PACE_NEVER);
		return false;
	}
	if ((at = fits_at(p, &p->requests, now, 1)) > now) {
		*turn =
		    wait_for(p->requests.told ? PACE_TOLD_RPM : PACE_RPM, at);
		return false;
	}
	if ((at = fits_at(p, &p->tokens, now, t->most.tokens)) > now) {
		*turn = wait_for(p->tokens.told ? PACE_TOLD_TPM : PACE_TPM, at);
		return false;
	}
	if (!budget_fits(p->budget, t->most, &after)) {
		*turn = wait_for(PACE_BUDGET, PACE_NEVER);
		if (!after)
			turn->what = PACE_OVER;
		return false;
	}
	return true;
}

struct pace_turn
pace_next(struct pace *p, uint64_t now, const struct pace_try *fresh)
{
	struct pace_turn turn = { .what = PACE_SEND };
	bool again = p->nwaiting > 0 && p->waiting[0].due <= now;

	if (!again && fresh != NULL && !takes_fresh(p))
		fresh = NULL;
	if (!again && fresh == NULL) {
		if (p->nwaiting > 0)
			return wait_for(PACE_BACKOFF, p->waiting[0].due);
		turn = wait_for(PACE_ANSWERS, PACE_NEVER);
		if (p->in_flight == 0)
			turn.what = PACE_DONE;
		return turn;
	}
	if (!admitted(p, now, again ? &p->waiting[0] : fresh, &turn))
		return turn;
	turn.try = again ? pop(p) : *fresh;
	turn.try.attempts++;
	turn.try.sent = now;
	p->in_flight++;
	p->sent_last = now;
	bucket_add(&p->requests, now, 1);
	bucket_add(&p->tokens, now, turn.try.most.tokens);
	budget_reserve(p->budget, turn.try.most);
	return turn;
}

static uint64_t
backoff(struct rng *r, uint32_t n)
{
	double s = n > 4 ? BACKOFF_MOST : BACKOFF_FIRST * (1 << n);

	s = fmin(s, BACKOFF_MOST) * (1 - BACKOFF_JITTER * rng_unit(r));
	return (uint64_t)(s * (double)CLOCK_SECOND);
}

uint64_t
pace_delay(struct rng *r, int64_t told_ms, uint32_t n, uint64_t most)
{
	uint64_t own = backoff(r, n), d = PACE_NEVER;

	if (told_ms < 0)
		d = own;
	else if ((uint64_t)told_ms < PACE_NEVER / CLOCK_MS)
		d = (uint64_t)told_ms * CLOCK_MS;
	/* No delay at all is no advice, and one that did not do is too short.
	 */
	if (d == 0 || (n > 0 && d < own))
		d = own;
	return d < most ? d : most;
}

static uint64_t
delay(struct pace *p, int64_t told_ms, uint32_t n)
{
	return pace_delay(&p->rng, told_ms, n, p->limits.max_delay);
}

static enum pace_fate
again(struct pace *p, struct pace_try *t, uint64_t due)
{
	t->due = due;
	push(p, t);
	return PACE_RETRY;
}

void
pace_again(struct pace *p, const struct pace_try *t)
{
	push(p, t);
}

/*
 * Everybody on the endpoint slows down. Answers to requests that were sent
 * before the last cut tell of the same storm, not of a new one; a delay they
 * were told is still kept to.
 */
static enum pace_fate
limited(struct pace *p, uint64_t now, struct pace_try *t, int64_t told_ms)
{
	bool news = t->sent >= p->cut;
	uint64_t until;

	t->limited++;
	if (news) {
		if (p->storm++ == 0)
			p->storm_since = now;
		p->window = fmax(1, p->window / 2);
		p->cut = now;
	}
	if (news || told_ms >= 0) {
		until = now + delay(p, told_ms, p->storm - 1);
		if (until > p->paused_until)
			p->paused_until = until;
	}
	if (p->storm >= STORM_MAX && now - p->storm_since > STORM_PATIENCE)
		return PACE_GIVE_UP;
	if (p->limits.retries == 0 || t->limited > LIMITED_MAX)
		return PACE_FINAL;
	return again(p, t, p->paused_until);
}

static enum pace_fate
busy(struct pace *p, uint64_t now, struct pace_try *t, int64_t told_ms)
{
	uint32_t retries = p->limits.retries;

	t->busy++;
	/* Nobody there: trying every request in turn would take for ever. */
	if (!p->reached && retries > UNREACHED_RETRIES)
		retries = UNREACHED_RETRIES;
	if (t->busy <= retries)
		return again(p, t, now + delay(p, told_ms, t->busy - 1));
	if (!p->reached || p->unreached > p->limits.concurrency)
		return PACE_GIVE_UP;
	return PACE_FINAL;
}

/* Those that have a connection are as many as there can be. */
static enum pace_fate
starved(struct pace *p, uint64_t now, struct pace_try *t)
{
	if (p->in_flight == 0)
		return busy(p, now, t, -1);
	p->limits.concurrency = p->in_flight;
	p->window = fmin(p->window, p->in_flight);
	return again(p, t, now);
}

enum pace_fate
pace_result(struct pace *p, uint64_t now, const struct pace_try *t,
	    enum pace_end end, int64_t told_ms, struct budget_spend took)
{
	struct pace_try next = *t;

	assert(p->in_flight > 0);
	p->in_flight--;
	bucket_add(&p->tokens, now, took.tokens - t->most.tokens);
	budget_settle(p->budget, t->most, took);
	if (end == PACE_STARVED)
		return starved(p, now, &next);
	if (end == PACE_UNREACHED) {
		p->unreached++;
		return busy(p, now, &next, told_ms);
	}
	p->unreached = 0;
	p->reached = true;
	switch (end) {
	case PACE_LIMITED:
		return limited(p, now, &next, told_ms);
	case PACE_BUSY:
		return busy(p, now, &next, told_ms);
	case PACE_AGAIN:
		next.refreshed++;
		return again(p, &next, now);
	case PACE_ANSWERED:
	case PACE_UNREACHED:
	case PACE_STARVED:
		break;
	}
	p->storm = 0;
	p->window +=
	    fmax(1, p->limits.concurrency / (double)ROUNDS_BACK) / p->window;
	p->window = fmin(p->window, p->limits.concurrency);
	return PACE_FINAL;
}

static void
lower(struct pace_bucket *b, double ours, int64_t told)
{
	if (told <= 0)
		return;
	b->told = isnan(ours) || (double)told < ours;
	b->per_min = b->told ? (double)told : ours;
}

void
pace_told(struct pace *p, int64_t rpm, int64_t tpm)
{
	lower(&p->requests, p->limits.rpm, rpm);
	lower(&p->tokens, p->limits.tpm, tpm);
}
