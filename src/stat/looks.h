/*
 * looks: how strict each of several looks must be.
 *
 * Who looks again when more answers have come, and stops when he sees
 * something, sees more than there is. Pocock's (1977) remedy is one level for
 * all looks, stated beforehand, at which the risk over all of them is alpha:
 * with independent increments between looks (Armitage, McPherson and Rowe
 * 1969), by integration.
 */
#ifndef STAT_LOOKS_H
#define STAT_LOOKS_H

#include <stddef.h>

enum { LOOKS_MAX = 16 };

/*
 * The one-sided level of each of n looks, n at most LOOKS_MAX, whose risk
 * over all of them is alpha, 0 < alpha < 0.5. info[i] is in proportion to 1 /
 * variance at look i, ascending; were the ratios smaller than these, the risk
 * would be smaller too. One look: alpha.
 */
double looks_level(double alpha, const double *info, size_t n);

#endif
