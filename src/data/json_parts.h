/*
 * json_parts: what the reading of JSON is made of (private to json and
 * jsonl): UTF-8, strings, and messages with a position.
 */
#ifndef DATA_JSON_PARTS_H
#define DATA_JSON_PARTS_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "data/json.h"

#define JSON_MARK        "\xef\xbb\xbf" /* byte order mark, skipped at the start */
#define JSON_REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */

/* A text that is being read: everything before p is as it should be. */
struct json_text {
	const char *start, *p, *end;
	unsigned notes; /* json_note bits of what was mended */
	struct arena *arena;
	struct err *e;
};

/*
 * The string whose opening quote is at p, in the arena: escapes decoded, NUL,
 * lone surrogates and ill-formed bytes mended. p moves behind it. NULL with
 * *e for what is no string of RFC 8259.
 */
char *json_string(struct json_text *t);

/* Both -1, with *e: the place of p, and why or what should stand there. */
int json_refused(const struct json_text *t, const char *why);
int json_unexpected(const struct json_text *t, const char *expected);

/*
 * The length of the well-formed UTF-8 sequence at s[0..n), n > 0; or, with
 * *bad set, of the maximal ill-formed part that U+FFFD stands for (Unicode
 * 15, section 3.9, table 3-7).
 */
size_t json_utf8_step(const unsigned char *s, size_t n, int *bad);

/*
 * The end of the run from s that may stand in a string as it is: ASCII but
 * control characters, '"' and '\\', and the Chinese of three well-formed
 * bytes. It may end early, never late.
 */
const char *json_plain(const char *s, const char *end);

/* The code unit of a \uXXXX that json_string has passed; p is at the 'u'. */
unsigned json_unit(const char *p);

#endif
