/*
 * All doors share one walk over the characters, so that what is no character
 * is the same for every reader.
 */
#include "data/escape.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

static const char unknown[] = "\xef\xbf\xbd"; /* U+FFFD */

/* Marks that turn text round without being seen: UAX #9. */
static bool
turns(uint32_t c)
{
	return c == 0x61c || c == 0x200e || c == 0x200f ||
	       (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* Ill-formed, or what XML 1.0 has no room for beyond the controls. */
static bool
is_none(uint32_t c)
{
	return c == UTF8_ILL || (c & 0xfffe) == 0xfffe ||
	       (c >= 0xfdd0 && c <= 0xfdef);
}

static bool
is_c0(uint32_t c)
{
	return c < 0x20 || c == 0x7f;
}

static bool
is_c1(uint32_t c)
{
	return (c >= 0x80 && c < 0xa0) || c == 0x2028 || c == 0x2029;
}

static void
plain(struct buf *out, const char *s, size_t n, const char *kept)
{
	for (size_t i = 0; i < n;) {
		uint32_t c;
		size_t step =
		    utf8_step((const unsigned char *)s + i, n - i, &c);

		if (is_c0(c) && (c == 0 || strchr(kept, (int)c) == NULL))
			buf_putc(out, ' ');
		else if (is_c1(c) || is_none(c) || turns(c))
			buf_puts(out, unknown);
		else
			buf_add(out, s + i, step);
		i += step;
	}
}

void
escape_terminal(struct buf *out, const char *s, size_t n)
{
	plain(out, s, n, "\n\t");
}

void
escape_line(struct buf *out, const char *s, size_t n)
{
	plain(out, s, n, "");
}

void
escape_markup(struct buf *out, const char *s, size_t n)
{
	for (size_t i = 0; i < n;) {
		uint32_t c;
		size_t step =
		    utf8_step((const unsigned char *)s + i, n - i, &c);
		const char *as = c == '&'                             ? "&amp;"
				 : c == '<'                           ? "&lt;"
				 : c == '>'                           ? "&gt;"
				 : c == '"'                           ? "&quot;"
				 : c == '\''                          ? "&#39;"
				 : is_none(c)                         ? unknown
				 : is_c0(c) && c != '\n' && c != '\t' ? " "
								      : NULL;

		if (as != NULL)
			buf_puts(out, as);
		else
			buf_add(out, s + i, step);
		i += step;
	}
}

/* "<", ">", "&" and the two line ends of Unicode stand in strings only. */
void
escape_json_block(struct buf *out, const char *json, size_t n)
{
	size_t done = 0;

	for (size_t i = 0; i < n; i++) {
		const char *as = json[i] == '<'   ? "\\u003c"
				 : json[i] == '>' ? "\\u003e"
				 : json[i] == '&' ? "\\u0026"
						  : NULL;
		size_t len = 1;

		if (json[i] == '\xe2' && i + 2 < n && json[i + 1] == '\x80' &&
		    (json[i + 2] & '\xfe') == '\xa8') {
			as = json[i + 2] == '\xa8' ? "\\u2028" : "\\u2029";
			len = 3;
		}
		if (as == NULL)
			continue;
		buf_add(out, json + done, i - done);
		buf_puts(out, as);
		i += len - 1;
		done = i + 1;
	}
	buf_add(out, json + done, n - done);
}

/* A mark that is nothing to a reader, and parts what would be a link. */
static const char joiner[] = "\xe2\x81\xa0"; /* U+2060 */

static bool
starts(const char *s, size_t n, const char *word)
{
	size_t len = strlen(word);

	for (size_t i = 0; i < len; i++)
		if (i >= n || (s[i] | 0x20) != (word[i] | 0x20))
			return false;
	return true;
}

void
escape_markdown(struct buf *out, const char *s, size_t n)
{
	static const char active[] = "\\`*_[]<>&|~!";
	struct buf line;

	buf_init(&line, out->max);
	plain(&line, s, n, "");
	n = line.len;
	for (size_t i = 0; i < n; i++) {
		char c = line.data[i];
		const char *rest = line.data + i;

		/* Inside a word it is no emphasis: "top_p" stays. */
		if (c == '_' && i > 0 && i + 1 < n && utf8_alnum(rest[-1]) &&
		    utf8_alnum(rest[1]))
			;
		else if (strchr(active, c) != NULL && c != '\0')
			buf_putc(out, '\\');
		buf_putc(out, c);
		/* "@name", "#12", "://" and "www." are links by themselves. */
		if (c == '@' || c == '#' || starts(rest, n - i, "://") ||
		    (starts(rest, n - i, ".") && i >= 3 &&
		     starts(rest - 3, 3, "www")))
			buf_puts(out, joiner);
	}
	buf_fini(&line);
}
