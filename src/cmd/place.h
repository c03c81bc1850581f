/*
 * place: where the answers of a run directory come from.
 *
 * A variable (OPENAI_BASE_URL and its like) can send a sweep anywhere, which
 * no fingerprint sees. So the manifest has the place of each model, host and
 * path alone, and a directory is not gone on with elsewhere.
 */
#ifndef CMD_PLACE_H
#define CMD_PLACE_H

#include "cmd/access.h"
#include "cmd/load.h"

/* Note in l's manifest where each of its models is asked. */
void place_note(struct load *l, const struct access *a);

/*
 * Compare with an earlier manifest of the directory, whose sweep was `was`.
 * -1 with *e for a model that was asked elsewhere, although neither sweep
 * says where. (Where one does, the fingerprints differ, and it is asked
 * anew.)
 */
int place_compare(const struct load *l, const struct spec *was,
		  const struct manifest *m, const char *dir, struct err *e);

#endif
