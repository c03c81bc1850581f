/* jsonl_parts: what the two readings of a line share (private to jsonl). */
#ifndef SWEEP_JSONL_PARTS_H
#define SWEEP_JSONL_PARTS_H

#include <stddef.h>
#include <stdint.h>

#include "sweep/jsonl.h"

/*
 * The scratch may move while it grows, so a string in it is an offset until
 * the line is done; JSONL_NOWHERE for a value that is not in it.
 */
#define JSONL_NOWHERE SIZE_MAX

/* All missing, scratch empty. */
void jsonl_clear(const struct jsonl_paths *p, struct jsonl_value *value,
		 size_t *offset, struct buf *scratch);

/* Offsets become pointers. */
void jsonl_settle(const struct jsonl_paths *p, struct jsonl_value *value,
		  const size_t *offset, const struct buf *scratch);

/*
 * The escape at p, where a backslash stands, as UTF-8 in out[0..*wrote).
 * Returns the bytes it took; 0 for what is no plain escape: a NUL, a lone
 * surrogate, or none of JSON's.
 */
size_t jsonl_escape(const char *p, const char *end, char out[4], size_t *wrote);

#endif
