/*
 * Open addressing over hashes alone: an import of a hundred million lines must
 * not keep its questions in memory. Two texts with one hash would be one;
 * among a hundred million that happens once in some thousand times.
 */
#include "base/met.h"

#include <stdlib.h>

#include "base/mem.h"

/* Where the key stands, or the free slot where it would. */
static size_t
slot_of(const struct met *m, uint64_t key)
{
	size_t at = key & (m->slots - 1);

	while (m->key[at] != 0 && m->key[at] != key)
		at = (at + 1) & (m->slots - 1);
	return at;
}

static void
grow(struct met *m)
{
	struct met old = *m;

	m->slots = old.slots == 0 ? 1024 : old.slots * 2;
	m->key = mem_calloc(m->slots, sizeof(*m->key));
	m->number = mem_calloc(m->slots, sizeof(*m->number));
	for (size_t i = 0; i < old.slots; i++) {
		size_t at;

		if (old.key[i] == 0)
			continue;
		at = slot_of(m, old.key[i]);
		m->key[at] = old.key[i];
		m->number[at] = old.number[i];
	}
	free(old.key);
	free(old.number);
}

uint32_t *
met_at(struct met *m, uint64_t hash)
{
	uint64_t key = hash == 0 ? 1 : hash;
	size_t at;

	if (m->n * 4 >= m->slots * 3)
		grow(m);
	at = slot_of(m, key);
	m->n += m->key[at] == 0;
	m->key[at] = key;
	return &m->number[at];
}

void
met_fini(struct met *m)
{
	free(m->key);
	free(m->number);
	*m = (struct met){ 0 };
}
