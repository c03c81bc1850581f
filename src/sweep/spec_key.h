/*
 * spec_key: objects of a sweep file read by tables (private to spec, but
 * for spec_scopes, which the manual page lists).
 *
 * A row names a key, the function that reads it and the field it goes to.
 * The same rows are the list of known names and the documentation.
 */
#ifndef SWEEP_SPEC_KEY_H
#define SWEEP_SPEC_KEY_H

#include "data/json.h"
#include "data/table.h"
#include "sweep/spec.h"

struct spec_reading {
	const char *path;
	const struct spec_known *known;
	struct arena *arena;
	struct err *e;
};

/* Where a node stands: "models[1].price.input" from the innermost out. */
struct spec_place {
	const struct spec_place *up; /* NULL: the whole file */
	const cJSON *node;           /* valueint is its line */
	int index;                   /* in an array */
};

struct spec_key {
	const char *name; /* NULL ends a table */
	int (*read)(struct spec_reading *r, const struct spec_place *p,
		    const struct spec_key *k, void *to);
	size_t at;            /* offset of the field in *to */
	double lo, hi;        /* numbers: limits, both included */
	bool required;        /* else the field keeps its default */
	bool nullable;        /* null: none (NaN) */
	const char *type;     /* for people */
	const char *fallback; /* the default, as written in a file */
	const char *about;
};

/* An object's keys, for hints and the documentation. */
struct spec_scope {
	const char *name; /* "a model", in the words of a message */
	const struct spec_key *keys;
};

enum {
	SCOPE_SWEEP,
	SCOPE_PROMPT,
	SCOPE_JUDGE,
	SCOPE_TARGETS,
	SCOPE_MODEL,
	SCOPE_PRICE,
	SCOPE_SAMPLING,
	SCOPE_BUDGET,
	SCOPE_LIMITS,
	SCOPES,
};

extern const struct spec_scope spec_scopes[SCOPES + 1]; /* keys NULL ends */

/*
 * Adds the keys of a scope to a table of four columns: key, value, default and
 * meaning, in words of Markdown, as sweeps/README.md has them; for programs in
 * no reader's language. Returns what they are of.
 */
const char *spec_document(int scope, bool json, struct table *t);

/* "path:line: models[1].name: " and the text. Always returns -1. */
int spec_refuse(struct spec_reading *r, const struct spec_place *p,
		const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* spec_refuse with "found X, expected <expected>". */
int spec_expected(struct spec_reading *r, const struct spec_place *p,
		  const char *expected);

/*
 * An object by its table; unknown, doubled and missing keys are refused, all
 * of them at once, but for missing ones beside others that are misspelt.
 */
int spec_object(struct spec_reading *r, const struct spec_place *p,
		const struct spec_key *keys, void *to);

/*
 * Readers of single values: text that is not empty, a name for tables and
 * files, numbers within lo and hi, booleans.
 */
int spec_text(struct spec_reading *, const struct spec_place *,
	      const struct spec_key *, void *to); /* const char * */
int spec_name(struct spec_reading *, const struct spec_place *,
	      const struct spec_key *, void *to); /* const char * */
int spec_real(struct spec_reading *, const struct spec_place *,
	      const struct spec_key *, void *to); /* double */
int spec_u32(struct spec_reading *, const struct spec_place *,
	     const struct spec_key *, void *to); /* uint32_t */
int spec_u64(struct spec_reading *, const struct spec_place *,
	     const struct spec_key *, void *to); /* uint64_t */
int spec_bool(struct spec_reading *, const struct spec_place *,
	      const struct spec_key *, void *to); /* bool */

/* A copy for messages: at most 60 bytes, control characters as '?'. */
const char *spec_show(struct spec_reading *r, const char *s);

#endif
