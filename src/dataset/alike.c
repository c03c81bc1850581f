/*
 * A join by prefixes: two sets can only reach the threshold when the rarest
 * grams of one are among the rarest of the other (Bayardo, Ma and Srikant,
 * "Scaling up all pairs similarity search", WWW 2007; with lengths and places,
 * Xiao et al., "Efficient similarity joins for near duplicate detection", WWW
 * 2008). What is looked for is the nearest, so that each one found raises the
 * threshold for the next: of a template's texts, which are all near, only those
 * are held that also share what is rare.
 *
 * Grams of one word are as rare as one another and lead to the same texts: of
 * lists that are the same one is walked.
 *
 * Lists are of hashes of grams; that two grams share a list costs a comparison
 * and changes nothing, as each pair is counted by its characters.
 *
 * The unsure are drawn of as they come (algorithm R of Vitter, "Random sampling
 * with a reservoir", ACM TOMS 11, 1985): to hold all takes many times as long.
 */
#include "dataset/alike.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/order.h"
#include "base/rng.h"
#include "dataset/alike_texts.h"

enum { TOLD = 1024, LEAST_BITS = 10, MOST_BITS = 25 };
enum { TEXT_BITS = 27, PARTS = 32 }; /* of an entry; in a text */
enum { TIES = 8 };

/* In a bucket of a text: its list has the texts of the list before. */
#define TWIN (UINT32_C(1) << 31)

struct alike {
	const struct alike_limits *limits;
	struct alike_texts texts;
	uint64_t left;
	struct alike_row *row; /* for each text; jaccard 0: none */
	size_t nrow;
};

const struct alike_limits alike_usual = { .units = 256 * 1024 * 1024,
					  .exact = 20000,
					  .steps = UINT64_C(1) << 32,
					  .nearer = UINT64_C(1) << 30,
					  .drawn = 1000 };

struct alike *
alike_new(const struct alike_limits *limits)
{
	struct alike *a = mem_calloc(1, sizeof(*a));

	a->limits = limits;
	return a;
}

void
alike_free(struct alike *a)
{
	alike_texts_fini(&a->texts);
	free(a->row);
	free(a);
}

void
alike_add(struct alike *a, const struct near_text *x)
{
	if (a->left > 0 || a->texts.units + alike_units(x) > a->limits->units)
		a->left++;
	else
		alike_texts_add(&a->texts, x);
}

/* ---- the index --------------------------------------------------------- */

/* Texts by number of their grams, and as they came. */
struct join {
	struct alike_texts *texts;
	struct alike_row *row;
	struct alike_grams grams;
	int shift;
	size_t buckets;
	uint32_t *often;  /* by bucket: texts that have its grams */
	uint64_t *rare;   /* by text: where its rarest begin in `bucket` */
	uint32_t *bucket; /* of the rarest grams, the rarest first */
	uint32_t *start;  /* by bucket: where in `list` */
	uint32_t *list;   /* entries: texts, ascending, with a part above */
	uint64_t steps, most, nearer; /* of one text */
	uint32_t *drawn;              /* texts; so many at most: */
	size_t draws;
	struct rng rng;
	alike_tell tell;
	void *ctx;
};

/* So many of the rarest grams one of which any near text shares. */
static size_t
prefix(size_t n)
{
	return n > 0 ? n - (7 * n + 9) / 10 + 1 : 0;
}

static size_t
prefix_most(size_t n)
{
	size_t p = prefix(n) + TIES;

	return p < n ? p : n;
}

static uint32_t
bucket_of(const struct join *j, uint64_t gram)
{
	return (uint32_t)(rng_mix(gram) >> j->shift);
}

/* How many grams each text has, and how often each is. */
static void
count_grams(struct join *j)
{
	struct alike_texts *t = j->texts;

	for (size_t x = 0; x < t->n; x++) {
		if (x % TOLD == 0)
			j->tell(j->ctx, .1 * (double)x / (double)t->n);
		alike_grams_of(t, &t->text[x], &j->grams);
		t->text[x].n = (uint32_t)j->grams.n;
		for (size_t i = 0; i < j->grams.n; i++)
			j->often[bucket_of(j, j->grams.list[i])]++;
	}
	alike_texts_sort(t);
}

