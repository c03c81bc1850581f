/*
 * AVX-512 with byte permutes (VBMI). A block is 64 bytes, looked at together
 * with the same bytes moved by one, two and three, which are loaded again
 * rather than permuted but at the ends of a text; a masked load makes the
 * last bytes a block like the others.
 *
 * Well-formed is: continuation bytes stand exactly where leads ask for them,
 * and no second byte is one its lead excludes. For the former, bit 7 of
 * byte - 40 (saturating) says that the byte leads two or more, of byte - 60
 * three or more, of byte - 70 four; an odd number of the bits that must be
 * equal is an error, here or where it began. For the latter, each lead has a
 * number that carries the second bytes it excludes to 80 and above, and the
 * others below.
 *
 * Han is the leads E4 to E9 but for few characters. A stretch with a byte
 * that may belong to one of those is gone through again, more closely: for
 * this, continuation bytes are in groups, a bit each, and leads look up
 * groups.
 *
 * Moving a mask to a general register is the dear instruction here (two
 * cycles on Zen 4), so only what is counted is moved; errors stay in vectors.
 */
#if defined(__x86_64__)

#include <immintrin.h>
#include <string.h>

#include "text/kernel.h"
#include "text/kernel_avx512_tables.h"
#include "text/props.h"
#include "text/utf8.h"
#include "text/walk.h"

/* A block and the bytes one, two and three places before each of its own. */
struct block {
	__m512i at, before1, before2, before3;
};

struct count {
	uint64_t continuing, astral, left_out, han;
	__m512i error;  /* bit 7 of any byte: ill-formed */
	__m512i closer; /* not zero: there is something to be looked at again */
};

enum { PAGE = 4096 };

#define INLINE   static inline __attribute__((always_inline))
#define BYTES(x) _mm512_set1_epi8((char)(x))
#define ROW(x)   _mm512_load_si512(x)

/* The lowest n bits, n <= 64. */
INLINE uint64_t
low_bits(size_t n)
{
	return _bzhi_u64(UINT64_MAX, (unsigned)n);
}

/*
 * Up to 64 bytes, then zeros. Masked loads do not fault, but take hundreds
 * of nanoseconds to find out that a page they need nothing of is not there:
 * near the end of a page the vector is one that ends with the bytes.
 */
INLINE __m512i
load_part(const unsigned char *p, size_t have)
{
	__mmask64 m = low_bits(have);
	__m512i v;

	if (have >= 64)
		return _mm512_loadu_si512(p);
	if (((uintptr_t)p & (PAGE - 1)) <= PAGE - 64)
		return _mm512_maskz_loadu_epi8(m, p);
	v = _mm512_maskz_loadu_epi8(~low_bits(64 - have), p + have - 64);
	return _mm512_maskz_permutexvar_epi8(
	    m, _mm512_add_epi8(ROW(places), BYTES(64 - have)), v);
}

/* Well inside a text. */
INLINE struct block
load(const unsigned char *p)
{
	return (struct block){
		_mm512_loadu_si512(p),
		_mm512_loadu_si512(p - 1),
		_mm512_loadu_si512(p - 2),
		_mm512_loadu_si512(p - 3),
	};
}

/* At any multiple of 64 bytes: zeros stand for what is not in s[0..end). */
INLINE struct block
load_end(const unsigned char *s, const unsigned char *p,
	 const unsigned char *end)
{
	__m512i at = load_part(p, (size_t)(end - p));
	__m512i before =
	    p > s ? _mm512_loadu_si512(p - 64) : _mm512_setzero_si512();

	/* The lanes before each of at's, then bytes across both. */
	before = _mm512_alignr_epi32(at, before, 12);
	return (struct block){
		at,
		_mm512_alignr_epi8(at, before, 15),
		_mm512_alignr_epi8(at, before, 14),
		_mm512_alignr_epi8(at, before, 13),
	};
}

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

INLINE void
add_plain(struct count *n, const struct block *b, __m512i lead4)
{
	__m512i out = _mm512_shuffle_epi8(ROW(out_bytes), b->at);

	n->continuing += ones(_mm512_cmplt_epi8_mask(b->at, BYTES(0xc0)));
	n->astral += ones(_mm512_movepi8_mask(lead4));
	n->left_out += ones(_mm512_cmpeq_epi8_mask(b->at, out));
}

INLINE __m512i
groups_of(const struct block *b)
{
	return _mm512_permutexvar_epi8(b->at, ROW(groups));
}

/* What the bytes before look up, when they are leads. */
INLINE __m512i
look_up(const struct block *b)
{
	return _mm512_maskz_permutexvar_epi8(
	    _mm512_cmpge_epu8_mask(b->before1, BYTES(0xc0)), b->before1,
	    ROW(closer));
}

