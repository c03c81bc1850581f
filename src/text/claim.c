/*
 * A number counts only beside a unit or a heading: answers are full of years
 * and prices. Numbers below CLAIM_LEAST are left out, as "in two words" is
 * said more often than counted.
 */
#include "text/claim.h"

/* Units a claim of length is made in. */
static const char *const claim_units[] = {
	"个汉字",     "汉字",      "个字",  "字",    "个字符", "字符",
	"characters", "character", "chars", "words", "word",   NULL,
};
static const char *const claim_heads[] = {
	"字数为",
	"字数：",
	"字数:",
	"字数约",
	"word count:",
	"word count is",
	"character count:",
	"character count is",
	NULL,
};

/* "Three words" are rather mentioned than counted. */
enum { CLAIM_LEAST = 5 };

static int
digit_of(struct span x, size_t *len)
{
	static const char *const han[] = { "零", "一", "二", "三", "四", "五",
					   "六", "七", "八", "九", NULL };

	*len = 1;
	if (x.n > 0 && x.s[0] >= '0' && x.s[0] <= '9')
		return x.s[0] - '0';
	for (int d = 0; han[d] != NULL; d++) {
		*len = span_opens(x, han[d]);
		if (*len > 0)
			return d;
	}
	return -1;
}

/* A number: 298, 1,024 or 二百九十八. Returns its length; 0 for none. */
static size_t
number(struct span x, unsigned long *value)
{
	static const struct {
		const char *name;
		unsigned long value;
	} powers[] = { { "十", 10 }, { "百", 100 }, { "千", 1000 } };
	unsigned long sum = 0, last = 0;
	size_t at = 0, len;

	while (at < x.n && sum + last < 100000000) {
		struct span rest = span_from(x, at);
		int d = digit_of(rest, &len);

		if (d >= 0) {
			last = len == 1 ? last * 10 + (unsigned long)d
					: (unsigned long)d;
			at += len;
			continue;
		}
		len = 0;
		for (int p = 0; p < 3 && len == 0; p++) {
			len = span_opens(rest, powers[p].name);
			if (len > 0) {
				sum += (last == 0 ? 1 : last) * powers[p].value;
				last = 0;
			}
		}
		if (len == 0 && at > 0 && rest.s[0] == ',' && rest.n > 1 &&
		    rest.s[1] >= '0' && rest.s[1] <= '9')
			len = 1;
		if (len == 0)
			break;
		at += len;
	}
	*value = sum + last;
	return at;
}

bool
claim_find(struct span x, unsigned long *claimed)
{
	for (size_t at = 0; at < x.n;) {
		struct span rest = span_from(x, at);
		size_t head = span_opens_any(rest, claim_heads), len;
		struct span after;

		rest = span_from(rest, head);
		rest = span_from(rest, span_space_before(rest));
		len = number(rest, claimed);
		after = span_from(rest, len);
		while (after.n > 0 && (after.s[0] == ' ' || after.s[0] == '*'))
			after = span_from(after, 1);
		if (len > 0 && *claimed >= CLAIM_LEAST &&
		    (head > 0 || span_opens_any(after, claim_units) > 0))
			return true;
		at += head + (len > 0 ? len : 1);
	}
	return false;
}
