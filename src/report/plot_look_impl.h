/*
 * plot_look_impl: the series of a chart as plot_look sees them (private to
 * plot_look).
 */
#ifndef REPORT_PLOT_LOOK_IMPL_H
#define REPORT_PLOT_LOOK_IMPL_H

#include <stdbool.h>

#include "report/plot_look.h"

/* One series of the chart. */
struct plot_look_series {
	const struct plot_run *run;
	size_t k; /* of its run */
	const struct series *x;
	const struct curve_series *cs;
	const char *name;
	double within;      /* 15 up to here, 0: nowhere; NaN: not known */
	double horizon, at; /* of the break; NaN: none, or not marked */
};

struct plot_look {
	size_t n;
	struct plot_look_series *s;
	const char *unit;
};

enum { PLOT_MARKED = 3 }; /* series with horizon and break marked */

/* Horizons and breaks, of an axis up to x_max; labels at the ends of lines,
 * `asked` that of what was asked; panels. */
void plot_look_marks(const struct plot_look *l,
		     const struct plot_axis axis[PLOT_LINES], double x_max,
		     struct buf *out);
void plot_look_ends(const struct plot_look *l,
		    const struct plot_axis axis[PLOT_LINES], double asked,
		    struct buf *out);
void plot_look_panels(const struct plot_look *l, struct buf *out);

#endif
