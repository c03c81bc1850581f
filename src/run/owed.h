/*
 * owed: what was reserved before it was sent, and nothing has settled.
 *
 * Where a sweep has a ceiling every request is announced in the journal (a
 * record with NOTE_RESERVED) before it goes out, and settled by any other
 * record of the same cell with the same start. What a kill or a power cut left
 * unsettled may have been answered and paid for.
 */
#ifndef RUN_OWED_H
#define RUN_OWED_H

#include <stddef.h>
#include <stdint.h>

#include "run/budget.h"

struct owed_item {
	int64_t started_ms;
	struct budget_spend most; /* of all its attempts so far */
	uint32_t attempts;        /* that may be paid for */
	uint32_t next;            /* of the same cell: index + 1; 0: none */
};

/* Zeroed is empty. Nothing is allocated before the first reservation. */
struct owed {
	uint64_t ncell;  /* index ncell stands for cells of no plan */
	uint32_t *first; /* of each cell, as next */
	uint32_t free;   /* the first item that is none any more */
	size_t n, cap;
	struct owed_item *item;
};

void owed_init(struct owed *o, uint64_t ncell);
void owed_fini(struct owed *o);

/* A further attempt of a cell announces all before it in its run again. */
void owed_add(struct owed *o, uint64_t cell, int64_t started_ms,
	      uint32_t attempts, struct budget_spend each);

void owed_settle(struct owed *o, uint64_t cell, int64_t started_ms);

/* All that is still owed; *attempts of them. */
struct budget_spend owed_sum(const struct owed *o, uint64_t *attempts);

#endif
