/*
 * plot_rows: what charts draw that is in no file of a stage (private to
 * plot).
 *
 * miss.csv: series (from 1), target, miss (mean |e|), smooth (its mean over
 * up to 10 targets on each side), q1 and q3 (quartiles of |e| over them).
 * bands.csv: series, band (from 1), from, to, and of e p5, q1, median, q3,
 * p95; no row where nothing was measured.
 */
#ifndef REPORT_PLOT_ROWS_H
#define REPORT_PLOT_ROWS_H

#include "report/plot_data.h"

void plot_rows_miss(const struct plot_data *d, struct buf *out);
void plot_rows_bands(const struct plot_data *d, struct buf *out);

#endif
