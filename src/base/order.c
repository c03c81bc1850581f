/* A difference would not fit the int that qsort wants, so two comparisons. */
#include "base/order.h"

#include <stdlib.h>

int
order_u32(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

int
order_u64(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

size_t
order_once(uint64_t *x, size_t n)
{
	size_t kept = 0;

	if (n > 0)
		qsort(x, n, sizeof(*x), order_u64);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || x[kept - 1] != x[i])
			x[kept++] = x[i];
	return kept;
}
