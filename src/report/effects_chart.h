/*
 * effects_chart: the charts of effects: bias, spread and miss by range of
 * targets (effects), what each factor or wording does (contrasts), targets
 * whose repeats have one length (stability). A picture is of a grid of one
 * model and variant, or of the prompt variants of one model.
 */
#ifndef REPORT_EFFECTS_CHART_H
#define REPORT_EFFECTS_CHART_H

#include "base/err.h"
#include "report/chart.h"
#include "report/figure.h"
#include "verdict/effects.h"

/* By name; NULL ends the list. */
extern const char *const effects_charts[];

/* Which of them are drawn, none: all; and how. */
struct effects_chart_opts {
	const char *const *chart;
	size_t nchart;
	bool tables; /* are wanted where no chart has anything, too */
	struct chart_form form;
};

/*
 * Writes effects.csv, contrasts.csv, the scripts and the pictures into dir
 * (created); *pages is the most that a chart has. 1 when there is no gnuplot:
 * the rest is there; 2, and nothing is written, when none of the charts has
 * anything: there is but one sampling and one variant, or no answer, no
 * difference, no repeat. -1 on failure.
 */
int effects_chart_draw(const char *dir, const struct effects *x,
		       const struct curve *c,
		       const struct effects_chart_opts *o, size_t *pages,
		       struct err *e);

/*
 * For a page, or in a terminal (screen: of all targets alone): the settings of
 * c by measure and band ("effects"), what each factor or wording does
 * ("contrasts"), where repeats hold one length ("stability"). By name, or
 * NULL: all. NULL: nothing was varied.
 */
struct figure_group *effects_chart_figures(const struct effects *x,
					   const struct curve *c,
					   const char *chart, bool screen,
					   struct arena *a);

#endif
