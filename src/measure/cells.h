/*
 * cells: which record of a journal is the answer of each planned cell.
 *
 * The last record of a cell counts (record_replaces has the rule), and only
 * when its fingerprint is the plan's. One pass notes where it stands, so that
 * no answer is held in memory: 8 bytes a cell.
 */
#ifndef MEASURE_CELLS_H
#define MEASURE_CELLS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "store/journal.h"
#include "sweep/plan.h"

/* What was read of a journal, for who reads on from there. */
struct cells_mark {
	uint64_t end, hash; /* journal_sum */
	uint64_t unplanned;
};

struct cells {
	uint64_t unplanned; /* records of no cell of this plan */
	uint64_t bad;       /* lines that are no records, passed over */
	struct err first;   /* about the first of them */
	/* private */
	const struct plan *plan; /* borrowed */
	struct journal_reader *journal;
	uint64_t *at;
	bool after; /* only what stands behind a mark was looked at */
};

/* Look through DIR/journal.jsonl. After -1 there is nothing to close. */
int cells_open(struct cells *c, const char *dir, const struct plan *p,
	       struct err *e);

/*
 * Look through what stands behind the mark: of the other cells nothing is
 * known but that they are as they were. 1, with nothing to close, when the
 * journal is not the one that the mark is of.
 */
int cells_open_after(struct cells *c, const char *dir, const struct plan *p,
		     const struct cells_mark *after, struct err *e);

/* False: the journal had lines that are no record, or a torn one at its end. */
bool cells_mark(const struct cells *c, struct cells_mark *m);

/*
 * Whether a record of the cell stands behind the mark, and whether it takes
 * the place of one that stands before it, if there is one.
 */
enum cells_news { CELLS_NO_NEWS, CELLS_NEWS, CELLS_NEWS_OR_NONE };
enum cells_news cells_news(const struct cells *c, uint64_t index);

/* The cell's record: 1 (valid until the next call), 0 for none yet, -1. */
int cells_read(struct cells *c, uint64_t index, struct record *rec,
	       struct err *e);

void cells_close(struct cells *c); /* accepts one of zeros */

#endif
