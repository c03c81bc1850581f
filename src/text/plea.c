/*
 * Regular expressions over folded sentences: a wording is a row of a table
 * that a reader can hold against an answer. They are slow, so a sentence
 * without any of the words that a row has is passed over, and long ones are
 * read in pieces, which bounds what a hostile answer costs.
 */
#include "text/plea.h"

#include <pthread.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "text/plea_words.h"
#include "text/refusal_words.h"

enum {
	PIECE = 480,   /* bytes of a sentence that are read at once, */
	OVERLAP = 160, /* and how many of them again in the next piece */
	ROWS = 96,
};

/* ---- the table, compiled ------------------------------------------------ */

static struct {
	regex_t plea, unless;
} row[ROWS];
static size_t nrow;

static void
compile(regex_t *x, const char *text)
{
	if (regcomp(x, text, REG_EXTENDED | REG_NOSUB) != 0)
		abort(); /* a row of our own that is none */
}

static void
compile_all(void)
{
	for (const struct plea_words *w = plea_words; w->plea != NULL;
	     w++, nrow++) {
		if (nrow == ROWS)
			abort(); /* a table of our own that is too long */
		compile(&row[nrow].plea, w->plea);
		if (w->unless != NULL)
			compile(&row[nrow].unless, w->unless);
	}
}

static bool
hinted(const char *s)
{
	for (const char *const *h = plea_hints; *h != NULL; h++)
		if (strstr(s, *h) != NULL)
			return true;
	return false;
}

static bool
pleads(const char *s)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	if (!hinted(s))
		return false;
	pthread_once(&once, compile_all);
	for (size_t i = 0; i < nrow; i++)
		if (regexec(&row[i].plea, s, 0, NULL, 0) == 0 &&
		    (plea_words[i].unless == NULL ||
		     regexec(&row[i].unless, s, 0, NULL, 0) != 0))
			return true;
	return false;
}

/* ---- folding ------------------------------------------------------------ */

/* What stands for a character of more than one byte; "" for nothing. */
static const struct {
	const char *from, *to;
} spelling[] = {
	{ "、", "," },
	{ "【", "(" },
	{ "】", ")" },
	{ "「", "" },
	{ "」", "" },
	{ "『", "" },
	{ "』", "" },
	{ "《", "" },
	{ "》", "" },
	{ "“", "" },
	{ "”", "" },
	{ "‘", "" },
	{ "’", "'" },
	{ "—", "-" },
	{ "–", "-" },
	{ "　", " " },
	{ "\xc2\xa0", " " },
	{ "\xe2\x80\x8b", "" },
	{ "\xef\xbb\xbf", "" },
};

static void
put(char *out, size_t *n, const char *s, size_t len)
{
	bool wide = *n > 0 && ((unsigned char)out[*n - 1] & 0x80) != 0;

	if (len == 0)
		return;
	if (s[0] == ' ' && (*n == 0 || out[*n - 1] == ' ' || wide))
		return;
	if (((unsigned char)s[0] & 0x80) != 0 && *n > 0 && out[*n - 1] == ' ')
		--*n;
	memcpy(out + *n, s, len);
	*n += len;
}

/* A character of s, of len bytes, as the table has it. */
static void
fold_wide(const char *s, size_t len, char *out, size_t *n)
{
	const char *simple = len == 3 ? refusal_simplified(s) : NULL;
	uint32_t c;
	char plain;

	for (size_t i = 0; i < sizeof(spelling) / sizeof(spelling[0]); i++)
		if (strlen(spelling[i].from) == len &&
		    memcmp(s, spelling[i].from, len) == 0) {
			put(out, n, spelling[i].to, strlen(spelling[i].to));
			return;
		}
	utf8_step((const unsigned char *)s, len, &c);
	if (c >= 0xff01 && c <= 0xff5e) { /* ASCII of full width */
		plain = utf8_lower((char)(c - 0xff00 + 0x20));
		put(out, n, &plain, 1);
		return;
	}
	put(out, n, simple != NULL ? simple : s, len);
}

static void
fold(const char *s, size_t len, char out[PIECE + 1])
{
	size_t n = 0;

	for (size_t i = 0, k; i < len; i += k) {
		unsigned char c = (unsigned char)s[i];
		char plain = (char)c;

		k = 1;
		if (c < 0x80) {
			if (strchr("\"*`_#", c) != NULL && c != '\0')
				continue;
			plain = c < ' ' ? ' ' : utf8_lower(plain);
			put(out, &n, &plain, 1);
			continue;
		}
		while (i + k < len && utf8_continues((unsigned char)s[i + k]))
			k++;
		if (k > 1)
			fold_wide(s + i, k, out, &n);
	}
	while (n > 0 && out[n - 1] == ' ')
		n--;
	out[n] = '\0';
}

/* ---- sentences ---------------------------------------------------------- */

/* Of what s[0..n) begins with, up to where a sentence ends. */
static size_t
sentence(const char *s, size_t n)
{
	static const char *const wide[] = { "。", "！", "？", "；", "…" };

	for (size_t i = 0; i < n; i++) {
		if (s[i] == '\n' || s[i] == '!' || s[i] == '?' || s[i] == ';')
			return i + 1;
		if (s[i] == '.' && (i + 1 == n || s[i + 1] == ' ' ||
				    s[i + 1] == '\n' || s[i + 1] == '"'))
			return i + 1;
		for (size_t k = 0; k < sizeof(wide) / sizeof(wide[0]); k++)
			if (n - i >= 3 && memcmp(s + i, wide[k], 3) == 0)
				return i + 3;
	}
	return n;
}

/* The punctuation that ends it is no part of what is matched. */
static size_t
without_end(const char *s, size_t n)
{
	struct span x = { s, n };
	static const char *const end[] = { ".",  "!",  "?",  ";", "。",
					   "！", "？", "；", "…", "\n" };
	bool more = true;

	while (more) {
		more = false;
		x.n -= span_space_after(x);
		for (size_t i = 0; i < sizeof(end) / sizeof(end[0]); i++)
			if (x.n > strlen(end[i]) && span_ends(x, end[i])) {
				x.n -= strlen(end[i]);
				more = true;
			}
	}
	return x.n;
}

static bool
sentence_pleads(const char *s, size_t n)
{
	char text[PIECE + 1];
	size_t at = 0, len;

	do {
		len = utf8_fit(s + at, n - at, PIECE);
		fold(s + at, len, text);
		if (pleads(text))
			return true;
		if (at + len >= n)
			return false;
		at += len - OVERLAP;
		while (utf8_continues((unsigned char)s[at]))
			at++;
	} while (true);
}

bool
plea_find(const char *s, size_t n, struct span *said)
{
	while (n > 0) {
		size_t len = sentence(s, n);
		struct span x = span_trim((struct span){ s, len });

		if (x.n > 0 && sentence_pleads(x.s, without_end(x.s, x.n))) {
			*said = x;
			return true;
		}
		s += len;
		n -= len;
	}
	return false;
}
