/*
 * The tokenizers, bug for bug: a figure that is to be held against another
 * program's must repeat what that program does, not what its author meant.
 * sacrebleu's zh is one range too wide ('\u20000' is two characters in Python,
 * so U+2001 to U+2A6D count as Chinese) and knows nothing beyond U+FFFF.
 *
 * Each tokenizer writes the text anew with spaces between its tokens, as the
 * originals do, and one loop splits that. 13a's regular expressions look at
 * ASCII alone and a byte of a longer character is "not a digit" as the
 * character is, so bytes do.
 */
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "text/overlap.h"
#include "text/props.h"

const char *const overlap_tokens_names[] = {
	"char", "zh", "13a", "llamafactory", "word", NULL,
};

/* Python's str.isspace: White_Space, and four separators of ASCII. */
static bool
is_space(uint32_t c)
{
	return (c >= 0x1c && c <= 0x1f) || (props_of(c) & PROPS_SPACE) != 0;
}

static uint32_t
next(const char *s, size_t n, size_t *len)
{
	uint32_t c;

	*len = utf8_step((const unsigned char *)s, n, &c);
	return c == UTF8_ILL ? 0xfffd : c;
}

/* The text without the white space at its end. */
static size_t
trimmed(const char *s, size_t n)
{
	size_t end = 0, len;

	for (size_t at = 0; at < n; at += len)
		if (!is_space(next(s + at, n - at, &len)))
			end = at + len;
	return end;
}

static bool
is_chinese(uint32_t c)
{
	static const struct {
		uint32_t from, to;
	} ranges[] = {
		{ 0x2001, 0x2a6d }, { 0x2e80, 0x2fdf }, { 0x2ff0, 0x303f },
		{ 0x3100, 0x312f }, { 0x31a0, 0x31bf }, { 0x31c0, 0x31ef },
		{ 0x3200, 0x4db5 }, { 0x4e00, 0x9fbb }, { 0xf900, 0xfa2d },
		{ 0xfa30, 0xfa6a }, { 0xfa70, 0xfad9 }, { 0xfe10, 0xfe1f },
		{ 0xfe30, 0xfe4f }, { 0xff00, 0xffef },
	};

	for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++)
		if (c >= ranges[i].from && c <= ranges[i].to)
			return true;
	return false;
}

static void
zh_space(struct buf *out, const char *s, size_t n)
{
	size_t len;

	for (size_t at = 0; at < n; at += len) {
		bool apart = is_chinese(next(s + at, n - at, &len));

		if (apart)
			buf_puts(out, " ");
		buf_add(out, s + at, len);
		if (apart)
			buf_puts(out, " ");
	}
}

/* What sacrebleu's 13a does before its regular expressions. */
static void
entities(struct buf *out, const char *s, size_t n)
{
	static const struct {
		const char *from, *to;
	} first[] = { { "<skipped>", "" }, { "-\n", "" }, { "\n", " " } },
	  then[] = { { "&quot;", "\"" },
		     { "&amp;", "&" },
		     { "&lt;", "<" },
		     { "&gt;", ">" } };
	struct buf in;

	buf_init(&in, SIZE_MAX / 2);
	buf_puts(out, " ");
	buf_add(out, s, n);
	buf_puts(out, " ");
	for (size_t i = 0; i < 7; i++) {
		const char *from = i < 3 ? first[i].from : then[i - 3].from;
		const char *to = i < 3 ? first[i].to : then[i - 3].to;
		size_t len = strlen(from);
		struct buf swap = in;

		in = *out;
		*out = swap;
		buf_reset(out);
		for (size_t at = 0; at < in.len;) {
			bool is = in.len - at >= len &&
				  memcmp(in.data + at, from, len) == 0;

			if (is)
				buf_puts(out, to);
			else
				buf_add(out, in.data + at, 1);
			at += is ? len : 1;
		}
	}
	buf_fini(&in);
}

static bool
is_stop(char c)
{
	return c == '.' || c == ',';
}

/* ([\{-\~\[-\` -\&\(-\+\:-\@\/]) */
static bool
is_mark(char c)
{
	return (c >= '{' && c <= '~') || (c >= '[' && c <= '`') ||
	       (c >= ' ' && c <= '&') || (c >= '(' && c <= '+') ||
	       (c >= ':' && c <= '@') || c == '/';
}

