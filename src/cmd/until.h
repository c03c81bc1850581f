/* until: a run that grows until its gate can tell. */
#ifndef CMD_UNTIL_H
#define CMD_UNTIL_H

#include "cmd/load.h"
#include "cmd/run_opts.h"

/*
 * What is stated before the first answer, into the manifest; or, where dir was
 * begun (before, was: its manifest), what it has grown to, into the spec too.
 * Refused: a directory that was begun otherwise, or for another plan.
 */
int until_begin(struct load *l, const struct run_opts *o, const char *dir,
		const struct manifest *before, const struct spec *was,
		struct err *e);

/*
 * All that was asked is answered and measured: the gate looks. 1: it cannot
 * tell yet, and the manifest says what else is asked; 0: *status is the run's;
 * -1: *e. Says on stderr what it decided, unless quiet.
 */
int until_look(struct load *l, const struct run_opts *o, const char *dir,
	       int *status, struct err *e);

/* The verdict of the last look, on stdout. */
int until_print(const struct load *l, const char *dir, struct err *e);

#endif
