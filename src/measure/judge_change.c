/*
 * A border of sentences is found by marks alone: a full stop in a number or an
 * abbreviation is followed by no space or by no end, and one that is missed
 * moves the cut, nothing else. What is added must fit any text, so it is about
 * nothing.
 */
#include "measure/judge_change.h"

#include <string.h>

#include "base/utf8.h"

const char *const judge_change_names[] = { "", "cut", "padded", NULL };

static const char *const empty_words[2][6] = {
	{ "All of this is familiar enough.",
	  "That is more or less how things stand.",
	  "In other respects nothing is out of the ordinary.",
	  "Such things are not uncommon.", "Everything goes on much as usual.",
	  "There is little more to it than that." },
	{ "这些都是大家熟悉的事情。", "情况大致就是这样。",
	  "其他方面与平常没有什么不同。", "这样的场面并不少见。",
	  "一切都按部就班地进行着。", "说起来也就是这么一回事。" },
};

static bool
is_space(uint32_t c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0x3000;
}

/* Marks that end a sentence by themselves. */
static bool
is_end(uint32_t c)
{
	return c == 0x3002 || c == 0xff01 || c == 0xff1f || c == '!' ||
	       c == '?' || c == 0x2026 || c == 0xff61;
}

/* What closes behind them. */
static bool
is_closing(uint32_t c)
{
	return c == 0x201d || c == 0x2019 || c == 0x300d || c == 0x300f ||
	       c == 0xff09 || c == ')' || c == '"' || c == '\'';
}

/* Where the text ends without the space behind it. */
static size_t
trimmed(const char *s, size_t n)
{
	size_t end = 0, len;

	for (size_t at = 0; at < n; at += len) {
		uint32_t c;

		len = utf8_step((const unsigned char *)s + at, n - at, &c);
		if (!is_space(c))
			end = at + len;
	}
	return end;
}

/* The end of the sentence that goes on at `at`, at most n. */
static size_t
sentence_end(const char *s, size_t n, size_t at)
{
	bool ended = false, some = false, dot = false;
	size_t len;

	for (; at < n; at += len) {
		uint32_t c;

		len = utf8_step((const unsigned char *)s + at, n - at, &c);
		if (ended && !is_end(c) && !is_closing(c))
			return at;
		if ((dot && is_space(c)) || (some && c == '\n'))
			return at;
		ended |= is_end(c);
		dot = (c == '.' || (dot && is_closing(c)));
		some |= !is_space(c);
	}
	return n;
}

static size_t
apart(size_t a, size_t b)
{
	return a > b ? a - b : b - a;
}

static bool
cut(const char *s, size_t n, struct buf *out)
{
	size_t best = 0, wanted = n - n / 4;

	for (size_t at = sentence_end(s, n, 0); at < n;
	     at = sentence_end(s, n, at))
		if (best == 0 || apart(at, wanted) < apart(best, wanted))
			best = at;
	buf_add(out, s, best);
	return best > 0;
}

static bool
is_chinese(const char *s, size_t n)
{
	size_t len;

	for (size_t at = 0; at < n; at += len) {
		uint32_t c;

		len = utf8_step((const unsigned char *)s + at, n - at, &c);
		if (c >= 0x4e00 && c <= 0x9fff)
			return true;
	}
	return false;
}

static bool
pad(const char *s, size_t n, struct buf *out)
{
	bool chinese = is_chinese(s, n);
	const char *const *word = empty_words[chinese];
	const char *space = chinese ? "" : " ";
	size_t last = n;
	uint32_t c = 0;

	while (last > 0 && utf8_continues((unsigned char)s[last - 1]))
		last--;
	if (last > 0)
		utf8_step((const unsigned char *)s + last - 1, n - last + 1,
			  &c);
	buf_add(out, s, n);
	if (!is_end(c) && !is_closing(c) && c != '.')
		buf_puts(out, chinese ? "。" : ".");
	for (size_t i = 0; i == 0 || out->len < n + n / 4; i++)
		buf_printf(out, "%s%s", space, word[i % 6]);
	return n > 0;
}

bool
judge_change(enum judge_change how, const char *s, size_t n, struct buf *out)
{
	buf_reset(out);
	n = trimmed(s, n);
	if (n == 0)
		return false;
	if (how == JUDGE_WHOLE)
		buf_add(out, s, n);
	return how == JUDGE_WHOLE ||
	       (how == JUDGE_CUT ? cut(s, n, out) : pad(s, n, out));
}
