/*
 * mean: of the numbers that are there, as they come; NaN is no number.
 */
#ifndef BASE_MEAN_H
#define BASE_MEAN_H

#include <math.h>
#include <stddef.h>

struct mean {
	double sum;
	size_t n;
};

static inline void
mean_add(struct mean *m, double x)
{
	if (isnan(x))
		return;
	m->sum += x;
	m->n++;
}

/* NaN where none was added. */
static inline double
mean_of(const struct mean *m)
{
	return m->n == 0 ? (double)NAN : m->sum / (double)m->n;
}

#endif
