/*
 * kernel_bytes: the kernel for instruction sets whose comparisons give bytes
 * (AVX2, NEON). The file that includes this defines
 *
 *	vec, WIDTH            a vector and its bytes, 16 or 32
 *	v_load(p)             unaligned
 *	v_part(p, n)          n < WIDTH bytes, then zeros
 *	v_set(x)              the byte x everywhere
 *	v_table(p)            16 bytes, as v_look wants them
 *	v_look(table, i)      table[i & 15] for each byte i below 80, else 0
 *	v_shift(v, u, n)      v moved up by n bytes (a constant), the last n
 *	                      of u below
 *	v_and, v_or, v_xor
 *	v_without(a, b)       a & ~b
 *	v_add, v_sub          modular
 *	v_subs                saturating at 0
 *	v_least(a, b)         the smaller, signed
 *	v_equal(a, b)         FF where equal, else 0
 *	v_above(a, b)         FF where a > b, signed
 *	v_sum(v)              the sum of all bytes
 *	v_signs(v)            whether any byte has bit 7 set
 *
 * and then has plain() and han() as kernel.h wants them.
 */
#include <string.h>

#include "base/utf8.h"
#include "text/kernel_bytes_block.h"
#include "text/props.h"

struct kernel_count {
	const unsigned char *s, *end; /* the text */
	struct kernel_tally sum;
	struct kernel_places all;
	struct kernel_closer odd;
};

/* How many blocks are counted in bytes before that is settled. */
enum { STRETCH = 240, MANY = 12 };

/*
 * Han among the characters whose third bytes are in [from, to), less those
 * that leads_han counts.
 */
static __attribute__((noinline)) uint64_t
correction(const unsigned char *s, const unsigned char *from,
	   const unsigned char *to, const unsigned char *end)
{
	const unsigned char *p = from - s > 2 ? from - 2 : s;
	uint64_t n = 0;

	for (; to - p > 2; p++) {
		uint32_t c;

		if (utf8_continues(*p))
			continue;
		utf8_step(p, (size_t)(end - p), &c);
		n += c != UTF8_ILL && (props_of(c) & PROPS_HAN) != 0;
		n -= *p >= 0xe0 && leads_han[*p & 15] != 0;
	}
	return n;
}

/* Go again through an odd block, whose bytes [from, to) are counted. */
INLINE void
again(struct kernel_count *n, const struct kernel_block *b, vec keep,
      const unsigned char *from, const unsigned char *to, bool han)
{
	look_closer(&n->odd, b, keep);
	if (to - n->s > 2 && to[-3] >= 0xf0 &&
	    (to == n->end || !utf8_continues(*to)))
		n->odd.error = v_set(0x80);
	if (han && v_signs(han_unlike_leads(b)))
		n->sum.han += correction(n->s, from, to, n->end);
}

INLINE void
add(struct kernel_count *n, const struct kernel_block *b, vec keep,
    const unsigned char *from, const unsigned char *to, bool han)
{
	if (v_signs(add_block(&n->all, b, keep, han)))
		again(n, b, keep, from, to, han);
}

/* Blocks well inside a text. Returns how many are odd, and which. */
INLINE size_t
add_blocks(struct kernel_places *n, const unsigned char *p,
	   const unsigned char *to, const unsigned char **which, bool han)
{
	size_t k = 0;

	for (; p < to; p += WIDTH) {
		struct kernel_block b = load(p);

		which[k] = p;
		k += v_signs(add_block(n, &b, v_set(255), han));
	}
	return k;
}

/* The same from registers and back. */
INLINE size_t
add_many(struct kernel_places *n, const unsigned char *p,
	 const unsigned char *to, const unsigned char **which, bool han)
{
	struct kernel_places all = *n;
	size_t k = add_blocks(&all, p, to, which, han);

	*n = all;
	return k;
}

/*
 * In functions of their own, where the compiler has registers for all: worth
 * a call when there are many.
 */
static __attribute__((noinline)) size_t
plain_blocks(struct kernel_places *n, const unsigned char *p,
	     const unsigned char *to, const unsigned char **which)
{
	return add_many(n, p, to, which, false);
}

static __attribute__((noinline)) size_t
han_blocks(struct kernel_places *n, const unsigned char *p,
	   const unsigned char *to, const unsigned char **which)
{
	return add_many(n, p, to, which, true);
}

