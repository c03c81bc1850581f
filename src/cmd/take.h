/* take: results of a batch into the run directory, and what was taken. */
#ifndef CMD_TAKE_H
#define CMD_TAKE_H

#include "cmd/load.h"
#include "data/field_place.h"
#include "run/batch_take.h"

/*
 * batch_take, with a manifest that says "batch" before the first answer is in
 * the journal, so that no later stage takes it for a live one.
 */
int take_files(struct load *l, const char *dir, const char *const *file,
	       size_t nfile, struct batch_taken *r, struct err *e);

/* What was taken; reasons of failures on stderr. */
void take_print(struct batch_taken *r, const struct plan *p, const char *dir,
		bool json);

extern const struct field take_fields[];
extern const struct field_place take_places[];

#endif
