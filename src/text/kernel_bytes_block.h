/*
 * kernel_bytes_block: one vector of bytes, for kernel_bytes.
 *
 * A block is a vector, looked at together with the same bytes moved by one,
 * two and three. Well-formed is: continuation bytes stand exactly where leads
 * ask for them, and no second byte is one its lead excludes. For the former,
 * bit 7 of byte - 40 (saturating) says that the byte leads two or more, of
 * byte - 60 three or more, of byte - 70 four; an odd number of the bits that
 * must be equal is an error, here or where it began. For the latter, each
 * lead has a number that added to the second bytes it excludes sets bit 7.
 * C0 and C1 are, less 40, the lowest of all signed bytes.
 *
 * Characters of four bytes are rare. All blocks are gone through as if there
 * were none, and those where such a lead or an error was seen, which makes
 * them odd, are gone through again, more closely. Han is the leads E4 to E9
 * but for few characters, which are odd as well. What there is to be found
 * out about a character is found in the block of its third byte.
 */
#include "text/kernel_bytes_tables.h"

#define INLINE static inline __attribute__((always_inline))

/* A block and the bytes one, two and three places before each of its own. */
struct kernel_block {
	vec at, before1, before2, before3;
};

/* What each block adds to: counts of up to 255, a byte for each place. */
struct kernel_places {
	vec continuing, left_out, han;
	vec lowest; /* signed: 81 and below for C0 and C1 */
};

/* What odd ones add to. */
struct kernel_closer {
	vec astral; /* up to 255 */
	vec error;  /* bit 7 of any byte: ill-formed */
};

/* Well inside a text. */
INLINE struct kernel_block
load(const unsigned char *p)
{
	return (struct kernel_block){ v_load(p), v_load(p - 1), v_load(p - 2),
				      v_load(p - 3) };
}

INLINE struct kernel_block
follow(vec before, vec at)
{
	return (struct kernel_block){ at, v_shift(at, before, 1),
				      v_shift(at, before, 2),
				      v_shift(at, before, 3) };
}

/* Bit 7 where v is at least this byte, which is 80 or more. */
INLINE vec
at_least(int byte, vec v)
{
	return v_subs(v, v_set(byte - 0x80));
}

/*
 * Bit 7 where a second byte is odd after leads E0 to EF, and after F0 to FF,
 * of which v_look makes 0. What other bytes give means nothing.
 */
INLINE vec
second_of(const unsigned char *table, const struct kernel_block *b)
{
	vec i = at_least(0xf0, b->before2);

	return v_add(b->before1, v_look(v_table(table), i));
}

/* FF where Han may follow on E3 80; `second` by second_of_e_han. */
INLINE vec
odd_third(const struct kernel_block *b, vec second)
{
	vec i = v_subs(v_set(0x95), b->at);

	return v_equal(v_look(v_table(third_of_e3_80), i), second);
}

/* Count a block where `keep` is FF; bit 7 of the result is what is odd. */
INLINE vec
add_block(struct kernel_places *n, const struct kernel_block *b, vec keep,
	  bool han)
{
	vec cont = v_above(v_set(0xc0), b->at);
	vec lead2 = at_least(0xc0, b->before1);
	vec lead3 = at_least(0xe0, b->before2);
	vec second = second_of(han ? second_of_e_han : second_of_e, b);

	n->lowest = v_least(n->lowest, lead2);
	if (han) {
		vec i = v_xor(lead3, v_set(0x80));
		vec lead = v_look(v_table(leads_han), i);

		second = v_or(second, odd_third(b, second));
		n->han = v_sub(n->han, v_and(lead, keep));
	} else {
		vec out = v_equal(v_look(v_table(out_low), b->at), b->at);

		n->continuing = v_sub(n->continuing, v_and(cont, keep));
		n->left_out = v_sub(n->left_out, v_and(out, keep));
	}
	return v_or(v_xor(v_xor(cont, lead2), lead3), v_and(lead3, second));
}

/*
 * Look closer at an odd block. A fourth byte that is missing in the next one
 * is not seen: nothing may be odd there.
 */
INLINE void
look_closer(struct kernel_closer *n, const struct kernel_block *b, vec keep)
{
	vec cont = v_above(v_set(0xc0), b->at);
	vec lead2 = at_least(0xc0, b->before1);
	vec lead3 = at_least(0xe0, b->before2);
	vec lead4 = at_least(0xf0, b->before3);
	vec four = at_least(0xf0, b->before2);
	vec i = v_xor(four, v_set(0x80));
	vec second = v_add(b->before1, v_look(v_table(second_of_f), i));

	second = v_or(v_and(four, second),
		      v_and(v_without(lead3, four), second_of(second_of_e, b)));
	second = v_or(second, v_xor(v_xor(cont, lead2), v_xor(lead3, lead4)));
	n->error = v_or(n->error, second);
	n->astral = v_sub(n->astral, v_and(v_above(v_set(0), four), keep));
}

/* Bit 7 where leads_han is not right, in a block. Emoji are F0 9F. */
INLINE vec
han_unlike_leads(const struct kernel_block *b)
{
	vec four = at_least(0xf0, b->before2);
	vec three = v_without(at_least(0xe0, b->before2), four);
	vec second = second_of(second_of_e_han, b);
	vec third =
	    v_and(odd_third(b, second), v_equal(b->before2, v_set(0xe3)));

	return v_or(v_and(three, v_or(second, third)),
		    v_without(four, v_equal(b->before1, v_set(0x9f))));
}
