/*
 * Two words a cell, sorted: a name is found without a string being kept. Names
 * are computed again from a cell when its fingerprint was found.
 */
#include "run/batch_names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/utf8.h"

struct batch_name {
	uint64_t fingerprint, cell;
};

static int
by_name(const void *a, const void *b)
{
	const struct batch_name *x = a, *y = b;

	if (x->fingerprint != y->fingerprint)
		return x->fingerprint < y->fingerprint ? -1 : 1;
	return x->cell < y->cell ? -1 : x->cell > y->cell;
}

void
batch_names_init(struct batch_names *b, const struct plan *p)
{
	b->n = p->ncell;
	b->name = mem_calloc(b->n, sizeof(*b->name));
	for (uint64_t i = 0; i < b->n; i++) {
		struct plan_cell c = plan_cell(p, i);

		b->name[i] = (struct batch_name){ plan_fingerprint(p, &c), i };
	}
	qsort(b->name, b->n, sizeof(*b->name), by_name);
}

void
batch_names_fini(struct batch_names *b)
{
	free(b->name);
	b->name = NULL;
}

/* The first that is not before this one; n when there is none. */
static uint64_t
seek(const struct batch_names *b, uint64_t fingerprint, uint64_t cell)
{
	struct batch_name key = { fingerprint, cell };
	uint64_t lo = 0, hi = b->n;

	while (lo < hi) {
		uint64_t mid = lo + (hi - lo) / 2;

		if (by_name(&b->name[mid], &key) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

void
batch_names_of(const struct batch_names *b, uint64_t fingerprint, uint64_t cell,
	       char out[BATCH_NAME_MAX])
{
	uint64_t k = seek(b, fingerprint, cell) - seek(b, fingerprint, 0);

	hash_hex(out, fingerprint);
	if (k > 0)
		snprintf(out + HASH_HEX - 1, BATCH_NAME_MAX - HASH_HEX + 1,
			 "-%llu", (unsigned long long)k + 1);
}

int64_t
batch_names_find(const struct batch_names *b, const char *name)
{
	char hex[HASH_HEX] = "";
	uint64_t fingerprint, at, k = 1;

	if (strlen(name) < HASH_HEX - 1)
		return -1;
	/* Whatever letters a host or a spreadsheet has made of it. */
	for (int i = 0; i < HASH_HEX - 1; i++)
		hex[i] = utf8_lower(name[i]);
	name += HASH_HEX - 1;
	if (hash_unhex(hex, &fingerprint) != 0)
		return -1;
	if (*name != '\0' &&
	    (*name != '-' ||
	     num_parse_u64(name + 1, strlen(name + 1), &k) != 0 || k < 2))
		return -1;
	at = seek(b, fingerprint, 0);
	if (k > b->n - at || b->name[at + k - 1].fingerprint != fingerprint)
		return -1;
	return (int64_t)b->name[at + k - 1].cell;
}
