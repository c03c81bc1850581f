/*
 * runs: several runs read and put in order, for the verbs that hold one
 * against another.
 */
#ifndef VERDICT_RUNS_H
#define VERDICT_RUNS_H

#include "curve/curve.h"

struct runs {
	size_t n;
	struct samples *s; /* curves borrow from these */
	struct curve *c;
};

/*
 * Each path is a run directory or a samples.csv. Bands are those of `band`
 * items, or of the first run (curve_bands). After -1 there is nothing to
 * free.
 */
int runs_read(struct runs *r, size_t n, const char *const *path,
	      const char *const *band, size_t nband, const struct spec_known *k,
	      struct err *e);
void runs_fini(struct runs *r);

#endif
