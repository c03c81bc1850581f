/*
 * utf8: a character off the front of a text, or one put there; the definition
 * of well-formed.
 *
 * Table 3-7 of Unicode 15.0. Where the text is ill-formed the step takes the
 * maximal subpart (table 3-8) and reports UTF8_ILL.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define UTF8_ILL UINT32_C(0xffffffff)

/* Whether c is one of set's: a NUL never is, where strchr finds it in all. */
static inline bool
utf8_among(char c, const char *set)
{
	return c != '\0' && strchr(set, c) != NULL;
}

/* Of ASCII; c may be a char, since one beyond ASCII is neither. */
static inline bool
utf8_letter(int64_t c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static inline bool
utf8_digit(int64_t c)
{
	return c >= '0' && c <= '9';
}

static inline bool
utf8_alnum(int64_t c)
{
	return utf8_letter(c) || utf8_digit(c);
}

/* In lower case, of ASCII. */
static inline char
utf8_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static inline bool
utf8_continues(unsigned char b)
{
	return (b & 0xc0) == 0x80;
}

/* How many bytes the lead byte b announces; 0 when it can lead nothing. */
static inline unsigned
utf8_announces(unsigned char b)
{
	if (b < 0x80)
		return 1;
	if (b < 0xc2 || b > 0xf4)
		return 0;
	return b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
}

/* Whether b may follow the lead byte directly. */
static inline bool
utf8_second(unsigned char lead, unsigned char b)
{
	switch (lead) {
	case 0xe0:
		return b >= 0xa0 && b <= 0xbf;
	case 0xed:
		return b >= 0x80 && b <= 0x9f;
	case 0xf0:
		return b >= 0x90 && b <= 0xbf;
	case 0xf4:
		return b >= 0x80 && b <= 0x8f;
	default:
		return utf8_continues(b);
	}
}

/* Bytes taken, 1 to 4; n > 0. *c is the code point or UTF8_ILL. */
static inline __attribute__((always_inline)) size_t
utf8_step(const unsigned char *s, size_t n, uint32_t *c)
{
	unsigned want;
	uint32_t bits;
	size_t i;

	/* What Chinese prose is made of, without a loop. */
	if (s[0] < 0x80) {
		*c = s[0];
		return 1;
	}
	if (s[0] > 0xe0 && s[0] < 0xf0 && s[0] != 0xed && n > 2 &&
	    utf8_continues(s[1]) && utf8_continues(s[2])) {
		*c = (uint32_t)(s[0] & 0x0f) << 12 |
		     (uint32_t)(s[1] & 0x3f) << 6 | (s[2] & 0x3f);
		return 3;
	}
	*c = UTF8_ILL;
	want = utf8_announces(s[0]);
	if (want == 0)
		return 1;
	bits = s[0] & (0x7fu >> want);
	for (i = 1; i < want; i++) {
		if (i == n ||
		    !(i == 1 ? utf8_second(s[0], s[1]) : utf8_continues(s[i])))
			return i;
		bits = bits << 6 | (s[i] & 0x3f);
	}
	*c = bits;
	return want;
}

/* Bytes of the first so many characters; an ill-formed part is one. */
static inline size_t
utf8_skip(const void *text, size_t n, size_t characters)
{
	const unsigned char *s = text;
	size_t at = 0;
	uint32_t c;

	while (at < n && characters-- > 0)
		at += utf8_step(s + at, n - at, &c);
	return at;
}

/* The bytes of s, n of them, that go into so many without half a character. */
static inline size_t
utf8_fit(const char *s, size_t n, size_t most)
{
	if (n <= most)
		return n;
	while (most > 0 && utf8_continues((unsigned char)s[most]))
		most--;
	return most;
}

/* Puts c, which is a character, at out: 1 to 4 bytes, returned. */
static inline size_t
utf8_put(char *out, uint32_t c)
{
	size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;

	for (size_t i = n; --i > 0; c >>= 6)
		out[i] = (char)(0x80 | (c & 0x3f));
	out[0] = (char)(n == 1 ? c : (0xf00u >> n & 0xff) | c);
	return n;
}

/*
 * What the first three of four bytes are as a lead byte and two that continue
 * it, 0 where they are not. That need be no character below 0x1000, nor in
 * what begins with 0xd: utf8_step tells. Spelled out so that a compiler makes
 * it one load.
 */
static inline uint32_t
utf8_three(const char *s)
{
	const unsigned char *p = (const unsigned char *)s;
	uint32_t x = (uint32_t)p[0] | (uint32_t)p[1] << 8 |
		     (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;

	if ((x & 0xc0c0f0) != 0x8080e0)
		return 0;
	return (x & 0xf) << 12 | (x >> 2 & 0xfc0) | (x >> 16 & 0x3f);
}

static inline bool
utf8_three_tells(uint32_t c)
{
	return c >= 0x1000 && c >> 12 != 0xd;
}

/*
 * The largest place <= at where a text may be cut: no character and no
 * ill-formed part reaches across it. At most three bytes back, because a
 * byte that continues nothing within four is a part of its own.
 */
static inline size_t
utf8_cut(const void *text, size_t n, size_t at)
{
	const unsigned char *s = text;

	if (at >= n)
		return n;
	for (size_t back = 0; back < 4 && back <= at; back++)
		if (!utf8_continues(s[at - back]))
			return at - back;
	return at;
}

/*
 * How many bytes at the end may be the beginning of a character whose rest
 * is yet to come: 0 to 3.
 */
static inline size_t
utf8_pending(const void *text, size_t n)
{
	const unsigned char *s = text;

	for (size_t back = 1; back < 4 && back <= n; back++) {
		unsigned char b = s[n - back];

		if (!utf8_continues(b))
			return utf8_announces(b) > back ? back : 0;
	}
	return 0;
}

#endif
