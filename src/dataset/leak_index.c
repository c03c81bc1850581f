/*
 * A gram that a whole test set shares, as a template has them, would lead from
 * every text to every question. So a question stands in the index under few
 * of its grams, the rarest, and under enough of them that no leak is missed:
 *
 * - of n grams one that has 0.8 n of them has one of any n - 0.8 n + 1;
 * - a run of 0.6 of a text, or of 20 characters in a short one, covers its
 *   middle, and so any gram there: one of the question's, when that is the
 *   shorter text, or one of the text's that is looked for.
 *
 * The hash of the masked text is a gram like others, with a bit of its own.
 */
#include "dataset/leak_index.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/rng.h"
#include "dataset/leak.h"

#define MASKED (UINT64_C(1) << 63)

struct posting {
	uint64_t gram;
	uint32_t question;
	bool key; /* in front of the others of its gram */
};

struct leak_index {
	const struct leak_form *const *form;
	size_t n;
	struct posting *posting;
	size_t npostings, nfound, slots;
	struct slot {
		uint32_t first; /* posting of a gram, from 1 */
		uint32_t often;
	} * slot;       /* by hash */
	uint64_t *seen; /* by question: the last search that found it */
	uint64_t searches;
	uint32_t *found;
};

static int
by_gram(const void *a, const void *b)
{
	const struct posting *x = a, *y = b;

	if (x->gram != y->gram)
		return x->gram < y->gram ? -1 : 1;
	if (x->key != y->key)
		return x->key ? -1 : 1;
	return (x->question > y->question) - (x->question < y->question);
}

static size_t
slot_of(const struct leak_index *x, uint64_t gram)
{
	size_t i = (size_t)rng_mix(gram) & (x->slots - 1);

	while (x->slot[i].first != 0 &&
	       x->posting[x->slot[i].first - 1].gram != gram)
		i = (i + 1) & (x->slots - 1);
	return i;
}

/* The first posting of the gram; behind the last when it has none. */
static size_t
first_of(const struct leak_index *x, uint64_t gram)
{
	uint32_t at = x->slot[slot_of(x, gram)].first;

	return at != 0 ? at - 1 : x->npostings;
}

static size_t
often(const struct leak_index *x, uint64_t gram)
{
	return x->slot[slot_of(x, gram)].often;
}

/* Where each gram begins, and how often it is. */
static void
make_slots(struct leak_index *x)
{
	struct posting *p = x->posting;

	x->slots = 8;
	while (x->slots < 2 * x->npostings)
		x->slots *= 2;
	x->slot = mem_calloc(x->slots, sizeof(*x->slot));
	for (size_t i = 0; i < x->npostings; i++) {
		struct slot *to = &x->slot[slot_of(x, p[i].gram)];

		if (to->often++ == 0)
			to->first = (uint32_t)i + 1;
	}
}

/* The rarest gram in the middle that each long run of the text covers. */
static bool
middle(const struct leak_index *x, const struct near_text *t, uint64_t *gram)
{
	size_t run = leak_run_needed(t->n), best = SIZE_MAX;

	if (t->n < run)
		return false;
	for (size_t i = t->n - run; i + 3 <= run; i++) {
		size_t n = often(x, near_gram(t, i));

		if (n < best) {
			best = n;
			*gram = near_gram(t, i);
		}
	}
	return best != SIZE_MAX;
}

struct rare {
	size_t often;
	uint64_t gram;
};

static int
by_rarity(const void *a, const void *b)
{
	const struct rare *x = a, *y = b;

	if (x->often != y->often)
		return x->often < y->often ? -1 : 1;
	return (x->gram > y->gram) - (x->gram < y->gram);
}

/* The posting of a question that it has; its place may not move yet. */
static void
make_key(struct leak_index *x, uint64_t gram, uint32_t question)
{
	struct posting *p = &x->posting[first_of(x, gram)];

	while (p->question != question)
		p++;
	p->key = true;
}

static void
choose_keys(struct leak_index *x, uint32_t question)
{
	const struct leak_form *f = x->form[question];
	size_t n = f->grams.n,
	       keys = n - (size_t)(LEAK_CONTAINMENT * (double)n);
	struct rare *rare = mem_calloc(n + 1, sizeof(*rare));
	uint64_t gram;

	for (size_t i = 0; i < n; i++)
		rare[i] = (struct rare){ often(x, f->grams.gram[i]),
					 f->grams.gram[i] };
	qsort(rare, n, sizeof(*rare), by_rarity);
	for (size_t i = 0; i < n && i <= keys; i++)
		make_key(x, rare[i].gram, question);
	if (middle(x, &f->text, &gram))
		make_key(x, gram, question);
	free(rare);
}

struct leak_index *
leak_index_new(const struct leak_form *const *form, size_t n)
{
	struct leak_index *x = mem_calloc(1, sizeof(*x));
	size_t all = 0, to = 0;

	for (size_t i = 0; i < n; i++)
		all += form[i] != NULL ? form[i]->grams.n + 1 : 0;
	x->form = form;
	x->n = n;
	x->posting = mem_calloc(all + 1, sizeof(*x->posting));
	x->seen = mem_calloc(n + 1, sizeof(*x->seen));
	x->found = mem_calloc(n + 1, sizeof(*x->found));
	for (uint32_t i = 0; i < n; i++) {
		if (form[i] == NULL)
			continue;
		for (size_t g = 0; g < form[i]->grams.n; g++)
			x->posting[to++] =
			    (struct posting){ .gram = form[i]->grams.gram[g],
					      .question = i };
		x->posting[to++] =
		    (struct posting){ .gram = form[i]->masked | MASKED,
				      .question = i,
				      .key = true };
	}
	x->npostings = all;
	qsort(x->posting, all, sizeof(*x->posting), by_gram);
	make_slots(x);
	for (uint32_t i = 0; i < n; i++)
		if (form[i] != NULL)
			choose_keys(x, i);
	/* The keys come forward; where each gram begins stays. */
	qsort(x->posting, all, sizeof(*x->posting), by_gram);
	return x;
}

void
leak_index_free(struct leak_index *x)
{
	if (x == NULL)
		return;
	free(x->posting);
	free(x->slot);
	free(x->seen);
	free(x->found);
	free(x);
}

/* The questions under a gram, or only those that have it as a key. */
static void
take(struct leak_index *x, uint64_t gram, bool keys)
{
	for (size_t i = first_of(x, gram);
	     i < x->npostings && x->posting[i].gram == gram &&
	     (!keys || x->posting[i].key);
	     i++) {
		uint32_t q = x->posting[i].question;

		if (x->seen[q] == x->searches)
			continue;
		x->seen[q] = x->searches;
		x->found[x->nfound++] = q;
	}
}

static int
by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

size_t
leak_index_find(struct leak_index *x, const struct leak_form *f,
		const uint32_t **found)
{
	uint64_t gram;

	x->searches++;
	x->nfound = 0;
	take(x, f->masked | MASKED, true);
	for (size_t i = 0; i < f->grams.n; i++)
		take(x, f->grams.gram[i], true);
	if (middle(x, &f->text, &gram))
		take(x, gram, false);
	qsort(x->found, x->nfound, sizeof(*x->found), by_number);
	*found = x->found;
	return x->nfound;
}
