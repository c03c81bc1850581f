/*
 * duels_view: what a pairwise judge says, as a chart: who wins, at equal
 * lengths too, and what the place and the length are worth to it.
 */
#ifndef REPORT_DUELS_VIEW_H
#define REPORT_DUELS_VIEW_H

#include "report/figure.h"
#include "verdict/duels.h"

/* A line for each series of answers; it lies in the arena. */
struct figure *duels_view_figure(const struct duels *d, const struct scores *s,
				 struct arena *a);

/* DIR/pairs.svg and what belongs to it of the run's first pairwise judge; of
 * is the run, read. -1 also where there is none. As chart_draw. */
int duels_view_draw(const char *run, const struct samples *of, const char *dir,
		    const struct spec_known *k, const struct chart_form *form,
		    struct err *e);

#endif
