/*
 * Sets of exact grams: 21 bits a character make three of them one number, and
 * a sorted list of numbers intersects by a merge. Prompts are short; nothing
 * cleverer than that has been worth its memory.
 */
#include "dataset/near.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/hash.h"
#include "base/order.h"
#include "base/utf8.h"
#include "text/claim.h"

enum { CLAIMS = 16 };

struct near_text
near_read(struct span x, struct arena *a)
{
	struct near_text t = { arena_bytes(a, (x.n + 1) * sizeof(*t.point)),
			       0 };
	uint32_t c;

	for (size_t at = 0; at < x.n;) {
		struct span rest = span_from(x, at);
		size_t space = span_space_before(rest);

		if (space > 0) {
			at += space;
			continue;
		}
		at += utf8_step((const unsigned char *)rest.s, rest.n, &c);
		t.point[t.n++] = c == UTF8_ILL ? 0xfffd : c;
	}
	return t;
}

static int
is_digit(uint32_t c)
{
	return utf8_digit(c) || (c >= 0xff10 && c <= 0xff19);
}

struct near_text
near_mask(const struct near_text *x, struct arena *a)
{
	struct near_text t = { arena_bytes(a, (x->n + 1) * sizeof(*t.point)),
			       0 };

	for (size_t i = 0; i < x->n; i++) {
		if (!is_digit(x->point[i]))
			t.point[t.n++] = x->point[i];
		else if (i == 0 || !is_digit(x->point[i - 1]))
			t.point[t.n++] = '#';
	}
	return t;
}

/* A range is left to its figures: its ends are two numbers. */
struct near_text
near_mask_prompt(struct span prompt, struct arena *a)
{
	struct claim claim[CLAIMS];
	size_t n = claim_list(prompt, claim, CLAIMS), at = 0, to = 0;
	char *s = arena_bytes(a, prompt.n + 1);
	struct near_text x;

	if (n == 0) {
		x = near_read(prompt, a);
		return near_mask(&x, a);
	}
	for (size_t i = 0; i < n && i < CLAIMS; i++) {
		const struct claim *c = &claim[i];

		if (!claim_single(c) || c->number_at < at || c->number_n == 0)
			continue;
		memcpy(s + to, prompt.s + at, c->number_at - at);
		to += c->number_at - at;
		s[to++] = '#';
		at = c->number_at + c->number_n;
	}
	memcpy(s + to, prompt.s + at, prompt.n - at);
	to += prompt.n - at;
	x = near_read((struct span){ s, to }, a);
	return near_mask(&x, a);
}

uint64_t
near_gram(const struct near_text *x, size_t at)
{
	uint64_t g = 0;

	for (size_t k = at; k < at + 3; k++)
		g = g << 21 | (k < x->n ? x->point[k] + 1 : 0);
	return g;
}

struct near_set
near_grams(const struct near_text *x, struct arena *a)
{
	size_t n = x->n >= 3 ? x->n - 2 : x->n > 0;
	struct near_set s = { arena_bytes(a, (n + 1) * sizeof(*s.gram)), 0 };

	for (size_t i = 0; i < n; i++)
		s.gram[i] = near_gram(x, i);
	s.n = order_once(s.gram, n);
	return s;
}

void
near_write(const struct near_text *x, struct buf *out)
{
	char put[4];

	for (size_t i = 0; i < x->n; i++)
		buf_add(out, put, utf8_put(put, x->point[i]));
}

uint64_t
near_hash(const struct near_text *x, struct buf *scratch)
{
	utf8proc_uint8_t *form = NULL;
	utf8proc_ssize_t n;
	uint64_t h;

	buf_reset(scratch);
	near_write(x, scratch);
	n = utf8proc_map((const utf8proc_uint8_t *)buf_text(scratch),
			 (utf8proc_ssize_t)scratch->len, &form,
			 UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE);
	h = n < 0 ? hash_text(buf_text(scratch), scratch->len)
		  : hash_text(form, (size_t)n);
	free(form);
	return h;
}

static size_t
near_common(const struct near_set *a, const struct near_set *b)
{
	size_t i = 0, k = 0, n = 0;

	while (i < a->n && k < b->n) {
		uint64_t x = a->gram[i], y = b->gram[k];

		n += x == y;
		i += x <= y;
		k += y <= x;
	}
	return n;
}

double
near_jaccard(const struct near_set *a, const struct near_set *b)
{
	size_t n = near_common(a, b), all = a->n + b->n - n;

	return all > 0 ? (double)n / (double)all : 0;
}

double
near_containment(const struct near_set *a, const struct near_set *b)
{
	return a->n > 0 ? (double)near_common(a, b) / (double)a->n : 0;
}
