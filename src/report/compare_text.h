/* compare_text: a comparison as a table and a sentence. */
#ifndef REPORT_COMPARE_TEXT_H
#define REPORT_COMPARE_TEXT_H

#include "base/buf.h"
#include "verdict/compare.h"

/*
 * What to call the two sides: model names where they tell them apart, with
 * sampling, variant or the run's directory where they don't. Appended.
 */
void compare_text_names(const struct compare *c, struct buf *a, struct buf *b);

void compare_text(const struct compare *c, struct buf *out);

#endif
