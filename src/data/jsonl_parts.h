/* jsonl_parts: what the two readings of a line share (private to jsonl). */
#ifndef DATA_JSONL_PARTS_H
#define DATA_JSONL_PARTS_H

#include <stddef.h>
#include <stdint.h>

#include "data/jsonl.h"

/*
 * The scratch may move while it grows, so a string in it is an offset until
 * the line is done; JSONL_NOWHERE for a value that is not in it.
 */
#define JSONL_NOWHERE SIZE_MAX

/* All missing, scratch empty. */
void jsonl_clear(const struct jsonl_paths *p, struct jsonl_value *value,
		 size_t *offset, struct buf *scratch);

/* Offsets become pointers. */
void jsonl_settle(const struct jsonl_paths *p, struct jsonl_value *value,
		  const size_t *offset, const struct buf *scratch);

/*
 * The fields of the line at s when it is plain, as far as its line break or
 * n: the bytes up to there; 0 when it is not. Bytes as for jsonl_fields.
 */
size_t jsonl_plain(const struct jsonl_paths *p, const char *s, size_t n,
		   struct jsonl_value *value, struct buf *scratch);

/* A string as it stands in the line, or unescaped in the scratch. */
struct jsonl_string {
	const char *s; /* NULL when it is in the scratch */
	size_t n;
	size_t offset; /* in the scratch, or JSONL_NOWHERE */
	bool escaped;  /* there is an escape in it */
};

/*
 * Crosses the string whose opening quote is at p: returns what stands behind
 * its closing quote, or NULL for what is no plain string: a control
 * character, \u0000, a lone surrogate, none of JSON's escapes. With escapes
 * in it, it goes to the scratch; without a scratch it is only crossed, and
 * of *x only `escaped` holds. JSONL_PAD bytes behind end can be read.
 */
const char *jsonl_string(const char *p, const char *end, struct buf *scratch,
			 struct jsonl_string *x);

/*
 * The escape at *p, where a backslash stands, as at most four bytes at *out;
 * moves both on. False when it is no plain escape: of those that json_read
 * lets through \u0000 and a lone surrogate, which leave both where they are.
 */
bool jsonl_escape(const char **p, const char *end, char **out);

#endif
