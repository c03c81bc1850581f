/* until: a run that grows until its gate can tell, or its intervals are
 * narrow. */
#ifndef CMD_UNTIL_H
#define CMD_UNTIL_H

#include "cmd/load.h"
#include "cmd/run_opts.h"
#include "data/jsonw.h"

/* Answers a target that are asked first, when nobody says otherwise. -1: what
 * --until says is nothing that one can wait for. */
int until_first(const struct run_opts *o, uint32_t *repeats, struct err *e);

/*
 * What is stated before the first answer, into the manifest; or, where dir was
 * begun (before, was: its manifest), what it has grown to, into the spec too.
 * Refused: a directory that was begun otherwise, or for another plan.
 */
int until_begin(struct load *l, const struct run_opts *o, const char *dir,
		const struct manifest *before, const struct spec *was,
		struct err *e);

/*
 * All that was asked is answered and measured: it is looked at. 1: more is
 * wanted, and the manifest says what; 0: *status is the run's; -1: *e. Says on
 * stderr what it decided, unless quiet.
 */
int until_look(struct load *l, const struct run_opts *o, const char *dir,
	       int *status, struct err *e);

/* What the last look saw, on stdout. */
int until_print(const struct load *l, const char *dir, struct err *e);

/* The same as a member "until" of the object that is open. */
int until_json(const struct load *l, const char *dir, struct jsonw *w,
	       struct err *e);

#endif
