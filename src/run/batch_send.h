/*
 * batch_send: the files of a batch to their hosts, and what came of them back.
 *
 * Each step is one of a file's and leaves batch.json (batch_index.h) with what
 * is known. A batch is created once, whatever happens: that it is going to be
 * is on the disk before the request goes out, and a file of which nobody knows
 * whether a batch was created of it is first looked for at its host.
 */
#ifndef RUN_BATCH_SEND_H
#define RUN_BATCH_SEND_H

#include "run/batch_index.h"
#include "run/courier.h"

struct batch_send {
	const char *dir;
	const struct plan *plan;
	const struct run_model *model; /* of each of the plan's */
	struct courier *courier;
	struct batch_index *index;
	const char *window;  /* "24h" */
	uint64_t settle_ms;  /* so long a host may take to list what it was
			      * told to create */
	struct arena *arena; /* of what index keeps */
};

/* What a file's host has, and what is at hand of it. */
struct batch_came {
	bool ended, refused;
	const char *why; /* refused, or NULL; in b's arena */
	bool strayed; /* it has results that are not among its host's files: */
	const char *elsewhere; /* where they are, or NULL; and */
	const char *members;   /* what its host's answer had, for people */
	uint64_t nfile;        /* results, paths in b's arena: of SUBMITTED */
	const char *file[2];   /* files, by batch_send_fetch */
};

/*
 * PLANNED or CREATING becomes SUBMITTED. *found: it was at the host already.
 * -1 with *e: it is what it was, and may be tried again; STATUS_INPUT also
 * where only a person can tell (see batch_send_adopt).
 */
int batch_send_submit(struct batch_send *b, size_t at, bool *found,
		      struct err *e);

/* A person says which batch it is, or (NULL) that there is none; none either
 * of one whose results are ELSEWHERE. */
int batch_send_adopt(struct batch_send *b, size_t at, const char *id,
		     struct err *e);

/* Of a SUBMITTED file, or one whose results are ELSEWHERE: ask its host how far
 * it is; stop it. One that was refused is PLANNED again. */
int batch_send_look(struct batch_send *b, size_t at, struct batch_came *c,
		    struct err *e);
int batch_send_cancel(struct batch_send *b, size_t at, struct batch_came *c,
		      struct err *e);

/* batch_send_look, and what there is of results when it has ended. */
int batch_send_fetch(struct batch_send *b, size_t at, struct batch_came *c,
		     struct err *e);

/* Its results are in the journal (TAKEN), or ELSEWHERE. */
int batch_send_stage(struct batch_send *b, size_t at, enum batch_stage stage,
		     struct err *e);

#endif
