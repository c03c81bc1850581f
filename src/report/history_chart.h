/*
 * history_chart: the trend as a chart. run[i] is what to call a run.
 */
#ifndef REPORT_HISTORY_CHART_H
#define REPORT_HISTORY_CHART_H

#include "base/err.h"
#include "report/figure.h"
#include "verdict/history.h"

/* The chart and its data (history_show_csv's) in dir, of n runs; as chart_draw.
 */
int history_chart_draw(const char *dir, const struct history *h,
		       const char *const *run,
		       const struct samples *const *sample, size_t n,
		       const struct buf *csv, const struct chart_form *f,
		       struct err *e);

/* For a page, or in a terminal (screen); of n runs (run
 * NULL: points open no answer). NULL of no night. */
struct figure_group *history_chart_figures(const struct history *h,
					   const char *const *name,
					   const struct curve *run, size_t n,
					   bool screen, struct arena *a);

#endif
