/*
 * manifest: DIR/manifest.json, what a run directory is.
 *
 * The sweep's own bytes, the overrides given on the command line, the
 * version, the plan's size, and for each model and sampling what was asked
 * for and what is sent, so that every later stage rebuilds the same plan from
 * the directory alone. No key, no time stamp: the same sweep gives the same
 * bytes.
 */
#ifndef STORE_MANIFEST_H
#define STORE_MANIFEST_H

#include "sweep/plan.h"

/* What one model is really sent at one sampling. */
struct manifest_sent {
	const char *model, *sampling;
	double temperature, top_p; /* NaN: the field is omitted */
	bool pinned, simulated;
	const char *note; /* why it differs from what was asked, or NULL */
};

/* Command-line changes to the sweep; NULL or 0 where not given. */
struct manifest_overrides {
	const char *targets; /* as spec_set_targets reads it */
	const char *only;    /* a model */
	uint32_t repeats;
};

struct manifest {
	const char *version; /* of lencurve */
	struct manifest_overrides overrides;
	size_t nsent; /* models x samplings, model-major */
	struct manifest_sent *sent;
};

int manifest_write(const char *dir, const struct plan *p,
		   const struct manifest *m, struct err *e);

/* Read DIR/manifest.json; *s has the overrides applied already. */
int manifest_read(const char *dir, struct spec *s, struct manifest *m,
		  const struct spec_known *k, struct arena *a, struct err *e);

/* Apply overrides to a freshly read spec. */
int manifest_override(struct spec *s, const struct manifest_overrides *o,
		      struct arena *a, struct err *e);

#endif
