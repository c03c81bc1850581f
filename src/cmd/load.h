/* load: a sweep file with its overrides, planned, with what will be sent. */
#ifndef CMD_LOAD_H
#define CMD_LOAD_H

#include "base/arena.h"
#include "store/manifest.h"
#include "sweep/plan.h"

struct load {
	struct arena arena;
	struct spec spec;
	struct plan plan;
	struct manifest manifest; /* sent: models x samplings */
};

/* Owns everything in *l, also after a failure: load_fini either way. */
int load_sweep(struct load *l, const char *path, const char *encoding,
	       const struct manifest_overrides *o, struct err *e);

/* The same of a judge's file, with its questions (questions.h). */
int load_judge(struct load *l, const char *path, const char *encoding,
	       const struct manifest_overrides *o, const struct buf *questions,
	       struct err *e);

/* What a run directory says it is, by its manifest alone. */
int load_dir(struct load *l, const char *dir, struct err *e);
void load_fini(struct load *l);

#endif
