/*
 * One loop and a stack of bits instead of recursion: the text comes from
 * outside, and its nesting must not reach our stack. Positions are worked
 * out only when there is an error to report.
 */
#include "sweep/json_scan.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "sweep/json.h"
#include "sweep/record.h"

enum {
	NUMBER_MAX = 63, /* characters cJSON takes of a number */
	FOUND_MAX = 24,  /* characters quoted in a message */
};

struct scan {
	const char *start, *p, *end;
	uint64_t array; /* bit per open level: an array, not an object */
	int depth;
	uint32_t values;
	unsigned notes;
};

_Static_assert(JSON_DEPTH <= 64, "the levels are bits of a uint64_t");

/* "line 3, column 14", the column in characters. */
static void
position(const struct scan *c, size_t *line, size_t *column)
{
	*line = 1;
	*column = 1;
	for (const char *q = c->start; q < c->p; q++) {
		if (*q == '\n') {
			++*line;
			*column = 1;
		} else if (((unsigned char)*q & 0xc0) != 0x80) {
			++*column;
		}
	}
}

/* What stands at the place, short enough to quote. */
static void
found(const struct scan *c, char *out, size_t size)
{
	static const char *const stop = ",:{}[]\" \t\r\n";
	size_t n = 0, chars = 0;
	int bad;

	if (c->p == c->end) {
		strcpy(out, "the end of the text");
		return;
	}
	out[n++] = '\'';
	for (const char *q = c->p; q < c->end && chars < FOUND_MAX; chars++) {
		size_t left = (size_t)(c->end - q);
		size_t k = json_utf8_step((const unsigned char *)q, left, &bad);

		if (n + k + 2 > size || (chars > 0 && strchr(stop, *q)))
			break;
		if (bad || (unsigned char)*q < 0x20) {
			out[n++] = '?';
		} else {
			memcpy(out + n, q, k);
			n += k;
		}
		q += k;
		if (chars == 0 && strchr(stop, q[-1]) != NULL)
			break;
	}
	out[n++] = '\'';
	out[n] = '\0';
}

static int
unexpected(const struct scan *c, const char *expected, struct err *e)
{
	char what[4 * FOUND_MAX + 8];
	size_t line, column;

	position(c, &line, &column);
	found(c, what, sizeof(what));
	return err_set(e, STATUS_INPUT,
		       "line %zu, column %zu: found %s, expected %s", line,
		       column, what, expected);
}

static int
refused(const struct scan *c, const char *why, struct err *e)
{
	size_t line, column;

	position(c, &line, &column);
	return err_set(e, STATUS_INPUT, "line %zu, column %zu: %s", line,
		       column, why);
}

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
unicode_escape(struct scan *c, struct err *e)
{
	unsigned u;

	for (int i = 1; i <= 4; i++)
		if (c->end - c->p <= i || hex(c->p[i]) < 0)
			return refused(c, "\\u needs four hex digits", e);
	u = json_unit(c->p);
	c->p += 5;
	if (u == 0)
		c->notes |= NOTE_NUL;
	if (u < 0xd800 || u > 0xdfff)
		return 0;
	/* A high half takes the low half after it; any other is alone. */
	if (u < 0xdc00 && c->end - c->p >= 6 && c->p[0] == '\\' &&
	    c->p[1] == 'u' && hex(c->p[2]) == 0xd && hex(c->p[3]) >= 0xc &&
	    hex(c->p[4]) >= 0 && hex(c->p[5]) >= 0)
		c->p += 6;
	else
		c->notes |= NOTE_LONE_SURROGATE;
	return 0;
}

static void
plain(struct scan *c)
{
	c->p = json_plain(c->p, c->end);
}

static int
string(struct scan *c, struct err *e)
{
	const char *open = c->p++;
	int bad;

	for (plain(c); c->p < c->end; plain(c)) {
		unsigned char b = (unsigned char)*c->p;

		if (b >= 0x80) {
			size_t left = (size_t)(c->end - c->p);

			c->p += json_utf8_step((const unsigned char *)c->p,
					       left, &bad);
			if (bad)
				c->notes |= NOTE_ILL_FORMED;
		} else if (b == '"') {
			c->p++;
			return 0;
		} else if (b < 0x20) {
			return refused(c,
				       b == '\n' || b == '\r'
					   ? "a line break in a string: write "
					     "\\n, or close the quote"
					   : "a control character in a string: "
					     "write it as \\u00XX",
				       e);
		} else if (b == '\\') {
			c->p++;
			if (c->p == c->end)
				break;
			if (*c->p == 'u') {
				if (unicode_escape(c, e) != 0)
					return -1;
			} else if (strchr("\"\\/bfnrt", *c->p) != NULL &&
				   *c->p != '\0') {
				c->p++;
			} else {
				return unexpected(
				    c, "one of \" \\ / b f n r t u after \\",
				    e);
			}
		} else {
			c->p++;
		}
	}
	c->p = open;
	return refused(c, "a string that is never closed", e);
}

static void
digits(struct scan *c)
{
	while (c->p < c->end && *c->p >= '0' && *c->p <= '9')
		c->p++;
}

