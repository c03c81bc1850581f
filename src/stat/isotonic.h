/*
 * isotonic: the nearest sequence that never falls.
 *
 * Pool adjacent violators (Ayer et al. 1955): least squares with weights
 * under fit[0] <= fit[1] <= ...
 */
#ifndef STAT_ISOTONIC_H
#define STAT_ISOTONIC_H

#include <stddef.h>

/* w > 0, or NULL for equal weights. fit may be y. O(n). */
void isotonic_fit(const double *y, const double *w, size_t n, double *fit);

#endif
