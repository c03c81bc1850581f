/*
 * curve_text: a curve as the table that `curve` and `run` print.
 */
#ifndef REPORT_CURVE_TEXT_H
#define REPORT_CURVE_TEXT_H

#include "base/buf.h"
#include "curve/curve.h"

/*
 * What holds for all (unit, sampling, simulated), then a line for each
 * series and band, then the outcomes other than ok.
 */
void curve_text(const struct curve *c, struct buf *out);

/*
 * The words that tell series apart, in the fewest columns: model, and of
 * sampling, variant and relation those that differ. Appended to out with
 * `sep` between.
 */
void curve_text_name(const struct samples *s, size_t series, const char *sep,
		     struct buf *out);

/* "excel"; "sampling as sent"; both for charts and tables. */
void curve_text_subtitle(const struct samples *s, struct buf *out);

#endif
