/*
 * json_run: the runs of a string that need no second look (private to json).
 * Nearly all bytes of an answer are in such runs, so they are crossed, and
 * copied on the way if wanted, in blocks. Inline: the loop over a string that
 * calls them is compiled for each kind of run.
 */
#ifndef DATA_JSON_RUN_H
#define DATA_JSON_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/lane.h"

enum {
	JSON_STEP = 4 * LANE,
	JSON_OVERHANG = JSON_STEP, /* that may be written behind a run */
};

/* How far a text is read, and where what it says is put next. */
struct json_place {
	const char *p;
	char *to;
};

/*
 * The three bytes of most Chinese characters at p, where four can be read: a
 * lead byte, but not E0 or ED, after which not every byte may follow, and
 * two continuations. Spelled out so that a compiler makes it one load.
 */
static inline bool
json_three_plain(const char *s)
{
	const unsigned char *p = (const unsigned char *)s;
	uint32_t x = (uint32_t)p[0] | (uint32_t)p[1] << 8 |
		     (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;

	return (x & 0xc0c0f0) == 0x8080e0 && (0xdffeU >> (x & 15) & 1) != 0;
}

#define JSON_THREE(a, b) a, b, b
#define JSON_EIGHTEEN(a, b)                                                    \
	JSON_THREE(a, b), JSON_THREE(a, b), JSON_THREE(a, b),                  \
	    JSON_THREE(a, b), JSON_THREE(a, b), JSON_THREE(a, b)

/*
 * Sixteen of them in a row; no continuation is E0 or ED. The masks repeat every
 * three bytes, so the next sixteen begin one byte further on.
 */
static inline bool
json_sixteen_plain(const char *p)
{
	static const uint8_t mask[] = { JSON_EIGHTEEN(0xf0, 0xc0) };
	static const uint8_t want[] = { JSON_EIGHTEEN(0xe0, 0x80) };
	lane bad = { 0 };

#pragma GCC unroll 3
	for (size_t i = 0; i < 3; i++) {
		lane v = lane_load(p + i * LANE);

		bad |= ((v & lane_load(mask + i)) ^ lane_load(want + i)) |
		       (lane)(v == 0xe0) | (lane)(v == 0xed);
	}
	return !lane_any(bad);
}

/* k bytes were looked at and n of them are of the run; they are copied. */
static inline __attribute__((always_inline)) struct json_place
json_pass(struct json_place at, size_t k, size_t n)
{
	if (at.to != NULL) {
		memcpy(at.to, at.p, k);
		at.to += n;
	}
	at.p += n;
	return at;
}

/*
 * To the end of the run that may stand in a well-formed string as it is. It
 * may end early, never late. With at.to it is copied.
 */
static inline __attribute__((always_inline)) struct json_place
json_run_plain(struct json_place at, const char *end)
{
	const char *from;

	do {
		from = at.p;
		/* Keys and names are short: most end in the first sixteen. */
		for (size_t n = LANE; n == LANE && end - at.p >= LANE;) {
			n = lane_first(lane_not_ascii(lane_load(at.p)));
			at = json_pass(at, LANE, n);
		}
		while (at.p < end && (unsigned char)(*at.p - 0x20) < 0x60 &&
		       *at.p != '"' && *at.p != '\\')
			at = json_pass(at, 1, 1);
		if (at.p == end || (unsigned char)*at.p <= 0xe0)
			break;
		while (end - at.p >= 48 && json_sixteen_plain(at.p))
			at = json_pass(at, 48, 48);
		while (end - at.p > 3 && json_three_plain(at.p))
			at = json_pass(at, 4, 3);
	} while (at.p > from);
	return at;
}

/* How many ordinary bytes there are before the first special; 64: all. */
static inline size_t
json_ordinary(const char *p)
{
	lane a = lane_special(lane_load(p)),
	     b = lane_special(lane_load(p + LANE));
	lane c = lane_special(lane_load(p + 2 * LANE)),
	     d = lane_special(lane_load(p + 3 * LANE));

	if (!lane_any(a | b | c | d))
		return JSON_STEP;
	return (size_t)__builtin_ctzll(lane_bits(a) | lane_bits(b) << LANE |
				       lane_bits(c) << 2 * LANE |
				       lane_bits(d) << 3 * LANE);
}

/*
 * Likewise to the first byte that is special. A short run is over within the
 * first sixteen bytes.
 */
static inline __attribute__((always_inline)) struct json_place
json_run_raw(struct json_place at, const char *end, bool is_short)
{
	size_t n = JSON_STEP;

	if (is_short && end - at.p >= LANE) {
		n = lane_first(lane_special(lane_load(at.p)));
		at = json_pass(at, LANE, n);
		n = n == LANE ? JSON_STEP : 0;
	}
	for (; n == JSON_STEP && end - at.p >= JSON_STEP;
	     at = json_pass(at, JSON_STEP, n))
		n = json_ordinary(at.p);
	while (at.p < end && (unsigned char)*at.p >= 0x20 && *at.p != '"' &&
	       *at.p != '\\')
		at = json_pass(at, 1, 1);
	return at;
}

/* Where it ends; keys, names and numbers are short. */
static inline const char *
json_raw_end(const char *p, const char *end)
{
	return json_run_raw((struct json_place){ p, NULL }, end, true).p;
}

#endif
