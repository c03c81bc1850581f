/*
 * A number in a reply is a score only with what stands around it: "7-8" is a
 * range, "8/5" another scale, "1. The answer" an item of a list, "8,5" either
 * of two things. So one reader takes a number with all that belongs to it,
 * and says what it amounts to.
 */
#include "measure/judgement_value.h"

#include <math.h>
#include <string.h>

#include "base/num.h"
#include "base/utf8.h"
#include "text/span.h"

void
judgement_fold(struct buf *out, const char *s, size_t n)
{
	size_t len;

	for (size_t at = 0; at < n; at += len) {
		uint32_t c;
		char wide[4];

		len = utf8_step((const unsigned char *)s + at, n - at, &c);
		if (c == 0x3000 || c == 0xa0 || c == '*' || c == '#' ||
		    c == '`')
			c = ' ';
		else if ((c >= 0x200b && c <= 0x200f) || c == 0x2060 ||
			 c == 0xfeff)
			continue;
		else if (c > 0xff00 && c < 0xff5f && c != 0xff0c)
			c -= 0xfee0;
		if (c == UTF8_ILL)
			buf_add(out, s + at, len);
		else
			buf_add(out, wide, utf8_put(wide, c));
	}
}

static bool
is_digit(const char *s, size_t n, size_t at)
{
	return at < n && utf8_digit(s[at]);
}

static size_t
spaces(const char *s, size_t n, size_t at)
{
	size_t from = at;

	while (at < n && (s[at] == ' ' || s[at] == '\t'))
		at++;
	return at - from;
}

/* The length of the first of the words that s opens with at `at`. */
static size_t
any_of(const char *s, size_t n, size_t at, const char *const *words)
{
	size_t len = 0;

	for (; at < n && len == 0 && *words != NULL; words++)
		len = span_opens((struct span){ s + at, n - at }, *words);
	return len;
}

/* 8, 8.5, -1; 0 when there is none. */
static size_t
digits(const char *s, size_t n, double *value)
{
	size_t at = n > 0 && s[0] == '-', from = at;

	while (is_digit(s, n, at))
		at++;
	if (at == from)
		return 0;
	if (at < n && s[at] == '.' && is_digit(s, n, at + 1))
		for (at++; is_digit(s, n, at);)
			at++;
	return num_parse(s, at, value) == 0 ? at : 0;
}

/* 八, 十, 八十五, 九点五: nothing beyond 99. */
static size_t
han(const char *s, size_t n, double *value)
{
	static const char *const figures[] = { "零", "一", "二", "三",
					       "四", "五", "六", "七",
					       "八", "九", NULL };
	double tens = 0, ones = -1;
	size_t at = 0;

	for (; at + 3 <= n; at += 3) {
		int d = 0;

		while (figures[d] != NULL && memcmp(s + at, figures[d], 3) != 0)
			d++;
		if (d < 10 && ones < 0)
			ones = d;
		else if (memcmp(s + at, "两", 3) == 0 && ones < 0)
			ones = 2;
		else if (memcmp(s + at, "十", 3) == 0 && tens == 0) {
			tens = ones < 0 ? 10 : 10 * ones;
			ones = -1;
		} else
			break;
	}
	if (at == 0)
		return 0;
	*value = tens + (ones < 0 ? 0 : ones);
	if (n - at >= 6 && memcmp(s + at, "点", 3) == 0)
		for (int d = 0; figures[d] != NULL; d++)
			if (memcmp(s + at + 3, figures[d], 3) == 0) {
				*value += d / 10.0;
				return at + 6;
			}
	return at;
}

static size_t
number(const char *s, size_t n, double *value)
{
	size_t len = digits(s, n, value);

	return len > 0 ? len : han(s, n, value);
}

struct judgement_value
judgement_in(double x, struct judgement_scale scale)
{
	bool in = !scale.pairwise && x >= scale.lo && x <= scale.hi;

	return (struct judgement_value){ in ? JUDGEMENT_SCORED
					    : JUDGEMENT_OUT_OF_RANGE,
					 x, 0, false };
}

/* "8 points", "8 pts", "8分": the length of what says so behind a number. */
static size_t
points(const char *s, size_t n, size_t at)
{
	static const char *const words[] = { "分",  "points", "point",
					     "pts", "marks",  NULL };
	size_t gap = spaces(s, n, at), len = any_of(s, n, at + gap, words);

	return len > 0 ? gap + len : 0;
}

/* "/10", "out of 10", "(满分10分)": another one than the scale's is told. */
static size_t
denominator(const char *s, size_t n, size_t at, double *of)
{
	static const char *const before[] = { "/",       "out of", "(满分为",
					      "(满分是", "(满分",  "(out of",
					      NULL };
	size_t from = at, len;
	bool open;

	at += spaces(s, n, at);
	len = any_of(s, n, at, before);
	if (len == 0)
		return 0;
	open = s[at] == '(';
	at += len;
	at += spaces(s, n, at);
	len = number(s + at, n - at, of);
	if (len == 0)
		return 0;
	at += len;
	at += points(s, n, at);
	if (open && at < n && s[at] == ')')
		at++;
	return at - from;
}

