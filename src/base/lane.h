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

/* Which of eight bytes, in memory order, is the first that is not 0. */
static inline size_t
lane_first8(uint64_t bytes)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	return (size_t)__builtin_ctzll(bytes) / 8;
#else
	return (size_t)__builtin_clzll(bytes) / 8;
#endif
}

static inline bool
lane_any(lane hit)
{
	uint64_t half[2];

	memcpy(half, &hit, LANE);
	return (half[0] | half[1]) != 0;
}

/* The first place of the sixteen that is not 0; LANE for none. */
static inline size_t
lane_first(lane hit)
{
	uint64_t half[2];

	memcpy(half, &hit, LANE);
	if (half[0] != 0)
		return lane_first8(half[0]);
	return half[1] != 0 ? 8 + lane_first8(half[1]) : LANE;
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
