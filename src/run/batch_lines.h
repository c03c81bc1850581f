/* batch_lines: a planned file of a batch, read back. */
#ifndef RUN_BATCH_LINES_H
#define RUN_BATCH_LINES_H

#include "run/batch_index.h"
#include "run/batch_names.h"
#include "run/ledger.h"

enum { BATCH_LINES_MAX = 1100 * 1000 * 1000 }; /* bytes; the largest host's */

/* Its bytes, behind what is in out. -1 with *e, also when it is not the file
 * that was written. */
int batch_lines_read(const char *dir, const struct batch_file *f,
		     struct buf *out, struct err *e);

/* How many of its requests are open in the ledger. */
int batch_lines_open(const char *dir, const struct batch_file *f,
		     const struct batch_names *names,
		     const struct ledger *ledger, uint64_t *open,
		     struct err *e);

/* Its requests are on their way: none is open any more. */
int batch_lines_close(const char *dir, const struct batch_file *f,
		      const struct batch_names *names, struct ledger *ledger,
		      struct err *e);

/*
 * After people brought results: a file that is ELSEWHERE in DIR/batch.json and
 * of which not every request is open any more becomes TAKEN.
 */
int batch_lines_brought(const char *dir, const struct plan *p, struct err *e);

#endif
