/*
 * batch_names: what a batch calls the cells of a plan.
 *
 * A cell's name is its fingerprint in 16 hex digits, which every host takes
 * and no other sweep has. Cells that ask the very same (repeats under one
 * seed) share a fingerprint: the second of them, in the plan's order, has "-2"
 * behind it, and so on.
 */
#ifndef RUN_BATCH_NAMES_H
#define RUN_BATCH_NAMES_H

#include "sweep/plan.h"

struct batch_names {
	uint64_t n;
	struct batch_name *name; /* by fingerprint, then by cell */
};

enum { BATCH_NAME_MAX = 40 };

void batch_names_init(struct batch_names *b, const struct plan *p);
void batch_names_fini(struct batch_names *b);

void batch_names_of(const struct batch_names *b, uint64_t fingerprint,
		    uint64_t cell, char out[BATCH_NAME_MAX]);

/* The cell, or -1. */
int64_t batch_names_find(const struct batch_names *b, const char *name);

#endif
