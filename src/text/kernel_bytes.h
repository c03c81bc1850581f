/*
 * kernel_bytes: the kernel for instruction sets whose comparisons give bytes
 * (AVX2, NEON). The file that includes this defines
 *
 *	vec, WIDTH            a vector and its bytes
 *	v_load(p)             unaligned
 *	v_set(x)              the byte x everywhere
 *	v_table(p)            16 bytes, as v_look wants them
 *	v_look(table, i)      table[i] for each byte i of 0..15
 *	v_ascii(table, v)     table[v & 15] where v is ASCII, else no ASCII
 *	v_shift(v, u, n)      v moved up by n bytes (a constant), the last n
 *	                      of u below
 *	v_high(v), v_low(v)   v >> 4, v & 15
 *	v_and, v_or, v_xor
 *	v_sub, v_subs         modular and saturating at 0
 *	v_min, v_max          unsigned
 *	v_equal(a, b)         FF where equal, else 0
 *	v_above(a, b)         FF where a > b, signed
 *	v_sum(v)              the sum of all bytes
 *	v_any(v)              whether any bit is set
 *
 * and then has plain() and han() as kernel.h wants them.
 *
 * Validation is that of Keiser and Lemire, "Validating UTF-8 in less than one
 * instruction per byte" (2021): three look-ups by half-bytes name what may be
 * wrong with a pair of bytes, and where a third or fourth byte must continue
 * it has to be two continuation bytes in a row. Han is the leads E4 to E9 but
 * for few characters; a stretch where one may be is counted again one by one.
 */
#include <string.h>

#include "text/kernel_bytes_tables.h"
#include "text/props.h"
#include "text/utf8.h"

#define INLINE static inline __attribute__((always_inline))

/* A block and the bytes one, two and three places before each of its own. */
struct block {
	vec at, before1, before2, before3;
};

/* Counts of up to 255 blocks, a byte for each place, and what was seen. */
struct count {
	vec continuing, astral, left_out, han;
	vec error, closer;
};

INLINE struct block
load(const unsigned char *p)
{
	return (struct block){ v_load(p), v_load(p - 1), v_load(p - 2),
			       v_load(p - 3) };
}

/* At the start of a text: zeros stand for what is before. */
INLINE struct block
load_first(const unsigned char *p)
{
	vec at = v_load(p), zero = v_set(0);

	return (struct block){ at, v_shift(at, zero, 1), v_shift(at, zero, 2),
			       v_shift(at, zero, 3) };
}

/* Also: what is before asks for nothing here. */
INLINE bool
is_ascii(const struct block *b)
{
	return !v_any(v_and(v_or(b->at, b->before3), v_set(0x80)));
}

INLINE vec
find_errors(const struct block *b)
{
	vec pair = v_and(v_and(v_look(v_table(first_high), v_high(b->before1)),
			       v_look(v_table(first_low), v_low(b->before1))),
			 v_look(v_table(second_high), v_high(b->at)));
	vec third = v_subs(b->before2, v_set(0xe0 - 0x80));
	vec fourth = v_subs(b->before3, v_set(0xf0 - 0x80));

	return v_xor(pair, v_and(v_or(third, fourth), v_set(0x80)));
}

INLINE void
add_han(struct count *n, const struct block *b, vec keep)
{
	vec lead = v_and(v_look(v_table(maybe_first_high), v_high(b->before1)),
			 v_look(v_table(maybe_first_low), v_low(b->before1)));
	vec here = v_and(v_look(v_table(maybe_high), v_high(b->at)),
			 v_look(v_table(maybe_low), v_low(b->at)));
	vec third = v_or(v_equal(b->before2, v_set(0xe3)), v_set(~THIRD));

	n->han = v_sub(n->han, v_and(v_above(v_set(0), lead), keep));
	n->closer = v_or(n->closer, v_and(v_and(here, lead), third));
}

INLINE void
add_plain(struct count *n, const struct block *b, vec keep)
{
	vec cont = v_above(v_set(0xc0), b->at);
	vec four = v_equal(v_max(b->at, v_set(0xf0)), b->at);
	vec out = v_equal(v_ascii(v_table(out_low), b->at), b->at);

	n->continuing = v_sub(n->continuing, v_and(cont, keep));
	n->astral = v_sub(n->astral, v_and(four, keep));
	n->left_out = v_sub(n->left_out, v_and(out, keep));
}

