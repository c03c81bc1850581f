/*
 * json: the one reader of JSON, and what is asked of the trees it builds.
 *
 * The nodes are cJSON's, so that cJSON can change and print them; its own
 * reader, which cuts a string at \u0000, fails a whole text for one lone
 * surrogate, lets invalid UTF-8 through and reads 1E400 as infinity, is never
 * called. Here \u0000, lone surrogates and ill-formed UTF-8 become U+FFFD
 * (each counts one character, as it would have), and *notes says what was
 * done. Depth has a ceiling; size has the caller's buf's.
 */
#ifndef DATA_JSON_H
#define DATA_JSON_H

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

/* What was mended on the way in; record_note goes on with these bits. */
enum json_note {
	JSON_ILL_FORMED = 1 << 0,     /* invalid UTF-8 became U+FFFD */
	JSON_NUL = 1 << 1,            /* \u0000 became U+FFFD */
	JSON_LONE_SURROGATE = 1 << 2, /* \uD800 .. became U+FFFD */
	JSON_DUPLICATE_KEY = 1 << 3,  /* a key twice in one object */
};

enum { JSON_DEPTH = 64, JSON_VALUES = 1 << 20 };

/*
 * The whole of s[0..n) as one JSON value, or NULL with *e (line, column and
 * what was found). *notes is set to enum json_note bits; it may be NULL.
 * Strict otherwise: no trailing commas or text, no number that is not a
 * finite double. A byte order mark is skipped. Free with cJSON_Delete.
 */
cJSON *json_parse(const char *s, size_t n, unsigned *notes, struct err *e);

/*
 * The same tree for reading only, in half the time: nodes and strings lie in
 * the arena and go with it, so it is not for cJSON_Delete or any change.
 * notes may not be NULL.
 */
const cJSON *json_read(const char *s, size_t n, struct arena *a,
		       unsigned *notes, struct err *e);

/*
 * Likewise the value that s begins with; *taken is set to the bytes up to what
 * follows it and is no white space.
 */
const cJSON *json_read_first(const char *s, size_t n, struct arena *a,
			     unsigned *notes, size_t *taken, struct err *e);

/* Blank out line and block comments in place, line breaks kept. */
void json_strip_comments(char *s, size_t n);

/*
 * Put the line where each node stands in s (its key, if it has one) into its
 * valueint, which no getter here uses. s is what root was parsed from.
 */
void json_lines(cJSON *root, const char *s, size_t n);

/* Likewise the offset of the first byte of its value; n is within an int. */
void json_offsets(cJSON *root, const char *s, size_t n);

/* A key that an object of the tree has twice, or NULL. */
const cJSON *json_duplicate(const cJSON *root);

/* Appends s as well-formed UTF-8; returns how many parts became U+FFFD. */
size_t json_utf8(struct buf *out, const char *s, size_t n);

/*
 * Getters: missing or of another type gives NULL, NaN, -1 or false; null is
 * missing. Of equal keys the last counts, as in the providers' own clients.
 * json_whole takes whole numbers up to 2^53 either way.
 */
const cJSON *json_get(const cJSON *o, const char *key);
const cJSON *json_at(const cJSON *array, int i);
const char *json_text(const cJSON *o, const char *key);
double json_real(const cJSON *o, const char *key);
int64_t json_whole(const cJSON *o, const char *key);
bool json_true(const cJSON *o, const char *key);

#endif
