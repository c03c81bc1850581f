/*
 * entry: what the record of a cell says, whichever way its answer came. What
 * is missing stays as record_init leaves it.
 */
#ifndef RUN_ENTRY_H
#define RUN_ENTRY_H

#include "provider/provider.h"
#include "store/manifest.h"
#include "store/record.h"
#include "sweep/plan.h"

/* The cell's names and numbers. *id is the memory of rec's id. */
void entry_cell(struct record *rec, const struct plan *p,
		const struct plan_cell *c, uint64_t fingerprint,
		struct buf *id);

/* What it was sent; sent: of the manifest, for its model and sampling. */
void entry_ask(struct record *rec, const struct plan *p,
	       const struct plan_cell *c, const struct provider_ask *ask,
	       const struct manifest_sent *sent);

/* What was answered; the strings stay borrowed. */
void entry_answer(struct record *rec, const struct provider_answer *a);

#endif
