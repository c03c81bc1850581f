/*
 * merge: the journals of one sweep's runs become one.
 *
 * The union of their lines, in an order that depends on the lines alone: by
 * cell, and within a cell by time with the answer that counts at the end. So
 * merging is associative, commutative and idempotent, to the byte. Of two
 * directories that each have an answer to a cell that of the better kind
 * counts (ok, then other last words), and of two alike the earlier one.
 * Nothing is thrown away: what was paid twice stays in the journal and in
 * what the directory has spent.
 */
#ifndef STORE_MERGE_H
#define STORE_MERGE_H

#include <stdint.h>

#include "base/err.h"
#include "sweep/plan.h"

/* Cells by their index, the first that are so. */
enum { MERGE_NAMED = 1000 };
struct merge_cells {
	size_t n;
	uint64_t cell[MERGE_NAMED];
};

struct merge_result {
	uint64_t planned;
	uint64_t lines;     /* in the new journal, its header apart */
	uint64_t repeated;  /* the same line in more than one journal */
	uint64_t twice;     /* cells that several directories have an ok of */
	uint64_t open;      /* cells without a last word */
	uint64_t unplanned; /* lines of no cell of the plan */
	uint64_t bad;       /* lines that are no records, left out */
	struct merge_cells open_cells, twice_cells;
};

/*
 * Write dir/journal.jsonl from those of from[0..n); the old file stands until
 * the new one is whole, and nobody else may write to dir meanwhile: it is
 * locked. The others are read without a lock; one that changes under it fails
 * the merging. So does a line of dir's own that is no record. Memory: 40 bytes
 * a line. -1 with *e; dir/journal.jsonl is as it was then.
 */
int merge_journals(const char *const *from, size_t n, const char *dir,
		   const struct plan *p, struct merge_result *r, struct err *e);

#endif
