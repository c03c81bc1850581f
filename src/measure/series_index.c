/*
 * Open addressing, at most half full, with the index of a series for a key:
 * the strings stay where they are. A slot holds the last of its kind and the
 * last knows the first, so a kind grows at its end without a second table.
 */
#include "measure/series_index.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"

enum { SLOTS_MIN = 64 };

void
series_index_init(struct series_index *x, unsigned keys)
{
	*x = (struct series_index){ .keys = keys };
}

static uint64_t
hash_of(const struct series *s, unsigned keys)
{
	uint64_t h = HASH_INIT;

	if (keys & SERIES_MODEL)
		h = hash_str(h, s->model);
	if (keys & SERIES_SAMPLING)
		h = hash_str(h, s->sampling);
	if (keys & SERIES_VARIANT)
		h = hash_u64(hash_str(h, s->variant), s->relation);
	return hash_done(h);
}

/* The slot of a kind, or the free one where it belongs. */
static size_t
place(const struct series_index *x, const struct series *s,
      const struct series *like)
{
	size_t at = hash_of(like, x->keys) % x->slots;

	while (x->slot[at] != 0 &&
	       !series_same(&s[x->slot[at] - 1], like, x->keys))
		at = (at + 1) % x->slots;
	return at;
}

static void
widen(struct series_index *x, const struct series *s)
{
	struct series_index old = *x;

	x->slots = old.slots == 0 ? SLOTS_MIN : old.slots * 2;
	x->slot = mem_calloc(x->slots, sizeof(*x->slot));
	for (size_t i = 0; i < old.slots; i++)
		if (old.slot[i] != 0)
			x->slot[place(x, s, &s[old.slot[i] - 1])] = old.slot[i];
	free(old.slot);
}

void
series_index_add(struct series_index *x, const struct series *s)
{
	uint32_t i = (uint32_t)x->n, *slot;

	if (x->kinds * 2 >= x->slots)
		widen(x, s);
	x->next = mem_grow(x->next, x->n, &x->cap, sizeof(*x->next));
	slot = &x->slot[place(x, s, &s[i])];
	x->next[i] = i;
	if (*slot == 0) {
		x->kinds++;
	} else {
		x->next[i] = x->next[*slot - 1];
		x->next[*slot - 1] = i;
	}
	*slot = i + 1;
	x->n++;
}

void
series_index_of(struct series_index *x, unsigned keys, const struct series *s,
		size_t n)
{
	series_index_init(x, keys);
	while (x->n < n)
		series_index_add(x, s);
}

size_t
series_index_find(const struct series_index *x, const struct series *s,
		  const struct series *like)
{
	uint32_t last = x->slots == 0 ? 0 : x->slot[place(x, s, like)];

	return last == 0 ? SERIES_NONE : x->next[last - 1];
}

size_t
series_index_next(const struct series_index *x, size_t i)
{
	return x->next[i] > i ? x->next[i] : SERIES_NONE;
}

void
series_index_fini(struct series_index *x)
{
	free(x->slot);
	free(x->next);
	series_index_init(x, x->keys);
}
