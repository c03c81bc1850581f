/* shape_show: what the curves are like, under the table of their metrics. */
#ifndef REPORT_SHAPE_SHOW_H
#define REPORT_SHAPE_SHOW_H

#include "base/buf.h"
#include "curve/shape_series.h"

/*
 * One sentence: how far the model obeys and what happens then, with
 * intervals, or what the data cannot say. `name` begins it; lengths are in
 * `unit`. Appended.
 */
void shape_show_say(const struct shape_series *s, const char *name,
		    const char *unit, struct buf *out);

/*
 * A table of intervals, one of repeatability when there are repeats, and a
 * sentence for each series of c. shape has as many.
 */
void shape_show_text(const struct curve *c, const struct shape_series *shape,
		     struct buf *out);

#endif
