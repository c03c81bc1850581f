/*
 * The way back from field_json_line, for journals of millions: what stands at
 * each place of a line of one's own is known, so nothing is looked for and no
 * tree is built. Whatever is not as it would have been written goes to the
 * tree, which has the last word; so this need not understand all of JSON, only
 * never misread it.
 */
#include <string.h>

#include "base/num.h"
#include "base/utf8.h"
#include "data/field_get.h"
#include "data/json_run.h"

/* A line on its way: what is left of it, and where texts go. */
struct scan {
	const char *p, *end;
	char *to;
};

/* One escape that jsonw writes: \" \\ \n \r \t \b \f, and \u00XX but \u0000. */
static bool
escape(struct scan *s)
{
	static const char from[] = "\"\\nrtbf", what[] = "\"\\\n\r\t\b\f";
	unsigned hex = 0;
	const char *at;

	if (s->end - s->p < 2)
		return false;
	at = memchr(from, s->p[1], sizeof(from) - 1);
	if (at != NULL) {
		*s->to++ = what[at - from];
		s->p += 2;
		return true;
	}
	if (s->end - s->p < 6 || memcmp(s->p, "\\u00", 4) != 0)
		return false;
	for (int i = 4; i < 6; i++) {
		char c = s->p[i];

		if (c >= '0' && c <= '9')
			hex = hex * 16 + (unsigned)(c - '0');
		else if (c >= 'a' && c <= 'f')
			hex = hex * 16 + (unsigned)(c - 'a') + 10;
		else
			return false;
	}
	if (hex == 0 || hex > 0x7f)
		return false;
	*s->to++ = (char)hex;
	s->p += 6;
	return true;
}

/* A string with its quotes; its text, with a NUL behind it. */
static bool
text(struct scan *s, const char **out, size_t *n)
{
	char *start = s->to;

	if (s->p == s->end || *s->p++ != '"')
		return false;
	for (;;) {
		struct json_place at =
		    json_run_plain((struct json_place){ s->p, s->to }, s->end);
		uint32_t c;
		size_t k;

		s->p = at.p;
		s->to = at.to;
		if (s->p == s->end)
			return false;
		if (*s->p == '"')
			break;
		if (*s->p == '\\') {
			if (!escape(s))
				return false;
			continue;
		}
		k = utf8_step((const unsigned char *)s->p,
			      (size_t)(s->end - s->p), &c);
		if (c == UTF8_ILL || c < 0x20)
			return false;
		memcpy(s->to, s->p, k);
		s->to += k;
		s->p += k;
	}
	s->p++;
	*out = start;
	*n = (size_t)(s->to - start);
	*s->to++ = '\0';
	return true;
}

/* The characters of a number, true or false. */
static size_t
word(const struct scan *s)
{
	const char *p = s->p;

	while (p < s->end && *p != ',')
		p++;
	return (size_t)(p - s->p);
}

/* No "inf", no hexadecimal. */
static bool
is_numeric(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (memchr("+-.e0123456789", p[i], 14) == NULL)
			return false;
	return true;
}

static bool
number(struct scan *s, const struct field *f, void *row)
{
	void *to = (char *)row + f->at;
	uint64_t most = f->kind == FIELD_U32 ? UINT32_MAX : UINT64_C(1) << 53;
	size_t n = word(s);
	uint64_t x = 0;

	if (n == 0 || (n > 1 && *s->p == '0' && s->p[1] != '.'))
		return false;
	if (f->kind == FIELD_REAL) {
		if (!is_numeric(s->p, n) || num_parse(s->p, n, to) != 0)
			return false;
	} else if (num_parse_u64(s->p, n, &x) != 0 || x > most) {
		return false;
	} else if (f->kind == FIELD_U32) {
		*(uint32_t *)to = (uint32_t)x;
	} else if (f->kind == FIELD_SIZE) {
		*(size_t *)to = (size_t)x;
	} else if (f->kind == FIELD_U64) {
		*(uint64_t *)to = x;
	} else {
		*(int64_t *)to = (int64_t)x;
	}
	s->p += n;
	return true;
}

static bool
truth(struct scan *s, const struct field *f, void *row)
{
	size_t n = word(s);
	bool yes = n == 4 && memcmp(s->p, "true", 4) == 0;

	if (!yes && (n != 5 || memcmp(s->p, "false", 5) != 0))
		return false;
	*(bool *)((char *)row + f->at) = yes;
	s->p += n;
	return true;
}

static bool
value(struct scan *s, const struct field *f, void *row)
{
	const char *t;
	size_t n;

	switch (f->kind) {
	case FIELD_U32:
	case FIELD_U64:
	case FIELD_SIZE:
	case FIELD_INT:
	case FIELD_TIME:
	case FIELD_REAL:
		return number(s, f, row);
	case FIELD_BOOL:
		return truth(s, f, row);
	default:
		return text(s, &t, &n) && field_text_read(f, t, n, row);
	}
}

bool
field_json_scan(const struct field *table, void *row, const char *line,
		size_t n, struct arena *a)
{
	struct scan s = { line, line + n, arena_bytes(a, n + JSON_OVERHANG) };

	for (const struct field *f = table; f->name != NULL; f++) {
		/* The first member has a brace where others have a comma. */
		size_t skip = s.p == line, k = f->lead_len;

		if ((size_t)(s.end - s.p) < k || (skip && *s.p != '{') ||
		    memcmp(s.p + skip, f->lead + skip, k - skip) != 0) {
			if ((f->flags & FIELD_REQUIRED) != 0)
				return false;
			field_clear_one(f, row);
			continue;
		}
		s.p += k;
		if (!value(&s, f, row))
			return false;
	}
	return s.p == s.end && s.p > line;
}
