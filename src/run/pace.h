/*
 * pace: when the next request to one endpoint may go out.
 *
 * A pure state machine: the time is an argument (monotonic nanoseconds), so
 * a storm of an hour is tested in a millisecond. The caller asks pace_next
 * until it says wait or done, sends what it is given, and hands every
 * outcome to pace_result.
 *
 * Limits a minute are leaky buckets. With R a minute and costs of at most q,
 * the level drains at d = (R + 1 - q)/62 a second and may stand at q + d, so
 * a window of 60 s takes in at most q + 61 d < R + 1, whatever the bursts:
 * never more than R, as costs are whole. The 62nd second is room for the
 * network's jitter. Requests have q = 1 and an average of 0.968 R.
 *
 * A rate limit halves the window of requests in flight, once for each round
 * trip, and pauses the endpoint; every answer adds concurrency/8 over a
 * window, so full speed is back eight round trips after the worst storm.
 */
#ifndef RUN_PACE_H
#define RUN_PACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/rng.h"
#include "run/budget.h"

#define PACE_NEVER UINT64_MAX

/* A request's way through its attempts. */
struct pace_try {
	uint64_t cell;            /* plan index */
	struct budget_spend most; /* upper bound of what it takes */
	uint32_t attempts;        /* sent so far, this one included */
	uint32_t busy, limited;   /* how earlier attempts ended */
	uint32_t refreshed;       /* sent again for a fresh token */
	uint32_t maybe_billed;    /* attempts that may be paid for nothing */
	int64_t started_ms;       /* UTC, first attempt; 0: not yet */
	uint64_t sent, due;       /* last send; not before */
};

struct pace_limits {
	uint32_t concurrency; /* at least 1 */
	uint32_t retries;     /* further attempts when the server is busy */
	double rpm, tpm;      /* NaN: none */
	uint64_t max_delay;   /* most to wait before another attempt */
};

enum pace_what {
	PACE_SEND, /* turn.try goes out now */
	PACE_WAIT, /* until turn.until, or an earlier result */
	PACE_DONE, /* nothing left to send, nothing in flight */
	PACE_OVER, /* the budget is spent; only answers are awaited */
};

/* What a PACE_WAIT is for; the progress line says it in words. */
enum pace_why {
	PACE_ANSWERS, /* every place is taken */
	PACE_SLOWED,  /* every place is taken of those a rate limit left */
	PACE_PAUSED,  /* after a rate limit, as told or by back-off */
	PACE_BACKOFF, /* before another attempt at a busy server */
	PACE_RPM,
	PACE_TPM,
	PACE_TOLD_RPM, /* the server's own, which its headers tell */
	PACE_TOLD_TPM,
	PACE_BUDGET, /* room in the budget when answers come in */
	PACE_WHYS,
};

struct pace_turn {
	enum pace_what what;
	enum pace_why why;
	uint64_t until;
	struct pace_try try;
};

/* How an attempt ended. */
enum pace_end {
	PACE_ANSWERED,  /* its last word, good or bad */
	PACE_LIMITED,   /* rate limit */
	PACE_BUSY,      /* server busy, connection lost, time-out */
	PACE_UNREACHED, /* no connection at all */
	PACE_STARVED,   /* no room for one more connection beside the others */
	PACE_AGAIN,     /* to be sent again at once, with a fresh token */
};

/* What follows for the request. */
enum pace_fate {
	PACE_RETRY,   /* it is queued in here */
	PACE_FINAL,   /* it is over: record it */
	PACE_GIVE_UP, /* it is over, and so is the endpoint */
};

struct pace_bucket {
	double per_min; /* NaN: no limit */
	bool told;      /* by the server */
	double quantum; /* the largest single cost seen */
	double level;
	uint64_t at;
};

struct pace {
	struct pace_limits limits;
	struct budget *budget; /* shared by all endpoints */
	struct rng rng;
	struct pace_bucket requests, tokens;
	uint32_t in_flight;
	uint64_t sent_last;
	double window;  /* AIMD: at most so many in flight */
	uint64_t cut;   /* when the window was halved last */
	uint32_t storm; /* halvings since the last answer */
	uint64_t storm_since;
	uint64_t paused_until;
	uint32_t unreached; /* failures to connect since a response */
	bool reached;       /* it has responded at least once */
	size_t nwaiting, cap;
	struct pace_try *waiting; /* heap by due time */
};

void pace_init(struct pace *p, const struct pace_limits *l, struct budget *b,
	       uint64_t seed, uint64_t now);
void pace_fini(struct pace *p);

/*
 * What to do now. fresh is the next request that was never sent (cell and
 * most are set), or NULL when there is none left; it is taken when turn.try
 * is it (attempts is 1).
 */
struct pace_turn pace_next(struct pace *p, uint64_t now,
			   const struct pace_try *fresh);

/* A request whose answer came and turned out to be none; due at once. */
void pace_again(struct pace *p, const struct pace_try *t);

/* told_ms: the delay the server asked for, or -1. took: tokens and cost. */
enum pace_fate pace_result(struct pace *p, uint64_t now,
			   const struct pace_try *t, enum pace_end end,
			   int64_t told_ms, struct budget_spend took);

/* Limits the server told; they lower ours, never raise. -1: not told. */
void pace_told(struct pace *p, int64_t rpm, int64_t tpm);

/*
 * Nanoseconds to wait after attempt n (from 0) that failed: what the server
 * told (-1: nothing), or twice as long as the time before, from half a second
 * to eight, less up to a quarter by chance; never more than `most`.
 */
uint64_t pace_delay(struct rng *r, int64_t told_ms, uint32_t n, uint64_t most);

#endif
