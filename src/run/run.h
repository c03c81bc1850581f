/*
 * run: ask everything the journal has no answer to.
 *
 * plan -> render -> credentials -> http -> parse -> record -> journal, for
 * as many requests at a time as the endpoints' paces allow. An answer is in
 * the journal before it counts; whatever ends the run, the next one goes on
 * from there. Memory depends on the requests in flight and one byte a cell.
 */
#ifndef RUN_RUN_H
#define RUN_RUN_H

#include "base/err.h"
#include "run/ask.h"
#include "run/http.h"
#include "run/ledger.h"
#include "run/pace.h"
#include "run/reasons.h"
#include "store/journal.h"
#include "store/manifest.h"
#include "sweep/plan.h"

struct run_progress {
	uint64_t planned, kept; /* cells; of them in the journal before */
	uint64_t done;          /* answered or failed in this run */
	uint64_t passing;       /* of done: failed, but may pass next time */
	uint64_t outcome[OUTCOMES]; /* of kept and done */
	uint32_t in_flight;
	size_t waiting;            /* for another attempt */
	double seconds;            /* since the start */
	double rate;               /* done a second, lately */
	double eta_s;              /* NaN: cannot be told yet */
	struct budget_spend spent; /* in this directory */
	bool ending;               /* only answers in flight are awaited */
	enum pace_why why;         /* what the slowest endpoint waits for */
	double why_s;              /* how long that will take, or NaN */
	const char *why_model;     /* whose endpoint it is */
	bool token;                /* it waits for an access token */
};

struct run_config {
	const struct plan *plan;
	const char *dir;
	const struct run_model *model;    /* spec->nmodel of them */
	const struct manifest_sent *sent; /* models x samplings */
	enum journal_sync sync;
	struct http_way way;
	const char *user_agent; /* or NULL */
	/* Called every `every` nanoseconds and at the end. */
	uint64_t every;
	void (*progress)(void *ctx, const struct run_progress *p);
	/* A token was fetched into c, to be kept for the next run; or NULL. */
	void (*token)(void *ctx, const struct auth_credentials *c);
	void *ctx;
	struct ledger_again again; /* cells to be asked anew */
	struct ledger_shard shard; /* of 0: the whole plan */
	struct reasons *reasons;   /* failures are counted in it; or NULL */
};

struct run;

/*
 * Take the directory's lock, read its journal, make ready. Nothing is sent.
 * NULL with *e for a directory another process works on, a URL that may not
 * be sent to, a journal that cannot be read.
 */
struct run *run_open(const struct run_config *c, struct err *e);

/* What was wrong with lines of the journal, or NULL. */
const char *run_warning(const struct run *r);

/* Requests that an earlier run had in flight when it was killed, and that
 * count in the budget as the most they can be. */
uint64_t run_owed(const struct run *r);

/* Cells that have no answer yet. */
uint64_t run_open_cells(const struct run *r);

/*
 * Ask until every cell has its last word. 0, or -1 with *e:
 * STATUS_INCOMPLETE (failures that may pass, a spent budget, a full disk, a
 * server that is away), STATUS_CREDENTIALS (key, quota),
 * STATUS_INTERRUPTED. Everything answered is kept in each case.
 */
int run_go(struct run *r, struct err *e);

/* Where it stands; also after run_go. */
void run_look(struct run *r, struct run_progress *p);

/*
 * From a signal handler: the first call sends nothing more and waits for
 * what is in flight, the second ends at once.
 */
void run_interrupt(struct run *r);

/* Syncs the journal; -1 when that failed. Frees r. Accepts NULL. */
int run_close(struct run *r, struct err *e);

#endif
