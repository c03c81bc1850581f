/*
 * interval: two ends of what a number may be, and those of a share.
 */
#ifndef STAT_INTERVAL_H
#define STAT_INTERVAL_H

#include <stddef.h>

struct interval {
	double lo, hi; /* NaN: not enough data */
};

/* No interval. */
struct interval interval_none(void);

/* value - half to value + half; none when half is NaN. */
struct interval interval_around(double value, double half);

/* The same without what lies below `least`, where nothing can be. */
struct interval interval_above(struct interval in, double least);

/* Both ends times so much: 100 makes a share percent. */
struct interval interval_times(struct interval in, double by);

/* Wilson's score interval (1927) for k of n; none when n is 0. */
struct interval interval_wilson(size_t k, size_t n, double level);

/* The same of a share p of n > 0 independent answers, n not whole. */
struct interval interval_share(double p, double n, double level);

#endif
