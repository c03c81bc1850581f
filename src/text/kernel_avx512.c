/*
 * AVX-512 with byte permutes (VBMI). A block is 64 bytes, looked at together
 * with the same bytes moved by one, two and three, which are loaded again
 * rather than permuted; masked loads make both ends of a text blocks like
 * the others.
 *
 * Well-formed is: continuation bytes stand exactly where leads ask for them,
 * and no second byte is one its lead excludes. For the former, bit 7 of
 * byte - 40 (saturating) says that the byte leads two or more, of byte - 60
 * three or more, of byte - 70 four; an odd number of the bits that must be
 * equal is an error, here or where it began. The latter concerns few leads,
 * and Han is the leads E4 to E9 but for few characters: a stretch in which
 * such a byte is seen is gone through again, more closely. For that,
 * continuation bytes are in groups, a bit each, and leads look up groups.
 *
 * Moving a mask to a general register is the dear instruction here (two
 * cycles on Zen 4), so only what is counted is moved; errors stay in vectors.
 */
#if defined(__x86_64__)

#include <immintrin.h>
#include <string.h>

#include "text/kernel.h"
#include "text/props.h"
#include "text/utf8.h"
#include "text/walk.h"

/* The groups of continuation bytes; one byte may be in several. */
enum {
	G80 = 1 << 0, /* 80-8F */
	G90 = 1 << 1, /* 90-9F */
	GA0 = 1 << 2, /* A0-BF */
	GB7 = 1 << 3, /* B7, for E4: hexagrams */
	GBA = 1 << 4, /* BA-BF, for E2: radicals */
	GA4 = 1 << 5, /* A4-AB, for EF: compatibility; 96, for F0: marks */
	G85 = 1 << 6, /* 85 87 A1-A9 B8-BB, for E3 80: U+3005, 3007 ... */
	ALL = G80 | G90 | GA0,
	HAN = 1 << 7, /* no group: the lead is one of Han's */
};

/* By continuation byte - 80. */
static const unsigned char groups[64] = {
	G80,
	G80,
	G80,
	G80,
	G80,
	G80 | G85,
	G80,
	G80 | G85,
	G80,
	G80,
	G80,
	G80,
	G80,
	G80,
	G80,
	G80,
	G90,
	G90,
	G90,
	G90,
	G90,
	G90,
	G90 | GA4,
	G90,
	G90,
	G90,
	G90,
	G90,
	G90,
	G90,
	G90,
	G90,
	GA0,
	GA0 | G85,
	GA0 | G85,
	GA0 | G85,
	GA0 | GA4 | G85,
	GA0 | GA4 | G85,
	GA0 | GA4 | G85,
	GA0 | GA4 | G85,
	GA0 | GA4 | G85,
	GA0 | GA4 | G85,
	GA0 | GA4,
	GA0 | GA4,
	GA0,
	GA0,
	GA0,
	GA0,
	GA0,
	GA0,
	GA0,
	GA0,
	GA0,
	GA0,
	GA0,
	GA0 | GB7,
	GA0 | G85,
	GA0 | G85,
	GA0 | GBA | G85,
	GA0 | GBA | G85,
	GA0 | GBA,
	GA0 | GBA,
	GA0 | GBA,
	GA0 | GBA,
};

/* By lead - C0: the groups it excludes; ALL for what is no lead. */
static const unsigned char excluded[64] = {
	[0x00] = ALL, ALL,          [0x20] = G80 | G90,
	[0x2d] = GA0, [0x30] = G80, [0x34] = G90 | GA0,
	ALL,          ALL,          ALL,
	ALL,          ALL,          ALL,
	ALL,          ALL,          ALL,
	ALL,          ALL,
};

/*
 * By lead - C0: the groups that need a closer look, being excluded or
 * perhaps Han otherwise than by the lead. E3 80 is looked at apart.
 */
