/*
 * invert_chart: what to ask for over what is wanted.
 */
#ifndef REPORT_INVERT_CHART_H
#define REPORT_INVERT_CHART_H

#include "base/err.h"
#include "curve/invert_series.h"
#include "report/chart.h"
#include "report/figure.h"

/* Every series of c, inverted: invert.csv and the chart, into dir. at_most as
 * in invert_opts. As chart_draw; 2: not one length can be asked for, so that
 * there is no chart. */
int invert_chart_draw(const char *dir, const struct invert_series *s,
		      const struct curve *c, double at_most,
		      const struct chart_form *f, struct err *e);

/* For a page, or in a terminal (screen: in one figure); x[k] inverts series
 * which[k] of s, NULL: k. Of many those that have a point have a figure each.
 */
struct figure_group *invert_chart_figures(const struct invert_series *x,
					  const size_t *which, size_t n,
					  const struct samples *s,
					  const char *title, bool screen,
					  struct arena *a);

#endif
