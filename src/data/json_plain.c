/*
 * The run of a string that needs no second look. Nearly all bytes of an
 * answer are in such runs, so they are crossed in blocks.
 */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/lane.h"
#include "data/json_parts.h"

/*
 * The three bytes of most Chinese characters at p, where four can be read: a
 * lead byte, but not E0 or ED, after which not every byte may follow, and
 * two continuations. Spelled out so that a compiler makes it one load.
 */
static bool
three_plain(const unsigned char *p)
{
	uint32_t x = (uint32_t)p[0] | (uint32_t)p[1] << 8 |
		     (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;

	return (x & 0xc0c0f0) == 0x8080e0 && (0xdffeU >> (x & 15) & 1) != 0;
}

#define THREE(a, b) a, b, b
#define EIGHTEEN(a, b)                                                         \
	THREE(a, b), THREE(a, b), THREE(a, b), THREE(a, b), THREE(a, b),       \
	    THREE(a, b)

/*
 * Sixteen of them in a row; no continuation is E0 or ED. The masks repeat every
 * three bytes, so the next sixteen begin one byte further on.
 */
static bool
sixteen_plain(const unsigned char *p)
{
	static const uint8_t mask[] = { EIGHTEEN(0xf0, 0xc0) };
	static const uint8_t want[] = { EIGHTEEN(0xe0, 0x80) };
	lane bad = { 0 };

#pragma GCC unroll 3
	for (size_t i = 0; i < 3; i++) {
		lane v = lane_load(p + i * LANE);

		bad |= ((v & lane_load(mask + i)) ^ lane_load(want + i)) |
		       (lane)(v == 0xe0) | (lane)(v == 0xed);
	}
	return !lane_any(bad);
}

/* Keys and names are short: most end within the first sixteen. */
static const unsigned char *
past_ascii(const unsigned char *p, const unsigned char *end)
{
	for (size_t n = LANE; n == LANE && end - p >= LANE; p += n)
		n = lane_first(lane_not_ascii(lane_load(p)));
	while (p < end && *p >= 0x20 && *p < 0x80 && *p != '"' && *p != '\\')
		p++;
	return p;
}

static const unsigned char *
past_chinese(const unsigned char *p, const unsigned char *end)
{
	while (end - p >= 48 && sixteen_plain(p))
		p += 48;
	while (end - p > 3 && three_plain(p))
		p += 3;
	return p;
}

const char *
json_plain(const char *s, const char *end)
{
	const unsigned char *p = (const unsigned char *)s, *from;
	const unsigned char *stop = (const unsigned char *)end;

	do {
		p = from = past_ascii(p, stop);
		if (stop > p && *p > 0xe0)
			p = past_chinese(p, stop);
	} while (p > from);
	return (const char *)p;
}
