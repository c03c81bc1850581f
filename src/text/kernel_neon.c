/*
 * NEON, as every AArch64 processor has it: kernel_bytes over 16 bytes. It has
 * no instruction that gathers a bit a byte, so masks are summed from powers of
 * two.
 */
#if defined(__aarch64__)

#include <arm_neon.h>

#include "text/kernel.h"
#include "text/kernel_part.h"

typedef uint8x16_t vec;
enum { WIDTH = 16 };

#define V static inline __attribute__((always_inline))

V vec
v_load(const unsigned char *p)
{
	return vld1q_u8(p);
}

V vec
v_part(const unsigned char *p, size_t n)
{
	uint64_t word[2];

	kernel_part(p, n, word);
	return vreinterpretq_u8_u64(
	    vcombine_u64(vcreate_u64(word[0]), vcreate_u64(word[1])));
}

V vec
v_set(int x)
{
	return vdupq_n_u8((uint8_t)x);
}

V vec
v_table(const unsigned char *p)
{
	return vld1q_u8(p);
}

/* A byte too large for an index gives 0; 7 bits are more than four. */
V vec
v_look(vec table, vec i)
{
	return vqtbl1q_u8(table, vandq_u8(i, vdupq_n_u8(0x8f)));
}

#define v_shift(v, u, n) vextq_u8(u, v, 16 - (n))

V vec
v_and(vec a, vec b)
{
	return vandq_u8(a, b);
}

V vec
v_or(vec a, vec b)
{
	return vorrq_u8(a, b);
}

V vec
v_xor(vec a, vec b)
{
	return veorq_u8(a, b);
}

V vec
v_without(vec a, vec b)
{
	return vbicq_u8(a, b);
}

V vec
v_add(vec a, vec b)
{
	return vaddq_u8(a, b);
}

V vec
v_sub(vec a, vec b)
{
	return vsubq_u8(a, b);
}

V vec
v_subs(vec a, vec b)
{
	return vqsubq_u8(a, b);
}

V vec
v_least(vec a, vec b)
{
	return vreinterpretq_u8_s8(
	    vminq_s8(vreinterpretq_s8_u8(a), vreinterpretq_s8_u8(b)));
}

V vec
v_equal(vec a, vec b)
{
	return vceqq_u8(a, b);
}

V vec
v_above(vec a, vec b)
{
	return vcgtq_s8(vreinterpretq_s8_u8(a), vreinterpretq_s8_u8(b));
}

V bool
v_signs(vec v)
{
	return vmaxvq_u8(v) >= 0x80;
}

V uint64_t
v_sum(vec v)
{
	return vaddlvq_u8(v);
}

#include "text/kernel_bytes.h"

struct window {
	vec v[4];
};

INLINE struct window
window_load(const unsigned char *p, size_t have)
{
	unsigned char copy[64] = { 0 };

	if (have < 64) {
		memcpy(copy, p, have);
		p = copy;
	}
	return (struct window){ { v_load(p), v_load(p + 16), v_load(p + 32),
				  v_load(p + 48) } };
}

/* One bit a byte, from vectors of 00 and FF. */
INLINE uint64_t
window_mask(vec a, vec b, vec c, vec d)
{
	static const uint8_t weights[16] = { 1, 2, 4, 8, 16, 32, 64, 128,
					     1, 2, 4, 8, 16, 32, 64, 128 };
	vec w = vld1q_u8(weights);

	a = vpaddq_u8(v_and(a, w), v_and(b, w));
	c = vpaddq_u8(v_and(c, w), v_and(d, w));
	a = vpaddq_u8(a, c);
	return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(a, a)), 0);
}

INLINE uint64_t
window_is(const struct window *w, int byte)
{
	vec x = v_set(byte);

	return window_mask(v_equal(w->v[0], x), v_equal(w->v[1], x),
			   v_equal(w->v[2], x), v_equal(w->v[3], x));
}

INLINE uint64_t
window_in(const struct window *w, int from, int to)
{
	vec low = v_set(from), most = v_set(to - from);

	return window_mask(vcleq_u8(v_sub(w->v[0], low), most),
			   vcleq_u8(v_sub(w->v[1], low), most),
			   vcleq_u8(v_sub(w->v[2], low), most),
			   vcleq_u8(v_sub(w->v[3], low), most));
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
	return true;
}

const struct kernel kernel_neon = { "neon", usable,   plain, han,
				    walk,   clusters, word };

#else
typedef int kernel_neon_is_for_aarch64;
#endif
