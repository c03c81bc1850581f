/*
 * json_text: the tokens of JSON, each read in one place (private to json and
 * jsonl). The grammar is RFC 8259 to the letter; a string is mended as it is
 * read: NUL, lone surrogates and ill-formed UTF-8 become U+FFFD and a note.
 */
#ifndef DATA_JSON_TEXT_H
#define DATA_JSON_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"

#define JSON_MARK "\xef\xbb\xbf" /* byte order mark, skipped at the start */

/*
 * A text that is being read: everything before p is as it should be. What
 * refuses returns -1, false or NULL with *e, and p may be where it is wrong.
 */
struct json_text {
	const char *start, *p, *end;
	bool one_line;  /* a line break is no white space but the end */
	unsigned notes; /* json_note bits of what was mended */
	struct arena
	    *arena;    /* of its strings; NULL: malloc, for cJSON_Delete */
	struct err *e; /* NULL: nobody asks why it is no JSON */
};

/* n bytes of the memory that its strings and nodes are in. */
static inline void *
json_room(const struct json_text *t, size_t n)
{
	return t->arena != NULL ? arena_bytes(t->arena, n)
				: mem_realloc(NULL, n, 1);
}

/* Both -1, with *e: the place of p, and why or what should stand there. */
int json_refused(const struct json_text *t, const char *why);
int json_unexpected(const struct json_text *t, const char *expected);

/* The byte behind white space, which p is moved to; NUL at the end. */
static inline char
json_next(struct json_text *t)
{
	for (; t->p < t->end; t->p++) {
		char b = *t->p;

		if ((unsigned char)b > ' ' ||
		    (b != ' ' && b != '\t' && b != '\r' &&
		     (b != '\n' || t->one_line)))
			return b;
	}
	return '\0';
}

/* Behind a child: 1 when another follows, 0 at the closing bracket. */
static inline int
json_more(struct json_text *t, char close)
{
	char b = json_next(t);

	if (b == close)
		return 0;
	if (b != ',')
		return json_unexpected(t, close == ']' ? "',' or ']'"
						       : "',' or '}'");
	t->p++;
	if (json_next(t) != close)
		return 1;
	return json_refused(t, "a comma before the closing bracket: "
			       "take it out");
}

/* The colon behind a key: 0. */
static inline int
json_colon(struct json_text *t)
{
	if (json_next(t) != ':')
		return json_unexpected(t, "':' after the key");
	t->p++;
	return 0;
}

/* The number at p, a finite double; with x NULL it is only crossed. */
int json_number(struct json_text *t, double *x);

/* null, true or false: what cJSON calls it, or -1. */
int json_word(struct json_text *t);

/* The string whose opening quote is at p, mended, in the text's memory. */
char *json_string(struct json_text *t);

/*
 * The same string for who does not want it copied or its UTF-8 looked at: as
 * it stands in the text or, with escapes in it, appended to scratch; without
 * a scratch it is only crossed.
 */
struct json_span {
	const char *s; /* NULL: it is the last n bytes of scratch */
	size_t n;
};

int json_span(struct json_text *t, struct buf *scratch, struct json_span *x);

#endif
