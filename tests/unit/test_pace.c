/* pace without a network: the time is an argument. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/rng.h"
#include "run/pace.h"

#define MS CLOCK_MS
#define S  CLOCK_SECOND

static const struct pace_limits plain = {
	.concurrency = 16,
	.retries = 5,
	.rpm = NAN,
	.tpm = NAN,
	.max_delay = 60 * S,
};

static struct budget
no_budget(void)
{
	struct budget b;

	budget_init(&b, (struct budget_spend){ NAN, NAN });
	return b;
}

static struct pace_turn
ask(struct pace *p, uint64_t now, uint64_t cell)
{
	struct pace_try fresh = { .cell = cell };

	return pace_next(p, now, &fresh);
}

static enum pace_fate
end(struct pace *p, uint64_t now, const struct pace_turn *t, enum pace_end how,
    int64_t told_ms)
{
	return pace_result(p, now, &t->try, how, told_ms,
			   (struct budget_spend){ 0 });
}

Test(pace, concurrency_is_the_ceiling)
{
	struct budget b = no_budget();
	struct pace p;
	struct pace_turn t, last = { 0 };

	pace_init(&p, &plain, &b, 1, 0);
	for (uint64_t i = 0; i < 16; i++) {
		last = ask(&p, 0, i);
		cr_assert_eq(last.what, PACE_SEND, "request %d", (int)i);
		cr_assert_eq(last.try.cell, i);
		cr_assert_eq(last.try.attempts, 1);
	}
	t = ask(&p, 0, 16);
	cr_assert_eq(t.what, PACE_WAIT);
	cr_assert_eq(t.why, PACE_ANSWERS);
	cr_assert_eq(t.until, PACE_NEVER);
	cr_assert_eq(end(&p, MS, &last, PACE_ANSWERED, -1), PACE_FINAL);
	cr_assert_eq(ask(&p, MS, 16).what, PACE_SEND);
	pace_fini(&p);
}

Test(pace, done_only_when_nothing_is_in_flight)
{
	struct budget b = no_budget();
	struct pace p;
	struct pace_turn t, u;

	pace_init(&p, &plain, &b, 1, 0);
	t = ask(&p, 0, 0);
	u = pace_next(&p, 0, NULL);
	cr_assert_eq(u.what, PACE_WAIT);
	cr_assert_eq(u.why, PACE_ANSWERS);
	end(&p, MS, &t, PACE_ANSWERED, -1);
	cr_assert_eq(pace_next(&p, MS, NULL).what, PACE_DONE);
	pace_fini(&p);
}

/* min(8, 0.5 * 2^n) s, less up to a quarter. */
Test(pace, backoff_doubles_to_its_ceiling)
{
	static const double want[] = { 0.5, 1, 2, 4, 8, 8, 8 };
	struct pace_limits l = plain;
	struct budget b = no_budget();
	struct pace p;
	uint64_t now = 0;

	l.retries = 7;
	pace_init(&p, &l, &b, 7, 0);
	p.reached = true;
	for (int n = 0; n < 7; n++) {
		struct pace_turn t = ask(&p, now, 0);
		struct pace_turn w;
		double s;

		cr_assert_eq(t.what, PACE_SEND, "attempt %d", n);
		cr_assert_eq(t.try.attempts, (uint32_t)n + 1);
		cr_assert_eq(end(&p, now, &t, PACE_BUSY, -1), PACE_RETRY);
		w = pace_next(&p, now, NULL);
		cr_assert_eq(w.what, PACE_WAIT);
		cr_assert_eq(w.why, PACE_BACKOFF);
		s = (double)(w.until - now) / (double)S;
		cr_assert(s <= want[n] && s >= 0.75 * want[n] - 1e-9,
			  "attempt %d waits %g s", n, s);
		cr_assert_eq(pace_next(&p, w.until - 1, NULL).what, PACE_WAIT);
		now = w.until;
	}
	pace_fini(&p);
}

Test(pace, retries_run_out)
{
	struct pace_limits l = plain;
	struct budget b = no_budget();
	struct pace p;
	struct pace_turn t;

	l.retries = 2;
	pace_init(&p, &l, &b, 1, 0);
	t = ask(&p, 0, 3);
	cr_assert_eq(end(&p, 0, &t, PACE_BUSY, 0), PACE_RETRY);
	t = pace_next(&p, 10 * S, NULL);
	cr_assert_eq(end(&p, 10 * S, &t, PACE_BUSY, 0), PACE_RETRY);
	t = pace_next(&p, 20 * S, NULL);
	cr_assert_eq(t.try.attempts, 3);
	cr_assert_eq(end(&p, 20 * S, &t, PACE_BUSY, 0), PACE_FINAL);
	cr_assert_eq(pace_next(&p, 20 * S, NULL).what, PACE_DONE);
	pace_fini(&p);
}

