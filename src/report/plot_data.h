/*
 * plot_data: curves.csv and settings.gp, what a chart is drawn from
 * (private to plot).
 */
#ifndef REPORT_PLOT_DATA_H
#define REPORT_PLOT_DATA_H

#include "base/buf.h"
#include "base/err.h"
#include "curve/curve.h"

/* The runs of one chart. */
struct plot_data {
	size_t n;
	const char *const *dir; /* borrowed */
	struct samples *s;
	struct curve *c;
};

int plot_data_read(struct plot_data *d, const char *const *dir, size_t n,
		   struct err *e);
void plot_data_fini(struct plot_data *d);

/*
 * curves.csv: a row for each series and target. length and deviation are
 * means; _lo and _hi the quartiles from five repeats up, else the extremes.
 */
void plot_data_csv(const struct plot_data *d, struct buf *out);

/* settings.gp: names, subtitle, unit, ranges. */
void plot_data_settings(const struct plot_data *d, struct buf *out);

#endif
