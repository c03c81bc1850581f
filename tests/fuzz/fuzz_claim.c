/*
 * Any bytes: the claims of a text stand in it, in order and whole characters
 * apart, and their bounds are in order; fewer may be asked for.
 */
#include <math.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"
#include "text/claim.h"

enum { MANY = 64 };

static void
hold(const struct claim *c, const struct claim *before, size_t size)
{
	require(c->n > 0 && c->at + c->n <= size);
	require(c->number_n > 0 && c->number_at >= c->at);
	require(c->number_at + c->number_n <= c->at + c->n);
	require(c->n_points > 0 && c->n_points <= c->n);
	require(c->at_points <= c->at);
	if (c->relation == CLAIM_VAGUE)
		require(c->low < 0 && c->high < 0);
	else
		require(c->low > 0 || c->high > 0);
	if (c->low >= 0 && c->high >= 0)
		require(c->low <= c->high);
	require(c->relation == CLAIM_RANGE || c->low < 0 || c->high < 0 ||
		c->low == c->high);
	require(isnan(c->tolerance) || c->tolerance >= 0);
	require(before == NULL || before->at + before->n <= c->at);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span x = { (const char *)data, size };
	struct claim c[MANY], less[2];
	unsigned long claimed;
	size_t n = claim_list(x, c, MANY);

	require(claim_list(x, less, 2) == n);
	for (size_t i = 0; i < n && i < MANY; i++) {
		hold(&c[i], i > 0 ? &c[i - 1] : NULL, size);
		if (i < 2)
			require(c[i].at == less[i].at && c[i].n == less[i].n);
	}
	if (claim_find(x, &claimed))
		require(n > 0 && claimed >= 5);
	return 0;
}
