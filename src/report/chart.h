/*
 * chart: one chart with its data, for the verbs that draw something of their
 * own.
 */
#ifndef REPORT_CHART_H
#define REPORT_CHART_H

#include "base/buf.h"
#include "base/err.h"

/* Series of a chart: more can neither be told apart nor fit on a page. */
enum { CHART_SERIES_MAX = 60 };

/* What every chart's settings need for common.gp. */
struct chart_settings {
	const char *unit, *subtitle, *spread; /* spread: the small print */
	size_t npoint, nseries;
	size_t rows; /* of the CSV, of the first CHART_SERIES_MAX series */
	const char *const *name; /* of each series */
	const char *extra;       /* more lines of settings, or NULL */
	const char *family;      /* FAMILY-settings.gp, or NULL for CHART's */
	const char *helper;      /* a script that this one loads, or NULL */
};

/* How many of n are drawn; what that leaves out is added to the subtitle. */
size_t chart_series(size_t n, struct buf *subtitle);

/*
 * Writes CHART.csv (NULL: it draws another's), CHART-settings.gp, common.gp
 * and CHART.gp into dir (created), then CHART.svg and CHART.png. The CSV has
 * every series, the picture the first CHART_SERIES_MAX. 1 when there is no
 * gnuplot: the rest is there. -1 on failure.
 */
int chart_draw(const char *dir, const char *chart, const struct buf *csv,
	       const struct chart_settings *s, struct err *e);

/*
 * "results/night-3/samples.csv", "results/night-3/" and "results/night-3"
 * are all called "night-3". Appended.
 */
void chart_run_name(const char *path, struct buf *out);

#endif
