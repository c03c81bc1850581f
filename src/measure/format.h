/*
 * format: where files of answers of known kinds have their fields.
 *
 * A path is data/jsonl's. A field that a kind has not is NULL. A file is of
 * the first kind whose marks its first record has.
 */
#ifndef MEASURE_FORMAT_H
#define MEASURE_FORMAT_H

#include <stddef.h>

#include "base/err.h"

enum { FORMAT_MARKS = 3, FORMAT_ERRORS = 4 };

struct format {
	const char *name, *about;
	const char *mark[FORMAT_MARKS];    /* there in a first record */
	const char *begins[2];             /* a field, and how it begins */
	const char *text, *prompt, *input; /* input: goes on from the prompt */
	const char *finish, *refusal;
	const char *cut;                  /* true where the answer was cut */
	const char *error[FORMAT_ERRORS]; /* the first that says something */
	const char *status;               /* of HTTP */
	const char *done[2]; /* a field, and its word for an answer */
	const char *model, *id, *target;
	const char *prompt_tokens, *completion_tokens;
};

extern const struct format format_table[]; /* a NULL name ends it */

/* By name, or NULL with *e, which lists the names. */
const struct format *format_find(const char *name, struct err *e);

/* What the record s[0..n) is, or NULL; `only`: whether it is of that name. */
const struct format *format_of(const char *s, size_t n, const char *only);

#endif
