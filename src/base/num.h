/*
 * num: numbers as text, never through a locale.
 *
 * The program never calls setlocale, so the C library's conversions speak
 * the C locale; these are the only places that call them on data.
 */
#ifndef BASE_NUM_H
#define BASE_NUM_H

#include <stddef.h>
#include <stdint.h>

enum { NUM_TEXT = 32 };

/*
 * The shortest decimal that reads back as x: "0.1", "250", "1e-09".
 * NaN is the empty string: a missing number is an empty cell, never 0.
 * Returns the text's length.
 */
size_t num_format(char out[NUM_TEXT], double x);

/* A whole number. */
size_t num_format_int(char out[NUM_TEXT], int64_t x);

/* num_format cut to `digits` decimals for tables ("-0.00" becomes "0.00"). */
void num_fixed(char out[NUM_TEXT], double x, int digits);

/*
 * All of s[0..n) as a finite number. The empty string is NaN and returns 0;
 * anything else that is not wholly a finite number returns -1.
 */
int num_parse(const char *s, size_t n, double *x);

/* All of s[0..n) as a decimal unsigned integer; -1 when it is not one. */
int num_parse_u64(const char *s, size_t n, uint64_t *x);

#endif
