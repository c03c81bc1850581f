/*
 * The texts stay, and their grams are read off them anew: sets of grams would
 * take four times the memory.
 *
 * A mark has a bit for each gram, some bits for several, so that what differs
 * in two marks differs in the texts (Sandes, Teodoro and Melo, "Bitmap filter:
 * speeding up exact set similarity joins with bitwise operations", Information
 * Systems 88, 2020). English prompts have most grams in common with many
 * others; all but a few of those end here, for a tenth of what it takes to
 * count.
 */
#include "dataset/alike_texts.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/order.h"

enum { GRAM = 3 };
enum { MARK_MOST = 512 };       /* words */
enum { NO_CHARACTER = 0xdc00 }; /* fills a text up to a gram */

static const uint64_t gram_bits = (UINT64_C(1) << 63) - 1;
static const uint64_t odd = UINT64_C(0x9e3779b97f4a7c15);

size_t
alike_units(const struct near_text *x)
{
	return 2 * x->n + GRAM;
}

void
alike_texts_add(struct alike_texts *ts, const struct near_text *x)
{
	struct alike_text t = { .at = ts->units, .index = (uint32_t)ts->n };

	while (ts->cap < ts->units + alike_units(x))
		ts->unit =
		    mem_grow(ts->unit, ts->cap, &ts->cap, sizeof(*ts->unit));
	for (size_t i = 0; i < x->n; i++) {
		uint32_t c = x->point[i];

		if (c >= 0x10000) {
			ts->unit[ts->units++] = (uint16_t)(0xd7c0 + (c >> 10));
			c = 0xdc00 | (c & 0x3ff);
		}
		ts->unit[ts->units++] = (uint16_t)c;
	}
	for (size_t i = x->n; i > 0 && i < GRAM; i++)
		ts->unit[ts->units++] = NO_CHARACTER;
	t.units = (uint32_t)(ts->units - t.at);
	ts->text = mem_grow(ts->text, ts->n, &ts->text_cap, sizeof(*ts->text));
	ts->text[ts->n++] = t;
}

static int
by_size(const void *a, const void *b)
{
	const struct alike_text *x = a, *y = b;

	return x->n != y->n ? order_u32(&x->n, &y->n)
			    : order_u32(&x->index, &y->index);
}

void
alike_texts_sort(struct alike_texts *ts)
{
	if (ts->n > 0)
		qsort(ts->text, ts->n, sizeof(*ts->text), by_size);
}

void
alike_texts_fini(struct alike_texts *ts)
{
	free(ts->unit);
	free(ts->text);
	free(ts->mark);
}

/* From gram to gram; what a text begins with is no whole one. */
struct reading {
	const uint16_t *at, *end;
	uint64_t gram;
};

static void
read_on(struct reading *r)
{
	uint32_t c = *r->at++;

	if (c >> 10 == 0xd800 >> 10)
		c = 0x10000 + ((c & 0x3ff) << 10) + (*r->at++ & 0x3ff);
	r->gram = (r->gram << 21 | (c + 1)) & gram_bits;
}

static struct reading
read_begin(const struct alike_texts *ts, const struct alike_text *t)
{
	struct reading r = { ts->unit + t->at, ts->unit + t->at + t->units, 0 };

	for (int i = 1; i < GRAM && r.at < r.end; i++)
		read_on(&r);
	return r;
}

static struct alike_slot *
slot_of(const struct alike_grams *g, uint64_t gram)
{
	size_t i = (size_t)(gram * odd >> g->shift);

	while (g->slot[i].gram != 0 && g->slot[i].gram != gram)
		i = (i + 1) & (g->slots - 1);
	return &g->slot[i];
}

void
alike_grams_of(const struct alike_texts *ts, const struct alike_text *t,
	       struct alike_grams *g)
{
	struct reading r = read_begin(ts, t);