/* Whether what follows a number makes a range of it, or several numbers. */
static bool
goes_on(const char *s, size_t n, size_t at)
{
	static const char *const to[] = { "~",    "-",  "–",  "—",  "至", "到",
					  "或者", "或", "or", "to", NULL };
	static const char *const open[] = { "+", "以上", "以下", "多", NULL };
	double other;
	size_t len;

	if (at < n && s[at] == ',' && is_digit(s, n, at + 1))
		return true;
	if (any_of(s, n, at, open) > 0)
		return true;
	at += spaces(s, n, at);
	len = any_of(s, n, at, to);
	at += len;
	at += spaces(s, n, at);
	return len > 0 && number(s + at, n - at, &other) > 0;
}

/* "1、" and "8th" are no scores. */
static bool
is_item(const char *s, size_t n, size_t at)
{
	static const char *const after[] = { "、", ")", "個", "个", "%", NULL };

	return (at < n && utf8_letter(s[at])) || any_of(s, n, at, after) > 0;
}

struct judgement_value
judgement_value(const char *s, size_t n, struct judgement_scale scale)
{
	struct judgement_value v = { JUDGEMENT_UNPARSED, NAN, 0, false };
	double value = NAN, of = scale.hi;
	size_t at = number(s, n, &value);
	size_t unit = points(s, n, at);

	if (scale.pairwise)
		return judgement_choice(s, n);
	if (at == 0 || (unit == 0 && is_item(s, n, at)))
		return v;
	v = judgement_in(value, scale);
	v.points = unit > 0;
	at += unit;
	v.len = at;
	if (goes_on(s, n, at))
		v.outcome = JUDGEMENT_AMBIGUOUS;
	v.len += denominator(s, n, at, &of);
	if (of < scale.hi || of > scale.hi)
		v.outcome = JUDGEMENT_OUT_OF_RANGE;
	return v;
}

struct judgement_value
judgement_whole(const char *s, size_t n, struct judgement_scale scale)
{
	struct judgement_value v = { JUDGEMENT_UNPARSED, NAN, 0, false };
	struct buf plain;
	struct span x;

	buf_init(&plain, 4 * n + 64);
	judgement_fold(&plain, s, n);
	x = span_trim((struct span){ buf_text(&plain), plain.len });
	if (x.n > 2 && x.s[0] == '-' && x.s[1] == ' ')
		x = span_trim(span_from(x, 1));
	if (x.n > 0)
		v = judgement_value(x.s, x.n, scale);
	x = span_from(x, v.len);
	if (v.outcome == JUDGEMENT_SCORED && x.n > 0 &&
	    !(x.n == 1 && x.s[0] == '.') && !span_opens(x, "。"))
		v.outcome = JUDGEMENT_UNPARSED;
	buf_fini(&plain);
	return v;
}

size_t
judgement_filler(const char *s, size_t n, struct judgement_scale scale)
{
	/* The last ones would swallow the letter of a choice. */
	static const char *const words[] = {
		" ",  "\t",    "\n", "\r",   ":",    "=",  "\"", "'",
		"|",  "为",    "是", "大约", "大概", "约", ">",  "→",
		"- ", "about", "of", "is",   "an",   "a",  NULL,
	};
	static const char *const of_choice[] = { " ",  "\t", "\n", "\r",
						 ":",  "=",  "|",  "为",
						 "是", "is", NULL };
	size_t at = 0, len;

	for (;;) {
		if (at < n && s[at] == '(') {
			const char *end = memchr(s + at, ')', n - at);

			if (end == NULL)
				return at;
			at = (size_t)(end - s) + 1;
			continue;
		}
		len = any_of(s, n, at, scale.pairwise ? of_choice : words);
		if (len == 0)
			return at;
		at += len;
	}
}

size_t
judgement_quoted(const char *s, size_t n)
{
	static const struct {
		const char *open, *close;
	} pairs[] = {
		{ "“", "”" }, { "「", "」" }, { "『", "』" }, { "\"", "\"" }
	};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		size_t open = strlen(pairs[i].open), at = open;
		bool word = true;

		if (!span_opens((struct span){ s, n }, pairs[i].open))
			continue;
		for (; at < n && s[at] != '\n'; at++) {
			if (span_opens((struct span){ s + at, n - at },
				       pairs[i].close) > 0)
				return word ? 0 : at + strlen(pairs[i].close);
			if (s[at] == ' ' || s[at] == ':' || is_digit(s, n, at))
				word = false;
		}
		return 0;
	}
	return 0;
}

void
judgement_keyed(struct buf *out, const char *s, size_t n)
{
	for (size_t at = 0; at < n; at++) {
		const char *end;
		size_t key, after;

		if (s[at] != '"')
			continue;
		end = memchr(s + at + 1, '"', n - at - 1);
		if (end == NULL)
			return;
		key = (size_t)(end - s) - at - 1;
		after = at + key + 2;
		after += spaces(s, n, after);
		if (after < n && s[after] == ':' && key > 0 && key < 40) {
			buf_puts(out, "\n");
			buf_add(out, s + at + 1, key);
			while (after < n && s[after] != '\n' &&
			       s[after] != ',' && s[after] != '}')
				buf_add(out, &s[after++], 1);
			at = after - 1;
		}
	}
	buf_puts(out, "\n");
}
