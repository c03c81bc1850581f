/*
 * Strings of JSON, most of the bytes of a file: 64 bytes a step until the
 * first that is not ordinary; from the first escape on every byte that is
 * looked at is copied on the way.
 */
#include <stdint.h>
#include <string.h>

#include "base/lane.h"
#include "data/jsonl_parts.h"

enum { STEP = 4 * LANE };

_Static_assert((int)STEP <= (int)JSONL_PAD,
	       "a step may begin at the last byte");

/* How many ordinary bytes there are before the first special; 64: all. */
static inline size_t
ordinary(const char *p)
{
	lane a = lane_special(lane_load(p)),
	     b = lane_special(lane_load(p + LANE));
	lane c = lane_special(lane_load(p + 2 * LANE)),
	     d = lane_special(lane_load(p + 3 * LANE));
	if (!lane_any(a | b | c | d))
		return STEP;
	return (size_t)__builtin_ctzll(lane_bits(a) | lane_bits(b) << LANE |
				       lane_bits(c) << 2 * LANE |
				       lane_bits(d) << 3 * LANE);
}

/* The first byte at or behind p that is not ordinary; NULL for none. */
static inline const char *
run_end(const char *p, const char *end)
{
	size_t n = lane_first(lane_special(lane_load(p)));

	/* Keys, names and numbers are short. */
	p += n;
	for (n = n == LANE ? STEP : 0; n == STEP && p < end; p += n)
		n = ordinary(p);
	return p < end ? p : NULL;
}

#define HEX_DIGITS(X)                                                          \
	X('0', 0), X('1', 1), X('2', 2), X('3', 3), X('4', 4), X('5', 5),      \
	    X('6', 6), X('7', 7), X('8', 8), X('9', 9), X('a', 10),            \
	    X('b', 11), X('c', 12), X('d', 13), X('e', 14), X('f', 15),        \
	    X('A', 10), X('B', 11), X('C', 12), X('D', 13), X('E', 14),        \
	    X('F', 15)

/* What the hex digits are worth, and the mark of a digit. */
enum { DIGIT = 0x10 };

#define WORTH(c, d) [c] = DIGIT + (d)
static const uint8_t hex_digit[256] = { HEX_DIGITS(WORTH) };

/* A code unit; 0, which is not plain either, for what is none. */
static inline unsigned
hex4(const char *p)
{
	unsigned a = hex_digit[(unsigned char)p[0]];
	unsigned b = hex_digit[(unsigned char)p[1]];
	unsigned c = hex_digit[(unsigned char)p[2]];
	unsigned d = hex_digit[(unsigned char)p[3]];

	if ((a & b & c & d & DIGIT) == 0)
		return 0;
	return (a << 12) + (b << 8) + (c << 4) + d - 0x1111 * DIGIT;
}

static char *
put_utf8(char *out, unsigned u)
{
	if (u < 0x80) {
		*out++ = (char)u;
		return out;
	}
	if (u < 0x800) {
		*out++ = (char)(0xc0 | u >> 6);
	} else {
		if (u < 0x10000) {
			*out++ = (char)(0xe0 | u >> 12);
		} else {
			*out++ = (char)(0xf0 | u >> 18);
			*out++ = (char)(0x80 | (u >> 12 & 0x3f));
		}
		*out++ = (char)(0x80 | (u >> 6 & 0x3f));
	}
	*out++ = (char)(0x80 | (u & 0x3f));
	return out;
}

/* \uXXXX, or two for one character, at *p: moves both on; false: not plain. */
static bool
unicode_escape(const char **p, const char *end, char **out)
{
	const char *s = *p;
	unsigned u, low;

	u = end - s < 6 ? 0 : hex4(s + 2);
	if (u == 0)
		return false;
	s += 6;
	if (u >= 0xd800 && u <= 0xdfff) {
		if (u >= 0xdc00 || end - s < 6 || s[0] != '\\' || s[1] != 'u')
			return false;
		low = hex4(s + 2);
		if (low < 0xdc00 || low > 0xdfff)
			return false;
		u = 0x10000 + ((u - 0xd800) << 10) + (low - 0xdc00);
		s += 6;
	}
	*p = s;
	*out = put_utf8(*out, u);
	return true;
}

/* The escape at *p, where a backslash stands, likewise. */
static inline bool
escape(const char **p, const char *end, char **out)
{
	static const char simple[256] = {
		['"'] = '"',  ['\\'] = '\\', ['/'] = '/',  ['b'] = '\b',
		['f'] = '\f', ['n'] = '\n',  ['r'] = '\r', ['t'] = '\t',
	};
	char c;

	if (end - *p < 2)
		return false;
	if ((*p)[1] == 'u')
		return unicode_escape(p, end, out);
	c = simple[(unsigned char)(*p)[1]];
	*p += 2;
	*(*out)++ = c;
	return c != '\0';
}

