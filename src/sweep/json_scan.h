/*
 * json_scan: is it JSON, and what in it must be mended (private to json
 * and jsonl).
 *
 * The grammar of RFC 8259 to the letter: cJSON alone lets control characters
 * through, stops at 63 digits and has no positions for its errors.
 */
#ifndef SWEEP_JSON_SCAN_H
#define SWEEP_JSON_SCAN_H

#include <stddef.h>

#include "base/err.h"

#define JSON_MARK        "\xef\xbb\xbf" /* byte order mark, skipped at the start */
#define JSON_REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */

/* 0, with the record_note bits that call for mending, or -1 with *e. */
int json_scan(const char *s, size_t n, unsigned *notes, struct err *e);

/*
 * The length of the well-formed UTF-8 sequence at s[0..n), n > 0; or, with
 * *bad set, of the maximal ill-formed part that U+FFFD stands for (Unicode
 * 15, section 3.9, table 3-7).
 */
size_t json_utf8_step(const unsigned char *s, size_t n, int *bad);

/*
 * The end of the run from s that may stand in a string as it is: ASCII but
 * control characters, '"' and '\\', and the Chinese of three well-formed
 * bytes. It may end early, never late.
 */
const char *json_plain(const char *s, const char *end);

/* The code unit of a \uXXXX that json_scan has passed; p is at the 'u'. */
unsigned json_unit(const char *p);

#endif
