/*
 * answer: what one text says about itself, put into a row.
 */
#ifndef MEASURE_ANSWER_H
#define MEASURE_ANSWER_H

#include <stddef.h>

#include "base/buf.h"
#include "measure/row.h"

/*
 * Counts s[0..n), well-formed or not, in every unit but token, after taking
 * off reasoning and the parts in strip (enum strip_part). Sets the counts,
 * tells, removed, claimed and text_hash (of the text as it came), and turns
 * outcome ok into empty or refused where the text is, unless verbatim.
 */
void answer_read(struct row *r, const char *s, size_t n, unsigned strip,
		 bool verbatim, struct buf *scratch);

/*
 * Sets length from the count in the unit when the outcome is ok, and what
 * derives from it. Tokens that nobody reported make the cell a failed one.
 */
void answer_length(struct row *r, unsigned unit);

#endif