/*
 * The rest: three rules about two neighbours, each over the whole text and
 * without overlap, so that what a match took cannot begin the next one.
 */
static void
neighbours(struct buf *out, const char *s, size_t n, int rule)
{
	for (size_t at = 0; at < n; at++) {
		char a = s[at], b = at + 1 < n ? s[at + 1] : '\0';
		bool two = at + 1 < n;

		if (rule == 0) {
			bool mark = is_mark(a);

			buf_puts(out, mark ? " " : "");
			buf_add(out, &a, 1);
			buf_puts(out, mark ? " " : "");
		} else if (two && rule == 1 && !utf8_digit(a) && is_stop(b)) {
			buf_printf(out, "%c %c ", a, b);
			at++;
		} else if (two && rule == 2 && is_stop(a) && !utf8_digit(b)) {
			buf_printf(out, " %c %c", a, b);
			at++;
		} else if (two && rule == 3 && utf8_digit(a) && b == '-') {
			buf_printf(out, "%c - ", a);
			at++;
		} else {
			buf_add(out, &a, 1);
		}
	}
}

static void
marks(struct buf *out)
{
	struct buf in;

	buf_init(&in, SIZE_MAX / 2);
	for (int rule = 0; rule < 4; rule++) {
		struct buf swap = in;

		in = *out;
		*out = swap;
		buf_reset(out);
		neighbours(out, buf_text(&in), in.len, rule);
	}
	buf_fini(&in);
}

/* What ends a token; no character is it. */
#define APART UINT32_MAX

/* The character at s as a part of a token, or APART; *len: its bytes. */
typedef uint32_t part_of(const char *s, size_t n, size_t *len);

/* What stands between white space, of a text that is spaced already. */
static uint32_t
part_of_spaced(const char *s, size_t n, size_t *len)
{
	uint32_t c = next(s, n, len);

	return is_space(c) ? APART : c;
}

static uint32_t
part_of_word(const char *s, size_t n, size_t *len)
{
	char c = utf8_lower(s[0]);

	(void)n;
	*len = 1;
	return utf8_alnum(c) ? (uint32_t)c : APART;
}

/* Tokens are the runs of parts. */
static struct overlap_text
runs(struct overlap *o, const char *s, size_t n, part_of *part)
{
	struct overlap_text x = { NULL, 0 };
	uint32_t token = 0;
	size_t len;

	x.token = arena_bytes(&o->arena, (n + 1) * sizeof(*x.token));
	for (size_t at = 0; at < n; at += len) {
		uint32_t c = part(s + at, n - at, &len);

		if (c != APART) {
			token = overlap_pair(o, token, c);
			continue;
		}
		if (token != 0)
			x.token[x.n++] = token;
		token = 0;
	}
	if (token != 0)
		x.token[x.n++] = token;
	return x;
}

static struct overlap_text
characters(struct overlap *o, const char *s, size_t n, bool spaces)
{
	struct overlap_text x = { NULL, 0 };
	size_t len;

	x.token = arena_bytes(&o->arena, (n + 1) * sizeof(*x.token));
	for (size_t at = 0; at < n; at += len) {
		uint32_t c = next(s + at, n - at, &len);

		if (spaces || !is_space(c))
			x.token[x.n++] = overlap_pair(o, 0, c);
	}
	return x;
}

struct overlap_text
overlap_cut(struct overlap *o, enum overlap_tokens how, const char *s, size_t n)
{
	struct overlap_text x;
	struct buf spaced;

	if (how == OVERLAP_CHAR || how == OVERLAP_EVERY)
		return characters(o, s, n, how == OVERLAP_EVERY);
	if (how == OVERLAP_WORD)
		return runs(o, s, n, part_of_word);
	buf_init(&spaced, SIZE_MAX / 2);
	n = trimmed(s, n);
	if (how == OVERLAP_ZH)
		zh_space(&spaced, s, n);
	else
		entities(&spaced, s, n);
	marks(&spaced);
	x = runs(o, buf_text(&spaced), spaced.len, part_of_spaced);
	buf_fini(&spaced);
	return x;
}
