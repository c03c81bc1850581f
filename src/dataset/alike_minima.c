/*
 * Minima only say which pairs are worth a look; what is told is held gram by
 * gram. An index that is estimated from 125 minima has an error of 0.04, which
 * at the threshold leaves out every other pair that belongs there.
 *
 * For that the grams stay, as 32 bits each: of two texts of 100 grams one is
 * taken for another once in 400,000 times. They are in the order of their
 * hashes, so that the first of a text are a random sample of it: when there is
 * no room for all, the ends of the longest are given up, and what two texts
 * have in common is seen among the first of both together (bottom-k sketches;
 * Cohen and Kaplan, PODC 2007). A file beside would keep all, and fail on a
 * full disk.
 *
 * A bucket that very many texts share, which a template makes, is walked with
 * a window, because its pairs are as many as the square: as wide as
 * ALIKE_LOOKS for each band allow. What was left out is counted.
 */
#include "dataset/alike_minima.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/order.h"
#include "base/rng.h"

enum { BANDS = ALIKE_HASHES / ALIKE_BAND };

struct text {
	uint32_t band[BANDS]; /* hashes of its minima */
	uint32_t n;           /* grams it has */
	uint64_t at;          /* where those are that are kept */
};

struct alike_minima {
	struct text *text;
	size_t n, cap;
	uint32_t *gram; /* of a text ascending */
	size_t ngram, gram_cap, most;
	uint32_t keep; /* of one text */
	uint64_t odd[ALIKE_HASHES], add[ALIKE_HASHES];
};

struct alike_minima *
alike_minima_new(size_t grams)
{
	struct alike_minima *m = mem_calloc(1, sizeof(*m));
	struct rng r;

	m->most = grams;
	m->keep = UINT32_C(1) << 31;
	rng_init(&r, 1);
	for (int i = 0; i < ALIKE_HASHES; i++) {
		m->odd[i] = rng_u64(&r) | 1;
		m->add[i] = rng_u64(&r);
	}
	return m;
}

void
alike_minima_free(struct alike_minima *m)
{
	if (m == NULL)
		return;
	free(m->text);
	free(m->gram);
	free(m);
}

static uint32_t
kept(const struct alike_minima *m, const struct text *t)
{
	return t->n < m->keep ? t->n : m->keep;
}

/* Half of what one text may keep, until they are few enough. */
static void
give_up_ends(struct alike_minima *m)
{
	while (m->ngram > m->most && m->keep > ALIKE_KEPT) {
		uint32_t keep = m->keep / 2;
		size_t to = 0;

		for (size_t i = 0; i < m->n; i++) {
			struct text *t = &m->text[i];
			size_t n = t->n < keep ? t->n : keep;

			memmove(m->gram + to, m->gram + t->at,
				n * sizeof(*m->gram));
			t->at = to;
			to += n;
		}
		m->keep = keep;
		m->ngram = to;
	}
}

static void
add_bands(const struct alike_minima *m, const struct near_set *s,
	  struct text *t)
{
	uint32_t least[ALIKE_HASHES];

	memset(least, 0xff, sizeof(least));
	for (size_t k = 0; k < s->n; k++) {
		uint64_t x = rng_mix(s->gram[k]);

		for (int i = 0; i < ALIKE_HASHES; i++) {
			uint32_t h =
			    (uint32_t)((x * m->odd[i] + m->add[i]) >> 32);

			least[i] = h < least[i] ? h : least[i];
		}
	}
	for (size_t b = 0; b < BANDS; b++)
		t->band[b] = (uint32_t)hash_text(&least[b * ALIKE_BAND],
						 ALIKE_BAND * sizeof(*least));
}

void
alike_minima_add(struct alike_minima *m, const struct near_set *grams)
{
	struct text *t;
	uint32_t *to;

	m->text = mem_grow(m->text, m->n, &m->cap, sizeof(*m->text));
	t = &m->text[m->n++];
	t->n = (uint32_t)grams->n;
	t->at = m->ngram;
	add_bands(m, grams, t);
	while (m->gram_cap < m->ngram + grams->n)
		m->gram = mem_grow(m->gram, m->gram_cap, &m->gram_cap,
				   sizeof(*m->gram));
	to = m->gram + m->ngram;
	for (size_t i = 0; i < grams->n; i++)
		to[i] = (uint32_t)(rng_mix(grams->gram[i]) >> 32);
	if (grams->n > 0)
		qsort(to, grams->n, sizeof(*to), order_u32);
	m->ngram += kept(m, t);
	give_up_ends(m);
}

