/*
 * plot_series: the curves that a chart draws, and what it says of them beside
 * its numbers (private to plot).
 */
#ifndef REPORT_PLOT_SERIES_H
#define REPORT_PLOT_SERIES_H

#include <stdbool.h>

#include "base/arena.h"
#include "report/plot.h"
#include "report/words.h"

struct plot_series {
	const struct plot_run *run;
	size_t k; /* of its run */
	const struct series *x;
	const struct curve_series *cs;
	const char *name;
	double within;      /* 15 up to here, 0: nowhere; NaN: not known */
	double horizon, at; /* of the break; NaN: none, or not marked */
};

/* Kept in the arena, but for the runs. */
struct plot_all {
	struct arena *arena;
	const struct plot_run *run;
	size_t nrun;
	const char *unit;
	size_t n; /* drawn */
	struct plot_series *s;
	size_t repeats; /* most of any target */
	const char *subtitle;
};

enum { PLOT_MARKED = 3 }; /* series with horizon and break marked */

/* Of all series CHART_SERIES_MAX, or every one. */
void plot_series_all(struct plot_all *p, const struct plot_run *run,
		     size_t nrun, bool every, struct arena *a);

/* What was found, else the chart's subject. */
const char *plot_series_title(const struct plot_all *p, enum words_id plain,
			      enum words_id found);

/* Series of which nothing was measured, by name: they have no line. "" when
 * there is none. */
const char *plot_series_unanswered(const struct plot_all *p);

/* Whether all are about limits, of which it is how many are kept that counts,
 * not how many come near. */
bool plot_series_limits(const struct plot_all *p);

#endif