	g->n = 0;
	for (g->slots = 8, g->shift = 61; g->slots < 2 * (size_t)t->units;
	     g->slots *= 2)
		g->shift--;
	while (g->cap < g->slots)
		g->slot = mem_grow(g->slot, g->cap, &g->cap, sizeof(*g->slot));
	memset(g->slot, 0, g->slots * sizeof(*g->slot));
	while (r.at < r.end) {
		struct alike_slot *s;

		read_on(&r);
		s = slot_of(g, r.gram);
		if (s->gram == r.gram)
			continue;
		s->gram = r.gram;
		g->list =
		    mem_grow(g->list, g->n, &g->list_cap, sizeof(*g->list));
		g->list[g->n++] = r.gram;
	}
}

void
alike_grams_fini(struct alike_grams *g)
{
	free(g->slot);
	free(g->list);
}

uint32_t
alike_common(const struct alike_texts *ts, struct alike_grams *g,
	     const struct alike_text *t, uint32_t least)
{
	struct reading r = read_begin(ts, t);
	uint32_t n = 0, stamp = (uint32_t)(t - ts->text) + 1;
	int64_t spare = (int64_t)t->units - (GRAM - 1) - least;

	while (r.at < r.end && spare >= 0) {
		struct alike_slot *s;

		read_on(&r);
		s = slot_of(g, r.gram);
		if (s->gram == 0 || s->met == stamp) {
			spare--;
			continue;
		}
		s->met = stamp;
		n++;
	}
	return n >= least ? n : 0;
}

static size_t
mark_words(size_t n)
{
	size_t words = ALIKE_NARROW;

	while (words < MARK_MOST && words * 32 < n)
		words *= 2;
	return words;
}

void
alike_mark(struct alike_texts *ts, struct alike_text *t,
	   const struct alike_grams *g)
{
	size_t words = mark_words(t->n);
	uint64_t *mark = t->narrow;

	if (words > ALIKE_NARROW) {
		while (ts->mark_cap < ts->marks + words)
			ts->mark = mem_grow(ts->mark, ts->mark_cap,
					    &ts->mark_cap, sizeof(*ts->mark));
		t->mark = ts->marks;
		ts->marks += words;
		mark = ts->mark + t->mark;
		memset(mark, 0, words * sizeof(*mark));
	}
	memset(t->narrow, 0, sizeof(t->narrow));
	for (size_t i = 0; i < g->n; i++) {
		uint64_t h = (g->list[i] ^ g->list[i] >> 29) * odd;
		uint64_t bit = UINT64_C(1) << (h >> 58);

		mark[h >> 40 & (words - 1)] |= bit;
		t->narrow[h >> 40 & (ALIKE_NARROW - 1)] |= bit;
	}
}

static uint64_t
bits_of(uint64_t x)
{
	x -= x >> 1 & UINT64_C(0x5555555555555555);
	x = (x & UINT64_C(0x3333333333333333)) +
	    (x >> 2 & UINT64_C(0x3333333333333333));
	x = (x + (x >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
	return x * UINT64_C(0x0101010101010101) >> 56;
}

/* The longer mark is folded to the shorter one. */
static bool
wide_differ(const struct alike_texts *ts, const struct alike_text *s,
	    const struct alike_text *t, uint64_t most)
{
	size_t ns = mark_words(s->n), nt = mark_words(t->n);
	const uint64_t *a = ts->mark + s->mark, *b = ts->mark + t->mark;
	uint64_t n = 0;

	for (size_t i = 0; i < ns && n <= most; i++) {
		uint64_t bits = b[i];

		for (size_t k = i + ns; k < nt; k += ns)
			bits |= b[k];
		n += bits_of(a[i] ^ bits);
	}
	return n > most;
}

bool
alike_differ(const struct alike_texts *ts, const struct alike_text *x,
	     const struct alike_text *y, uint64_t most)
{
	const struct alike_text *s = x->n < y->n ? x : y;
	uint64_t n = 0;

	for (size_t i = 0; i < ALIKE_NARROW; i++)
		n += bits_of(x->narrow[i] ^ y->narrow[i]);
	return n > most || (mark_words(s->n) > ALIKE_NARROW &&
			    wide_differ(ts, s, s == x ? y : x, most));
}
