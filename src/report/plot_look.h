/*
 * plot_look: what stands on the charts of a run beside its numbers, as lines
 * of settings.gp (private to plot).
 *
 * Titles say what was found, in the language spoken. Marks and the labels at
 * the ends of lines are put where they do not cover one another. Where twenty
 * settings of a grid would be spaghetti, each model and top_p has a panel, and
 * temperatures are a ramp of colours in it.
 */
#ifndef REPORT_PLOT_LOOK_H
#define REPORT_PLOT_LOOK_H

#include "report/plot_data.h"

/* The greatest and least of an axis. */
struct plot_axis {
	double lo, hi;
};

/* Of the charts that have lines: length, deviation, miss. */
enum { PLOT_LENGTH, PLOT_DEVIATION, PLOT_MISS, PLOT_LINES };

/* x_max: the end of the axis of targets; nseries: how many of all are drawn,
 * the first ones. */
void plot_look_settings(const struct plot_data *d, size_t nseries,
			const struct plot_axis axis[PLOT_LINES], double x_max,
			const char *subtitle, struct buf *out);

#endif
