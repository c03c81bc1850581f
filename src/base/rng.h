/*
 * rng: seeded random numbers, the same on every machine.
 *
 * xoshiro256** 1.0 seeded by splitmix64 (Blackman and Vigna, 2018,
 * https://prng.di.unimi.it/). Not for secrets.
 */
#ifndef BASE_RNG_H
#define BASE_RNG_H

#include <stddef.h>
#include <stdint.h>

struct rng {
	uint64_t s[4];
};

void rng_init(struct rng *r, uint64_t seed);
uint64_t rng_u64(struct rng *r);

/* Uniform in [0, 1) with 53 bits. */
double rng_unit(struct rng *r);

/* Uniform in [0, n), without bias (Lemire 2019). n > 0. */
uint64_t rng_below(struct rng *r, uint64_t n);

/* Standard normal (Marsaglia's polar method). */
double rng_normal(struct rng *r);

/* A well-mixed 64-bit function of x; the splitmix64 finaliser. */
uint64_t rng_mix(uint64_t x);

#endif
