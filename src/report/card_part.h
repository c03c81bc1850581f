/* card_part: what several cards say. */
#ifndef REPORT_CARD_PART_H
#define REPORT_CARD_PART_H

#include "base/buf.h"
#include "verdict/compare.h"

/* "v2 is better than base: typically 71.0 characters nearer (95 % interval
 * ...)." and its end, toned by what it says. Appended. */
void card_part_verdict(const struct compare *c, struct buf *out);

/* Places that a card has for a name. */
size_t card_part_name(void);

#endif
