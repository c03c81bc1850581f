/*
 * html_plots: the charts of the tabs that other verbs have the words for
 * (private to html). Appended; what has nothing to draw adds nothing.
 */
#ifndef REPORT_HTML_PLOTS_H
#define REPORT_HTML_PLOTS_H

#include "curve/invert_series.h"
#include "report/html.h"
#include "verdict/compare.h"
#include "verdict/effects.h"
#include "verdict/history.h"

/* Of the n comparisons of the runs; a panel each where they are many. */
void html_plots_compare(const struct compare *c, size_t n,
			const struct html_run *run, struct buf *out);

/* Of run i: its settings by measure and band, and what each factor does. */
void html_plots_effects(const struct effects *x, const struct html_run *run,
			size_t i, struct buf *out);

/* name[k] is what to call run k of n. */
void html_plots_history(const struct history *h, const char *const *name,
			const struct html_run *run, size_t n, struct buf *out);

/* Of run i: what to ask for; x[k] inverts series which[k]. */
void html_plots_invert(const struct invert_series *x, const size_t *which,
		       size_t n, const struct html_run *run, size_t i,
		       struct buf *out);

#endif
