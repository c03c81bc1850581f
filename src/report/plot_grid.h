/*
 * plot_grid: many curves of models, top_p and temperatures as a grid of panels,
 * a row for each model, in it one for each level of top_p, where temperatures
 * are a ramp of colours.
 */
#ifndef REPORT_PLOT_GRID_H
#define REPORT_PLOT_GRID_H

#include "report/plot_series.h"

struct plot_grid {
	size_t rows, columns;
	const size_t *place; /* the panel of each series, from 0, along rows */
	double cold, hot;
};

/* Of p its arena and, of each series, its run and x are read. False where
 * temperatures are not known or do not differ (then g has none), where a panel
 * would have one curve, or where there were too many panels. */
bool plot_grid_find(const struct plot_all *p, struct plot_grid *g);

/* Names kept in p's arena: of the panel, "v2, top_p 0.5", of one model
 * "top_p 0.5"; and of the curve in it, "temperature 0.3". */
const char *plot_grid_panel(const struct plot_all *p,
			    const struct plot_series *s);
const char *plot_grid_name(const struct plot_all *p,
			   const struct plot_series *s);

/* The heat of its line. */
double plot_grid_heat(const struct plot_grid *g, const struct plot_series *s);

#endif
