/*
 * secret: what looks like a credential, by its name or by itself.
 *
 * The only list of such names and beginnings. Sweep files are refused by it,
 * texts from outside are cleaned by it.
 */
#ifndef BASE_SECRET_H
#define BASE_SECRET_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Whether a field, header or variable s[0..n) is named like the holder of a
 * secret: "x-goog-api-key", "clientSecret", "HF_TOKEN"; but not "max_tokens",
 * "eos_token" or "prompt_cache_key".
 */
bool secret_name(const char *s, size_t n);

/*
 * The same of an environment variable, whose names follow no vendor's habit:
 * "MY_KEY", "QIANFAN_AK". Too often rather than too seldom.
 */
bool secret_variable(const char *s, size_t n);

/* A credential in a text: s[from..from + n). */
struct secret {
	size_t from, n;
	bool named; /* known by the name before it, not by its own look */
};

/* The first one at or behind `at`; false when there is none. */
bool secret_find(const char *s, size_t n, size_t at, struct secret *out);

#endif
