/*
 * compare_chart: the curves of a comparison above, how much nearer each came
 * than its A below.
 */
#ifndef REPORT_COMPARE_CHART_H
#define REPORT_COMPARE_CHART_H

#include "base/err.h"
#include "report/chart.h"
#include "report/figure.h"
#include "verdict/compare.h"

/* n > 0 comparisons: compare.csv and the chart, into dir. As chart_draw. */
int compare_chart_draw(const char *dir, const struct compare *c, size_t n,
		       const struct chart_form *f, struct err *e);

/* For a page; or in a terminal (screen: how much nearer alone). title NULL:
 * what is held against what. NULL of none. */
struct figure_group *compare_chart_figures(const struct compare *c, size_t n,
					   const char *title, bool screen,
					   struct arena *a);

#endif
