/*
 * Strings of JSON, most of the bytes of a file: 64 bytes a step until the
 * first that is not ordinary; from the first escape on every byte that is
 * looked at is copied on the way.
 */
#include <stdint.h>
#include <string.h>

#include "base/lane.h"
#include "sweep/jsonl_parts.h"

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
	size_t n;

	if (!lane_any(a | b | c | d))
		return STEP;
	n = lane_first(a);
	if (n == LANE)
		n += lane_first(b);
	if (n == 2 * LANE)
		n += lane_first(c);
	if (n == 3 * LANE)
		n += lane_first(d);
	return n;
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

/* What the hex digits are worth, and the mark of a digit. */
enum { DIGIT = 0x10 };

static const uint8_t hex_digit[256] = {
	['0'] = 0x10, ['1'] = 0x11, ['2'] = 0x12, ['3'] = 0x13, ['4'] = 0x14,
	['5'] = 0x15, ['6'] = 0x16, ['7'] = 0x17, ['8'] = 0x18, ['9'] = 0x19,
	['a'] = 0x1a, ['b'] = 0x1b, ['c'] = 0x1c, ['d'] = 0x1d, ['e'] = 0x1e,
	['f'] = 0x1f, ['A'] = 0x1a, ['B'] = 0x1b, ['C'] = 0x1c, ['D'] = 0x1d,
	['E'] = 0x1e, ['F'] = 0x1f,
};

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

/* \uXXXX again and again for what takes three bytes, as Chinese does. */
static inline const char *
three_byte_escapes(const char *p, const char *end, char **out)
{
	char *to = *out;

	for (; end - p >= 6 && p[0] == '\\' && p[1] == 'u'; p += 6) {
		unsigned u = hex4(p + 2);

		if (u < 0x800 || (u >= 0xd800 && u <= 0xdfff))
			break;
		*to++ = (char)(0xe0 | u >> 12);
		*to++ = (char)(0x80 | (u >> 6 & 0x3f));
		*to++ = (char)(0x80 | (u & 0x3f));
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
