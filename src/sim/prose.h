/*
 * prose: Spring Festival texts that are exactly as long as asked, in a unit.
 *
 * A text is clauses and joints of one language (phrase.h) and a closer that
 * makes the count come out. Pure: the same unit, language, length and seed
 * give the same bytes. A struct prose is read-only after prose_new and may
 * be used by several threads.
 */
#ifndef SIM_PROSE_H
#define SIM_PROSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "text/lencount.h"

struct prose;

/* Measures the closers in the unit. Never NULL; free accepts NULL. */
struct prose *prose_new(enum lencount_unit unit);
void prose_free(struct prose *p);

/*
 * Append a text of `length` units (>= 1). English is written when `chinese`
 * is false and the unit can count it (han cannot). -1 past out's ceiling.
 */
int prose_write(const struct prose *p, bool chinese, uint32_t length,
		uint64_t seed, struct buf *out);

#endif
