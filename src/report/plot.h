/*
 * plot: the charts of one run, or of several over each other.
 */
#ifndef REPORT_PLOT_H
#define REPORT_PLOT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "curve/curve.h"
#include "report/chart.h"
#include "report/gnuplot.h"

/*
 * The charts of every run, by name: "length", "deviation"; and all that can
 * be asked for: "miss" and "bands" too. NULL ends a list.
 */
extern const char *const plot_charts[], *const plot_all_charts[];

/* What is drawn, and how; 0 and NULL: what every run has. */
struct plot_opts {
	const char *const *chart;
	size_t nchart;
	struct chart_form form;
};

/* The i-th chart that will be drawn; NULL past the last. */
const char *plot_chart_at(const struct plot_opts *o, size_t i);

struct plot_result {
	bool drawn; /* false: there is no gnuplot here */
};

/* A run and its curve, both borrowed. */
struct plot_run {
	const char *dir;
	const struct curve *c;
};

/*
 * Draw all series of the runs over each other, into outdir (created): for
 * each chart its script, and its pictures (SVG and PNG); beside them common.gp
 * and settings.gp. In DIR/plots of one run the scripts read DIR/curve.csv,
 * which is to be there; elsewhere a curve.csv of all runs is written beside
 * them. Runs in different units are refused. Without gnuplot all but the
 * pictures is written, and that is no failure: see r->drawn and
 * gnuplot_missing.
 */
int plot_runs(const struct plot_run *run, size_t n, const char *outdir,
	      const struct plot_opts *o, struct plot_result *r, struct err *e);

/* The same of DIR/samples.csv of each dir; writes DIR/curve.csv if read. */
int plot_dirs(const char *const *dir, size_t n, const char *outdir,
	      const struct plot_opts *o, struct plot_result *r, struct err *e);

/* A chart of lines as characters (plot_dots.h), appended; writes no file. 1
 * for a chart that has none. */
struct plot_dots;
int plot_terminal_dots(const char *const *dir, size_t n, const char *chart,
		       const struct plot_dots *d, struct buf *out,
		       struct err *e);

/*
 * The files of plot_dirs, then one chart as f says: "dumb" into
 * outdir/CHART.txt, anything else to standard output.
 */
int plot_terminal(const char *const *dir, size_t n, const char *outdir,
		  const char *chart, const struct gnuplot_form *f,
		  struct plot_result *r, struct err *e);

#endif
