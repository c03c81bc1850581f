/* count_jsonl: the length of one field of every line of JSONL. */
#ifndef CMD_COUNT_JSONL_H
#define CMD_COUNT_JSONL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "data/field_place.h"
#include "text/lencount.h"

/*
 * Prints a number for each line of the n files, or with `json` an object. A
 * line whose field is no string, or that is not JSON, prints an empty line
 * (null) and is told on stderr at the end. In that many threads, 0 for one a
 * processor. Returns an exit status, or -1 with *e.
 */
int count_jsonl(const char *const *file, int n, const char *field,
		const char *encoding, enum lencount_unit unit, uint64_t jobs,
		bool json, struct err *e);

extern const struct field_place count_jsonl_places[];

#endif
