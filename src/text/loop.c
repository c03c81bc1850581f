/*
 * Grams and not sentences: a loop may have no full stop, and one that counts
 * ("No. 1 ... No. 2 ...") has no two sentences that are equal. Of each gram
 * the hash alone is kept, 8 bytes a token; two that meet by chance are one in
 * 10^13 at the length of an answer.
 */
#include "text/loop.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/span.h"

/* Open addressing; 0 is a free place. */
struct seen {
	uint64_t *hash;
	size_t mask;
};

static bool
seen_before(struct seen *t, uint64_t hash)
{
	size_t at = hash & t->mask;

	while (t->hash[at] != 0 && t->hash[at] != hash)
		at = (at + 1) & t->mask;
	if (t->hash[at] == hash)
		return true;
	t->hash[at] = hash;
	return false;
}

static bool
goes_on(const char *s, size_t k)
{
	return utf8_letter(s[0])  ? utf8_letter(s[k])
	       : utf8_digit(s[0]) ? utf8_digit(s[k])
				  : s[k] == s[0];
}

/* Of what s[0..n) begins with, the bytes of one token; n > 0. */
static size_t
token(const char *s, size_t n)
{
	bool wide = ((unsigned char)s[0] & 0x80) != 0;
	size_t k = 1;

	if (wide)
		while (k < n && utf8_continues((unsigned char)s[k]))
			k++;
	else
		while (k < n && k < LOOP_RUN && goes_on(s, k))
			k++;
	return k;
}

/* The grams of a text, one after the other. */
struct grams {
	uint64_t last[LOOP_GRAM];
	size_t tokens, again, row, longest;
	struct seen seen;
};

static void
add(struct grams *g, uint64_t hash)
{
	uint64_t h = HASH_INIT;

	g->last[g->tokens++ % LOOP_GRAM] = hash;
	if (g->tokens < LOOP_GRAM)
		return;
	for (size_t k = 0; k < LOOP_GRAM; k++)
		h = hash_u64(h, g->last[(g->tokens + k) % LOOP_GRAM]);
	if (seen_before(&g->seen, hash_done(h) | 1)) {
		g->again++;
		g->row++;
	} else {
		g->row = 0;
	}
	if (g->row > g->longest)
		g->longest = g->row;
}

struct loop
loop_of(const char *s, size_t n)
{
	struct grams g = { .tokens = 0 };
	size_t size = 16;
	double places;

	while (size < 2 * n)
		size *= 2;
	g.seen.hash = mem_calloc(size, sizeof(*g.seen.hash));
	g.seen.mask = size - 1;
	for (size_t at = 0, len; at < n; at += len) {
		len = span_space_before((struct span){ s + at, n - at });
		if (len > 0)
			continue;
		len = token(s + at, n - at);
		add(&g, hash_bytes(HASH_INIT, s + at, len));
	}
	free(g.seen.hash);
	if (g.tokens < LOOP_LEAST)
		return (struct loop){ NAN, NAN };
	places = (double)(g.tokens - LOOP_GRAM + 1);
	return (struct loop){ (double)g.again / places,
			      g.longest < LOOP_STRETCH
				  ? 0
				  : (double)g.longest / places };
}

bool
loop_is(const char *s, size_t n)
{
	struct loop x = loop_of(s, n);

	return x.share >= LOOP_SHARE || x.row >= LOOP_ROW;
}
