/*
 * Not wcwidth(3): it asks the locale, and no locale touches what is printed.
 * Lines break by the few rules that prose and numbers need, not by all of
 * UAX 14, which would take its own tables of properties.
 */
#include "base/width.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

struct range {
	uint32_t lo, hi;
};

/* Blocks that are wide or full-width in EastAsianWidth.txt. */
static const struct range wide[] = {
	{ 0x1100, 0x115f },   { 0x2e80, 0x303e },   { 0x3041, 0x33ff },
	{ 0x3400, 0x4dbf },   { 0x4e00, 0x9fff },   { 0xa000, 0xa4cf },
	{ 0xa960, 0xa97f },   { 0xac00, 0xd7a3 },   { 0xf900, 0xfaff },
	{ 0xfe30, 0xfe6f },   { 0xff00, 0xff60 },   { 0xffe0, 0xffe6 },
	{ 0x1f300, 0x1f64f }, { 0x1f680, 0x1f6ff }, { 0x1f900, 0x1f9ff },
	{ 0x20000, 0x3fffd },
};

/* Marks, joiners and selectors: on a character, not beside it. Controls are
 * no characters either (code_width). */
static const struct range none[] = {
	{ 0x0300, 0x036f }, { 0x0483, 0x0489 },   { 0x0591, 0x05bd },
	{ 0x064b, 0x065f }, { 0x200b, 0x200f },   { 0x202a, 0x202e },
	{ 0x2060, 0x2069 }, { 0x20d0, 0x20f0 },   { 0x302a, 0x302f },
	{ 0x3099, 0x309a }, { 0xfe00, 0xfe0f },   { 0xfe20, 0xfe2f },
	{ 0xfeff, 0xfeff }, { 0xe0100, 0xe01ef },
};

static bool
within(const struct range *r, size_t n, uint32_t c)
{
	for (size_t i = 0; i < n; i++)
		if (c >= r[i].lo && c <= r[i].hi)
			return true;
	return false;
}

static size_t
code_width(uint32_t c)
{
	if (c < 0x300)
		return c < 0x20 ? 0 : 1;
	if (within(none, sizeof(none) / sizeof(none[0]), c))
		return 0;
	return within(wide, sizeof(wide) / sizeof(wide[0]), c) ? 2 : 1;
}

static size_t
bytes_width(const char *s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s;
	size_t width = 0;
	uint32_t c;

	for (size_t at = 0; at < n;) {
		at += utf8_step(p + at, n - at, &c);
		width += code_width(c);
	}
	return width;
}

size_t
width_of(const char *s)
{
	return bytes_width(s, strlen(s));
}

/* What no line begins with, and what none ends in. */
static const char closing[] = "，。、；：！？）】」』”’》〉…—％,.;:!?)]}%";
static const char opening[] = "（【「『“‘《〈([{";

/* Whether the character s[0..n) is one of a set. */
static bool
one_of(const char *set, const char *s, size_t n)
{
	char text[5] = { 0 };

	memcpy(text, s, n < 4 ? n : 4);
	return n > 0 && strstr(set, text) != NULL;
}

/*
 * The longest beginning of s, in bytes, that stays whole at the end of a line:
 * its leading blanks and what follows up to where a line may break. Chinese
 * breaks between any two characters, but not before ，。） and their like,
 * nor after （ and its like; anything else at blanks. A number keeps its %.
 */
static size_t
width_piece(const char *s)
{
	const unsigned char *p = (const unsigned char *)s;
	size_t n = strlen(s), at = strspn(s, " "), before = 0;
	bool was_wide = false, open = false;
	uint32_t c;

	while (at < n) {
		size_t step;

		if (s[at] == ' ') {
			size_t blanks = strspn(s + at, " ");

			if (before == 0 || s[at + blanks] != '%')
				return at;
			at += blanks;
		}
		step = utf8_step(p + at, n - at, &c);
		if (before > 0 && (was_wide || code_width(c) == 2) && !open &&
		    code_width(c) > 0 && !one_of(closing, s + at, step))
			return at;
		was_wide = code_width(c) == 2 ||
			   (was_wide && one_of(closing, s + at, step));
		open = one_of(opening, s + at, step);
		before = at += step;
	}
	return at;
}

size_t
width_line(const char *s, size_t most)
{
	const unsigned char *p = (const unsigned char *)s;
	size_t n = 0, width = 0, total = strlen(s), step;
	uint32_t c;

	while (s[n] != '\0') {
		size_t piece = width_piece(s + n);

		width += bytes_width(s + n, piece);
		if (width > most)
			break;
		n += piece;
	}
	if (n > 0)
		return n;
	for (width = 0; n < total; n += step) {
		step = utf8_step(p + n, total - n, &c);
		width += code_width(c);
		if (width > most && n > 0)
			break;
	}
	return n;
}

size_t
width_last(const struct buf *out)
{
	size_t n = out->len;

	while (n > 0 && out->data[n - 1] != '\n')
		n--;
	return bytes_width(out->data + n, out->len - n);
}

void
width_fill(struct buf *out, const char *s, size_t indent, size_t most)
{
	size_t at = out->len > 0 ? width_last(out) : 0;
	bool begun = at > indent; /* something stands on the line */

	while (*s != '\0') {
		size_t n = width_piece(s), blanks = strspn(s, " ");
		size_t width = bytes_width(s, n);

		if (begun && at + width > most) {
			while (out->data[out->len - 1] == ' ')
				out->len--;
			buf_printf(out, "\n%*s", (int)indent, "");
			at = indent;
			begun = false;
		}
		if (!begun) {
			width -= blanks;
			buf_add(out, s + blanks, n - blanks);
		} else {
			buf_add(out, s, n);
		}
		at += width;
		begun |= width > 0;
		s += n;
	}
}

/* Bytes of s up to the next blank that stands in no quotes. */
static size_t
command_word(const char *s)
{
	size_t n = strspn(s, " ");
	char quote = 0;

	for (; s[n] != '\0' && (quote != 0 || s[n] != ' '); n++)
		if (quote == s[n])
			quote = 0;
		else if (quote == 0 && (s[n] == '\'' || s[n] == '"'))
			quote = s[n];
	return n;
}

void
width_command(struct buf *out, const char *s, size_t indent, size_t most)
{
	size_t at = out->len > 0 ? width_last(out) : 0, first = at;

	while (*s != '\0') {
		size_t n = command_word(s), width = bytes_width(s, n);
		size_t end = s[n] == '\0' ? 0 : 2; /* " \" may follow */

		if (at > first && at > indent && at + width + end > most) {
			buf_printf(out, " \\\n%*s", (int)indent, "");
			first = at = indent;
			s += strspn(s, " ");
			continue;
		}
		buf_add(out, s, n);
		at += width;
		s += n;
	}
}
