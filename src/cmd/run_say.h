/* run_say: what `run` tells before and after, but for the results. */
#ifndef CMD_RUN_SAY_H
#define CMD_RUN_SAY_H

#include "base/err.h"
#include "cmd/load.h"
#include "data/field_place.h"
#include "run/run.h"

/* On stderr: what was wrong with the journal, if anything was. */
void run_say_warning(const struct run *r);

/* On stderr: what is going to be asked, and where it goes. */
void run_say_start(const struct run *r, const struct load *l, const char *dir);

/* On stderr: that a budget is kept by a guess, where no ceiling is sent. */
void run_say_guess(const struct load *l);

/* On stderr: the last line of progress, with how long it took. */
void run_say_end(const struct run_progress *p);

/* On stderr: the commonest reasons of failure, if there was one. Sorts them. */
void run_say_reasons(struct reasons *r);

/* What run --json has. */
extern const struct field_place run_say_places[];

/*
 * On stdout. *e is read when status is not STATUS_OK. verdict: of a run that
 * grows, the status it ends with; else NULL. Returns status, or what is wrong
 * with what it should have shown.
 */
int run_say_json(const struct load *l, const char *dir,
		 const struct run_progress *p, const struct reasons *r,
		 int status, const int *verdict, struct err *e);

/* Adds to the error a run ended with how far it came and what to do. */
void run_say_why(const char *dir, const struct run_progress *p, struct err *e);

#endif
