/*
 * run_impl: shared by run_open.c (to make and to free a run), run.c (the
 * loop), run_send.c (a request out), run_end.c (an answer in), run_hold.c
 * (refusals that nobody can place) and run_record.c (what is kept of it).
 */
#ifndef RUN_RUN_IMPL_H
#define RUN_RUN_IMPL_H

#include <signal.h>

#include "base/arena.h"
#include "base/buf.h"
#include "run/doubt.h"
#include "run/exchange.h"
#include "run/ledger.h"
#include "run/run.h"

struct run_endpoint {
	const struct run_model *model; /* the first of those it serves */
	const char *name;              /* that model's */
	struct pace pace;
	uint64_t cursor; /* next cell to look at for fresh */
	bool has_fresh;  /* fresh is the next to be sent */
	bool over;       /* given up, or nothing left */
	struct pace_try fresh;
	struct pace_turn turn; /* what it waits for */

	bool fetching;       /* a token is being fetched */
	uint32_t generation; /* of tokens */
	uint32_t fetches;    /* failed in a row */
	uint64_t fetch_due;
};

/* A place for one request; its memory is used again. */
struct run_slot {
	struct run_slot *next_free; /* or the next to be sent */
	struct exchange exchange;
	struct run_endpoint *endpoint;
	bool flying;
	bool token; /* fetches a token, has no cell */
	uint32_t generation;
	struct pace_try try;
	struct plan_cell cell;
	struct provider_ask ask;
	struct arena arena; /* the request's */
};

enum run_ending {
	RUN_GOING,
	RUN_INTERRUPTED,
	RUN_FATAL, /* key, quota, disk: end_err says it */
	RUN_BUDGET,
	RUN_TIME,
};

/* What a cell came to, while its record waits to be written. */
struct run_word {
	uint64_t cell;
	enum outcome outcome;
	bool passing; /* asked again in the next run */
};

/* A record that waits for what the model says to others. */
struct run_held {
	uint64_t cell, at;    /* when it came, monotonic */
	struct record record; /* its id and error are its own */
};

/* Of one model: what it has refused for reasons that are not known. */
struct run_doubted {
	bool answered;   /* a cell, in this run */
	uint64_t reason; /* of the last refusal, hashed */
	uint32_t in_row; /* refusals for it since the last answer */
	size_t n, cap;
	struct run_held *held;
};

enum { RUN_MARKS = 32 };

/* What an answer came over: http_call_over, http_call_nth. */
struct run_over {
	uint32_t number, nth;
};

struct run {
	struct run_config config;
	const struct plan *plan;
	struct journal *journal;
	struct http *http;
	struct ledger ledger;
	struct budget budget;
	size_t nendpoint;
	struct run_endpoint *endpoint;
	struct run_endpoint **of_model; /* by model index */
	struct doubt *doubt;            /* likewise */
	uint64_t *shared;               /* plan_shared, models x variants */
	uint64_t longest;      /* of those over a connection used before, ns */
	struct run_over *over; /* by cell, or NULL */
	size_t nslot, slot_cap;
	struct run_slot **slot, *free; /* all; those without a request */
	bool reserves; /* there is a ceiling: requests are announced */
	struct run_slot *reserved; /* those that are not sent yet */
	struct arena answer;       /* the one at hand: one memory for all */
	struct buf id;             /* of the record being made */
	struct record blank;       /* one that says nothing */
	struct run_word *word;     /* of the records that wait */
	size_t nword, word_cap;
	uint64_t flush_due;          /* when they are to be written */
	struct run_doubted *doubted; /* by model index */

	uint32_t in_flight;
	uint64_t started, deadline, drain_until, tick;
	int64_t wall_ms; /* UTC when the answers at hand came */
	uint64_t done, passing, given_up; /* cells; endpoints */
	uint64_t outcome[OUTCOMES];
	/* Done at times past, a second apart, newest first: for the rate. */
	struct run_mark {
		uint64_t at, done;
	} mark[RUN_MARKS];
	size_t nmark;

	volatile sig_atomic_t interrupts;
	enum run_ending ending;
	struct err end_err; /* the first reason, when there is one */
};

static inline uint64_t
run_ns(double seconds)
{
	return (uint64_t)(seconds * 1e9);
}

/* The shared part of a cell's fingerprint. */
static inline uint64_t *
run_shared(const struct run *r, const struct plan_cell *c)
{
	return &r->shared[c->model * r->plan->spec->nvariant + c->variant];
}

/* The run ends for a reason that cannot be waited out. */
void run_fail(struct run *r, enum run_ending how, const struct err *why);

/* The cell of a try, and its question, into a slot. */
void run_place(struct run *r, struct run_slot *s, const struct pace_try *t);

/*
 * Put a cell's request, or a token fetch, in flight. With a ceiling requests
 * go out at run_depart only, when all of a turn's are announced in the journal
 * and on the disk; what the disk refuses is not sent.
 */
int run_send(struct run *r, struct run_endpoint *ep, const struct pace_try *t,
	     uint64_t now, struct err *e);
int run_depart(struct run *r, uint64_t now, struct err *e);
int run_fetch_token(struct run *r, struct run_endpoint *ep, uint64_t now,
		    struct err *e);
void run_release(struct run *r, struct run_slot *s);

/* A call is done: make its record, or see to its next attempt. */
void run_finish(struct run *r, struct run_slot *s, uint64_t now);

/* The slot's call was taken out of flight without an answer. */
void run_dropped(struct run *r, struct run_slot *s);

/*
 * No further attempt in this run, and no answer: what may have been paid for
 * is on record, for the next run's budget. Nothing is in flight any more.
 */
void run_leave(struct run *r);

/*
 * Announce the requests that are about to be sent, and wait for the disk:
 * whether they may go.
 */
bool run_announce(struct run *r);

/* One that was announced is not sent after all. */
void run_unsent(struct run *r, struct run_slot *s);

/* The record of the slot's cell, without what was answered. */
void run_record(struct run *r, const struct run_slot *s, struct record *rec);

/*
 * The cell has its last word, of this run at least; it counts when run_flush
 * has written it.
 */
void run_keep(struct run *r, const struct run_slot *s, struct record *rec);
void run_enter(struct run *r, uint64_t cell, const struct record *rec);

/*
 * A refusal for a reason that is not known: hold its record back; the model
 * has answered another cell; no answer will come any more.
 */
void run_hold(struct run *r, const struct run_slot *s, uint64_t now,
	      const struct record *rec);
void run_trust(struct run *r, const struct run_slot *s);
void run_hold_end(struct run *r);

/* Write the records that were made; only now do they count. */
void run_flush(struct run *r);

/*
 * Withdraw what came over connections that have turned out to be foul, and
 * ask it again. Whether there was any.
 */
bool run_distrust(struct run *r);

/* Count what is in the directory again, after others have been at it. */
void run_recount(struct run *r);

#endif
