/*
 * lane: sixteen bytes at once, in whatever registers the machine has. Comparing
 * one with a byte gives 0xff in every place where that holds, else 0.
 */
#ifndef BASE_LANE_H
#define BASE_LANE_H

#include <stdbool.h>
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

/* What cannot stand in a JSON string as it is: '"', '\\', control characters.
 */
static inline lane
lane_special(lane v)
{
	return (lane)(v == '"') | (lane)(v == '\\') | (lane)(v < 0x20);
}

#endif