/* Only the bytes where `keep` is FF are counted; errors are those of all. */
INLINE void
add_block(struct count *n, const struct block *b, vec keep, bool han)
{
	n->error = v_or(n->error, find_errors(b));
	if (han)
		add_han(n, b, keep);
	else
		add_plain(n, b, keep);
}

/* Han among the characters that begin in s[from..to), less E4 to E9. */
static __attribute__((noinline)) uint64_t
correction(const unsigned char *from, const unsigned char *to,
	   const unsigned char *end)
{
	uint64_t n = 0;

	for (; from < to; from++) {
		uint32_t c;

		if (utf8_continues(*from))
			continue;
		utf8_step(from, (size_t)(end - from), &c);
		n += c != UTF8_ILL && (props_of(c) & PROPS_HAN) != 0;
		n -= *from >= 0xe4 && *from <= 0xe9;
	}
	return n;
}

/* How many blocks are counted in bytes, and are looked at again at once. */
INLINE ptrdiff_t
stretch(bool han)
{
	return WIDTH * (han ? 32 : 250);
}

/*
 * What was counted in s[from..to), and Han that the leads do not tell. A
 * character may have begun before `from`; it has been corrected only if the
 * stretch before was, up to *corrected.
 */
INLINE void
settle(struct tally *sum, struct count *c, const unsigned char *from,
       const unsigned char *to, const unsigned char *end,
       const unsigned char **corrected, bool han)
{
	if (!han) {
		sum->starts += v_sum(c->continuing);
		sum->astral += v_sum(c->astral);
		sum->left_out += v_sum(c->left_out);
	} else {
		sum->han += v_sum(c->han);
		if (v_any(c->closer)) {
			if (from - *corrected > 2)
				*corrected = from - 2;
			sum->han += correction(*corrected, to, end);
			*corrected = to;
		}
	}
	*c = (struct count){ v_set(0), v_set(0), v_set(0),
			     v_set(0), c->error, v_set(0) };
}

/*
 * Blocks from the start on, and one that ends with the text, of which only
 * the bytes count that are in no other. A text too short for that is copied
 * among zeros first.
 */
INLINE bool
count(const unsigned char *s, size_t n, struct tally *t, bool han)
{
	const unsigned char *p, *end, *from, *corrected;
	unsigned char copy[2 * WIDTH];
	struct tally sum = { 0 };
	struct count c = { v_set(0), v_set(0), v_set(0),
			   v_set(0), v_set(0), v_set(0) };
	struct block b;

	end = s + n;
	if (n < WIDTH + 3) {
		memset(copy, 0, sizeof(copy));
		memcpy(copy, s, n);
		s = copy;
		end = s + (n < WIDTH ? WIDTH : 2 * WIDTH);
	}
	from = corrected = s;
	b = load_first(s);
	add_block(&c, &b, v_set(255), han);
	for (p = s + WIDTH; end - p >= WIDTH; p += WIDTH) {
		if (p - from >= stretch(han)) {
			settle(&sum, &c, from, p, end, &corrected, han);
			from = p;
		}
		b = load(p);
		if (!han || !is_ascii(&b))
			add_block(&c, &b, v_set(255), han);
	}
	if (p < end) {
		b = load(end - WIDTH);
		add_block(&c, &b, v_load(keeps + 32 - WIDTH + (end - p)), han);
	}
	settle(&sum, &c, from, end, end, &corrected, han);
	c.error = v_or(c.error, v_subs(b.at, v_load(limit + 48 - WIDTH)));
	if (v_any(c.error))
		return false;
	if (han) {
		t->han += sum.han;
		return true;
	}
	t->starts += n - sum.starts;
	t->astral += sum.astral;
	t->left_out += sum.left_out;
	return true;
}

static bool
plain(const unsigned char *s, size_t n, struct tally *t)
{
	return count(s, n, t, false);
}

static bool
han(const unsigned char *s, size_t n, struct tally *t)
{
	return count(s, n, t, true);
}
