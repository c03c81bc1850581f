/*
 * ledger: what the plan's cells have come to, one byte each.
 *
 * On a directory that exists it is filled from the journal: an answer counts
 * when its id is in the plan, its fingerprint is the plan's and it is final.
 * What was spent on all of the journal's lines is added up as well: budgets
 * are the directory's, whichever run it was that spent. What a killed run had
 * in flight counts as the most it can be.
 */
#ifndef RUN_LEDGER_H
#define RUN_LEDGER_H

#include "run/ask.h"
#include "run/budget.h"
#include "store/record.h"
#include "sweep/plan.h"

/*
 * A part of the plan's cells: number `at` of `of`, from 1; of 0 is all. By the
 * fingerprint, so that a cell's shard depends on its question alone.
 */
struct ledger_shard {
	uint32_t at, of;
};

enum { LEDGER_ELSEWHERE = 255 };

struct ledger {
	/* cells of the shard; of them found in the journal */
	uint64_t planned, kept;
	uint64_t bad_lines; /* of the journal: skipped */
	char bad_line[256]; /* what was wrong with the first */
	struct budget_spend spent;
	uint64_t owed; /* of it: requests that were in flight at a kill */
	/* 0: open, LEDGER_ELSEWHERE: another shard's, else 1 + enum outcome */
	unsigned char *cell;
};

/* Whether a record's cell is open although this is its last word. */
struct ledger_again {
	bool (*wants)(void *ctx, const struct record *r); /* NULL: none is */
	void *ctx;
};

/* model: of each of the plan's models, for what an answer can cost. */
int ledger_open(struct ledger *l, const struct plan *p,
		const struct run_model *model, const char *dir,
		const struct ledger_again *again,
		const struct ledger_shard *shard, struct err *e);
void ledger_close(struct ledger *l);

/* For whoever asks nothing: what the journal has, of the whole plan. Without a
 * journal everything is open. */
int ledger_look(struct ledger *l, const struct plan *p, const char *dir,
		struct err *e);

bool ledger_is_open(const struct ledger *l, uint64_t cell);
void ledger_mark(struct ledger *l, uint64_t cell, enum outcome o);
void ledger_reopen(struct ledger *l, uint64_t cell);

/*
 * What the last attempt of a cell took, at its model's prices. Counts that
 * the server did not give are the most they can be.
 */
struct budget_spend ledger_took(const struct plan *p, const struct plan_cell *c,
				const struct provider *pr,
				const struct record *r);

#endif