struct often {
	uint64_t gram;
	uint32_t n, bucket;
};

static int
by_rarity(const void *a, const void *b)
{
	const struct often *x = a, *y = b;

	return x->n != y->n ? order_u32(&x->n, &y->n)
			    : order_u64(&x->gram, &y->gram);
}

/*
 * With those that are as rare as the last, a few: grams of one word are, and
 * texts that have them have all of them in their lists then, of which one needs
 * to be walked.
 */
static size_t
with_ties(const struct often *often, size_t n)
{
	size_t p = prefix(n), end = prefix_most(n);

	while (p > 0 && p < end && often[p].n == often[p - 1].n)
		p++;
	return p;
}

/* Of each text the buckets of its rarest grams. */
static void
find_rare(struct join *j)
{
	struct alike_texts *t = j->texts;
	struct often *often = NULL;
	size_t cap = 0, n = 0, p;

	for (size_t x = 0; x < t->n; x++)
		n += prefix_most(t->text[x].n);
	j->bucket = mem_calloc(n + 1, sizeof(*j->bucket));
	for (size_t x = n = 0; x < t->n; x++) {
		if (x % TOLD == 0)
			j->tell(j->ctx, .1 + .2 * (double)x / (double)t->n);
		alike_grams_of(t, &t->text[x], &j->grams);
		alike_mark(t, &t->text[x], &j->grams);
		while (cap < j->grams.n)
			often = mem_grow(often, cap, &cap, sizeof(*often));
		for (size_t i = 0; i < j->grams.n; i++) {
			uint32_t b = bucket_of(j, j->grams.list[i]);

			often[i] =
			    (struct often){ j->grams.list[i], j->often[b], b };
		}
		if (j->grams.n > 0)
			qsort(often, j->grams.n, sizeof(*often), by_rarity);
		p = with_ties(often, j->grams.n);
		for (size_t i = 0; i < p; i++)
			j->bucket[n++] = often[i].bucket;
		j->rare[x + 1] = n;
	}
	free(often);
}

/* A text, and in which part of its n grams this one is, the rarest first. */
static uint32_t
entry(size_t text, uint64_t rank, uint64_t n)
{
	return (uint32_t)(rank * PARTS / n << TEXT_BITS | text);
}

static uint32_t
entry_text(uint32_t e)
{
	return e & ((UINT32_C(1) << TEXT_BITS) - 1);
}

static void
make_lists(struct join *j)
{
	size_t n = j->rare[j->texts->n];

	memset(j->often, 0, j->buckets * sizeof(*j->often));
	for (size_t i = 0; i < n; i++)
		j->often[j->bucket[i]]++;
	j->start = j->often;
	for (size_t b = 0, sum = 0; b <= j->buckets; b++) {
		sum += j->start[b];
		j->start[b] = (uint32_t)sum;
	}
	j->list = mem_calloc(n + 1, sizeof(*j->list));
	for (size_t x = j->texts->n; x-- > 0;)
		for (uint64_t i = j->rare[x + 1]; i-- > j->rare[x];)
			j->list[--j->start[j->bucket[i]]] =
			    entry(x, i - j->rare[x], j->texts->text[x].n);
}

static uint32_t
length_of(const struct join *j, uint32_t bucket)
{
	return j->start[bucket + 1] - j->start[bucket];
}

/* Lists are the same by a sum of their texts. */
static void
find_twins(struct join *j)
{
	uint64_t *sum = mem_calloc(j->buckets, sizeof(*sum));
	uint32_t last, *b;

	for (size_t x = 0; x < j->texts->n; x++)
		for (uint64_t i = j->rare[x]; i < j->rare[x + 1]; i++)
			sum[j->bucket[i]] += rng_mix(x + 1);
	for (size_t x = 0; x < j->texts->n; x++) {
		last = UINT32_MAX;
		for (uint64_t i = j->rare[x]; i < j->rare[x + 1]; i++) {
			b = &j->bucket[i];
			if (last != UINT32_MAX && sum[last] == sum[*b] &&
			    length_of(j, last) == length_of(j, *b))
				*b |= TWIN;
			else
				last = *b;
		}
	}
	free(sum);
}