static const unsigned char closer[64] = {
	[0x00] = ALL,
	ALL,
	[0x20] = G80 | G90,
	[0x22] = GBA,
	G90 | GA0,
	GB7 | HAN,
	HAN,
	HAN,
	HAN,
	HAN,
	HAN,
	[0x2d] = GA0,
	[0x2f] = GA4,
	[0x30] = G80 | GA0 | GA4,
	ALL,
	ALL,
	ALL,
	ALL,
	ALL,
	ALL,
	ALL,
	ALL,
	ALL,
	ALL,
	ALL,
	ALL,
	ALL,
	ALL,
	ALL,
};

/* The bytes that exclude others, at [byte % 64]; 0 is none of them. */
static const unsigned char odd_bytes[64] = {
	[0x00] = 0xc0, 0xc1, [0x20] = 0xe0, [0x2d] = 0xed, [0x30] = 0xf0,
	[0x34] = 0xf4, 0xf5, 0xf6,          0xf7,          0xf8,
	0xf9,          0xfa, 0xfb,          0xfc,          0xfd,
	0xfe,          0xff,
};

/* The bytes left out, at [byte % 16]; 255 is none of them. */
static const unsigned char out_bytes[16] = {
	' ', 255, 255,  255, 255, 255,  255, 255,
	255, 255, '\n', 255, 255, '\r', 255, 255,
};

/* A block and the bytes one, two and three places before each of its own. */
struct block {
	__m512i at, before1, before2, before3;
};

struct count {
	uint64_t continuing, astral, left_out, han;
	__m512i error;  /* bit 7 of any byte: ill-formed */
	__m512i closer; /* whether there is something to be looked at again */
};

enum { PAGE = 4096 };

#define INLINE   static inline __attribute__((always_inline))
#define BYTES(x) _mm512_set1_epi8((char)(x))

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

/*
 * The same near the ends: zeros stand for what is not in s[0..end). Masked
 * loads do not fault, but take hundreds of nanoseconds to find out that a
 * page they need nothing of is not there.
 */
INLINE struct block
load_part(const unsigned char *s, const unsigned char *p,
	  const unsigned char *end)
{
	size_t before = p - s < 3 ? (size_t)(p - s) : 3;
	size_t have = end - p < 64 ? (size_t)(end - p) : 64;
	uint64_t m = _bzhi_u64(UINT64_MAX, (unsigned)have);
	uint64_t m1 = m << 1 | (before > 0), m2 = m1 << 1 | (before > 1),
		 m3 = m2 << 1 | (before > 2);

	if (((uintptr_t)(p - 3) & (PAGE - 1)) > PAGE - 67) {
		unsigned char copy[67] = { 0 };

		memcpy(copy + 3 - before, p - before, before + have);
		return load(copy + 3);
	}
	return (struct block){
		_mm512_maskz_loadu_epi8(m, p),
		_mm512_maskz_loadu_epi8(m1, p - 1),
		_mm512_maskz_loadu_epi8(m2, p - 2),
		_mm512_maskz_loadu_epi8(m3, p - 3),
	};
}

INLINE __m512i
groups_of(__m512i v)
{
	return _mm512_permutexvar_epi8(v, _mm512_loadu_si512(groups));
}

/* What the bytes before look up, when they are leads. */
INLINE __m512i
look_up(const struct block *b, const unsigned char *table)
{
	return _mm512_maskz_permutexvar_epi8(
	    _mm512_cmpge_epu8_mask(b->before1, BYTES(0xc0)), b->before1,
	    _mm512_loadu_si512(table));
}

