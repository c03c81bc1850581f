/*
 * batch_take: a batch's results into the journal of a run directory.
 *
 * Every line of every file is read before anything is written: a file that is
 * torn, or is another sweep's, changes nothing. Lines join their cells by name
 * (batch_names.h), in any order. What each amounts to is what provider_parse
 * says, as in a live run: an answer, a last word of failure, or a failure that
 * leaves the cell open. A request that was never run leaves no record.
 *
 * Of several lines for a cell the first ok counts, else the first answer, else
 * the first failure; what the journal has already gives way to nothing that is
 * not worth more. So taking a file twice is taking it once, whenever the first
 * time was broken off.
 */
#ifndef RUN_BATCH_TAKE_H
#define RUN_BATCH_TAKE_H

#include "provider/auth.h"
#include "run/reasons.h"
#include "store/manifest.h"
#include "sweep/plan.h"

struct batch_take {
	const struct plan *plan;
	const struct manifest_sent *sent; /* the manifest's */
	const char *dir;
	const char *const *file;
	size_t nfile;
	/* Whatever of these was said back does not get into the journal. */
	const struct auth_credentials *known;
	/* Called once, under the journal's lock, before the first record. */
	int (*begin)(void *ctx, struct err *e);
	void *ctx;
};

struct batch_taken {
	uint64_t planned; /* cells */
	uint64_t lines;   /* read */
	uint64_t ok;      /* records written: ok, other answers, */
	uint64_t answered;
	uint64_t failed;   /* failures that are the cell's last word, */
	uint64_t passing;  /* and others */
	uint64_t over;     /* lines of requests that were never run, their time
			    * being up or the batch stopped */
	uint64_t repeated; /* lines for a cell that had one */
	uint64_t known;    /* cells for which the journal had as much */
	uint64_t open;     /* cells, afterwards */
	uint64_t first_open;
	struct reasons reasons; /* of failures */
};

int batch_take(const struct batch_take *b, struct batch_taken *r,
	       struct err *e);

#endif