/* A delay as told, to the millisecond, up to the ceiling. */
Test(pace, told_delays)
{
	static const struct {
		const char *id;
		int64_t told_ms;
		uint64_t wait_ms;
	} cases[] = {
		{ "1 ms", 1, 1 },
		{ "1.234 s", 1234, 1234 },
		{ "the ceiling", 60000, 60000 },
		{ "an hour", 3600000, 60000 },
		{ "beyond 64 bits of ns", INT64_MAX, 60000 },
	};
	enum pace_end ends[] = { PACE_BUSY, PACE_LIMITED };

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		for (int k = 0; k < 2; k++) {
			struct budget b = no_budget();
			struct pace p;
			struct pace_turn t;
			uint64_t due = 5 * S + cases[i].wait_ms * MS;

			pace_init(&p, &plain, &b, 1, 0);
			t = ask(&p, 4 * S, 0);
			end(&p, 5 * S, &t, ends[k], cases[i].told_ms);
			if (cases[i].wait_ms > 0) {
				t = pace_next(&p, 5 * S, NULL);
				cr_assert_eq(t.until, due, "case %s",
					     cases[i].id);
				t = pace_next(&p, due - 1, NULL);
				cr_assert_eq(t.what, PACE_WAIT, "case %s",
					     cases[i].id);
			}
			t = pace_next(&p, due, NULL);
			cr_assert_eq(t.what, PACE_SEND, "case %s", cases[i].id);
			pace_fini(&p);
		}
	}
}

/* "At once" is no advice: our own back-off is kept to, and grows. */
Test(pace, no_delay_at_all_is_not_taken)
{
	static const int64_t told[] = { 0, 1 };
	enum pace_end ends[] = { PACE_BUSY, PACE_LIMITED };

	for (int i = 0; i < 4; i++) {
		struct budget b = no_budget();
		struct pace p;
		struct pace_turn t;
		uint64_t now = S, least[] = { 375 * MS, 750 * MS, 1500 * MS };

		pace_init(&p, &plain, &b, 1, 0);
		t = ask(&p, now, 0);
		for (int k = 0; k < 3; k++) {
			uint64_t from = now;

			end(&p, now, &t, ends[i / 2], told[i % 2]);
			t = pace_next(&p, now, NULL);
			if (t.what == PACE_WAIT)
				t = pace_next(&p, now = t.until, NULL);
			cr_assert_eq(t.what, PACE_SEND);
			if (k > 0 || told[i % 2] == 0)
				cr_assert_geq(now - from, least[k],
					      "case %d, time %d", i, k);
		}
		pace_fini(&p);
	}
}

/* A header that allows next to nothing stalls nobody for hours. */
Test(pace, a_told_limit_is_kept_to_as_long_as_a_delay_may_be)
{
	for (int i = 0; i < 2; i++) {
		struct budget b = no_budget();
		struct pace p;
		struct pace_turn t;
		struct pace_try fresh = { .most = { 500, 0 } };
		struct pace_limits l = plain;
		uint64_t now = S;

		l.max_delay = 20 * S;
		pace_init(&p, &l, &b, 1, 0);
		pace_told(&p, i == 0 ? 1 : -1, i == 0 ? -1 : 1);
		for (int k = 0; k < 5; k++) {
			t = pace_next(&p, now, &fresh);
			if (t.what == PACE_WAIT) {
				cr_assert_eq(t.why, i == 0 ? PACE_TOLD_RPM
							   : PACE_TOLD_TPM);
				cr_assert_eq(t.until, now + 20 * S);
				t = pace_next(&p, now = t.until, &fresh);
			}
			cr_assert_eq(t.what, PACE_SEND, "%d, %d", i, k);
			pace_result(&p, now, &t.try, PACE_ANSWERED, -1,
				    (struct budget_spend){ 500, 0 });
		}
		cr_assert_geq(now, 60 * S);
		pace_fini(&p);
	}
}

