/*
 * Exact: two sets can only reach the threshold when the rarest grams of one
 * are among the rarest of the other (prefix filtering; Bayardo, Ma and
 * Srikant, "Scaling up all pairs similarity search", WWW 2007), so that a gram
 * that each text of a template has leads to no comparison. Every pair that
 * could be near is held by the sets themselves.
 *
 * The grams of very many texts do not fit: beyond ALIKE_EXACT they go to
 * alike_minima.
 */
#include "dataset/alike.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/order.h"
#include "dataset/alike_minima.h"

enum { NONE = 0, TOLD = 1024 };

struct alike {
	struct arena arena; /* of the sets */
	struct near_set *set;
	size_t set_cap, grams, n;
	struct alike_minima *minima; /* instead of the sets; NULL: exact */
	struct alike_row *row;       /* for each text; jaccard 0: none */
	size_t nrow;
};

struct alike *
alike_new(void)
{
	struct alike *a = mem_calloc(1, sizeof(*a));

	arena_init(&a->arena);
	return a;
}

void
alike_free(struct alike *a)
{
	arena_fini(&a->arena);
	alike_minima_free(a->minima);
	free(a->set);
	free(a->row);
	free(a);
}

/* The sets that are held so far become their minima. */
static void
give_up_sets(struct alike *a)
{
	a->minima = alike_minima_new(ALIKE_KEPT_GRAMS);
	for (size_t i = 0; i < a->n; i++)
		alike_minima_add(a->minima, &a->set[i]);
	free(a->set);
	a->set = NULL;
	arena_fini(&a->arena);
	arena_init(&a->arena);
}

void
alike_add(struct alike *a, const struct near_set *grams)
{
	struct near_set *to;

	if (a->minima == NULL &&
	    (a->n == ALIKE_EXACT || a->grams + grams->n > ALIKE_GRAMS))
		give_up_sets(a);
	if (a->minima != NULL) {
		alike_minima_add(a->minima, grams);
		a->n++;
		return;
	}
	a->set = mem_grow(a->set, a->n, &a->set_cap, sizeof(*a->set));
	to = &a->set[a->n++];
	to->n = grams->n;
	to->gram = arena_bytes(&a->arena, grams->n * sizeof(*to->gram));
	if (grams->n > 0)
		memcpy(to->gram, grams->gram, grams->n * sizeof(*to->gram));
	a->grams += grams->n;
}

struct often {
	uint64_t gram, n;
};

static int
by_rarity(const void *a, const void *b)
{
	const struct often *x = a, *y = b;

	return x->n != y->n ? (x->n > y->n) - (x->n < y->n)
			    : (x->gram > y->gram) - (x->gram < y->gram);
}

static int
by_gram(const void *a, const void *b)
{
	return order_u64(&((const struct often *)a)->gram,
			 &((const struct often *)b)->gram);
}

/* Each gram becomes its rank, the rarest first. Returns how many there are. */
static size_t
rank_grams(struct alike *a)
{
	uint64_t *all = mem_calloc(a->grams + 1, sizeof(*all));
	struct often *often = mem_calloc(a->grams + 1, sizeof(*often));
	size_t n = 0, k = 0;

	for (size_t i = 0; i < a->n; i++)
		for (size_t g = 0; g < a->set[i].n; g++)
			all[n++] = a->set[i].gram[g];
	qsort(all, n, sizeof(*all), order_u64);
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || all[i] != all[i - 1])
			often[k++].gram = all[i];
		often[k - 1].n++;
	}
	free(all);
	qsort(often, k, sizeof(*often), by_rarity);
	for (size_t i = 0; i < k; i++)
		often[i].n = i;
	qsort(often, k, sizeof(*often), by_gram);
	for (size_t i = 0; i < a->n; i++) {
		struct near_set *s = &a->set[i];

		for (size_t g = 0; g < s->n; g++)
			s->gram[g] = ((const struct often *)bsearch(
					  &(struct often){ s->gram[g], 0 },
					  often, k, sizeof(*often), by_gram))
					 ->n;
		qsort(s->gram, s->n, sizeof(*s->gram), order_u64);
	}
	free(often);
	return k;
}

/* Texts by a gram that is among their rarest, as lists. */
struct postings {
	uint32_t *head; /* of each gram; NONE or where in link, from 1 */
	struct link {
		uint32_t text, next;
	} * link;
	size_t n, cap;
	uint32_t *seen; /* by text: the text it was last held against, from 1 */
};

/* So many of the rarest grams one of which any near text shares. */
static size_t
prefix(size_t n)
{
	return n > 0 ? n - (7 * n + 9) / 10 + 1 : 0;
}

static void
hold(struct alike *a, struct alike_sums *sums, size_t x, size_t y)
{
	const struct near_set *s = &a->set[x], *t = &a->set[y];
	size_t n, all;

	if (10 * t->n < 7 * s->n || 10 * s->n < 7 * t->n)
		return;
	n = near_common(s, t);
	all = s->n + t->n - n;
	if (10 * n < 7 * all)
		return;
	sums->pairs++;
	alike_found(&a->row[x], y, (double)n / (double)all);
}

static void
hold_text(struct alike *a, struct postings *p, struct alike_sums *sums,
	  size_t x)
{
	const struct near_set *s = &a->set[x];
	size_t n = prefix(s->n);

	for (size_t g = 0; g < n; g++)
		for (uint32_t l = p->head[s->gram[g]]; l != NONE;
		     l = p->link[l - 1].next) {
			uint32_t y = p->link[l - 1].text;

			if (p->seen[y] == x + 1)
				continue;
			p->seen[y] = (uint32_t)(x + 1);
			hold(a, sums, x, y);
		}
	for (size_t g = 0; g < n; g++) {
		p->link = mem_grow(p->link, p->n, &p->cap, sizeof(*p->link));
		p->link[p->n++] =
		    (struct link){ (uint32_t)x, p->head[s->gram[g]] };
		p->head[s->gram[g]] = (uint32_t)p->n;
	}
}

static void
find_exactly(struct alike *a, struct alike_sums *sums, alike_tell tell,
	     void *ctx)
{
	struct postings p = { 0 };

	p.head = mem_calloc(rank_grams(a) + 1, sizeof(*p.head));
	p.seen = mem_calloc(a->n + 1, sizeof(*p.seen));
	for (size_t x = 0; x < a->n; x++) {
		if (x % TOLD == 0)
			tell(ctx, (double)x / (double)a->n);
		hold_text(a, &p, sums, x);
	}
	free(p.head);
	free(p.seen);
	free(p.link);
}

const struct alike_row *
alike_find(struct alike *a, struct alike_sums *sums, size_t *n, alike_tell tell,
	   void *ctx)
{
	*sums =
	    (struct alike_sums){ .exact = a->minima == NULL, .texts = a->n };
	a->row = mem_calloc(a->n + 1, sizeof(*a->row));
	if (a->minima == NULL)
		find_exactly(a, sums, tell, ctx);
	else
		alike_minima_find(a->minima, a->row, sums, tell, ctx);
	for (size_t i = 0; i < a->n; i++) {
		a->row[i].text = (uint32_t)i;
		if (a->row[i].jaccard > 0)
			a->row[a->nrow++] = a->row[i];
	}
	*n = a->nrow;
	return a->row;
}
