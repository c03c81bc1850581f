/*
 * cells: which record of a journal is the answer of each planned cell.
 *
 * The last record of a cell counts (record_replaces has the rule), and only
 * when its fingerprint is the plan's. One pass notes where it stands, so that
 * no answer is held in memory: 8 bytes a cell.
 */
#ifndef MEASURE_CELLS_H
#define MEASURE_CELLS_H

#include <stdint.h>

#include "base/err.h"
#include "store/journal.h"
#include "sweep/plan.h"

struct cells {
	uint64_t unplanned; /* records of no cell of this plan */
	uint64_t bad;       /* lines that are no records, passed over */
	struct err first;   /* about the first of them */
	/* private */
	const struct plan *plan; /* borrowed */
	struct journal_reader *journal;
	uint64_t *at;
};

/* Look through DIR/journal.jsonl. After -1 there is nothing to close. */
int cells_open(struct cells *c, const char *dir, const struct plan *p,
	       struct err *e);

/* The cell's record: 1 (valid until the next call), 0 for none yet, -1. */
int cells_read(struct cells *c, uint64_t index, struct record *rec,
	       struct err *e);

void cells_close(struct cells *c); /* accepts one of zeros */

#endif
