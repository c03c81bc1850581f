/* thinking_view: what models think before they answer, by target, as charts. */
#ifndef REPORT_THINKING_VIEW_H
#define REPORT_THINKING_VIEW_H

#include "curve/curve.h"
#include "report/chart.h"
#include "report/figure.h"

/* Tokens of reasoning, where any are known, and the share of answers without
 * text behind it. */
enum { THINKING_FIGURES = 2 };

/* Whether any answer of the run was thought about. */
bool thinking_view_any(const struct curve *c);

/* A panel for each wording, a line for each model and sampling; they lie in
 * the arena. Returns how many there are. */
size_t thinking_view_figures(const struct curve *c, struct arena *a,
			     const struct figure *f[THINKING_FIGURES]);

/* DIR/thinking-1.svg and on, of one figure DIR/thinking.svg, and what belongs
 * to them; c is of `run`. *pages: how many, 0 of one. -1 also where no answer
 * was thought about. As chart_draw. */
int thinking_view_draw(const char *run, const struct curve *c, const char *dir,
		       const struct chart_form *form, size_t *pages,
		       struct err *e);

#endif
