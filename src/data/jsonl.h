/*
 * jsonl: some fields of every line of a JSONL file, fast and in bounded
 * memory: one buffer that grows to the longest line.
 *
 * A line that is plain (JSON in which nothing is to be mended but, maybe,
 * UTF-8) is read in one pass that builds nothing. Any other line is read as a
 * tree, which thus has the last word on what is JSON and what a string says;
 * both read by the same tokens, and agree wherever both apply.
 *
 * A field is a path, "text" or "response.choices.0.message.content": keys of
 * objects and, for arrays, indices from 0, or from the end with -1 the last;
 * "@user" is the last object of an array whose role (or "from") is user or
 * human, "@assistant" likewise (assistant, gpt), and so any other. Of a key
 * that stands twice the last counts.
 */
#ifndef DATA_JSONL_H
#define DATA_JSONL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

enum { JSONL_FIELDS = 32, JSONL_PARTS = 16 };

enum jsonl_kind {
	JSONL_MISSING,
	JSONL_NULL,
	JSONL_FALSE,
	JSONL_TRUE,
	JSONL_NUMBER,
	JSONL_STRING,
	JSONL_OTHER, /* an object or an array */
};

/*
 * Ill-formed UTF-8 in a string is as it stood in the file: json_utf8 mends
 * it, and whoever counts the text learns from the count whether it must.
 */
struct jsonl_value {
	enum jsonl_kind kind;
	const char *s; /* JSONL_STRING; else NULL */
	size_t n;
	double number;   /* JSONL_NUMBER; else NaN */
	const char *raw; /* what stands between its quotes in the line */
	size_t raw_n;    /* of a string that is plain; else NULL */
};

/* The paths, cut up. */
struct jsonl_part {
	const char *s;
	size_t n;
	int64_t index; /* as an array index, or -1 */
	int64_t back;  /* from the end, 1 the last; 0: not so */
	bool role;     /* "@user" */
};

struct jsonl_paths {
	size_t n;
	bool cautious; /* only the tree can follow */
	uint32_t join; /* a bit a field: lists of text parts are one text */
	size_t nparts[JSONL_FIELDS];
	struct jsonl_part part[JSONL_FIELDS][JSONL_PARTS];
};

/* Strings stay borrowed. -1: too many, too deep, or an empty part. */
int jsonl_paths(struct jsonl_paths *p, const char *const *field, size_t n,
		struct err *e);

/* Whether the word of a role is this one, "user", or another for it. */
bool jsonl_role_is(const char *word, const char *role, size_t n);

/* The whole of the path is one key of the object, its dots are the key's. */
void jsonl_paths_key(struct jsonl_paths *p, size_t field, const char *key);

/*
 * The fields of the one line s[0..n). value has p->n elements; strings lie in
 * the line or in scratch and are valid until either changes. *notes gets
 * json_note bits of what had to be mended on the way. -1 with *e when the
 * line is not JSON.
 */
int jsonl_fields(const struct jsonl_paths *p, const char *s, size_t n,
		 struct jsonl_value *value, struct buf *scratch,
		 unsigned *notes, struct err *e);

/* The two ways to them. By a tree: any line, and what its fields mean. */
int jsonl_fields_tree(const struct jsonl_paths *p, const char *s, size_t n,
		      struct jsonl_value *value, struct buf *scratch,
		      unsigned *notes, struct err *e);

/*
 * In one pass: a line that is plain, as far as its line break or n: the bytes
 * up to there; 0 when it is not.
 */
size_t jsonl_plain(const struct jsonl_paths *p, const char *s, size_t n,
		   struct jsonl_value *value, struct buf *scratch);

/*
 * Of the first line of s[0..n), whose end need not be looked for: 1 with its
 * fields, 0 when it is blank, -1 with *e. *len: its bytes without the break.
 */
int jsonl_first(const struct jsonl_paths *p, const char *s, size_t n,
		size_t *len, struct jsonl_value *value, struct buf *scratch,
		unsigned *notes, struct err *e);

/* Whether a line has nothing but spaces and tabs, and the end of a CRLF. */
bool jsonl_blank(const char *s, size_t n);

/* A file, line by line; path "-" is standard input. */
struct jsonl;

struct jsonl *jsonl_open(const char *path, const struct jsonl_paths *p,
			 struct err *e);
/* In an encoding (encoding.h); NULL goes by the file's mark, as jsonl_open. */
struct jsonl *jsonl_open_as(const char *path, const char *encoding,
			    const struct jsonl_paths *p, struct err *e);

/*
 * The next line that is not blank: 1 with *value, 0 at the end, -1 with file
 * and line in *e. After a line that is not JSON (STATUS_INPUT) the next call
 * goes on behind it; after any other failure there is nothing more to read.
 */
int jsonl_next(struct jsonl *j, const struct jsonl_value **value,
	       unsigned *notes, struct err *e);
uint64_t jsonl_line(const struct jsonl *j);
/* That line as it stands in the file, until the next call. */
const char *jsonl_text(const struct jsonl *j, size_t *n);
void jsonl_close(struct jsonl *j); /* accepts NULL */

/*
 * For several threads: a reader of stretches of another, and the next stretch
 * of its whole lines, which jsonl_next then gives with the numbers they have
 * in the file: 1, 0 at the end, -1. One thread at a time may ask for one.
 */
struct jsonl *jsonl_part(const struct jsonl *whole);
int jsonl_part_next(struct jsonl *part, struct jsonl *whole, struct err *e);

#endif
