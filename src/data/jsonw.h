/*
 * jsonw: writes one JSON text into a buf.
 *
 * Commas and nesting are kept by the writer; calls that make no sense (a key
 * outside an object) are programming mistakes and assert. Strings must be
 * well-formed UTF-8; control characters are escaped. NaN is null.
 */
#ifndef DATA_JSONW_H
#define DATA_JSONW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

enum { JSONW_DEPTH = 32 };

struct jsonw {
	struct buf *out;
	int indent; /* spaces a level; 0 writes one line */
	int depth;
	bool after_key;
	bool array[JSONW_DEPTH]; /* what is open at each level */
	uint64_t count[JSONW_DEPTH];
};

void jsonw_init(struct jsonw *w, struct buf *out, int indent);

void jsonw_object(struct jsonw *w);
void jsonw_array(struct jsonw *w);
void jsonw_end(struct jsonw *w); /* closes what was opened last */

/* An object that is a whole text, and its end with a line end. */
void jsonw_open(struct jsonw *w, struct buf *out, int indent);
void jsonw_close(struct jsonw *w);

void jsonw_key(struct jsonw *w, const char *key);
void jsonw_str(struct jsonw *w, const char *s); /* NULL is null */
void jsonw_strn(struct jsonw *w, const char *s, size_t n);
void jsonw_num(struct jsonw *w, double x);
void jsonw_int(struct jsonw *w, int64_t x);
void jsonw_bool(struct jsonw *w, bool x);
void jsonw_null(struct jsonw *w);
void jsonw_raw(struct jsonw *w, const char *json, size_t n);

/* A string by itself, quoted and escaped, as jsonw_strn writes it. */
void jsonw_quote(struct buf *out, const char *s, size_t n);

/*
 * The same of a string that was read: raw[0..n) stood between its quotes, the
 * second of which may be read. False, and nothing is added, where it may be
 * written another way.
 */
bool jsonw_again(struct buf *out, const char *raw, size_t n);

/* Key and value in one call; the value of the first two is left open. */
void jsonw_kobject(struct jsonw *w, const char *key);
void jsonw_karray(struct jsonw *w, const char *key);
void jsonw_kstrn(struct jsonw *w, const char *key, const char *s, size_t n);
void jsonw_kraw(struct jsonw *w, const char *key, const char *json, size_t n);
void jsonw_kstr(struct jsonw *w, const char *key, const char *s);
void jsonw_knum(struct jsonw *w, const char *key, double x);
void jsonw_kint(struct jsonw *w, const char *key, int64_t x);
void jsonw_kbool(struct jsonw *w, const char *key, bool x);

#endif
