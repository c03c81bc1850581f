/*
 * kernel_avx512_block: 64 bytes looked at together with the same bytes moved
 * by one, two and three, which are loaded again rather than permuted but at
 * the ends of a text; a masked load makes the last bytes a block like others.
 */

/* One vector. */
typedef unsigned char row[64] __attribute__((aligned(64)));

#define INLINE   static inline __attribute__((always_inline))
#define BYTES(x) _mm512_set1_epi8((char)(x))
#define ROW(x)   _mm512_load_si512(x)

/* A block and the bytes one, two and three places before each of its own. */
struct kernel_block {
	__m512i at, before1, before2, before3;
};

/* The bytes' places. */
static const row places = {
	0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
	16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
	32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47,
	48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
};

enum { PAGE = 4096 };

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
	/* Said to be likely, as a short text feels every jump. */
	if (__builtin_expect(((uintptr_t)p & (PAGE - 1)) <= PAGE - 64, 1))
		return _mm512_maskz_loadu_epi8(m, p);
	v = _mm512_maskz_loadu_epi8(~low_bits(64 - have), p + have - 64);
	return _mm512_maskz_permutexvar_epi8(
	    m, _mm512_add_epi8(ROW(places), BYTES(64 - have)), v);
}

/* Well inside a text. */
INLINE struct kernel_block
load(const unsigned char *p)
{
	__m512i at = _mm512_loadu_si512(p);

	/* Or gcc loads it again to have a copy. */
	__asm__("" : "+v"(at));
	return (struct kernel_block){
		at,
		_mm512_loadu_si512(p - 1),
		_mm512_loadu_si512(p - 2),
		_mm512_loadu_si512(p - 3),
	};
}

/* At any multiple of 64 bytes: zeros stand for what is not in s[0..end). */
INLINE struct kernel_block
load_end(const unsigned char *s, const unsigned char *p,
	 const unsigned char *end)
{
	__m512i at = load_part(p, (size_t)(end - p));
	__m512i before =
	    p > s ? _mm512_loadu_si512(p - 64) : _mm512_setzero_si512();

	/* The lanes before each of at's, then bytes across both. */
	before = _mm512_alignr_epi32(at, before, 12);
	return (struct kernel_block){
		at,
		_mm512_alignr_epi8(at, before, 15),
		_mm512_alignr_epi8(at, before, 14),
		_mm512_alignr_epi8(at, before, 13),
	};
}