/* ---- the nearest ------------------------------------------------------- */

/* What the text at hand is near so far: common / all of the text `as`. */
struct nearest {
	const struct alike_text *x;
	uint32_t as;
	uint64_t common, all;
	uint64_t left; /* grams of x that no list has been walked of */
	bool cut;      /* without some that may be nearer */
};

/* Texts of fewer or of more grams than this are further away than that. */
static uint64_t
fewest(const struct nearest *b)
{
	return (b->common * b->x->n + b->all - 1) / b->all;
}

static uint64_t
most(const struct nearest *b)
{
	return b->left < fewest(b)
		   ? 0
		   : b->left * (b->all + b->common) / b->common - b->x->n;
}

/* So many grams in common are as near, of a text of n. */
static uint64_t
enough(const struct nearest *b, uint64_t n)
{
	uint64_t whole = b->all + b->common;

	return (b->common * (b->x->n + n) + whole - 1) / whole;
}

/*
 * The last part of a text of no more grams than x where it can still begin to
 * have enough in common: behind it all are too few.
 */
static uint32_t
last_part(const struct nearest *b)
{
	return (uint32_t)(PARTS * (b->all - b->common) / (b->all + b->common));
}

/* The first place of list[at..end) whose text has n grams or more; it is near
 * `at` more often than not. */
static size_t
from_size(const struct join *j, size_t at, size_t end, uint64_t n)
{
	size_t to = at, step = 1;

	while (to < end && j->texts->text[entry_text(j->list[to])].n < n) {
		at = to + 1;
		to += step;
		step *= 2;
	}
	end = to < end ? to : end;
	while (at < end) {
		size_t mid = at + (end - at) / 2;

		if (j->texts->text[entry_text(j->list[mid])].n < n)
			at = mid + 1;
		else
			end = mid;
	}
	return at;
}

/* Whether y is as near as one that is yet to be found may be at all. */
static bool
hold(struct join *j, struct nearest *b, const struct alike_text *y)
{
	uint64_t least = enough(b, y->n), n, all;

	if (alike_differ(j->texts, b->x, y, b->x->n + y->n - 2 * least))
		return false;
	j->steps += y->units;
	n = alike_common(j->texts, &j->grams, y, (uint32_t)least);
	if (n == 0)
		return false;
	all = b->x->n + y->n - n;
	if (n * b->all > b->common * all || y->index < b->as) {
		b->as = y->index;
		b->common = n;
		b->all = all;
	}
	return n >= (b->left < y->n ? b->left : y->n);
}

static void
walk(struct join *j, struct nearest *b, uint32_t bucket)
{
	uint32_t own = (uint32_t)(b->x - j->texts->text), stamp = own + 1;
	size_t end = j->start[bucket + 1];
	size_t at = from_size(j, j->start[bucket], end, fewest(b));
	uint32_t last = last_part(b);

	while (at < end) {
		uint32_t i = entry_text(j->list[at]);
		uint32_t part = j->list[at++] >> TEXT_BITS;
		struct alike_text *y = &j->texts->text[i];

		b->cut =
		    j->steps++ >= (b->as == UINT32_MAX ? j->most : j->nearer);
		if (b->cut)
			return;
		if (i < own && part > last)
			continue;
		if (y->n > most(b))
			return;
		if (y->index >= b->x->index) {
			/* So are the others of its size. */
			at = from_size(j, at, end, (uint64_t)y->n + 1);
			continue;
		}
		if (y->seen == stamp)
			continue;
		y->seen = stamp;
		/* The others of its size are no nearer, and later. */
		if (hold(j, b, y))
			at = from_size(j, at, end, (uint64_t)y->n + 1);
		last = last_part(b);
	}
}

