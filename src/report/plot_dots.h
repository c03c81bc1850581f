/*
 * plot_dots: a chart in a terminal, as braille: two by four dots in a
 * character's place, and no colour but that of the lines.
 */
#ifndef REPORT_PLOT_DOTS_H
#define REPORT_PLOT_DOTS_H

#include "report/plot.h"

/* How large, and whether series may have colours (ANSI's, no shade of them). */
struct plot_dots {
	size_t columns, rows;
	bool colour;
};

/*
 * Appends one chart of all series of the runs: "length", "deviation" or
 * "miss"; -1 for another (bands are boxes, which want gnuplot's). Names from
 * outside are escaped; nothing is longer than `columns`.
 */
int plot_dots_draw(const struct plot_run *run, size_t n, const char *chart,
		   const struct plot_dots *d, struct buf *out);

/* A figure (figure.h), likewise: one panel below the other. */
struct figure;
void plot_dots_figure(const struct figure *f, const struct plot_dots *d,
		      struct buf *out);

/* Groups of figures, an empty line between them; whether any was drawn. */
struct figure_group;
bool plot_dots_group(const struct figure_group *g, const struct plot_dots *d,
		     struct buf *out);

#endif
