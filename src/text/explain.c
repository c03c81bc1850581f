/*
 * Not a unit and not made to be fast: it answers the one question that people
 * ask of two counters, why they differ. So its kinds are cut along the lines
 * where the units part and not along Unicode's.
 */
#include "text/explain.h"

#include "base/utf8.h"
#include "text/props.h"

static const struct {
	const char *name, *about;
} kinds[EXPLAIN_KINDS] = {
	[EXPLAIN_SPACES] = { "spaces",
			     "U+0020: not in excel, excel2, nospace" },
	[EXPLAIN_BREAKS] = { "line_breaks",
			     "CR LF is one: not in excel, excel2, "
			     "nospace; one grapheme" },
	[EXPLAIN_OTHER_SPACE] = { "other_white_space",
				  "tabs, U+3000 and others: in excel and "
				  "excel2, not in nospace" },
	[EXPLAIN_ASTRAL] = { "astral",
			     "above U+FFFF, as emoji: 2 each in utf16 and "
			     "excel" },
	[EXPLAIN_EAST] = { "east_asian", "characters: 1 each in word" },
	[EXPLAIN_SIGNS] = { "signs",
			    "punctuation and symbols: in no unit of words" },
	[EXPLAIN_LATIN] = { "latin_words", "runs of letters: 1 each in word, "
					   "words and the benchmarks' units" },
	[EXPLAIN_DIGITS] = { "numbers", "runs of digits: 1 each in word, words "
					"and lifebench" },
	[EXPLAIN_INVISIBLE] = { "marks",
				"combining marks, selectors, controls: "
				"mostly parts of one grapheme" },
};

const char *
explain_name(enum explain_kind kind)
{
	return kinds[kind].name;
}

const char *
explain_about(enum explain_kind kind)
{
	return kinds[kind].about;
}

static void
add_space(struct explain *x, uint32_t c)
{
	if (c == ' ')
		x->n[EXPLAIN_SPACES]++;
	else if (c == '\r' || c == '\n')
		x->n[EXPLAIN_BREAKS] += c == '\r' || x->before != '\r';
	else
		x->n[EXPLAIN_OTHER_SPACE]++;
}

/* Classes of clusters that nobody sees as a character. */
static bool
is_invisible(unsigned props)
{
	switch (props & PROPS_BREAK) {
	case PROPS_CONTROL:
	case PROPS_EXTEND:
	case PROPS_ZWJ:
	case PROPS_SPACING_MARK:
	case PROPS_PREPEND:
		return true;
	default:
		return false;
	}
}

static void
add_visible(struct explain *x, uint32_t c, unsigned props)
{
	x->n[EXPLAIN_EAST] += (props & PROPS_EAST) != 0;
	if (is_invisible(props))
		x->n[EXPLAIN_INVISIBLE]++;
	else if ((props & PROPS_WORD) == 0 || c == '_')
		x->n[EXPLAIN_SIGNS]++;
	x->n[EXPLAIN_LATIN] += utf8_letter(c) && !utf8_letter(x->before);
	x->n[EXPLAIN_DIGITS] += utf8_digit(c) && !utf8_digit(x->before);
	x->n[EXPLAIN_ASTRAL] += c > 0xffff;
}

void
explain_add(struct explain *x, const char *s, size_t n)
{
	for (size_t at = 0; at < n;) {
		uint32_t c;
		unsigned props;

		at += utf8_step((const unsigned char *)s + at, n - at, &c);
		if (c == UTF8_ILL)
			c = 0xfffd;
		props = props_of(c);
		if ((props & PROPS_SPACE) != 0)
			add_space(x, c);
		else
			add_visible(x, c, props);
		x->before = c;
	}
}
