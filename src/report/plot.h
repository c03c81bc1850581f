/*
 * plot: the charts of one run, or of several over each other.
 */
#ifndef REPORT_PLOT_H
#define REPORT_PLOT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "curve/curve.h"
#include "report/chart.h"

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

/* A run and its curve, borrowed, and the shapes of its series; NULL: they are
 * computed. */
struct shape_series;
struct plot_run {
	const char *dir;
	const struct curve *c;
	const struct shape_series *shape;
};

/*
 * Draw all series of the runs over each other, into outdir (created): each
 * chart as chart_draw does, SVG and PNG. Runs in different units are refused.
 * Without gnuplot all but the pictures is written, and that is no failure: see
 * r->drawn and gnuplot_missing. In dots (form.dots) no file is written.
 */
int plot_runs(const struct plot_run *run, size_t n, const char *outdir,
	      const struct plot_opts *o, struct plot_result *r, struct err *e);

/* The same of DIR/samples.csv of each dir. */
int plot_dirs(const char *const *dir, size_t n, const char *outdir,
	      const struct plot_opts *o, struct plot_result *r, struct err *e);

#endif
