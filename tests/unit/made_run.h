/* made_run: a run directory made by hand, four cells planned. */
#ifndef TESTS_UNIT_MADE_RUN_H
#define TESTS_UNIT_MADE_RUN_H

#include "base/arena.h"
#include "store/journal.h"
#include "sweep/outcome.h"
#include "sweep/plan.h"

/* Models a and b, targets 5 and 10: cells a/5, b/5, a/10, b/10. */
struct made_run {
	struct arena a;
	struct spec s;
	struct plan p;
	struct journal *j;
};

const struct spec_known *made_run_known(void);

/* Writes the manifest and opens the journal. */
void made_run_open(struct made_run *r, const char *dir);

/* A record of the cell; spoil other than 0: of another question. */
void made_run_answer(struct made_run *r, uint64_t index, const char *text,
		     enum outcome outcome, uint64_t spoil);

/* The same of a record that has all but which cell it is of. */
void made_run_add(struct made_run *r, uint64_t index, struct record *rec,
		  uint64_t spoil);

void made_run_close(struct made_run *r);

#endif
