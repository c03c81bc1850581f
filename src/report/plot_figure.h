/*
 * plot_figure: a chart of a run as figures (private to plot).
 */
#ifndef REPORT_PLOT_FIGURE_H
#define REPORT_PLOT_FIGURE_H

#include "report/figure.h"
#include "report/plot_series.h"

/*
 * One of plot_all_charts: up to six curves over one another, more in a panel
 * each, and of a grid of settings one for each model and top_p, in which
 * temperatures are a ramp of colours. On a screen, which has no room for
 * panels, all in one.
 */
struct figure_group *plot_figure_of(const struct plot_all *p, const char *chart,
				    bool screen);

#endif
