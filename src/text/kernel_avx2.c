/*
 * AVX2: kernel_bytes over 32 bytes. Its shuffles work on halves of 16, which
 * is all that differs from the other widths; the counting itself is
 * kernel_bytes, once.
 */
#if defined(__x86_64__)

#include <immintrin.h>

#include "text/kernel.h"
#include "text/kernel_part.h"

typedef __m256i vec;
enum { WIDTH = 32 };

#define V static inline __attribute__((always_inline))

V vec
v_load(const unsigned char *p)
{
	return _mm256_loadu_si256((const __m256i *)(const void *)p);
}

/* Overlapping halves: the second is moved to where it belongs. */
V vec
v_part(const unsigned char *p, size_t n)
{
	static const unsigned char down[32] = {
		0,    1,    2,    3,    4,    5,    6,    7,
		8,    9,    10,   11,   12,   13,   14,   15,
		0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80,
		0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80,
	};
	uint64_t word[2];
	__m128i a, b;

	if (n < 16) {
		kernel_part(p, n, word);
		a = _mm_set_epi64x((long long)word[1], (long long)word[0]);
		return _mm256_zextsi128_si256(a);
	}
	a = _mm_loadu_si128((const __m128i *)(const void *)p);
	b = _mm_loadu_si128((const __m128i *)(const void *)(p + n - 16));
	b = _mm_shuffle_epi8(
	    b, _mm_loadu_si128((const __m128i *)(const void *)(down + 32 - n)));
	return _mm256_set_m128i(b, a);
}

V vec
v_set(int x)
{
	return _mm256_set1_epi8((char)x);
}

V vec
v_table(const unsigned char *p)
{
	return _mm256_broadcastsi128_si256(
	    _mm_loadu_si128((const __m128i *)(const void *)p));
}

V vec
v_look(vec table, vec i)
{
	return _mm256_shuffle_epi8(table, i);
}

/* The lanes before each of v's, then bytes across both. */
#define v_shift(v, u, n)                                                       \
	_mm256_alignr_epi8(v, _mm256_permute2x128_si256(u, v, 0x21), 16 - (n))

V vec
v_and(vec a, vec b)
{
	return _mm256_and_si256(a, b);
}

V vec
v_or(vec a, vec b)
{
	return _mm256_or_si256(a, b);
}

V vec
v_xor(vec a, vec b)
{
	return _mm256_xor_si256(a, b);
}

V vec
v_without(vec a, vec b)
{
	return _mm256_andnot_si256(b, a);
}

V vec
v_add(vec a, vec b)
{
	return _mm256_add_epi8(a, b);
}

V vec
v_sub(vec a, vec b)
{
	return _mm256_sub_epi8(a, b);
}

V vec
v_subs(vec a, vec b)
{
	return _mm256_subs_epu8(a, b);
}

V vec
v_min(vec a, vec b)
{
	return _mm256_min_epu8(a, b);
}

V vec
v_least(vec a, vec b)
{
	return _mm256_min_epi8(a, b);
}

V vec
v_equal(vec a, vec b)
{
	return _mm256_cmpeq_epi8(a, b);
}

V vec
v_above(vec a, vec b)
{
	return _mm256_cmpgt_epi8(a, b);
}

V bool
v_signs(vec v)
{
	return _mm256_movemask_epi8(v) != 0;
}

V uint64_t
v_sum(vec v)
{
	__m256i four = _mm256_sad_epu8(v, _mm256_setzero_si256());
	__m128i two = _mm_add_epi64(_mm256_castsi256_si128(four),
				    _mm256_extracti128_si256(four, 1));

	return (uint64_t)_mm_cvtsi128_si64(two) +
	       (uint64_t)_mm_extract_epi64(two, 1);
}

#include "text/kernel_bytes.h"

struct window {
	vec a, b;
};

INLINE struct window
window_load(const unsigned char *p, size_t have)
{
	unsigned char copy[64] = { 0 };

	if (have < 64) {
		memcpy(copy, p, have);
		p = copy;
	}
	return (struct window){ v_load(p), v_load(p + 32) };
}

INLINE uint64_t
window_mask(vec a, vec b)
{
	return (uint32_t)_mm256_movemask_epi8(a) |
	       (uint64_t)(uint32_t)_mm256_movemask_epi8(b) << 32;
}

INLINE uint64_t
window_is(const struct window *w, int byte)
{
	return window_mask(v_equal(w->a, v_set(byte)),
			   v_equal(w->b, v_set(byte)));
}

INLINE uint64_t
window_in(const struct window *w, int from, int to)
{
	vec a = v_sub(w->a, v_set(from)), b = v_sub(w->b, v_set(from));

	return window_mask(v_equal(v_min(a, v_set(to - from)), a),
			   v_equal(v_min(b, v_set(to - from)), b));
}

#include "text/kernel_walk.h"
#include "text/kernel_word.h"

static void
word(struct lencount_walk *w, const unsigned char *s, size_t n,
     struct lencount *out)
{
	word_ranges(w, s, n, out, NULL);
}

static bool
usable(void)
{
	__builtin_cpu_init();
	return __builtin_cpu_supports("avx2");
}

const struct kernel kernel_avx2 = { "avx2", usable,   plain, han,
				    walk,   clusters, word };

#else
typedef int kernel_avx2_is_for_x86_64;
#endif
