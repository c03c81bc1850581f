/*
 * Any bytes as an answer: whether it speaks to its judge and how much it
 * repeats. What is said is part of it, and shares are shares.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"
#include "text/loop.h"
#include "text/plea.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* A copy of just this size, so that a step too far is seen. */
	char *text = malloc(size > 0 ? size : 1);
	struct span said;
	struct loop x;

	require(text != NULL);
	if (size > 0)
		memcpy(text, data, size);
	if (plea_find(text, size, &said)) {
		require(said.n > 0 && said.s >= text &&
			said.s + said.n <= text + size);
		/* The same sentence alone is one too. */
		require(plea_find(said.s, said.n, &said));
	}
	x = loop_of(text, size);
	require(isnan(x.share) ||
		(x.row >= 0 && x.row <= x.share && x.share <= 1));
	free(text);
	return 0;
}
