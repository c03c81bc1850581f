/*
 * Strings: most are one plain run between two quotes and are copied as they
 * stand. Of the others every byte is looked at, and then they are decoded.
 */
#include <stdbool.h>
#include <string.h>

#include "base/lane.h"
#include "data/json_parts.h"
#include "data/jsonl_parts.h"

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

unsigned
json_unit(const char *p)
{
	unsigned u = 0;

	for (int i = 1; i <= 4; i++)
		u = u << 4 | (unsigned)hex(p[i]);
	return u;
}

static int
cross_unit(struct json_text *t)
{
	unsigned u;

	for (int i = 1; i <= 4; i++)
		if (t->end - t->p <= i || hex(t->p[i]) < 0)
			return json_refused(t, "\\u needs four hex digits");
	u = json_unit(t->p);
	t->p += 5;
	if (u == 0)
		t->notes |= JSON_NUL;
	if (u < 0xd800 || u > 0xdfff)
		return 0;
	/* A high half takes the low half after it; any other is alone. */
	if (u < 0xdc00 && t->end - t->p >= 6 && t->p[0] == '\\' &&
	    t->p[1] == 'u' && hex(t->p[2]) == 0xd && hex(t->p[3]) >= 0xc &&
	    hex(t->p[4]) >= 0 && hex(t->p[5]) >= 0)
		t->p += 6;
	else
		t->notes |= JSON_LONE_SURROGATE;
	return 0;
}

static int
cross_escape(struct json_text *t)
{
	t->p++;
	if (t->p == t->end)
		return 0;
	if (*t->p == 'u')
		return cross_unit(t);
	if (*t->p == '\0' || strchr("\"\\/bfnrt", *t->p) == NULL)
		return json_unexpected(t,
				       "one of \" \\ / b f n r t u after \\");
	t->p++;
	return 0;
}

static int
cross_byte(struct json_text *t)
{
	unsigned char b = (unsigned char)*t->p;
	int bad;

	if (b >= 0x80) {
		t->p += json_utf8_step((const unsigned char *)t->p,
				       (size_t)(t->end - t->p), &bad);
		if (bad)
			t->notes |= JSON_ILL_FORMED;
		return 0;
	}
	if (b == '\\')
		return cross_escape(t);
	return json_refused(t, b == '\n' || b == '\r'
				   ? "a line break in a string: write "
				     "\\n, or close the quote"
				   : "a control character in a string: "
				     "write it as \\u00XX");
}

/* From p, behind the quote at open, to the one that closes the string. */
static int
cross(struct json_text *t, const char *open)
{
	for (; t->p < t->end; t->p = json_plain(t->p, t->end)) {
		if (*t->p == '"')
			return 0;
		if (cross_byte(t) != 0)
			return -1;
	}
	t->p = open;
	return json_refused(t, "a string that is never closed");
}

/* s, which was crossed, to end; `most` bytes hold it. */
static char *
decode(struct arena *a, const char *s, const char *end, size_t most)
{
	char *text = arena_bytes(a, most + 1), *out = text;

	while (s < end) {
		size_t n = (size_t)(json_plain(s, end) - s);
		int bad = 0;

		if (n == 0 && *s == '\\') {
			bad = !jsonl_escape(&s, end, &out);
			n = bad ? 6 : 0; /* a NUL or half a pair */
		} else if (n == 0) {
			n = json_utf8_step((const unsigned char *)s,
					   (size_t)(end - s), &bad);
		}
		memcpy(out, bad ? JSON_REPLACEMENT : s, bad ? 3 : n);
		out += bad ? 3 : n;
		s += n;
	}
	*out = '\0';
	return text;
}

/* Nearly all keys and names: so little ASCII that one lane takes it whole. */
static char *
short_ascii(struct json_text *t)
{
	const char *s = t->p + 1;
	char *text;
	size_t n;
	lane v;

	if (t->end - s < LANE)
		return NULL;
	v = lane_load(s);
	n = lane_first(lane_not_ascii(v));
	if (n == LANE || s[n] != '"')
		return NULL;
	text = arena_bytes(t->arena, LANE);
	memcpy(text, &v, LANE);
	text[n] = '\0';
	t->p = s + n + 1;
	return text;
}

char *
json_string(struct json_text *t)
{
	const char *open = t->p, *s = open + 1;
	char *text = short_ascii(t);
	size_t n;

	if (text != NULL)
		return text;
	t->p = json_plain(s, t->end);
	n = (size_t)(t->p - s);
	if (t->p < t->end && *t->p == '"') {
		t->p++;
		return arena_strndup(t->arena, s, n);
	}
	if (cross(t, open) != 0)
		return NULL;
	n = (size_t)(t->p++ - s);
	/* An ill-formed byte becomes the three of U+FFFD. */
	return decode(t->arena, s, s + n,
		      (t->notes & JSON_ILL_FORMED) != 0 ? 3 * n : n);
}
