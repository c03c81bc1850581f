/*
 * Tokens and n-grams are numbers, so that nothing here compares strings: a
 * token is a chain of pairs (what came before, next character), an n-gram a
 * chain of pairs (the n-1-gram, next token), and one table numbers all pairs.
 * Two chains are equal only where their numbers are, with no hash to trust.
 */
#include "text/overlap.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* A pair's right half when it is a token, which no character can be. */
#define GRAM (UINT32_C(1) << 31)
#define FREE UINT64_MAX

enum { KEPT = 1 << 16 };

void
overlap_init(struct overlap *o)
{
	*o = (struct overlap){ .cap = 0 };
	arena_init(&o->arena);
}

void
overlap_fini(struct overlap *o)
{
	arena_fini(&o->arena);
	free(o->key);
	free(o->number);
	free(o->limit);
	free(o->seen);
}

/* A table that one long text has made is not kept for the short ones. */
void
overlap_reset(struct overlap *o)
{
	arena_reset(&o->arena);
	if (o->cap > KEPT && o->n < o->cap / 64) {
		free(o->key);
		free(o->number);
		o->key = NULL;
		o->number = NULL;
		o->cap = 0;
	}
	if (o->cap > 0)
		memset(o->key, 0xff, o->cap * sizeof(*o->key));
	o->n = 0;
}

static size_t
slot_of(const struct overlap *o, uint64_t key)
{
	uint64_t h = key * UINT64_C(0x9e3779b97f4a7c15);
	size_t at = (h ^ h >> 32) & (o->cap - 1);

	while (o->key[at] != FREE && o->key[at] != key)
		at = (at + 1) & (o->cap - 1);
	return at;
}

static void
grow(struct overlap *o)
{
	struct overlap old = *o;

	o->cap = o->cap > 0 ? o->cap * 2 : 1024;
	o->key = mem_calloc(o->cap, sizeof(*o->key));
	o->number = mem_calloc(o->cap, sizeof(*o->number));
	memset(o->key, 0xff, o->cap * sizeof(*o->key));
	for (size_t i = 0; i < old.cap; i++) {
		size_t at;

		if (old.key[i] == FREE)
			continue;
		at = slot_of(o, old.key[i]);
		o->key[at] = old.key[i];
		o->number[at] = old.number[i];
	}
	free(old.key);
	free(old.number);
}

uint32_t
overlap_pair(struct overlap *o, uint32_t left, uint32_t right)
{
	uint64_t key = (uint64_t)left << 32 | right;
	size_t at;

	if (o->n * 2 >= o->cap)
		grow(o);
	at = slot_of(o, key);
	if (o->key[at] == FREE) {
		o->key[at] = key;
		o->number[at] = (uint32_t)++o->n;
	}
	return o->number[at];
}

/* The n-grams of a text, one for each place where one begins. */
static struct overlap_text
grams(struct overlap *o, const struct overlap_text *x, size_t n)
{
	struct overlap_text g = { NULL, x->n < n ? 0 : x->n - n + 1 };

	g.token = arena_bytes(&o->arena, (g.n + 1) * sizeof(*g.token));
	for (size_t i = 0; i < g.n; i++) {
		g.token[i] = x->token[i];
		for (size_t k = 1; k < n; k++)
			g.token[i] =
			    overlap_pair(o, g.token[i], GRAM | x->token[i + k]);
	}
	return g;
}

static void
room(struct overlap *o)
{
	size_t want = o->n + 1;

	if (want <= o->counted)
		return;
	o->limit = mem_realloc(o->limit, want * 2, sizeof(*o->limit));
	o->seen = mem_realloc(o->seen, want * 2, sizeof(*o->seen));
	memset(o->limit + o->counted, 0,
	       (want * 2 - o->counted) * sizeof(*o->limit));
	memset(o->seen + o->counted, 0,
	       (want * 2 - o->counted) * sizeof(*o->seen));
	o->counted = want * 2;
}

/* How many of the answer's n-grams the references have, clipped. */
static uint64_t
matches(struct overlap *o, size_t n, const struct overlap_text *answer,
	const struct overlap_text *ref, size_t nref)
{
	struct overlap_text *g =
	    arena_bytes(&o->arena, (nref + 1) * sizeof(*g));
	uint64_t found = 0;

	for (size_t r = 0; r < nref; r++)
		g[r] = grams(o, &ref[r], n);
	g[nref] = grams(o, answer, n);
	room(o);
	for (size_t r = 0; r < nref; r++) {
		for (size_t i = 0; i < g[r].n; i++) {
			uint32_t t = g[r].token[i];

			if (++o->seen[t] > o->limit[t])
				o->limit[t] = o->seen[t];
		}
		for (size_t i = 0; i < g[r].n; i++)
			o->seen[g[r].token[i]] = 0;
	}
	for (size_t i = 0; i < g[nref].n; i++) {
		uint32_t t = g[nref].token[i];

		if (o->limit[t] > 0) {
			o->limit[t]--;
			found++;
		}
	}
	for (size_t r = 0; r < nref; r++)
		for (size_t i = 0; i < g[r].n; i++)
			o->limit[g[r].token[i]] = 0;
	return found;
}

static size_t
closest(const struct overlap_text *answer, const struct overlap_text *ref,
	size_t nref)
{
	size_t best = ref[0].n;

	for (size_t r = 1; r < nref; r++) {
		size_t n = ref[r].n;
		size_t d = n > answer->n ? n - answer->n : answer->n - n;
		size_t b =
		    best > answer->n ? best - answer->n : answer->n - best;

		if (d < b || (d == b && n < best))
			best = n;
	}
	return best;
}

