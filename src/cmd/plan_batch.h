/* plan_batch: `plan --batch`: requests as files, and what was written. */
#ifndef CMD_PLAN_BATCH_H
#define CMD_PLAN_BATCH_H

#include "cmd/load.h"

/* What --batch takes. */
extern const struct opt_words plan_batch_hosts;

/*
 * All of a sweep into a new run directory: STATUS_INPUT where there is one
 * already. host: a name of batch_hosts.
 */
int plan_batch_new(struct load *l, const char *host, const char *dir,
		   struct err *e);

/* What is still open of a run directory; host NULL: that of its last files. */
int plan_batch_missing(const char *dir, const char *host, struct err *e);

#endif
