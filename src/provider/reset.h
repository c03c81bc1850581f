/*
 * reset: a time to wait, in every spelling that servers have for one.
 *
 * "20", "3.2s", "0m25s", "1h2m3.5s", "6ms", "PT30S", seconds or milliseconds
 * since 1970, an HTTP date, RFC 3339.
 */
#ifndef PROVIDER_RESET_H
#define PROVIDER_RESET_H

#include <stddef.h>
#include <stdint.h>

/*
 * Milliseconds from now_ms (UTC; 0: not known) until what s tells; 0 for
 * what is past, NaN for what is no time.
 */
double reset_ms(const char *s, int64_t now_ms);

/* A bare number: seconds, or a moment since 1970 by its size. */
double reset_number(double x, int64_t now_ms);

/* The same out of prose ("Please try again in 7m12s."), or NaN. */
double reset_prose(const char *message);

#endif
