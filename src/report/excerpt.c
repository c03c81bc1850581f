/*
 * The bound of the draw is found by counting draws in buckets, first by their
 * upper bits and then within the bucket where the room ends: to sort ten
 * million of them would take the memory that the excerpt is there to spare.
 */
#include "report/excerpt.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/rng.h"

enum { LEVELS = 2, BITS = 16, BUCKETS = 1 << BITS };

static uint64_t
draw(const struct excerpt *x, const struct samples *s, size_t row)
{
	const struct sample *a = &s->sample[row];
	uint64_t h = hash_str(HASH_INIT, s->series[a->series].variant);

	h = hash_u64(hash_u64(hash_u64(h, a->item), a->target), a->repeat);
	return rng_mix(hash_done(h) + x->seed);
}

/* How many draws lie in each bucket of the next bits, from x->below on. */
static void
count(const struct excerpt *x, const struct samples *const *s, size_t n,
      int shift, uint64_t *bucket)
{
	for (size_t i = 0; i < n; i++)
		for (size_t row = 0; row < s[i]->n; row++) {
			uint64_t at = draw(x, s[i], row) - x->below;

			at = shift + BITS < 64 && at >> (shift + BITS) > 0
				 ? BUCKETS
				 : at >> shift;
			bucket[at]++;
		}
}

void
excerpt_of(struct excerpt *x, const struct samples *const *s, size_t n,
	   size_t most, uint64_t seed)
{
	uint64_t *bucket;

	*x = (struct excerpt){ .seed = seed };
	for (size_t i = 0; i < n; i++)
		x->all += s[i]->n;
	if (x->all <= most) {
		x->shown = x->all;
		return;
	}
	bucket = mem_calloc(BUCKETS + 1, sizeof(*bucket));
	for (int level = 0; level < LEVELS; level++) {
		int shift = 64 - BITS * (level + 1);

		for (size_t i = 0; i <= BUCKETS; i++)
			bucket[i] = 0;
		count(x, s, n, shift, bucket);
		for (size_t i = 0; i < BUCKETS && x->shown + bucket[i] <= most;
		     i++) {
			x->shown += bucket[i];
			x->below += UINT64_C(1) << shift;
		}
	}
	free(bucket);
}

bool
excerpt_has(const struct excerpt *x, const struct samples *s, size_t row)
{
	return excerpt_whole(x) || draw(x, s, row) < x->below;
}
