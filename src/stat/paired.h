/*
 * paired: tests on pairs, where each answer of one curve has its partner in
 * the other.
 */
#ifndef STAT_PAIRED_H
#define STAT_PAIRED_H

#include <stddef.h>
#include <stdint.h>

struct paired_flips {
	double mean;
	double p;     /* two-sided (1 + #) / (draws + 1); NaN when n is 0 */
	size_t draws; /* 0: the normal limit was used */
};

/*
 * Sign-flip permutation test that mean x is zero. A unit is what flips as a
 * whole: pass one number for each set of dependent pairs. Beyond 20,000
 * units the flip distribution is its normal limit, N(0, sum x^2), and p
 * comes from that. -1 when n is 0.
 */
int paired_flips(const double *x, size_t n, size_t draws, uint64_t seed,
		 struct paired_flips *f);

/*
 * Exact McNemar: two-sided binomial p for b against c discordant pairs;
 * 1 when there are none.
 */
double paired_mcnemar(size_t b, size_t c);

/* Holm's step-down adjustment (1979); NaN entries stay and do not count. */
void paired_holm(const double *p, double *adjusted, size_t n);

struct paired_tally {
	size_t win, tie, loss; /* x > 0, x = 0, x < 0 */
};

struct paired_tally paired_tally(const double *x, size_t n);

#endif
