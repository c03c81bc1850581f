/*
 * Flips and not a t test: differences of |e| have long tails and many ties,
 * and a permutation needs nothing but that the pairs are exchangeable. The 1
 * added above and below keeps p from being 0, which no number of draws can
 * show; beyond FLIP_MAX the normal limit is closer than the noise of the
 * draws.
 */
#include "stat/paired.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/pulse.h"
#include "base/rng.h"
#include "stat/dist.h"
#include "stat/summary.h"

enum { FLIP_MAX = 20000, BITS = 64 };

/* Sum of x with each sign by a fair coin. */
static double
flipped_sum(const double *x, size_t n, struct rng *r)
{
	double sum = 0;

	for (size_t i = 0; i < n; i += BITS) {
		uint64_t coins = rng_u64(r);
		size_t end = i + BITS < n ? i + BITS : n;

		for (size_t k = i; k < end; k++, coins >>= 1)
			sum += (double)((int)(coins & 1) * 2 - 1) * x[k];
	}
	return sum;
}

int
paired_flips(const double *x, size_t n, size_t draws, uint64_t seed,
	     struct paired_flips *f)
{
	double sum, slack, squares = 0;
	size_t extreme = 0;
	struct rng r;

	*f = (struct paired_flips){ summary_mean(x, n), NAN, draws };
	if (n == 0)
		return -1;
	sum = fabs(f->mean) * (double)n;
	for (size_t i = 0; i < n; i++)
		squares += x[i] * x[i];
	if (n > FLIP_MAX) {
		f->draws = 0;
		f->p =
		    squares > 0 ? 2 * dist_normal_cdf(-sum / sqrt(squares)) : 1;
		return 0;
	}
	/* A flip that only reorders the sum is as extreme as the data. */
	slack = 1e-10 * sqrt(squares);
	rng_init(&r, seed);
	for (size_t i = 0; i < draws; i++) {
		pulse_at("drawing intervals", i, draws);
		extreme += fabs(flipped_sum(x, n, &r)) >= sum - slack;
	}
	f->p = (1 + (double)extreme) / ((double)draws + 1);
	return 0;
}

double
paired_mcnemar(size_t b, size_t c)
{
	double p = 2 * dist_binom_half_cdf(b < c ? b : c, b + c);

	return p < 1 ? p : 1;
}

void
paired_holm(const double *p, double *adjusted, size_t n)
{
	size_t *order = mem_calloc(n + 1, sizeof(*order)), m = 0;
	double floor = 0;

	/* Insertion: a family of tests is a handful. */
	for (size_t i = 0; i < n; i++) {
		size_t k;

		adjusted[i] = NAN;
		if (isnan(p[i]))
			continue;
		for (k = m++; k > 0 && p[order[k - 1]] > p[i]; k--)
			order[k] = order[k - 1];
		order[k] = i;
	}
	for (size_t k = 0; k < m; k++) {
		double q = p[order[k]] * (double)(m - k);

		floor = q > floor ? q : floor;
		adjusted[order[k]] = floor < 1 ? floor : 1;
	}
	free(order);
}

struct paired_tally
paired_tally(const double *x, size_t n)
{
	struct paired_tally t = { 0, 0, 0 };

	for (size_t i = 0; i < n; i++) {
		t.win += x[i] > 0;
		t.tie += x[i] == 0;
		t.loss += x[i] < 0;
	}
	return t;
}
