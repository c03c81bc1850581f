/*
 * batch_write: what is open of a plan, as files for a batch.
 *
 * DIR/batch/plan-0001.jsonl and on, each of one model and within what its
 * host takes; DIR/batch.json lists them all, with what is to be checked after
 * a copy, and is written last. Files of an earlier call stay, and theirs are
 * the lower numbers.
 */
#ifndef RUN_BATCH_WRITE_H
#define RUN_BATCH_WRITE_H

#include "provider/batch.h"
#include "run/batch_index.h"
#include "run/ledger.h"
#include "store/manifest.h"

struct batch_write {
	const struct batch_host *host;
	const struct plan *plan;
	const struct manifest_sent *sent; /* the manifest's */
	const struct ledger *ledger;      /* NULL: every cell is open */
	const char *dir;
};

/*
 * Adds the files to *x and to the directory. -1 with *e, and batch.json as it
 * was, when a model's requests are none of the host's, when a line is too
 * long, when the disk refuses.
 */
int batch_write(const struct batch_write *b, struct batch_index *x,
		struct arena *a, struct err *e);

#endif