/* One of sixteen is limited: the other fifteen's next ones wait as well. */
Test(pace, a_rate_limit_slows_everybody)
{
	struct budget b = no_budget();
	struct pace p;
	struct pace_turn t[16], w;

	pace_init(&p, &plain, &b, 1, 0);
	for (uint64_t i = 0; i < 16; i++)
		t[i] = ask(&p, 0, i);
	end(&p, MS, &t[0], PACE_LIMITED, 2000);
	end(&p, 2 * MS, &t[1], PACE_ANSWERED, -1);
	w = ask(&p, 2 * MS, 16);
	cr_assert_eq(w.what, PACE_WAIT);
	cr_assert_eq(w.why, PACE_PAUSED);
	cr_assert_eq(w.until, 2001 * MS);
	/* The rest of the same burst does not halve it again. */
	for (int i = 2; i < 16; i++)
		end(&p, 3 * MS, &t[i], PACE_LIMITED, -1);
	cr_assert_eq((int)p.window, 8);
	for (int i = 0; i < 8; i++)
		cr_assert_eq(pace_next(&p, 2001 * MS, NULL).what, PACE_SEND);
	w = pace_next(&p, 2001 * MS, NULL);
	cr_assert_eq(w.what, PACE_WAIT);
	cr_assert_eq(w.why, PACE_SLOWED);
	pace_fini(&p);
}

Test(pace, full_speed_is_back_in_eight_rounds)
{
	struct pace_limits l = plain;
	struct budget b = no_budget();
	struct pace p;
	uint64_t now = 0;
	struct pace_turn t[256];
	int rounds = 0;

	l.concurrency = 256;
	pace_init(&p, &l, &b, 1, 0);
	for (int i = 0; i < 20; i++) { /* down to one */
		struct pace_turn one = ask(&p, now, 0);

		if (one.what == PACE_WAIT)
			one = pace_next(&p, now = one.until, NULL);
		end(&p, now, &one, PACE_LIMITED, 10);
		now += 10 * MS;
	}
	cr_assert_eq((int)p.window, 1);
	now = p.paused_until;
	for (; (int)p.window < 256; rounds++, now += 100 * MS) {
		int n = 0;

		while ((t[n] = ask(&p, now, 1)).what == PACE_SEND)
			n++;
		for (int i = 0; i < n; i++)
			end(&p, now + 50 * MS, &t[i], PACE_ANSWERED, -1);
	}
	cr_assert(rounds <= 9, "%d rounds", rounds);
	pace_fini(&p);
}

/* Rate limits alone do not use up a request's retries. */
Test(pace, a_storm_of_minutes_is_sat_out)
{
	struct budget b = no_budget();
	struct pace p;
	struct pace_turn t;
	uint64_t now = 0;

	pace_init(&p, &plain, &b, 1, 0);
	t = ask(&p, 0, 0);
	for (int i = 0; i < 20; i++) {
		cr_assert_eq(end(&p, now, &t, PACE_LIMITED, 10000), PACE_RETRY,
			     "after %d s", i * 10);
		now += 10 * S;
		t = pace_next(&p, now, NULL);
		cr_assert_eq(t.what, PACE_SEND);
	}
	cr_assert_eq(end(&p, now, &t, PACE_ANSWERED, -1), PACE_FINAL);
	pace_fini(&p);
}

Test(pace, nothing_but_rate_limits_is_given_up)
{
	struct budget b = no_budget();
	struct pace p;
	struct pace_turn t;
	uint64_t now = 0;
	enum pace_fate next = PACE_RETRY;

	pace_init(&p, &plain, &b, 1, 0);
	t = ask(&p, 0, 0);
	for (int i = 0; i < 12 && next == PACE_RETRY; i++) {
		next = end(&p, now, &t, PACE_LIMITED, 50000);
		now += 50 * S;
		if (next == PACE_RETRY)
			t = pace_next(&p, now, NULL);
	}
	cr_assert_eq(next, PACE_GIVE_UP);
	cr_assert(now > 300 * S && now < 500 * S);
	pace_fini(&p);
}

Test(pace, a_port_that_refuses_is_given_up_soon)
{
	struct budget b = no_budget();
	struct pace p;
	struct pace_turn t;
	uint64_t now = 0;
	enum pace_fate next = PACE_RETRY;
	int attempts = 0;

	pace_init(&p, &plain, &b, 1, 0);
	t = ask(&p, 0, 0);
	while (next == PACE_RETRY) {
		attempts++;
		next = end(&p, now, &t, PACE_UNREACHED, -1);
		if (next == PACE_RETRY) {
			now = pace_next(&p, now, NULL).until;
			t = pace_next(&p, now, NULL);
		}
	}
	cr_assert_eq(next, PACE_GIVE_UP);
	cr_assert_eq(attempts, 3);
	cr_assert(now < 2 * S);
	pace_fini(&p);
}

