/*
 * Blocks are kept on a stack of means, weights and lengths: a value that lies
 * below the block before it joins it, and may pull that one down in turn.
 */
#include "stat/isotonic.h"

#include <stdlib.h>

#include "base/mem.h"

struct isotonic_block {
	double mean, weight;
	size_t n;
};

void
isotonic_fit(const double *y, const double *w, size_t n, double *fit)
{
	struct isotonic_block *b = mem_calloc(n + 1, sizeof(*b));
	size_t top = 0, at = 0;

	for (size_t i = 0; i < n; i++) {
		struct isotonic_block x = { y[i], w == NULL ? 1 : w[i], 1 };

		while (top > 0 && b[top - 1].mean >= x.mean) {
			struct isotonic_block p = b[--top];
			double sum = p.weight + x.weight;

			x.mean = (p.mean * p.weight + x.mean * x.weight) / sum;
			x.weight = sum;
			x.n += p.n;
		}
		b[top++] = x;
	}
	for (size_t k = 0; k < top; k++)
		for (size_t i = 0; i < b[k].n; i++)
			fit[at++] = b[k].mean;
	free(b);
}
