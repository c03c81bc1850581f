/*
 * plot_data: curve.csv and settings.gp, what a chart is drawn from
 * (private to plot).
 */
#ifndef REPORT_PLOT_DATA_H
#define REPORT_PLOT_DATA_H

#include "base/buf.h"
#include "base/err.h"
#include "report/plot.h"

/* The runs of one chart, and where scripts find their rows. */
struct plot_data {
	size_t n;
	const struct plot_run *run;
	const char *data;
};

/* Runs in different units are not drawn together. */
int plot_data_check(const struct plot_data *d, struct err *e);

/* The rows of curve.csv, of one run after the other. */
void plot_data_csv(const struct plot_data *d, struct buf *out);

/* settings.gp: data, names, places of series, subtitle, unit, ranges. */
void plot_data_settings(const struct plot_data *d, struct buf *out);

#endif