/* A server that is down holds a bounded number of requests in back-off. */
Test(pace, waiting_is_bounded)
{
	struct pace_limits l = plain;
	struct budget b = no_budget();
	struct pace p;
	struct pace_turn t;
	uint64_t sent = 0;

	l.concurrency = 4;
	pace_init(&p, &l, &b, 1, 0);
	p.reached = true;
	while ((t = ask(&p, 0, sent)).what == PACE_SEND && sent < 100) {
		end(&p, 0, &t, PACE_BUSY, -1);
		sent++;
	}
	cr_assert_eq(sent, 8);
	cr_assert_eq(t.why, PACE_BACKOFF);
	pace_fini(&p);
}

Test(pace, the_budget_is_never_passed)
{
	struct budget b;
	struct pace p;
	struct pace_try fresh = { .most = { 100, 0 } };
	struct pace_turn t[4], w;

	budget_init(&b, (struct budget_spend){ 350, NAN });
	pace_init(&p, &plain, &b, 1, 0);
	for (int i = 0; i < 3; i++) {
		t[i] = pace_next(&p, 0, &fresh);
		cr_assert_eq(t[i].what, PACE_SEND);
	}
	w = pace_next(&p, 0, &fresh);
	cr_assert_eq(w.what, PACE_WAIT, "room when an answer was short");
	cr_assert_eq(w.why, PACE_BUDGET);
	pace_result(&p, 1, &t[0].try, PACE_ANSWERED, -1,
		    (struct budget_spend){ 50, 0 });
	t[3] = pace_next(&p, 1, &fresh);
	cr_assert_eq(t[3].what, PACE_SEND);
	for (int i = 1; i < 4; i++)
		pace_result(&p, 2, &t[i].try, PACE_ANSWERED, -1,
			    (struct budget_spend){ 100, 0 });
	cr_assert_eq(pace_next(&p, 2, &fresh).what, PACE_OVER);
	cr_assert_eq(b.spent.tokens, 350);
	pace_fini(&p);
}

Test(pace, told_limits_lower_but_never_raise)
{
	struct pace_limits l = plain;
	struct budget b = no_budget();
	struct pace p;

	l.rpm = 100;
	pace_init(&p, &l, &b, 1, 0);
	pace_told(&p, 40, 5000);
	cr_assert_eq(p.requests.per_min, 40);
	cr_assert_eq(p.tokens.per_min, 5000);
	pace_told(&p, 1000, -1);
	cr_assert_eq(p.requests.per_min, 100);
	cr_assert_eq(p.tokens.per_min, 5000);
	pace_fini(&p);
}

/* The most of v[0..n) by weight in any window of a minute. */
static double
worst_minute(const uint64_t *at, const double *cost, size_t n)
{
	double sum = 0, most = 0;

	for (size_t i = 0, j = 0; i < n; i++) {
		sum += cost[i];
		for (; at[i] - at[j] >= 60 * S; j++)
			sum -= cost[j];
		most = fmax(most, sum);
	}
	return most;
}

enum { RUN_MAX = 40000 };

struct world {
	uint64_t at[RUN_MAX];
	double cost[RUN_MAX];
	size_t n;
	double minutes;
};

/*
 * Ten minutes of sending as fast as pace lets us, woken up to 50 ms late,
 * with lulls of our own, answered at once, tokens below their estimates.
 */
static void
drive(struct world *w, double rpm, double tpm, double estimate, uint64_t lull,
      uint64_t seed)
{
	struct pace_limits l = plain;
	struct budget b = no_budget();
	struct pace_try fresh = { .most = { estimate, 0 } };
	struct pace p;
	struct rng r;
	uint64_t now = 123456789, first = now;

	l.rpm = rpm;
	l.tpm = tpm;
	rng_init(&r, seed);
	pace_init(&p, &l, &b, seed, now);
	w->n = 0;
	while (now - first < 600 * S && w->n < RUN_MAX) {
		struct pace_turn t = pace_next(&p, now, &fresh);
		double took = floor(estimate * (0.5 + rng_unit(&r) / 2));

		if (t.what == PACE_WAIT) {
			cr_assert_gt(t.until, now);
			cr_assert_neq(t.until, PACE_NEVER);
			now = t.until + rng_below(&r, 50 * MS);
			continue;
		}
		w->at[w->n] = now;
		w->cost[w->n++] = took;
		pace_result(&p, now, &t.try, PACE_ANSWERED, -1,
			    (struct budget_spend){ took, 0 });
		if (rng_below(&r, 200) == 0)
			now += rng_below(&r, lull);
	}
	w->minutes = (double)(now - first) / (double)(60 * S);
	pace_fini(&p);
}