/* Of those that are unsure so far, `before` of them before this one. */
static void
draw(struct join *j, size_t x, uint64_t before)
{
	uint64_t at =
	    before < j->draws ? before : rng_below(&j->rng, before + 1);

	if (at < j->draws)
		j->drawn[at] = (uint32_t)x;
}

static void
find_nearest(struct join *j, size_t x, struct alike_sums *sums)
{
	struct nearest b = { &j->texts->text[x], UINT32_MAX, 7, 10, 0, false };

	alike_grams_of(j->texts, b.x, &j->grams);
	j->steps = 0;
	for (uint64_t i = j->rare[x]; i < j->rare[x + 1] && !b.cut; i++) {
		b.left = b.x->n - (i - j->rare[x]);
		if (b.left < fewest(&b))
			break;
		if ((j->bucket[i] & TWIN) == 0)
			walk(j, &b, j->bucket[i]);
	}
	if (b.cut) {
		sums->cut++;
		if (b.as == UINT32_MAX)
			draw(j, x, sums->unsure++);
	}
	j->row[b.x->index] = (struct alike_row){
		b.x->index, b.as,
		b.as != UINT32_MAX ? (double)b.common / (double)b.all : 0
	};
}

/* What one of them was held against before is near it as little as then, and
 * may be passed by. */
static void
hold_drawn(struct join *j, struct alike_sums *sums)
{
	j->most = j->nearer = UINT64_MAX;
	sums->drawn = sums->unsure < j->draws ? sums->unsure : j->draws;
	for (uint64_t i = 0; i < sums->drawn; i++) {
		size_t x = j->drawn[i];

		j->tell(j->ctx, .9 + .1 * (double)i / (double)sums->drawn);
		find_nearest(j, x, sums);
		sums->drawn_near += j->row[j->texts->text[x].index].jaccard > 0;
	}
	sums->cut -= sums->drawn;
	sums->unsure -= sums->drawn;
}

static void
find_all(struct join *j, struct alike_sums *sums)
{
	struct alike_texts *t = j->texts;
	int bits = LEAST_BITS;

	while (bits < MOST_BITS && (size_t)8 << bits < t->units)
		bits++;
	j->shift = 64 - bits;
	j->buckets = (size_t)1 << bits;
	j->often = mem_calloc(j->buckets + 1, sizeof(*j->often));
	j->rare = mem_calloc(t->n + 1, sizeof(*j->rare));
	j->drawn = mem_calloc(j->draws + 1, sizeof(*j->drawn));
	rng_init(&j->rng, ALIKE_SEED);
	count_grams(j);
	find_rare(j);
	make_lists(j);
	find_twins(j);
	for (size_t x = 0; x < t->n; x++) {
		if (x % TOLD == 0)
			j->tell(j->ctx, .3 + .6 * (double)x / (double)t->n);
		find_nearest(j, x, sums);
	}
	hold_drawn(j, sums);
	free(j->often);
	free(j->rare);
	free(j->bucket);
	free(j->list);
	free(j->drawn);
	alike_grams_fini(&j->grams);
}

const struct alike_row *
alike_find(struct alike *a, struct alike_sums *sums, size_t *n, alike_tell tell,
	   void *ctx)
{
	struct join j = { .texts = &a->texts,
			  .most = UINT64_MAX,
			  .nearer = UINT64_MAX,
			  .draws = a->limits->drawn,
			  .tell = tell,
			  .ctx = ctx };

	if (a->texts.n > a->limits->exact) {
		j.most = a->limits->steps / a->texts.n;
		j.nearer = a->limits->nearer / a->texts.n;
	}
	*sums = (struct alike_sums){ .texts = a->texts.n + a->left,
				     .left = a->left };
	a->row = mem_calloc(a->texts.n + 1, sizeof(*a->row));
	j.row = a->row;
	find_all(&j, sums);
	for (size_t i = 0; i < a->texts.n; i++)
		if (a->row[i].jaccard > 0)
			a->row[a->nrow++] = a->row[i];
	*n = a->nrow;
	return a->row;
}
