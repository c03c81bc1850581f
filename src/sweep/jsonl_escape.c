/* Escapes of JSON strings, those that every reader understands alike. */
#include <stdint.h>
#include <string.h>

#include "sweep/jsonl_parts.h"

static int
hex4(const char *p, unsigned *unit)
{
	*unit = 0;
	for (int i = 0; i < 4; i++) {
		unsigned d = (unsigned char)p[i];

		if (d - '0' < 10)
			d -= '0';
		else if ((d | 0x20) - 'a' < 6)
			d = (d | 0x20) - 'a' + 10;
		else
			return -1;
		*unit = *unit << 4 | d;
	}
	return 0;
}

static size_t
utf8(char *out, unsigned u)
{
	if (u < 0x80) {
		out[0] = (char)u;
		return 1;
	}
	if (u < 0x800) {
		out[0] = (char)(0xc0 | u >> 6);
		out[1] = (char)(0x80 | (u & 0x3f));
		return 2;
	}
	if (u < 0x10000) {
		out[0] = (char)(0xe0 | u >> 12);
		out[1] = (char)(0x80 | (u >> 6 & 0x3f));
		out[2] = (char)(0x80 | (u & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | u >> 18);
	out[1] = (char)(0x80 | (u >> 12 & 0x3f));
	out[2] = (char)(0x80 | (u >> 6 & 0x3f));
	out[3] = (char)(0x80 | (u & 0x3f));
	return 4;
}

/* \uXXXX at p, written to out; returns what it took, or 0: not plain. */
static size_t
unicode_escape(const char *p, const char *end, char *out, size_t *wrote)
{
	unsigned u, low;
	size_t took = 6;

	if (end - p < 6 || hex4(p + 2, &u) < 0 || u == 0)
		return 0;
	if (u >= 0xd800 && u <= 0xdfff) {
		if (u >= 0xdc00 || end - p < 12 || p[6] != '\\' ||
		    p[7] != 'u' || hex4(p + 8, &low) < 0 || low < 0xdc00 ||
		    low > 0xdfff)
			return 0;
		u = 0x10000 + ((u - 0xd800) << 10) + (low - 0xdc00);
		took = 12;
	}
	*wrote = utf8(out, u);
	return took;
}

size_t
jsonl_escape(const char *p, const char *end, char out[4], size_t *wrote)
{
	static const char from[] = "\"\\/bfnrt";
	static const char to[] = "\"\\/\b\f\n\r\t";
	const char *at;

	if (end - p < 2 || p[1] == '\0')
		return 0;
	if (p[1] == 'u')
		return unicode_escape(p, end, out, wrote);
	at = strchr(from, p[1]);
	if (at == NULL)
		return 0;
	*out = to[at - from];
	*wrote = 1;
	return 2;
}