INLINE void
settle(struct kernel_count *n, bool han)
{
	struct kernel_places *all = &n->all;

	if (han) {
		n->sum.han += v_sum(all->han);
		all->han = v_set(0);
		return;
	}
	n->sum.starts -= v_sum(all->continuing);
	n->sum.left_out += v_sum(all->left_out);
	n->sum.astral += v_sum(n->odd.astral);
	all->continuing = all->left_out = n->odd.astral = v_set(0);
}

/* A block of a short text at p, behind another; what is in it. */
INLINE vec
add_next(struct kernel_count *n, vec before, const unsigned char *p, bool han)
{
	ptrdiff_t have = n->end - p;
	vec at = have >= WIDTH ? v_load(p) : v_part(p, (size_t)have);
	struct kernel_block b = follow(before, at);

	add(n, &b, v_set(255), p, have < WIDTH ? n->end : p + WIDTH, han);
	return at;
}

/* Zeros follow the last bytes, so that a character cut off is an error. */
INLINE void
add_short(struct kernel_count *n, bool han)
{
	vec first = add_next(n, v_set(0), n->s, han);
	const unsigned char *p = n->s + WIDTH;

	if (n->end - n->s > WIDTH - 3)
		add_next(n, first, p < n->end ? p : n->end, han);
}

/*
 * Blocks from the start on, and one that ends with the text, of which only
 * the bytes count that are in no other.
 */
INLINE void
add_long(struct kernel_count *n, bool han)
{
	const unsigned char *p = n->s + WIDTH, *end = n->end;
	const unsigned char *odd[STRETCH];
	struct kernel_block b = follow(v_set(0), v_load(n->s));
	vec keep;

	add(n, &b, v_set(255), n->s, p, han);
	while (end - p >= WIDTH) {
		ptrdiff_t blocks = (end - p) / WIDTH;
		const unsigned char *to;
		size_t k;

		if (blocks > STRETCH)
			blocks = STRETCH;
		to = p + blocks * WIDTH;
		if (blocks < MANY) {
			k = add_blocks(&n->all, p, to, odd, han);
		} else {
			struct kernel_places all = n->all;

			k = (han ? han_blocks : plain_blocks)(&all, p, to, odd);
			n->all = all;
		}
		for (size_t i = 0; i < k; i++) {
			b = load(odd[i]);
			again(n, &b, v_set(255), odd[i], odd[i] + WIDTH, han);
		}
		if (blocks == STRETCH)
			settle(n, han);
		p = to;
	}
	b = load(end - WIDTH);
	keep = v_load(keeps + 32 - WIDTH + (end - p));
	add(n, &b, keep, p, end, han);
	b.at = v_subs(b.at, v_load(limit + 48 - WIDTH));
	n->odd.error = v_or(n->odd.error, b.at);
}

INLINE struct kernel_count
begin(const unsigned char *s, size_t n)
{
	vec zero = v_set(0);

	return (struct kernel_count){ s,
				      s + n,
				      { .starts = n },
				      { zero, zero, zero, zero },
				      { zero, zero } };
}

INLINE bool
end(struct kernel_count *n, struct kernel_tally *t, bool han)
{
	vec lowest = v_above(v_set(0x82), n->all.lowest);

	if (v_signs(v_or(n->odd.error, lowest)))
		return false;
	settle(n, han);
	if (han) {
		t->han += n->sum.han;
		return true;
	}
	t->starts += n->sum.starts;
	t->astral += n->sum.astral;
	t->left_out += n->sum.left_out;
	return true;
}

/* A function of its own: what it needs room for, short texts do not. */
static __attribute__((noinline)) bool
count_long(const unsigned char *s, size_t n, struct kernel_tally *t, bool han)
{
	struct kernel_count c = begin(s, n);

	if (han)
		add_long(&c, true);
	else
		add_long(&c, false);
	return end(&c, t, han);
}

INLINE bool
count(const unsigned char *s, size_t n, struct kernel_tally *t, bool han)
{
	struct kernel_count c = begin(s, n);

	/* One character is not worth a vector. */
	if (n < 4)
		return (han ? kernel_scalar.han : kernel_scalar.plain)(s, n, t);
	if (n >= WIDTH + 3)
		return count_long(s, n, t, han);
	add_short(&c, han);
	return end(&c, t, han);
}

static bool
plain(const unsigned char *s, size_t n, struct kernel_tally *t)
{
	return count(s, n, t, false);
}

static bool
han(const unsigned char *s, size_t n, struct kernel_tally *t)
{
	return count(s, n, t, true);
}
