/*
 * dist: the distributions behind the tests.
 *
 * Every function is total on finite arguments; quantiles take p in (0, 1).
 * They agree with R to 1e-9 of the value (tests/cases/stat_r.csv).
 */
#ifndef STAT_DIST_H
#define STAT_DIST_H

#include <stddef.h>

double dist_normal_cdf(double z);
double dist_normal_quantile(double p);

/* Student's t with a real number of degrees of freedom, df > 0. */
double dist_t_cdf(double t, double df);
double dist_t_quantile(double p, double df);

/* How many standard errors a central interval reaches to either side: 1.96. */
double dist_normal_reach(double level);
double dist_t_reach(double level, double df);

/*
 * P(X <= k) for X ~ Binomial(n, 1/2), by the incomplete beta function, so
 * that a million trials cost what ten do.
 */
double dist_binom_half_cdf(size_t k, size_t n);

#endif
