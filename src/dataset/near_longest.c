/*
 * Two texts that have a run of n characters in common have one of n - 1, so
 * the longest is found by halving, each step by hashes of all runs of one
 * length: n log n steps, where a table of all pairs of places takes n * n, and
 * a suffix automaton more code than this. A hit is held by its characters.
 */
#include <stdbool.h>
#include <string.h>

#include "dataset/near.h"

/* Hashes of all beginnings of a text: those of runs are differences. */
struct hashed {
	const struct near_text *x;
	uint64_t *upto;
};

struct search {
	struct hashed a, b;
	uint32_t *slot; /* places in b, from 1 */
	size_t slots;   /* a power of two */
};

static const uint64_t base = UINT64_C(0x9e3779b97f4a7c15);

static struct hashed
hashed(const struct near_text *x, struct arena *scratch)
{
	struct hashed h = { x, arena_bytes(scratch,
					   (x->n + 1) * sizeof(*h.upto)) };

	h.upto[0] = 0;
	for (size_t i = 0; i < x->n; i++)
		h.upto[i + 1] = h.upto[i] * base + x->point[i] + 1;
	return h;
}

static uint64_t
power(size_t n)
{
	uint64_t p = 1, x = base;

	for (; n > 0; n >>= 1, x *= x)
		p *= (n & 1) != 0 ? x : 1;
	return p;
}

static uint64_t
run_hash(const struct hashed *h, size_t at, size_t n, uint64_t top)
{
	return h->upto[at + n] - h->upto[at] * top;
}

/* The slot of a hash: that of a run in b which has it, or a free one. */
static uint32_t *
slot_of(const struct search *s, uint64_t hash, size_t n, uint64_t top)
{
	size_t i = (size_t)(hash * base >> 20) & (s->slots - 1);

	while (s->slot[i] != 0 &&
	       run_hash(&s->b, s->slot[i] - 1, n, top) != hash)
		i = (i + 1) & (s->slots - 1);
	return &s->slot[i];
}

/* Whether a run of n characters is in both; *at: the first such in a. */
static bool
common(const struct search *s, size_t n, size_t *at)
{
	const struct near_text *a = s->a.x, *b = s->b.x;
	uint64_t top = power(n);

	memset(s->slot, 0, s->slots * sizeof(*s->slot));
	for (size_t k = 0; k + n <= b->n; k++) {
		uint32_t *to = slot_of(s, run_hash(&s->b, k, n, top), n, top);

		if (*to == 0)
			*to = (uint32_t)k + 1;
	}
	for (size_t i = 0; i + n <= a->n; i++) {
		uint32_t k = *slot_of(s, run_hash(&s->a, i, n, top), n, top);

		if (k != 0 && memcmp(a->point + i, b->point + k - 1,
				     n * sizeof(*a->point)) == 0) {
			*at = i;
			return true;
		}
	}
	return false;
}

static bool
has_gram(const struct near_set *s, uint64_t gram)
{
	size_t lo = 0, hi = s->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (s->gram[mid] < gram)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < s->n && s->gram[lo] == gram;
}

/*
 * All grams of the run would be there, one after the other. A place that has
 * none ends each run over it, so most places are not looked at.
 */
bool
near_may_run(const struct near_text *x, const struct near_set *grams, size_t n)
{
	size_t at = 0;

	while (at + n <= x->n) {
		size_t i = at + n - 2;

		while (i > at && has_gram(grams, near_gram(x, i - 1)))
			i--;
		if (i == at)
			return true;
		at = i;
	}
	return false;
}

size_t
near_longest(const struct near_text *a, const struct near_text *b, size_t *at,
	     struct arena *scratch)
{
	struct search s = { hashed(a, scratch), hashed(b, scratch), NULL, 8 };
	size_t low = 0, high = a->n < b->n ? a->n : b->n;

	while (s.slots < 2 * b->n)
		s.slots *= 2;
	s.slot = arena_bytes(scratch, s.slots * sizeof(*s.slot));
	*at = 0;
	while (low < high) {
		size_t n = low + (high - low + 1) / 2;

		if (common(&s, n, at))
			low = n;
		else
			high = n - 1;
	}
	return low;
}
