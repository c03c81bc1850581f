/*
 * html_plots: the charts of the tabs that other verbs have the words for, on a
 * page or in a terminal. Appended; what has nothing to draw adds nothing.
 */
#ifndef REPORT_HTML_PLOTS_H
#define REPORT_HTML_PLOTS_H

#include "curve/invert_series.h"
#include "report/html.h"
#include "report/html_plot.h"
#include "verdict/compare.h"
#include "verdict/effects.h"
#include "verdict/history.h"

/* Of the n comparisons of the runs; a panel each where they are many. */
void html_plots_compare(const struct compare *c, size_t n,
			const struct html_run *run,
			const struct html_plot_to *to);

/*
 * Of run i: its settings by measure and band ("effects"), what each factor or
 * wording does ("contrasts"), where repeats hold one length ("stability"). By
 * name, or NULL: all. In dots of all targets only: bands are in the tables.
 */
void html_plots_effects(const struct effects *x, const struct html_run *run,
			size_t i, const char *chart,
			const struct html_plot_to *to);

/* name[k] is what to call run k of n. */
void html_plots_history(const struct history *h, const char *const *name,
			const struct html_run *run, size_t n,
			const struct html_plot_to *to);

/* Of run i: what to ask for; x[k] inverts series which[k]. */
void html_plots_invert(const struct invert_series *x, const size_t *which,
		       size_t n, const struct html_run *run, size_t i,
		       const struct html_plot_to *to);

#endif
