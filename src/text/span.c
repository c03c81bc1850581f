#include "text/span.h"

#include <string.h>

#include "text/props.h"
#include "text/utf8.h"

static bool
is_space(const char *s, size_t n, size_t *len)
{
	uint32_t c;

	*len = utf8_step((const unsigned char *)s, n, &c);
	return c != UTF8_ILL && (props_of(c) & PROPS_SPACE) != 0;
}

size_t
span_space_before(struct span x)
{
	size_t at = 0, len;

	while (at < x.n && is_space(x.s + at, x.n - at, &len))
		at += len;
	return at;
}

size_t
span_space_after(struct span x)
{
	size_t end = x.n, len;

	while (end > 0) {
		size_t at = end - 1;

		while (at > 0 && end - at < 4 &&
		       utf8_continues((unsigned char)x.s[at]))
			at--;
		if (!is_space(x.s + at, end - at, &len) || at + len != end)
			break;
		end = at;
	}
	return x.n - end;
}

struct span
span_trim(struct span x)
{
	x = span_from(x, span_space_before(x));
	x.n -= span_space_after(x);
	return x;
}

struct span
span_line(struct span x)
{
	const char *end = x.n == 0 ? NULL : memchr(x.s, '\n', x.n);

	if (end != NULL)
		x.n = (size_t)(end - x.s);
	return x;
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

size_t
span_opens(struct span x, const char *phrase)
{
	size_t i;

	for (i = 0; phrase[i] != '\0'; i++)
		if (i == x.n || lower(x.s[i]) != phrase[i])
			return 0;
	return i;
}

size_t
span_opens_any(struct span x, const char *const *phrases)
{
	for (; *phrases != NULL; phrases++) {
		size_t len = span_opens(x, *phrases);

		if (len > 0)
			return len;
	}
	return 0;
}

bool
span_ends(struct span x, const char *phrase)
{
	size_t len = strlen(phrase);

	return x.n >= len && span_opens(span_from(x, x.n - len), phrase) > 0;
}

bool
span_has(struct span x, const char *phrase)
{
	for (; x.n > 0; x = span_from(x, 1))
		if (span_opens(x, phrase) > 0)
			return true;
	return false;
}

bool
span_has_any(struct span x, const char *const *phrases)
{
	for (; *phrases != NULL; phrases++)
		if (span_has(x, *phrases))
			return true;
	return false;
}