static bool
some_digits(struct scan *c)
{
	const char *from = c->p;

	digits(c);
	return c->p > from;
}

static int
number(struct scan *c, struct err *e)
{
	char text[NUMBER_MAX + 1];
	const char *from = c->p;
	bool power = false;
	size_t n;

	if (*c->p == '-')
		c->p++;
	if (c->p < c->end && *c->p == '0')
		c->p++;
	else if (!some_digits(c))
		return unexpected(c, "a digit", e);
	if (c->p < c->end && *c->p == '.') {
		c->p++;
		if (!some_digits(c))
			return unexpected(c, "a digit", e);
	}
	if (c->p < c->end && (*c->p == 'e' || *c->p == 'E')) {
		power = true;
		c->p++;
		if (c->p < c->end && (*c->p == '+' || *c->p == '-'))
			c->p++;
		if (!some_digits(c))
			return unexpected(c, "a digit", e);
	}
	n = (size_t)(c->p - from);
	if (n <= NUMBER_MAX && !power)
		return 0;
	if (n <= NUMBER_MAX) {
		memcpy(text, from, n);
		text[n] = '\0';
		if (isfinite(strtod(text, NULL)))
			return 0;
	}
	c->p = from;
	return refused(c,
		       n > NUMBER_MAX ? "a number of more than 63 characters"
				      : "a number beyond 1.7e308",
		       e);
}

static int
literal(struct scan *c, struct err *e)
{
	static const char *const word[] = { "true", "false", "null" };

	for (size_t i = 0; i < 3; i++) {
		size_t n = strlen(word[i]);

		if ((size_t)(c->end - c->p) >= n &&
		    memcmp(c->p, word[i], n) == 0) {
			c->p += n;
			return 0;
		}
	}
	return unexpected(c, "a value", e);
}

static void
blanks(struct scan *c)
{
	while (c->p < c->end && (*c->p == ' ' || *c->p == '\n' ||
				 *c->p == '\t' || *c->p == '\r'))
		c->p++;
}

static bool
at(struct scan *c, char b)
{
	blanks(c);
	return c->p < c->end && *c->p == b;
}

/* A key and its colon, when an object is open. */
static int
key(struct scan *c, struct err *e)
{
	if (!at(c, '"'))
		return unexpected(c, "a key in double quotes", e);
	if (string(c, e) != 0)
		return -1;
	if (!at(c, ':'))
		return unexpected(c, "':' after the key", e);
	c->p++;
	return 0;
}

static bool
in_array(const struct scan *c)
{
	return c->array >> (c->depth - 1) & 1;
}

/*
 * Behind a value: close what ends here, up to the next comma. 1 when a
 * further value follows, 0 when the outermost is complete.
 */
static int
after(struct scan *c, struct err *e)
{
	while (c->depth > 0) {
		bool array = in_array(c);

		if (at(c, array ? ']' : '}')) {
			c->p++;
			c->depth--;
		} else if (at(c, ',')) {
			c->p++;
			if (at(c, array ? ']' : '}'))
				return refused(c,
					       "a comma before the closing "
					       "bracket: take it out",
					       e);
			return array || key(c, e) == 0 ? 1 : -1;
		} else {
			return unexpected(
			    c, array ? "',' or ']'" : "',' or '}'", e);
		}
	}
	return 0;
}

/* Opens a level; 1 when a value follows in it, 0 when it is empty. */
static int
open_level(struct scan *c, struct err *e)
{
	bool array = *c->p == '[';

	if (c->depth == JSON_DEPTH)
		return refused(c, "nested deeper than 64 levels", e);
	c->p++;
	c->array &= ~(UINT64_C(1) << c->depth);
	c->array |= (uint64_t)array << c->depth;
	c->depth++;
	if (at(c, array ? ']' : '}'))
		return 0; /* after() closes it */
	return array || key(c, e) == 0 ? 1 : -1;
}

/* One value's beginning: 1 when another must follow, 0 behind it, or -1. */
static int
value(struct scan *c, struct err *e)
{
	blanks(c);
	if (c->p == c->end)
		return unexpected(c, "a value", e);
	if (++c->values > JSON_VALUES)
		return refused(c, "more than 1,048,576 values", e);
	switch (*c->p) {
	case '{':
	case '[':
		return open_level(c, e);
	case '"':
		return string(c, e);
	default:
		return strchr("-0123456789", *c->p) != NULL && *c->p != '\0'
			   ? number(c, e)
			   : literal(c, e);
	}
}

int
json_scan(const char *s, size_t n, unsigned *notes, struct err *e)
{
	struct scan c = { .start = s, .p = s, .end = s + n };
	int more;

	if (n >= 3 && memcmp(s, JSON_MARK, 3) == 0)
		c.p += 3;
	do {
		more = value(&c, e);
		if (more == 0)
			more = after(&c, e);
	} while (more > 0);
	if (more < 0)
		return -1;
	blanks(&c);
	if (c.p < c.end)
		return unexpected(&c, "nothing after the value", e);
	*notes = c.notes;
	return 0;
}
