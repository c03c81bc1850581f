/*
 * looks: how strict each of several looks must be.
 *
 * Who looks again when more answers have come, and stops when he sees
 * something, sees more than there is. The remedy is a level for each look,
 * stated beforehand, at which the risk over all of them is alpha: with
 * independent increments between looks (Armitage, McPherson and Rowe 1969), by
 * integration.
 *
 * The bound of look i, in standard errors, is in proportion to (info[i] /
 * info[n - 1]) to the power of shape - 1/2 (Wang and Tsiatis 1987): at a shape
 * of 1/2 it is the same for all (Pocock 1977); a smaller one asks more of the
 * first looks, so that the last is nearly as strict as a single one would be.
 */
#ifndef STAT_LOOKS_H
#define STAT_LOOKS_H

#include <stddef.h>

enum { LOOKS_MAX = 16 };

#define LOOKS_POCOCK 0.5 /* a shape */

/*
 * level[i]: the one-sided level of look i of n, n at most LOOKS_MAX, so that
 * the risk over all of them is alpha, 0 < alpha < 0.5. info[i] is in proportion
 * to 1 / variance at look i, ascending; were the ratios smaller than these, the
 * risk would be smaller too (Slepian 1962). One look: alpha.
 */
void looks_levels(double alpha, const double *info, size_t n, double shape,
		  double *level);

#endif
