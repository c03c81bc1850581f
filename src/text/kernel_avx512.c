/*
 * AVX-512 with byte permutes (VBMI), 64 bytes and those before them at a time.
 *
 * Two look-ups in 128 places do most of the work: what a byte is, and what
 * the byte before asks of it (kernel_avx512_tables.h). Well-formed is:
 * continuation bytes stand exactly where leads ask for them, and no second
 * byte is in a group its lead excludes. For the former, bit 7 says in one
 * look-up what is a continuation byte, in the other what leads two or more;
 * of byte - 60 (saturating) it says three or more, of byte - 70 four; an odd
 * number of the bits that must be equal is an error, here or where it began.
 *
 * Han is the leads E4 to E9 but for few characters. A stretch with a byte
 * that may belong to one of those is gone through again, more closely: the
 * same look-ups find them, by more groups.
 *
 * Moving a mask to a general register is the dear instruction here (two
 * cycles on Zen 4), so only what is counted is moved; errors stay in vectors.
 */
#if defined(__x86_64__)

#include <immintrin.h>
#include <string.h>

#include "base/utf8.h"
#include "text/kernel.h"
#include "text/kernel_avx512_block.h"
#include "text/kernel_avx512_tables.h"
#include "text/props.h"

struct kernel_count {
	uint64_t continuing, excluded, astral, han;
	__m512i error;   /* bit 7 of any byte: ill-formed */
	__m512i suspect; /* any of GROUPS: to be looked at again */
};

INLINE uint64_t
ones(__mmask64 m)
{
	return (uint64_t)_mm_popcnt_u64(m);
}

/* Truth tables of vpternlog: which of the bits a, b, c give a one. */
enum {
	A = 0xf0,
	B = 0xcc,
	C = 0xaa,
	A_NOT_B_XOR_C = (A & ~B & 0xff) ^ C,
	A_XOR_B_XOR_C = A ^ B ^ C,
	A_OR_B_AND_C = A | (B & C),
};

INLINE __m512i
kind_of(const struct kernel_block *b)
{
	return _mm512_permutex2var_epi8(ROW(kinds[0]), b->at, ROW(kinds[1]));
}

/* What the byte before asks of each. */
INLINE __m512i
ask_of(const struct kernel_block *b, bool han)
{
	__m512i lead;

	if (!han) {
		lead = _mm512_max_epu8(b->before1, BYTES(0x80));
		return _mm512_permutex2var_epi8(ROW(asks[0]), lead,
						ROW(asks[1]));
	}
	/* 80 only where it is after E3. */
	lead = _mm512_mask_max_epu8(
	    b->before1, _mm512_cmpneq_epi8_mask(b->before2, BYTES(0xe3)),
	    b->before1, BYTES(0x81));
	return _mm512_permutex2var_epi8(ROW(asks_han[0]), lead,
					ROW(asks_han[1]));
}

/* Count what is in `fresh` of the block. */
INLINE void
add_block(struct kernel_count *n, const struct kernel_block *b, uint64_t fresh,
	  bool han)
{
	__m512i kind = kind_of(b), ask = ask_of(b, han);
	__m512i lead3 = _mm512_subs_epu8(b->before2, BYTES(0x60));
	__m512i lead4 = _mm512_subs_epu8(b->before3, BYTES(0x70));
	__m512i odd;

	odd = _mm512_ternarylogic_epi32(b->at, kind, ask, A_NOT_B_XOR_C);
	odd = _mm512_ternarylogic_epi32(odd, lead3, lead4, A_XOR_B_XOR_C);
	n->error = _mm512_or_si512(n->error, odd);
	n->suspect =
	    _mm512_ternarylogic_epi32(n->suspect, kind, ask, A_OR_B_AND_C);
	if (han) {
		n->han += ones(fresh & _mm512_test_epi8_mask(ask, BYTES(HAN)));
		return;
	}
	n->continuing +=
	    ones(fresh & _mm512_cmplt_epi8_mask(b->at, BYTES(0xc0)));
	n->excluded += ones(fresh & _mm512_cmpgt_epu8_mask(b->at, kind));
	n->astral += ones(fresh & _mm512_movepi8_mask(lead4));
}

/*
 * Add to *han what the character with the suspect byte at p makes different:
 * Han not led by E4 to E9, or led so and not Han; false: it is ill-formed.
 */
static bool
correct_at(const unsigned char *s, const unsigned char *p,
	   const unsigned char *end, uint64_t *han)
{
	uint32_t c;

	do
		p--;
	while (p > s && utf8_continues(*p));
	utf8_step(p, (size_t)(end - p), &c);
	if (c == UTF8_ILL)
		return false;
	*han += (props_of(c) & PROPS_HAN) != 0;
	*han -= *p >= 0xe4 && *p <= 0xe9;
	return true;
}

