/* vec: the inner product of two columns of n numbers, summed in their order;
 * every solver of this folder takes many. 0 for n = 0. */
#ifndef STAT_VEC_H
#define STAT_VEC_H

#include <stddef.h>

static inline double
vec_dot(const double *a, const double *b, size_t n)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += a[i] * b[i];
	return sum;
}

#endif
