/*
 * reference: the texts that an answer's wording is held against.
 *
 * They stand in a field of the answer's own record, in one of the lines of a
 * sweep's questions, or in a file by itself whose records have "id" and
 * "reference" (any form that data/records.h reads). A field is a text, or a
 * list of up to REFERENCE_MAX.
 */
#ifndef MEASURE_REFERENCE_H
#define MEASURE_REFERENCE_H

#include "base/arena.h"
#include "base/err.h"
#include "data/jsonl.h"

enum {
	REFERENCE_MAX = 8,
	REFERENCE_PATHS = REFERENCE_MAX + 2 /* itself; elements, one too many */
};

struct reference {
	size_t n;
	const char *s[REFERENCE_MAX]; /* borrowed; well-formed or not */
	size_t len[REFERENCE_MAX];
};

/* The paths that together find a field's texts; strings go to the arena. */
void reference_paths(const char *field, struct arena *a,
		     const char *path[REFERENCE_PATHS]);

/* From what these paths found; n is 0 where there is none. -1 with what the
 * field is and should be. */
int reference_take(struct reference *r, const char *field,
		   const struct jsonl_value value[REFERENCE_PATHS],
		   struct err *e);

/* References by the id of what they belong to. */
struct reference_map;

/* A file of them. NULL with *e. */
struct reference_map *reference_map_read(const char *path, const char *encoding,
					 struct err *e);

/* The field of each line of a sweep's questions, by the question's id. */
struct reference_map *reference_map_of_questions(const char *text, size_t n,
						 const char *field,
						 struct err *e);

/* The one of that id, or NULL; no matter how many threads ask. */
const struct reference *reference_map_find(const struct reference_map *r,
					   const char *id);

/* Some id that there is, for a message. */
const char *reference_map_example(const struct reference_map *r);
void reference_map_close(struct reference_map *r); /* accepts NULL */

#endif