Test(pace, requests_a_minute_in_every_window)
{
	static const double rates[] = {
		1, 2, 7, 10, 59, 60, 61, 100, 600, 3500
	};
	struct world *w = malloc(sizeof(*w));
	double ones[RUN_MAX];

	for (size_t i = 0; i < RUN_MAX; i++)
		ones[i] = 1;
	for (size_t i = 0; i < sizeof(rates) / sizeof(rates[0]); i++) {
		double r = rates[i], most, mean;

		drive(w, r, NAN, 10, 900 * MS, i + 1);
		most = worst_minute(w->at, ones, w->n);
		mean = (double)w->n / w->minutes;
		cr_assert(most <= r, "limit %g: %g in one minute", r, most);
		cr_assert(mean >= 0.95 * r, "limit %g: %g on average", r, mean);
		drive(w, r, NAN, 10, 30 * S, i + 1);
		most = worst_minute(w->at, ones, w->n);
		cr_assert(most <= r, "limit %g: %g after lulls", r, most);
	}
	free(w);
}

Test(pace, tokens_a_minute_in_every_window)
{
	static const double rates[] = { 3000, 10000, 90000 };
	struct world *w = malloc(sizeof(*w));

	for (size_t i = 0; i < sizeof(rates) / sizeof(rates[0]); i++) {
		double r = rates[i], most, mean = 0;

		drive(w, NAN, r, 200, 900 * MS, i + 1);
		most = worst_minute(w->at, w->cost, w->n);
		for (size_t k = 0; k < w->n; k++)
			mean += w->cost[k] / w->minutes;
		cr_assert(most <= r, "limit %g: %g in one minute", r, most);
		cr_assert(mean >= 0.95 * (r - 200), "limit %g: %g on average",
			  r, mean);
	}
	free(w);
}

/* A request larger than the limit goes out alone, not never. */
Test(pace, tokens_above_the_limit_still_go)
{
	struct pace_limits l = plain;
	struct budget b = no_budget();
	struct pace_try fresh = { .most = { 5000, 0 } };
	struct pace p;
	struct pace_turn t;

	l.tpm = 1000;
	pace_init(&p, &l, &b, 1, 0);
	t = pace_next(&p, 0, &fresh);
	cr_assert_eq(t.what, PACE_SEND);
	pace_result(&p, 0, &t.try, PACE_ANSWERED, -1,
		    (struct budget_spend){ 5000, 0 });
	t = pace_next(&p, 0, &fresh);
	cr_assert_eq(t.why, PACE_TPM);
	cr_assert(t.until > 300 * S && t.until < 1200 * S);
	cr_assert_eq(pace_next(&p, t.until, &fresh).what, PACE_SEND);
	pace_fini(&p);
}

/* Whatever happens, every request ends once. */
Test(pace, every_request_ends_once)
{
	enum { CELLS = 500 };

	for (uint64_t seed = 1; seed <= 20; seed++) {
		struct budget b = no_budget();
		struct pace p;
		struct rng r;
		struct pace_turn flying[16];
		int ended[CELLS] = { 0 };
		uint64_t now = 0, next = 0;
		int n = 0;

		rng_init(&r, seed);
		pace_init(&p, &plain, &b, seed, 0);
		for (;;) {
			struct pace_try fresh = { .cell = next };
			struct pace_turn t =
			    pace_next(&p, now, next < CELLS ? &fresh : NULL);

			if (t.what == PACE_DONE)
				break;
			if (t.what == PACE_SEND) {
				next += t.try.attempts == 1;
				flying[n++] = t;
				cr_assert(n <= 16);
				continue;
			}
			if (n == 0) {
				cr_assert_neq(t.until, PACE_NEVER);
				now = t.until;
				continue;
			}
			now += rng_below(&r, 100 * MS);
			t = flying[rng_below(&r, (uint64_t)n)];
			for (int i = 0; i < n; i++)
				if (flying[i].try.cell == t.try.cell)
					flying[i] = flying[--n];
			if (end(&p, now, &t,
				rng_below(&r, 2)
				    ? PACE_ANSWERED
				    : (enum pace_end)rng_below(&r, 3),
				rng_below(&r, 3) == 0 ? 500 : -1) != PACE_RETRY)
				ended[t.try.cell]++;
		}
		for (int i = 0; i < CELLS; i++)
			cr_assert_eq(ended[i], 1, "seed %d cell %d", (int)seed,
				     i);
		pace_fini(&p);
	}
}
