/*
 * curve_text: a curve as the table that `curve` and `run` print.
 */
#ifndef REPORT_CURVE_TEXT_H
#define REPORT_CURVE_TEXT_H

#include "base/buf.h"
#include "curve/curve.h"
#include "data/table.h"

/*
 * What holds for all (unit, sampling, simulated), then a line for each
 * series and band, then the outcomes other than ok.
 */
void curve_text(const struct curve *c, struct buf *out);

/*
 * One of its two tables: each series overall, then in each band that has
 * some of its cells. t is initialised here; the caller ends it.
 */
enum curve_table { CURVE_DISTANCES, CURVE_RATES };
void curve_table(const struct curve *c, enum curve_table which,
		 struct table *t);

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