/*
 * The index of two, or 0 where it is below ALIKE_NEAR. Of `all` grams that
 * either has, 7 in 10 are of both, so that `all` is at most a + b - 7 all / 10;
 * of samples it is the first `keep`.
 */
static double
index_of(const struct alike_minima *m, const struct text *s,
	 const struct text *t)
{
	const uint32_t *a = m->gram + s->at, *b = m->gram + t->at;
	uint64_t na = kept(m, s), nb = kept(m, t), i = 0, k = 0, both = 0;
	bool whole = na == s->n && nb == t->n;
	uint64_t all = whole ? (na + nb) * 10 / 17 : m->keep;

	if (10 * (uint64_t)t->n < 7 * (uint64_t)s->n ||
	    10 * (uint64_t)s->n < 7 * (uint64_t)t->n)
		return 0;
	for (uint64_t n = 0; n < all && i < na && k < nb; n++) {
		uint32_t x = a[i], y = b[k];

		if (10 * (n - both) > 3 * all)
			return 0;
		both += x == y;
		i += x <= y;
		k += y <= x;
	}
	if (whole)
		all = na + nb - both;
	return both > 0 && 10 * both >= 7 * all ? (double)both / (double)all
						: 0;
}

struct walk {
	const struct alike_minima *m;
	struct alike_row *row;
	uint64_t *entry; /* a band of a text, and the text in the lower half */
	bool *cut;       /* texts of which a bucket left comparisons out */
	size_t window;
};

static size_t
bucket_end(const struct walk *w, size_t at)
{
	size_t end = at + 1;

	while (end < w->m->n && w->entry[end] >> 32 == w->entry[at] >> 32)
		end++;
	return end;
}

/* Pairs of n texts of which each is held against `window` before it. */
static uint64_t
looks(uint64_t n, uint64_t window)
{
	return n <= window ? n * (n - 1) / 2
			   : window * (window - 1) / 2 + (n - window) * window;
}

/* The widest window that all buckets of this band allow. */
static size_t
window_of(const struct walk *w)
{
	size_t window = ALIKE_HELD;
	uint64_t sum = 0;

	while (window < w->m->n && sum <= ALIKE_LOOKS) {
		window *= 2;
		sum = 0;
		for (size_t i = 0, end; i < w->m->n; i = end) {
			end = bucket_end(w, i);
			sum += looks(end - i, window);
		}
	}
	return sum > ALIKE_LOOKS ? window / 2 : window;
}

static void
hold_bucket(const struct walk *w, size_t from, size_t end)
{
	for (size_t i = from + 1; i < end; i++) {
		uint32_t x = (uint32_t)w->entry[i];

		w->cut[x] |= i - from > w->window;
		for (size_t k = i - from > w->window ? i - w->window : from;
		     k < i; k++) {
			uint32_t y = (uint32_t)w->entry[k];
			double j =
			    index_of(w->m, &w->m->text[x], &w->m->text[y]);

			if (j > 0)
				alike_found(&w->row[x], y, j);
		}
	}
}

static void
walk_band(struct walk *w, size_t band, struct alike_sums *sums)
{
	const struct alike_minima *m = w->m;

	for (size_t i = 0; i < m->n; i++)
		w->entry[i] = (uint64_t)m->text[i].band[band] << 32 | i;
	qsort(w->entry, m->n, sizeof(*w->entry), order_u64);
	w->window = window_of(w);
	for (size_t i = 0, end; i < m->n; i = end) {
		end = bucket_end(w, i);
		hold_bucket(w, i, end);
		sums->unheld +=
		    looks(end - i, end - i) - looks(end - i, w->window);
	}
}

void
alike_minima_find(struct alike_minima *m, struct alike_row *row,
		  struct alike_sums *sums, alike_tell tell, void *ctx)
{
	struct walk w = { m, row, mem_calloc(m->n + 1, sizeof(*w.entry)),
			  mem_calloc(m->n + 1, sizeof(*w.cut)), 0 };

	for (size_t band = 0; band < BANDS; band++) {
		tell(ctx, (double)band / BANDS);
		walk_band(&w, band, sums);
	}
	for (size_t i = 0; i < m->n; i++) {
		sums->sampled += kept(m, &m->text[i]) < m->text[i].n;
		sums->unsure += w.cut[i] && row[i].jaccard == 0;
	}
	sums->kept = m->keep;
	free(w.cut);
	free(w.entry);
}
