/*
 * plot_verdict: the charts that the verbs compare, effects, history and invert
 * draw, and those of what other verbs say, by name (private to plot).
 */
#ifndef CMD_PLOT_VERDICT_H
#define CMD_PLOT_VERDICT_H

#include <stddef.h>

#include "base/err.h"
#include "report/chart.h"

/* The name of the i-th and what it draws; NULL past the last. */
const char *plot_verdict_chart(size_t i, const char **about);

/* The verb that prints one of those as a table; NULL for any other chart. */
const char *plot_verdict_verb(const char *chart);

/* As dots onto a text, which form has (chart.h). */
int plot_verdict_dots(const char *chart, const char *const *dir, size_t n,
		      const struct chart_form *f, struct err *e);

/* Into outdir (created), of the n runs, as their verbs do without options;
 * names the files on stdout. 1: there is no gnuplot here. */
int plot_verdict_draw(const char *chart, const char *const *dir, size_t n,
		      const char *outdir, const struct chart_form *f,
		      struct err *e);

#endif