void
overlap_count(struct overlap *o, const struct overlap_text *answer,
	      const struct overlap_text *ref, size_t nref,
	      struct overlap_counts *c)
{
	for (size_t n = 1; n <= OVERLAP_ORDER; n++) {
		c->match[n - 1] += matches(o, n, answer, ref, nref);
		c->total[n - 1] += answer->n < n ? 0 : answer->n - n + 1;
	}
	c->answer += answer->n;
	c->reference += closest(answer, ref, nref);
}

double
overlap_brevity(const struct overlap_counts *c)
{
	if (c->answer >= c->reference)
		return 1;
	return c->answer == 0
		   ? 0
		   : exp(1 - (double)c->reference / (double)c->answer);
}

double
overlap_bleu(const struct overlap_counts *c, enum overlap_smooth smooth,
	     bool effective)
{
	double sum = 0, halves = 1;
	int orders = 0;

	for (int n = 0; n < OVERLAP_ORDER; n++)
		orders += c->match[n] > 0;
	if (orders == 0)
		return 0;
	orders = 0;
	for (int n = 0; n < OVERLAP_ORDER; n++) {
		double more = smooth == OVERLAP_ADD_K && n > 0 ? 1 : 0;
		double match = (double)c->match[n] + more;
		double total = (double)c->total[n] + more;

		if (total == 0)
			break;
		if (match == 0 && smooth == OVERLAP_EXP)
			match = 1 / (halves *= 2);
		else if (match == 0 && smooth == OVERLAP_FLOOR)
			match = 0.1;
		if (match == 0)
			return 0;
		sum += log(100 * match / total);
		orders++;
	}
	if (!effective && orders < OVERLAP_ORDER)
		return 0;
	return overlap_brevity(c) * exp(sum / orders);
}

double
overlap_bleu_llamafactory(const struct overlap_counts *c)
{
	double sum = 0, halves = 1;

	if (c->match[0] == 0)
		return 0;
	for (int n = 0; n < OVERLAP_ORDER; n++) {
		double total = c->total[n] > 0 ? (double)c->total[n] : 1;
		double match =
		    c->match[n] > 0 ? (double)c->match[n] : 1 / (halves *= 2);

		sum += log(match / total);
	}
	return 100 * overlap_brevity(c) * exp(sum / OVERLAP_ORDER);
}

static struct overlap_rouge
rouge(uint64_t found, size_t answer, size_t ref)
{
	struct overlap_rouge g = { 0, 0, 0 };

	if (found == 0)
		return g;
	g.precision = (double)found / (double)answer;
	g.recall = (double)found / (double)ref;
	g.f = 2 * g.precision * g.recall / (g.precision + g.recall);
	return g;
}

struct overlap_rouge
overlap_rouge_n(struct overlap *o, size_t n, const struct overlap_text *answer,
		const struct overlap_text *ref, size_t nref)
{
	struct overlap_rouge best = { 0, 0, 0 };

	for (size_t r = 0; r < nref; r++) {
		struct overlap_rouge g =
		    rouge(matches(o, n, answer, &ref[r], 1),
			  answer->n < n ? 0 : answer->n - n + 1,
			  ref[r].n < n ? 0 : ref[r].n - n + 1);

		if (g.f > best.f)
			best = g;
	}
	return best;
}

/*
 * Crochemore, Iliopoulos, Pinzon and Reid 2001: a bit of v is 0 where the
 * common subsequence grows, and v' = (v + (v & m)) | (v & ~m) for each token
 * of b, m marking its places in a. Sixty-four places of a at a time: the
 * carry into the next ones waits with its token of b.
 */
static uint64_t
common(struct overlap *o, const struct overlap_text *a,
       const struct overlap_text *b)
{
	unsigned char *carry = arena_alloc(&o->arena, b->n + 1);
	uint64_t *mark, found = 0;

	mark = arena_alloc(&o->arena, (o->n + 1) * sizeof(*mark));
	for (size_t at = 0; at < a->n; at += 64) {
		size_t n = a->n - at < 64 ? a->n - at : 64;
		uint64_t v = UINT64_MAX;

		for (size_t i = 0; i < n; i++)
			mark[a->token[at + i]] |= UINT64_C(1) << i;
		for (size_t j = 0; j < b->n; j++) {
			uint64_t m = mark[b->token[j]], sum;
			bool over = __builtin_add_overflow(v, v & m, &sum);

			over |= __builtin_add_overflow(sum, carry[j], &sum);
			carry[j] = over;
			v = sum | (v & ~m);
		}
		for (size_t i = 0; i < n; i++) {
			mark[a->token[at + i]] = 0;
			found += (v >> i & 1) == 0;
		}
	}
	return found;
}

struct overlap_rouge
overlap_rouge_l(struct overlap *o, const struct overlap_text *answer,
		const struct overlap_text *ref, size_t nref)
{
	struct overlap_rouge best = { 0, 0, 0 };

	for (size_t r = 0; r < nref; r++) {
		struct overlap_rouge g =
		    rouge(common(o, answer, &ref[r]), answer->n, ref[r].n);

		if (g.f > best.f)
			best = g;
	}
	return best;
}

void
overlap_signature(char out[OVERLAP_SIGNATURE], enum overlap_tokens how,
		  size_t nrefs, bool effective)
{
	char n[24] = "var";

	if (how == OVERLAP_EVERY) {
		snprintf(out, OVERLAP_SIGNATURE,
			 "llamafactory|nltk.sentence_bleu|method3|list(text)");
		return;
	}
	if (nrefs > 0)
		snprintf(n, sizeof(n), "%zu", nrefs);
	snprintf(out, OVERLAP_SIGNATURE,
		 "nrefs:%s|case:mixed|eff:%s|tok:%s|smooth:exp|version:2.6.0",
		 n, effective ? "yes" : "no", overlap_tokens_names[how]);
}
