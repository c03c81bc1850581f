/*
 * Strings, most of the bytes of a file. One loop decodes them all: a run that
 * may stand as it is, then what ends it. What differs is the run. A tree has
 * well-formed text, so its runs are of ASCII and of the Chinese of three
 * well-formed bytes, and all else is stepped over by utf8.h; a line of a file
 * of answers is counted later by who looks at its UTF-8 anyway, so there a
 * run is all that is no quote, no escape and no control character.
 *
 * Servers whose JSON is ASCII send Chinese as \uXXXX again and again: such
 * runs are decoded by four table look-ups a character, see three_bytes.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "data/json.h"
#include "data/json_run.h"
#include "data/json_text.h"

#define REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */

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

/* The code unit that the escape at p names, or -1 when it is no \uXXXX. */
static int32_t
unit(const char *p, const char *end)
{
	uint32_t u = 0, all = DIGIT;

	if (end - p < 6 || p[0] != '\\' || p[1] != 'u')
		return -1;
	for (int i = 2; i < 6; i++) {
		uint32_t d = hex_digit[(unsigned char)p[i]];

		all &= d;
		u = u << 4 | (d & 15);
	}
	return all == 0 ? -1 : (int32_t)u;
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
static inline __attribute__((always_inline)) struct json_place
run_escapes(struct json_place at, const char *end, bool keep)
{
	for (; end - at.p >= 6 && at.p[0] == '\\' && at.p[1] == 'u';
	     at.p += 6) {
		const unsigned char *digit = (const unsigned char *)at.p + 2;
		uint32_t sum =
		    three_bytes[0][digit[0]] + three_bytes[1][digit[1]] +
		    three_bytes[2][digit[2]] + three_bytes[3][digit[3]];

		if ((sum >> 24 & COUNTED_MASK) != COUNTED)
			break;
		if (!keep)
			continue;
		at.to[0] = (char)sum;
		at.to[1] = (char)(sum >> 8);
		at.to[2] = (char)(sum >> 16);
		at.to[3] = (char)(sum >> 24); /* one store; overwritten */
		at.to += 3;
	}
	return at;
}

/* Of a place: nothing more can be read. *e has been told. */
static const struct json_place nowhere;

static struct json_place
replace(struct json_place at, size_t n)
{
	memcpy(at.to, REPLACEMENT, 3);
	return (struct json_place){ at.p + n, at.to + 3 };
}

/* Whatever a \uXXXX says, or two of them for one character. */
static struct json_place
unicode_escape(struct json_text *t, struct json_place at)
{
	int32_t u = unit(at.p, t->end), low;

	if (u < 0) {
		t->p = at.p + 1;
		json_refused(t, "\\u needs four hex digits");
		return nowhere;
	}
	if (u == 0) {
		t->notes |= JSON_NUL;
		return replace(at, 6);
	}
	at.p += 6;
	if (u >= 0xd800 && u <= 0xdfff) {
		/* A high half takes the low half after it. */
		low = u < 0xdc00 ? unit(at.p, t->end) : -1;
		if (low < 0xdc00 || low > 0xdfff) {
			t->notes |= JSON_LONE_SURROGATE;
			return replace(at, 0);
		}
		u = 0x10000 + ((u - 0xd800) << 10) + (low - 0xdc00);
		at.p += 6;
	}
	at.to += utf8_put(at.to, (uint32_t)u);
	return at;
}

/* One escape, at most four bytes; at.p is at its backslash. */
static inline struct json_place
escape(struct json_text *t, struct json_place at)
{
	static const char simple[256] = {
		['"'] = '"',  ['\\'] = '\\', ['/'] = '/',  ['b'] = '\b',
		['f'] = '\f', ['n'] = '\n',  ['r'] = '\r', ['t'] = '\t',
	};
	char c = '\0';

	if (t->end - at.p >= 2)
		c = simple[(unsigned char)at.p[1]];
	if (c != '\0') {
		*at.to++ = c;
		at.p += 2;
		return at;
	}
	if (t->end - at.p >= 2 && at.p[1] == 'u')
		return unicode_escape(t, at);
	if (t->end - at.p == 1) {
		json_refused(t, "a string that is never closed");
		return nowhere;
	}
	t->p = at.p + 1;
	json_unexpected(t, "one of \" \\ / b f n r t u after \\");
	return nowhere;
}

/* What a string is decoded into, when it may become longer than it was. */
struct room {
	char *text;
	const char *close; /* its closing quote, or the end of the text */
	size_t spare;      /* by so many bytes */
};

/* A character that is in no run, or what is none. */
static struct json_place
mend(struct json_text *t, struct json_place at, struct room *r)
{
	uint32_t c;
	size_t n =
	    utf8_step((const unsigned char *)at.p, (size_t)(t->end - at.p), &c);
	size_t have = (size_t)(at.to - r->text), left;
	char *text;

	if (c != UTF8_ILL)
		return json_pass(at, n, n);
	t->notes |= JSON_ILL_FORMED;
	if (r->spare < 2) {
		/* An ill-formed byte becomes the three of U+FFFD. */
		left = (size_t)(r->close - at.p);
		text = json_room(t, have + 3 * left + JSON_OVERHANG);
		memcpy(text, r->text, have);
		if (t->arena == NULL)
			free(r->text);
		*r = (struct room){ text, r->close, 2 * left };
		at.to = text + have;
	}
	r->spare -= 2;
	return replace(at, n);
}

/* What may end a run and is neither a quote nor an escape. */
static struct json_place
refuse(struct json_text *t, const char *p)
{
	if (p == t->end) {
		json_refused(t, "a string that is never closed");
		return nowhere;
	}
	t->p = p;
	json_refused(t, *p == '\n' || *p == '\r'
			    ? "a line break in a string: write "
			      "\\n, or close the quote"
			    : "a control character in a string: "
			      "write it as \\u00XX");
	return nowhere;
}

enum how { MEND, RAW, CROSS };

/*
 * On from at.p, in the string whose opening quote is at t->p, to its closing
 * quote; t->p is moved behind it. Only MEND has a room; to CROSS, what is
 * decoded goes nowhere.
 */
static inline __attribute__((always_inline)) struct json_place
decode(struct json_text *t, struct json_place at, struct room *room,
       enum how how)
{
	const char *const end = t->end;
	char waste[4];

	while (at.p != NULL) {
		if (how == MEND)
			at = json_run_plain(at, end);
		else if (how == RAW)
			/* Behind a \n there is a line of prose. */
			at = json_run_raw(at, end, at.p[-1] != 'n');
		else
			at.p = json_raw_end(at.p, end);
		if (at.p < end && *at.p == '"') {
			t->p = at.p + 1;
			return at;
		}
		/* What is not ASCII ends a run of MEND only. */
		if (at.p < end && (unsigned char)*at.p >= 0x80)
			at = mend(t, at, room);
		else if (at.p == end || *at.p != '\\')
			at = refuse(t, at.p);
		while (at.p != NULL && at.p < end && *at.p == '\\') {
			at = run_escapes(at, end, how != CROSS);
			if (how == CROSS)
				at.to = waste;
			if (at.p < end && *at.p == '\\')
				at = escape(t, at);
		}
	}
	return nowhere;
}

/* The quote that closes a string, from some place in it that is no escape. */
static const char *
closing(const char *from, const char *end)
{
	const char *p = from, *b;

	for (; (p = memchr(p, '"', (size_t)(end - p))) != NULL; p++) {
		for (b = p; b > from && b[-1] == '\\';)
			b--;
		if ((p - b) % 2 == 0)
			return p;
	}
	return end;
}

/* The string that is not one plain run; its first n bytes are. */
static char *
mended(struct json_text *t, size_t n)
{
	const char *s = t->p + 1, *close = closing(s + n, t->end);
	char *text = json_room(t, (size_t)(close - s) + JSON_OVERHANG);
	struct room room = { text, close, 0 };
	struct json_place at;

	memcpy(text, s, n);
	at = decode(t, (struct json_place){ s + n, text + n }, &room, MEND);
	if (at.p != NULL) {
		*at.to = '\0';
		return room.text;
	}
	if (t->arena == NULL)
		free(room.text);
	return NULL;
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
	text = json_room(t, LANE);
	memcpy(text, &v, LANE);
	text[n] = '\0';
	t->p = s + n + 1;
	return text;
}

char *
json_string(struct json_text *t)
{
	const char *s = t->p + 1, *end;
	char *text = short_ascii(t);
	size_t n;

	if (text != NULL)
		return text;
	end = json_run_plain((struct json_place){ s, NULL }, t->end).p;
	n = (size_t)(end - s);
	if (end == t->end || *end != '"')
		return mended(t, n);
	text = json_room(t, n + 1);
	memcpy(text, s, n);
	text[n] = '\0';
	t->p = end + 1;
	return text;
}

int
json_span(struct json_text *t, struct buf *scratch, struct json_span *x)
{
	const char *s = t->p + 1;
	struct json_place at = { s, NULL };
	size_t n = LANE;

	/* Nearly all keys, and many a value. */
	if (t->end - s >= LANE)
		n = lane_first(lane_special(lane_load(s)));
	if (n < LANE && s[n] == '"') {
		*x = (struct json_span){ s, n };
		t->p = s + n + 1;
		return 0;
	}
	at.p = json_raw_end(s, t->end);
	*x = (struct json_span){ s, (size_t)(at.p - s) };
	if (at.p < t->end && *at.p == '"') {
		t->p = at.p + 1;
		return 0;
	}
	if (scratch == NULL)
		return decode(t, at, NULL, CROSS).p == NULL ? -1 : 0;
	/* No string is longer than it is escaped. */
	if (buf_reserve(scratch, (size_t)(t->end - s) + JSON_OVERHANG) != 0)
		return -1;
	at.to = scratch->data + scratch->len;
	memcpy(at.to, s, x->n);
	at.to += x->n;
	at = decode(t, at, NULL, RAW);
	if (at.p == NULL)
		return -1;
	x->s = NULL;
	x->n = (size_t)(at.to - scratch->data) - scratch->len;
	scratch->len += x->n;
	return 0;
}

size_t
json_utf8(struct buf *out, const char *s, size_t n)
{
	const unsigned char *u = (const unsigned char *)s;
	size_t from = 0, replaced = 0, k;
	uint32_t c;

	for (size_t i = 0; i < n; i += k) {
		k = utf8_step(u + i, n - i, &c);
		if (c != UTF8_ILL)
			continue;
		buf_add(out, s + from, i - from);
		buf_puts(out, REPLACEMENT);
		replaced++;
		from = i + k;
	}
	buf_add(out, s + from, n - from);
	return replaced;
}
