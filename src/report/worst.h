/*
 * worst: the answers furthest from their target, with what they say.
 */
#ifndef REPORT_WORST_H
#define REPORT_WORST_H

#include "base/buf.h"
#include "measure/samples.h"
#include "sweep/spec.h"

enum { WORST_MAX = 12, WORST_PREVIEW = 400 };

struct worst {
	const struct sample *sample;
	struct buf text; /* its first WORST_PREVIEW bytes or fewer */
	bool cut;        /* there is more */
};

/*
 * The n answers with the greatest |e| over all series, greatest first; equal
 * ones in the order of the file. Returns n <= WORST_MAX; worst_fini ends
 * them.
 */
size_t worst_find(const struct samples *s, struct worst w[WORST_MAX]);
void worst_fini(struct worst *w, size_t n);

/* Fills in the texts of s, which is DIR's; those nobody kept stay empty. */
void worst_read(struct worst *w, size_t n, const struct samples *s,
		const char *dir, const struct spec_known *k);

#endif
