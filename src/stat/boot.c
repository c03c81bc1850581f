/*
 * The phase of the first block is random, as fixed borders would join the same
 * neighbours in every draw. The window a block comes from is moved inwards at
 * the ends and not cut off, so that no target is drawn from less room than
 * another.
 */
#include "stat/boot.h"

#include <math.h>
#include <stdlib.h>

#include "stat/dist.h"
#include "stat/select.h"
#include "stat/summary.h"

void
boot_blocks(struct rng *r, size_t n, size_t *from)
{
	size_t block = n < BOOT_BLOCK ? n : BOOT_BLOCK;
	size_t end = block > 0 ? 1 + (size_t)rng_below(r, block) : 0;

	/* The first block may be cut, as a random phase needs. */
	for (size_t i = 0; i < n; end += block) {
		size_t lo =
		    end > block + BOOT_REACH ? end - block - BOOT_REACH : 0;
		size_t hi = end > block ? end - block + BOOT_REACH : BOOT_REACH;
		size_t s;

		hi = hi > n - block ? n - block : hi;
		lo = lo > hi ? hi : lo;
		s = lo + (size_t)rng_below(r, hi - lo + 1);
		/* The block's last target fills place end - 1. */
		for (; i < end && i < n; i++)
			from[i] = s + block - (end - i);
	}
}

struct interval
boot_percentile(double *draws, size_t n, double level)
{
	if (n == 0)
		return interval_none();
	qsort(draws, n, sizeof(*draws), select_compare);
	return (struct interval){
		summary_quantile(draws, n, 0.5 - level / 2),
		summary_quantile(draws, n, 0.5 + level / 2),
	};
}

#define ROUNDING 1e-12

struct interval
boot_stretched(double *draws, size_t n, size_t targets, double estimate,
	       const struct serial *s, const double *of, double level)
{
	double half = serial_half(s, level);
	double mean = summary_mean(draws, n);
	double sd = summary_sd(of != NULL ? of : draws, n), k, least = 0;
	struct interval in;

	if (isnan(half))
		return interval_none();
	/* Draws that all are one number differ by what rounding leaves. */
	for (size_t i = 0; i < n; i++)
		least = fmax(least, fabs(of != NULL ? of[i] : draws[i]));
	if (targets < BOOT_TARGETS || !(sd > ROUNDING * least))
		return interval_around(estimate, half);
	k = half / (sd * dist_normal_reach(level));
	in = boot_percentile(draws, n, level);
	in.lo = estimate + k * (in.lo - mean);
	in.hi = estimate + k * (in.hi - mean);
	return in;
}
