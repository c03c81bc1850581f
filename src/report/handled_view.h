/*
 * handled_view: how a run handled its own anomalous questions, for whoever
 * shows a run: they are in its manifest, and say what is wanted of them.
 */
#ifndef REPORT_HANDLED_VIEW_H
#define REPORT_HANDLED_VIEW_H

#include "dataset/handled.h"
#include "report/chart.h"
#include "report/figure.h"

/* A panel for each model: the share of each anomaly, in percent, with Wilson's
 * interval, and pale that of each of its wordings. In the arena. */
struct figure *handled_view_figure(const struct handled_row *row, size_t n,
				   struct arena *a);

/* What dataset handled says. False: the run has no such question, or nobody
 * can tell. */
bool handled_view_run(const char *dir, const struct spec_known *k,
		      struct buf *out);

/* DIR/handled.svg and what belongs to it; of is the run, read. -1 also where it
 * has no such question. As chart_draw. */
int handled_view_draw(const char *run, const struct samples *of,
		      const char *dir, const struct spec_known *k,
		      const struct chart_form *form, struct err *e);

#endif
