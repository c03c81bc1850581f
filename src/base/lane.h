/*
 * lane: sixteen bytes at once, in whatever registers the machine has. Comparing
 * one with a byte gives 0xff in every place where that holds, else 0.
 */
#ifndef BASE_LANE_H
#define BASE_LANE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint8_t lane __attribute__((vector_size(16)));

enum { LANE = sizeof(lane) };

static inline lane
lane_load(const void *p)
{
	lane v;

	memcpy(&v, p, LANE);
	return v;
}

static inline bool
lane_any(lane hit)
{
	uint64_t half[2];

	memcpy(half, &hit, LANE);
	return (half[0] | half[1]) != 0;
}

/* What a comparison gave, a bit a place, the first lowest. */
static inline uint64_t
lane_bits(lane hit)
{
#if defined(__SSE2__)
	typedef char chars __attribute__((vector_size(LANE)));

	return (uint32_t)__builtin_ia32_pmovmskb128((chars)hit);
#else
	const lane weight = { 1, 2, 4, 8, 16, 32, 64, 128,
			      1, 2, 4, 8, 16, 32, 64, 128 };
	uint64_t half[2];

	hit &= weight;
	memcpy(half, &hit, LANE);
	return half[0] * UINT64_C(0x0101010101010101) >> 56 |
	       half[1] * UINT64_C(0x0101010101010101) >> 56 << 8;
#endif
}

/* The first place where a comparison held; LANE for none. */
static inline size_t
lane_first(lane hit)
{
	return (size_t)__builtin_ctzll(lane_bits(hit) | 1u << LANE);
}

/* '"', '\\' and control characters, which no JSON string has as they are. */
static inline lane
lane_special(lane v)
{
	/* The exclusive or brings '"', and no other, to the control ones. */
	return (lane)((v ^ 2) < 0x21) | (lane)(v == '\\');
}

/* The same, and what is not ASCII: negative as a signed byte. */
static inline lane
lane_not_ascii(lane v)
{
	typedef int8_t signed_lane __attribute__((vector_size(LANE)));

	return (lane)(v == '"') | (lane)(v == '\\') |
	       (lane)((signed_lane)v < 0x20);
}

#endif
