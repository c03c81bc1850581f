/*
 * gnuplot: scripts and settings on their way to a chart.
 *
 * A chart is drawn in a directory that holds its script, common.gp,
 * CHART-settings.gp and the data, so that anybody can restyle it there and run
 * it again. gnuplot is started with an argument list, never through a shell;
 * names from outside are strings in which nothing is left to expand.
 */
#ifndef REPORT_GNUPLOT_H
#define REPORT_GNUPLOT_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"

/* The scripts of plots/, made into C by the build; a NULL name ends them. */
struct gnuplot_script {
	const char *name, *text; /* "common.gp" */
};

extern const struct gnuplot_script gnuplot_scripts[];

/* Writes all of them into dir. */
int gnuplot_install(const char *dir, struct err *e);

/* Lines of CHART-settings.gp: name = "text", name = number (NaN: not a number).
 */
void gnuplot_set_text(struct buf *out, const char *name, const char *s);
void gnuplot_set_num(struct buf *out, const char *name, double x);

/* "text" alone; control characters become blanks, and a square stands for
 * what lies beyond Unicode's first plane. */
void gnuplot_quote(struct buf *out, const char *s);

/* How a chart is drawn. */
struct gnuplot_form {
	const char *format;     /* svg png pdf; sixel: to stdout */
	unsigned columns, rows; /* of a terminal, in pixels */
	const char *size;       /* page slide column; NULL: page */
	const char *theme;      /* light dark; NULL: light */
};

/*
 * Runs dir/script. 0 when it drew, 1 when there is no gnuplot on PATH, -1
 * when it failed (*e has its first complaint).
 */
int gnuplot_draw(const char *dir, const char *script,
		 const struct gnuplot_form *f, struct err *e);

/* What to say when gnuplot_draw gave 1. */
extern const char gnuplot_missing[];

#endif
