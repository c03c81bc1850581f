/*
 * Open addressing over hashes alone: an import of a hundred million lines must
 * not keep its questions in memory. Two questions with one hash would share
 * their count; among a hundred million that happens once in some thousand
 * imports, and costs one number of a repeat.
 */
#include "measure/repeats.h"

#include <stdlib.h>

#include "base/mem.h"

/* Where the key stands, or the free slot where it would. */
static size_t
slot_of(const struct repeats *r, uint64_t key)
{
	size_t at = key & (r->slots - 1);

	while (r->key[at] != 0 && r->key[at] != key)
		at = (at + 1) & (r->slots - 1);
	return at;
}

static void
grow(struct repeats *r)
{
	struct repeats old = *r;

	r->slots = old.slots == 0 ? 1024 : old.slots * 2;
	r->key = mem_calloc(r->slots, sizeof(*r->key));
	r->count = mem_calloc(r->slots, sizeof(*r->count));
	for (size_t i = 0; i < old.slots; i++) {
		size_t at;

		if (old.key[i] == 0)
			continue;
		at = slot_of(r, old.key[i]);
		r->key[at] = old.key[i];
		r->count[at] = old.count[i];
	}
	free(old.key);
	free(old.count);
}

uint32_t
repeats_next(struct repeats *r, uint64_t question)
{
	uint64_t key = question == 0 ? 1 : question;
	size_t at;

	if (r->n * 4 >= r->slots * 3)
		grow(r);
	at = slot_of(r, key);
	r->n += r->key[at] == 0;
	r->key[at] = key;
	return ++r->count[at];
}

void
repeats_fini(struct repeats *r)
{
	free(r->key);
	free(r->count);
	*r = (struct repeats){ 0 };
}
