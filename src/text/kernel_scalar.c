/*
 * The reference kernel, in plain C: one character after the other, but for
 * what prose is made of. Eight ASCII characters or eight characters of three
 * bytes are looked at as words of eight bytes, a byte a lane.
 */
#include <string.h>

#include "base/utf8.h"
#include "text/kernel.h"
#include "text/props.h"
#include "text/walk.h"

static bool
always(void)
{
	return true;
}

#define EVERY(byte) (UINT64_C(0x0101010101010101) * (byte))

static inline uint64_t
word_at(const unsigned char *s)
{
	uint64_t w;

	memcpy(&w, s, sizeof(w));
	return w;
}

/* Bit 7 of each lane of w, all below 80, that is not this byte. */
static inline uint64_t
other_than(uint64_t w, unsigned char byte)
{
	return ((w ^ EVERY(byte)) + EVERY(0x7f)) & EVERY(0x80);
}

/* How many of eight ASCII characters are left out. */
static inline uint64_t
left_out_of(uint64_t w)
{
	uint64_t not =
	    other_than(w, ' ') & other_than(w, '\n') & other_than(w, '\r');

	return 8 - ((not >> 7) * EVERY(1) >> 56);
}

/* Lead and continuation bytes by turns, from each of the three on. */
static const unsigned char fixed_bits[3 * 8] = {
	0xf0, 0xc0, 0xc0, 0xf0, 0xc0, 0xc0, 0xf0, 0xc0, 0xc0, 0xf0, 0xc0, 0xc0,
	0xf0, 0xc0, 0xc0, 0xf0, 0xc0, 0xc0, 0xf0, 0xc0, 0xc0, 0xf0, 0xc0, 0xc0,
};
static const unsigned char fixed_value[3 * 8] = {
	0xe0, 0x80, 0x80, 0xe0, 0x80, 0x80, 0xe0, 0x80, 0x80, 0xe0, 0x80, 0x80,
	0xe0, 0x80, 0x80, 0xe0, 0x80, 0x80, 0xe0, 0x80, 0x80, 0xe0, 0x80, 0x80,
};
static const unsigned char lead_low[3 * 8] = {
	15, 0, 0, 15, 0, 0, 15, 0, 0, 15, 0, 0,
	15, 0, 0, 15, 0, 0, 15, 0, 0, 15, 0, 0,
};

/*
 * Whether s[0..24) is eight characters of three bytes, none of them led by
 * E0 or ED, which exclude second bytes. The leads of the three words fill
 * each other's gaps.
 */
static inline bool
eight_of_three(const unsigned char *s)
{
	uint64_t differ = 0, low = 0;

	for (size_t i = 0; i < 24; i += 8) {
		uint64_t w = word_at(s + i);

		differ |=
		    (w & word_at(fixed_bits + i)) ^ word_at(fixed_value + i);
		low |= w & word_at(lead_low + i);
	}
	return differ == 0 &&
	       (other_than(low, 0) & other_than(low, 0x0d)) == EVERY(0x80);
}

static inline unsigned
is_han(uint32_t c)
{
	return (props_of(c) & PROPS_HAN) != 0;
}

/* The Han of s[0..24), eight characters of three bytes. */
static inline uint64_t
han_of_eight(const unsigned char *s)
{
	uint64_t n = 0;

	for (const unsigned char *p = s; p < s + 24; p += 3)
		n += is_han((p[0] & 0x0fu) << 12 | (p[1] & 0x3fu) << 6 |
			    (p[2] & 0x3fu));
	return n;
}

static inline bool
count(const unsigned char *s, size_t n, struct kernel_tally *t, bool han)
{
	struct kernel_tally sum = { 0 };

	for (size_t at = 0; at < n;) {
		uint32_t c;

		if (n - at >= 24 && eight_of_three(s + at)) {
			sum.starts += 8;
			if (han)
				sum.han += han_of_eight(s + at);
			at += 24;
			continue;
		}
		if (n - at >= 8 && (word_at(s + at) & EVERY(0x80)) == 0) {
			sum.starts += 8;
			sum.left_out += left_out_of(word_at(s + at));
			at += 8;
			continue;
		}
		at += utf8_step(s + at, n - at, &c);
		if (c == UTF8_ILL)
			return false;
		sum.starts++;
		sum.astral += c > 0xffff;
		sum.left_out += c == ' ' || c == '\n' || c == '\r';
		if (han)
			sum.han += is_han(c);
	}
	if (han) {
		t->han += sum.han;
		return true;
	}
	t->starts += sum.starts;
	t->astral += sum.astral;
	t->left_out += sum.left_out;
	return true;
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

static void
walk(struct lencount_walk *w, const unsigned char *s, size_t n,
     struct lencount *out, struct hash_run *hash)
{
	(void)hash;
	walk_add(w, s, n, out);
}

const struct kernel kernel_scalar = { "scalar", always,   plain,   han,
				      walk,     walk_add, walk_add };
