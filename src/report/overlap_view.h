/* overlap_view: overlap with references against length / target, as a chart. */
#ifndef REPORT_OVERLAP_VIEW_H
#define REPORT_OVERLAP_VIEW_H

#include "report/chart.h"
#include "report/figure.h"
#include "verdict/misled.h"

/* A line for each series that has references; it lies in the arena. */
struct figure *overlap_view_figure(const struct misled_run *m,
				   const struct samples *s, struct arena *a);

/* DIR/overlap.svg and what belongs to it; c is the run, read. -1 also where no
 * answer of it has a reference. As chart_draw. */
int overlap_view_draw(const char *run, const struct curve *c, const char *dir,
		      const struct spec_known *k, const struct chart_form *form,
		      struct err *e);

#endif