/* Add to *han what the blocks from p up to `to` make different; or false. */
static __attribute__((noinline)) bool
correct_blocks(const unsigned char *s, const unsigned char *p,
	       const unsigned char *to, const unsigned char *end, uint64_t *han)
{
	for (; p < to; p += 64) {
		struct kernel_block b = load_end(s, p, end);
		__m512i in = _mm512_and_si512(kind_of(&b), ask_of(&b, true));
		uint64_t at = _mm512_test_epi8_mask(in, BYTES(GROUPS));

		for (; at != 0; at &= at - 1)
			if (!correct_at(s, p + __builtin_ctzll(at), end, han))
				return false;
	}
	return true;
}

/* Correct the Han of these blocks, if any is suspect; false: ill-formed. */
INLINE bool
look_closer(struct kernel_count *n, const unsigned char *s,
	    const unsigned char *p, const unsigned char *to,
	    const unsigned char *end)
{
	uint64_t more = 0;

	if (_mm512_test_epi8_mask(n->suspect, BYTES(GROUPS)) == 0)
		return true;
	n->suspect = _mm512_setzero_si512();
	if (!correct_blocks(s, p, to, end, &more))
		return false;
	n->han += more;
	return true;
}

/*
 * Whether there was an error. Where Han is not counted, nothing is suspect
 * but what is wrong.
 */
INLINE bool
is_wrong(const struct kernel_count *n, bool han)
{
	__m512i suspect = han ? _mm512_setzero_si512() : n->suspect;
	__m512i wrong = _mm512_ternarylogic_epi32(suspect, n->error,
						  BYTES(0x80), A_OR_B_AND_C);

	return _mm512_test_epi8_mask(wrong, wrong) != 0;
}

/* Whether the text ends inside a character; 3 bytes or more. */
INLINE bool
is_cut(const unsigned char *end)
{
	return end[-1] >= 0xc0 || end[-2] >= 0xe0 || end[-3] >= 0xf0;
}

enum { STRETCH = 16 * 64 };

/* All after the first block of 64 bytes or more; false: ill-formed. */
INLINE bool
add_rest(struct kernel_count *n, const unsigned char *s,
	 const unsigned char *end, bool han)
{
	const unsigned char *p = s + 64, *from = s;
	struct kernel_block b;

	for (; end - p >= 64; from = p) {
		const unsigned char *to = end - 63;

		if (han && to - p > STRETCH)
			to = p + STRETCH;
		for (; p < to; p += 64) {
			b = load(p);
			add_block(n, &b, UINT64_MAX, han);
		}
		if (han && !look_closer(n, s, from, p, end))
			return false;
	}
	if (end - s < 128) {
		/* Also when it is empty: a character may be cut off. */
		b = load_end(s, p, end);
		add_block(n, &b, UINT64_MAX, han);
	} else {
		if (p < end) {
			b = load(end - 64);
			add_block(n, &b, ~low_bits((size_t)(p + 64 - end)),
				  han);
		}
		if (is_cut(end))
			return false;
	}
	return !han || look_closer(n, s, from, end, end);
}

INLINE bool
count(const unsigned char *s, size_t n, struct kernel_tally *t, bool han)
{
	const unsigned char *end = s + n;
	struct kernel_count c = { .error = _mm512_setzero_si512(),
				  .suspect = _mm512_setzero_si512() };
	struct kernel_block b = load_end(s, s, end);

	add_block(&c, &b, UINT64_MAX, han);
	if (n >= 64 && !add_rest(&c, s, end, han))
		return false;
	if (n < 64 && han && !look_closer(&c, s, s, end, end))
		return false;
	if (is_wrong(&c, han))
		return false;
	if (han) {
		t->han += c.han;
		return true;
	}
	t->starts += n - c.continuing;
	t->astral += c.astral;
	t->left_out += c.excluded - c.continuing;
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

struct window {
	__m512i v;
};

INLINE struct window
window_load(const unsigned char *p, size_t have)
{
	return (struct window){ load_part(p, have) };
}

INLINE uint64_t
window_is(const struct window *w, int byte)
{
	return _mm512_cmpeq_epi8_mask(w->v, BYTES(byte));
}

INLINE uint64_t
window_in(const struct window *w, int from, int to)
{
	return _mm512_cmple_epu8_mask(_mm512_sub_epi8(w->v, BYTES(from)),
				      BYTES(to - from));
}

#include "text/kernel_avx512_word.h"
#include "text/kernel_walk.h"
#include "text/kernel_word.h"

static void
word(struct lencount_walk *w, const unsigned char *s, size_t n,
     struct lencount *out)
{
	word_ranges(w, s, n, out, word_whole);
}

static bool
usable(void)
{
	__builtin_cpu_init();
	return __builtin_cpu_supports("avx512vl") &&
	       __builtin_cpu_supports("avx512bw") &&
	       __builtin_cpu_supports("avx512vbmi") &&
	       __builtin_cpu_supports("bmi2") &&
	       __builtin_cpu_supports("popcnt");
}

const struct kernel kernel_avx512 = { "avx512", usable,   plain, han,
				      walk,     clusters, word };

#else
typedef int kernel_avx512_is_for_x86_64;
#endif