bool
jsonl_escape(const char **p, const char *end, char **out)
{
	return escape(p, end, out);
}

/*
 * What each of four digits adds to the UTF-8 of a character of three bytes,
 * the first byte lowest. The fourth byte counts: digits in its high half, and
 * in two bits each what makes a first and a second digit one of fewer bytes,
 * or a surrogate, when they come together.
 */
#define COUNTS(digit, fewer, surrogate)                                        \
	((1u << 28) + (digit) + ((fewer) ? 1u << 24 : 0) +                     \
	 ((surrogate) ? 1u << 26 : 0))
#define FIRST(c, d)  [c] = COUNTS(0xe0u + (d), (d) == 0, (d) == 13)
#define SECOND(c, d) [c] = COUNTS((0x80u + ((d) << 2)) << 8, (d) < 8, (d) >= 8)
#define THIRD(c, d)                                                            \
	[c] = COUNTS((0x80u + ((d)&3) * 16) << 16 | (d) >> 2 << 8, 0, 0)
#define FOURTH(c, d) [c] = COUNTS((d) << 16, 0, 0)

static const uint32_t three_bytes[4][256] = {
	{ HEX_DIGITS(FIRST) },
	{ HEX_DIGITS(SECOND) },
	{ HEX_DIGITS(THIRD) },
	{ HEX_DIGITS(FOURTH) },
};

/* Of the fourth byte: four digits, and neither pair complete. */
enum { COUNTED = 0x40, COUNTED_MASK = 0xfa };

/* \uXXXX again and again for what takes three bytes, as Chinese does. */
static inline const char *
three_byte_escapes(const char *p, const char *end, char **out)
{
	char *to = *out;

	for (; end - p >= 6 && p[0] == '\\' && p[1] == 'u'; p += 6) {
		const unsigned char *digit = (const unsigned char *)p + 2;
		uint32_t sum =
		    three_bytes[0][digit[0]] + three_bytes[1][digit[1]] +
		    three_bytes[2][digit[2]] + three_bytes[3][digit[3]];

		if ((sum >> 24 & COUNTED_MASK) != COUNTED)
			break;
		to[0] = (char)sum;
		to[1] = (char)(sum >> 8);
		to[2] = (char)(sum >> 16);
		to[3] = (char)(sum >> 24); /* one store of four; overwritten */
		to += 3;
	}
	*out = to;
	return p;
}

/* On from the first escape; all of it is in `out` when it ends well. */
static const char *
unescape(const char *p, const char *end, struct buf *out)
{
	char *to;

	/* No string is longer than it is escaped; a step may overhang. */
	if (buf_reserve(out, (size_t)(end - p) + STEP) != 0)
		return NULL;
	to = out->data + out->len;
	while (p < end) {
		size_t n = ordinary(p);

		memcpy(to, p, STEP);
		p += n;
		to += n;
		if (n == STEP)
			continue;
		if (p >= end || *p != '\\')
			break;
		while (*p == '\\') {
			p = three_byte_escapes(p, end, &to);
			if (*p == '\\' && !escape(&p, end, &to))
				return NULL;
		}
	}
	if (p >= end || *p != '"')
		return NULL;
	out->len = (size_t)(to - out->data);
	return p + 1;
}

/* The same with nowhere to keep it. */
static const char *
skip_escaped(const char *p, const char *end)
{
	while (p != NULL && *p == '\\') {
		char four[4], *to;

		do {
			to = four;
			if (!escape(&p, end, &to))
				return NULL;
		} while (*p == '\\');
		p = p < end ? run_end(p, end) : NULL;
	}
	return p != NULL && *p == '"' ? p + 1 : NULL;
}

const char *
jsonl_string(const char *p, const char *end, struct buf *scratch,
	     struct jsonl_string *x)
{
	x->s = ++p;
	x->offset = JSONL_NOWHERE;
	p = p < end ? run_end(p, end) : NULL;
	if (p == NULL)
		return NULL;
	x->n = (size_t)(p - x->s);
	x->escaped = *p == '\\';
	if (*p == '"')
		return p + 1;
	if (!x->escaped || scratch == NULL)
		return skip_escaped(p, end);
	x->offset = scratch->len;
	buf_add(scratch, x->s, x->n);
	p = unescape(p, end, scratch);
	x->s = NULL;
	x->n = scratch->len - x->offset;
	return p;
}
