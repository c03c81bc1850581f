/*
 * Never shrinks: a row stands for a question, and those a run bounds. Keys are
 * places as they are, since all that is counted by is a hash already; half
 * full is full, so that a look-up ends after a step or two.
 */
#include "sim/tally.h"

#include <stdlib.h>

#include "base/mem.h"

void
tally_fini(struct tally *t)
{
	free(t->row);
	*t = (struct tally){ 0 };
}

/* Keys are hashes already: their low bits are the place. */
static struct tally_row *
place(struct tally_row *row, size_t cap, uint64_t key)
{
	size_t i = key & (cap - 1);

	while (row[i].key != 0 && row[i].key != key)
		i = (i + 1) & (cap - 1);
	return &row[i];
}

struct tally_row *
tally_at(struct tally *t, uint64_t key)
{
	struct tally_row *r;

	key = key != 0 ? key : 1;
	if (2 * t->n >= t->cap) {
		size_t cap = t->cap > 0 ? 2 * t->cap : 1024;
		struct tally_row *row = mem_calloc(cap, sizeof(*row));

		for (size_t i = 0; i < t->cap; i++)
			if (t->row[i].key != 0)
				*place(row, cap, t->row[i].key) = t->row[i];
		free(t->row);
		t->row = row;
		t->cap = cap;
	}
	r = place(t->row, t->cap, key);
	if (r->key == 0) {
		r->key = key;
		t->n++;
	}
	return r;
}
