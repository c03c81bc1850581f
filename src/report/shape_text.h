/* shape_text: what the curves are like, under the table of their metrics. */
#ifndef REPORT_SHAPE_TEXT_H
#define REPORT_SHAPE_TEXT_H

#include "base/buf.h"
#include "curve/shape_series.h"

/*
 * A table of intervals, one of repeatability when there are repeats, and a
 * sentence for each series of c. shape has as many.
 */
void shape_text(const struct curve *c, const struct series_shape *shape,
		struct buf *out);

#endif
