/*
 * plot_dots: a chart in a terminal, as braille: two by four dots in a
 * character's place, and no colour but that of the lines.
 */
#ifndef REPORT_PLOT_DOTS_H
#define REPORT_PLOT_DOTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* How large, and whether series may have colours (ANSI's, no shade of them). */
struct plot_dots {
	size_t columns, rows;
	bool colour;
};

/* Appends a figure (figure.h), one panel below the other. Names from outside
 * are escaped; nothing is longer than `columns`. */
struct figure;
void plot_dots_figure(const struct figure *f, const struct plot_dots *d,
		      struct buf *out);

/* Groups of figures, an empty line between them; whether any was drawn. */
struct figure_group;
bool plot_dots_group(const struct figure_group *g, const struct plot_dots *d,
		     struct buf *out);

#endif