/* Third bytes after E3 80. */
INLINE __mmask64
after_e380(const struct block *b)
{
	return _mm512_mask_cmpeq_epi8_mask(
	    _mm512_cmpeq_epi8_mask(b->before2, BYTES(0xe3)), b->before1,
	    BYTES(0x80));
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
add_block(struct count *n, const struct block *b, bool han)
{
	__m512i lead2 = _mm512_subs_epu8(b->before1, BYTES(0x40));
	__m512i lead3 = _mm512_subs_epu8(b->before2, BYTES(0x60));
	__m512i lead4 = _mm512_subs_epu8(b->before3, BYTES(0x70));
	__m512i twice = _mm512_add_epi8(b->at, b->at);
	__m512i out =
	    _mm512_shuffle_epi8(_mm512_broadcast_i32x4(_mm_loadu_si128(
				    (const __m128i *)(const void *)out_bytes)),
				b->at);
	__m512i odd;

	n->continuing += ones(_mm512_cmplt_epi8_mask(b->at, BYTES(0xc0)));
	n->astral += ones(_mm512_movepi8_mask(lead4));
	n->left_out += ones(_mm512_cmpeq_epi8_mask(b->at, out));
	odd = _mm512_ternarylogic_epi32(b->at, twice, lead2, A_NOT_B_XOR_C);
	odd = _mm512_ternarylogic_epi32(odd, lead3, lead4, A_XOR_B_XOR_C);
	n->error = _mm512_or_si512(n->error, odd);
	if (han) {
		__m512i group = groups_of(b->at), look = look_up(b, closer);

		n->han += ones(_mm512_movepi8_mask(look));
		n->closer = _mm512_ternarylogic_epi32(n->closer, group, look,
						      A_OR_B_AND_C);
		n->closer = _mm512_ternarylogic_epi32(
		    n->closer, _mm512_maskz_mov_epi8(after_e380(b), group),
		    BYTES(G85), A_OR_B_AND_C);
	} else {
		__m512i same = _mm512_permutexvar_epi8(
		    b->at, _mm512_loadu_si512(odd_bytes));

		n->closer =
		    _mm512_min_epu8(n->closer, _mm512_xor_si512(b->at, same));
	}
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

INLINE bool
is_zero(__m512i v)
{
	return _mm512_test_epi8_mask(v, v) == 0;
}

/* Nothing seen yet: `closer` collects ones for Han and zeros otherwise. */
INLINE __m512i
nothing(bool han)
{
	return han ? _mm512_setzero_si512() : BYTES(0xff);
}

/*
 * Go through the blocks from p up to `to` again, if they have to be; a byte
 * that the last of them excludes is in the block at `to`.
 */
INLINE void
look_closer(struct count *n, const unsigned char *s, const unsigned char *p,
	    const unsigned char *to, const unsigned char *end, bool han)
{
	if (han ? is_zero(n->closer)
		: _mm512_testn_epi8_mask(n->closer, n->closer) == 0)
		return;
	for (; p <= to; p += 64) {
		bool inside = p - s >= 3 && end - p >= 64;
		struct block b = inside ? load(p) : load_part(s, p, end);
		__m512i group = groups_of(b.at);
		__m512i not = look_up(&b, excluded);
		uint64_t at;

		n->error = _mm512_mask_mov_epi8(
		    n->error, _mm512_test_epi8_mask(group, not ), BYTES(0x80));
		if (!han || p == to)
			continue;
		at = _mm512_test_epi8_mask(group, look_up(&b, closer)) |
		     _mm512_mask_test_epi8_mask(after_e380(&b), group,
						BYTES(G85));
		for (; at != 0; at &= at - 1)
			n->han += correct_at(s, p + __builtin_ctzll(at), end);
	}
	n->closer = nothing(han);
}

enum { STRETCH = 16 * 64 };

INLINE bool
count(const unsigned char *s, size_t n, struct tally *t, bool han)
{
	const unsigned char *p = s, *end = s + n, *from = s, *stop;
	struct count c = { .error = _mm512_setzero_si512(),
			   .closer = nothing(han) };
	struct block b = load_part(s, p, end);

	add_block(&c, &b, han);
	for (p += 64; end - p >= 64; from = p) {
		stop = end - p > STRETCH ? p + STRETCH : end - 63;
		for (; p < stop; p += 64) {
			b = load(p);
			add_block(&c, &b, han);
		}
		look_closer(&c, s, from, p, end, han);
	}
	if (n >= 64) {
		b = load_part(s, p, end);
		add_block(&c, &b, han);
	}
	look_closer(&c, s, from, end, end, han);
	if (!is_zero(_mm512_and_si512(c.error, BYTES(0x80))))
		return false;
	t->starts += n - c.continuing;
	t->astral += c.astral;
	t->left_out += c.left_out;
	t->han += c.han;
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
	if (have == 64)
		return (struct window){ _mm512_loadu_si512(p) };
	return (struct window){ load_part(p, p, p + have).at };
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