/* Third bytes after E3 80. */
INLINE __mmask64
after_e380(const struct block *b)
{
	return _mm512_mask_cmpeq_epi8_mask(
	    _mm512_cmpeq_epi8_mask(b->before2, BYTES(0xe3)), b->before1,
	    BYTES(0x80));
}

INLINE void
add_han(struct count *n, const struct block *b)
{
	__m512i group = groups_of(b), look = look_up(b);

	n->han += ones(_mm512_movepi8_mask(look));
	n->closer =
	    _mm512_ternarylogic_epi32(n->closer, group, look, A_OR_B_AND_C);
	n->closer = _mm512_ternarylogic_epi32(
	    n->closer, _mm512_maskz_mov_epi8(after_e380(b), group), BYTES(G85),
	    A_OR_B_AND_C);
}

INLINE void
add_block(struct count *n, const struct block *b, bool han)
{
	__m512i lead2 = _mm512_subs_epu8(b->before1, BYTES(0x40));
	__m512i lead3 = _mm512_subs_epu8(b->before2, BYTES(0x60));
	__m512i lead4 = _mm512_subs_epu8(b->before3, BYTES(0x70));
	__m512i twice = _mm512_add_epi8(b->at, b->at);
	__m512i odd, add;

	odd = _mm512_ternarylogic_epi32(b->at, twice, lead2, A_NOT_B_XOR_C);
	odd = _mm512_ternarylogic_epi32(odd, lead3, lead4, A_XOR_B_XOR_C);
	n->error = _mm512_or_si512(n->error, odd);
	add = _mm512_permutexvar_epi8(b->before1, ROW(second));
	n->error = _mm512_ternarylogic_epi32(
	    n->error, _mm512_add_epi8(b->at, add), lead2, A_OR_B_AND_C);
	if (han)
		add_han(n, b);
	else
		add_plain(n, b, lead4);
}

/*
 * What the closer look adds for the character before p that p may belong to:
 * Han not led by E4 to E9, or led so and not Han.
 */
static uint64_t
correct_at(const unsigned char *s, const unsigned char *p,
	   const unsigned char *end)
{
	uint64_t led;
	uint32_t c;

	do
		p--;
	while (p > s && utf8_continues(*p));
	led = *p >= 0xe4 && *p <= 0xe9;
	utf8_step(p, (size_t)(end - p), &c);
	return (c != UTF8_ILL && (props_of(c) & PROPS_HAN) != 0) - led;
}

/* Correct the Han of the blocks from p up to `to`, if they have to be. */
INLINE void
look_closer(struct count *n, const unsigned char *s, const unsigned char *p,
	    const unsigned char *to, const unsigned char *end)
{
	if (_mm512_test_epi8_mask(n->closer, n->closer) == 0)
		return;
	for (; p < to; p += 64) {
		struct block b = load_end(s, p, end);
		__m512i group = groups_of(&b);
		uint64_t at = _mm512_test_epi8_mask(group, look_up(&b)) |
			      _mm512_mask_test_epi8_mask(after_e380(&b), group,
							 BYTES(G85));

		for (; at != 0; at &= at - 1)
			n->han += correct_at(s, p + __builtin_ctzll(at), end);
	}
	n->closer = _mm512_setzero_si512();
}

enum { STRETCH = 16 * 64 };

INLINE bool
count(const unsigned char *s, size_t n, struct tally *t, bool han)
{
	const unsigned char *p = s, *end = s + n, *from = s;
	struct count c = { .error = _mm512_setzero_si512(),
			   .closer = _mm512_setzero_si512() };
	struct block b = load_end(s, p, end);

	add_block(&c, &b, han);
	for (p += 64; end - p >= 64; p += 64) {
		b = load(p);
		add_block(&c, &b, han);
		if (han && p - from >= STRETCH) {
			look_closer(&c, s, from, p + 64, end);
			from = p + 64;
		}
	}
	/* Also when it is empty: a character may be cut off at the end. */
	if (n >= 64) {
		b = load_end(s, p, end);
		add_block(&c, &b, han);
	}
	if (han)
		look_closer(&c, s, from, end, end);
	if (_mm512_movepi8_mask(c.error) != 0)
		return false;
	if (han) {
		t->han += c.han;
		return true;
	}
	t->starts += n - c.continuing;
	t->astral += c.astral;
	t->left_out += c.left_out;
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

#include "text/kernel_walk.h"

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

const struct kernel kernel_avx512 = { "avx512", usable, plain,
				      han,      walk,   clusters };

#else
typedef int kernel_avx512_is_for_x86_64;
#endif
