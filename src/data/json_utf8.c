/* Well-formed UTF-8 and what is none: table 3-7 of Unicode 15. */
#include "data/json.h"
#include "data/json_parts.h"

size_t
json_utf8_step(const unsigned char *s, size_t n, int *bad)
{
	unsigned char lo = 0x80, hi = 0xbf;
	size_t need;

	*bad = 0;
	if (s[0] < 0x80)
		return 1;
	if (s[0] < 0xc2 || s[0] > 0xf4) {
		*bad = 1;
		return 1;
	}
	need = s[0] < 0xe0 ? 1 : s[0] < 0xf0 ? 2 : 3;
	if (s[0] == 0xe0)
		lo = 0xa0; /* overlong */
	else if (s[0] == 0xed)
		hi = 0x9f; /* surrogates */
	else if (s[0] == 0xf0)
		lo = 0x90; /* overlong */
	else if (s[0] == 0xf4)
		hi = 0x8f; /* beyond U+10FFFF */
	for (size_t i = 1; i <= need; i++) {
		if (i == n || s[i] < lo || s[i] > hi) {
			*bad = 1;
			return i;
		}
		lo = 0x80;
		hi = 0xbf;
	}
	return need + 1;
}

size_t
json_utf8(struct buf *out, const char *s, size_t n)
{
	const unsigned char *u = (const unsigned char *)s;
	size_t from = 0, replaced = 0;
	int bad;

	for (size_t i = 0; i < n;) {
		size_t k = json_utf8_step(u + i, n - i, &bad);

		if (bad) {
			buf_add(out, s + from, i - from);
			buf_puts(out, JSON_REPLACEMENT);
			replaced++;
			from = i + k;
		}
		i += k;
	}
	buf_add(out, s + from, n - from);
	return replaced;
}
