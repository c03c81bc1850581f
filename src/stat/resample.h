/*
 * resample: curves that might have been measured instead.
 *
 * A curve is a trend and what is left of it. The trend of the targets' means
 * (trend.h) stays in place; the residuals are drawn anew in blocks of
 * neighbouring targets (boot.h).
 */
#ifndef STAT_RESAMPLE_H
#define STAT_RESAMPLE_H

#include <stdint.h>

#include "stat/panel.h"

struct resample;

/* p is borrowed and must have a target. */
struct resample *resample_new(const struct panel *p, uint64_t seed);
void resample_free(struct resample *r);

/*
 * The next curve, on the same targets; it stands until the next call.
 * mean[i] is what target i's values have for a mean.
 */
struct panel resample_next(struct resample *r, const double **mean);

#endif
