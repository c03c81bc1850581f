/*
 * effects_page_add: what a page is put together from (private to
 * effects_page).
 */
#ifndef REPORT_EFFECTS_PAGE_ADD_H
#define REPORT_EFFECTS_PAGE_ADD_H

#include "report/effects_page.h"

/* The two kinds of page. variants: the run has several, so name this one's. */
void effects_page_grid(struct effects_pages *p, const struct effects_grid *g,
		       bool variants);
/* The page that begins with variant `first`; the first of the next. */
size_t effects_page_variants(struct effects_pages *p, const struct effects *x,
			     size_t first);

/* A new page; its entries of the long arrays begin here. */
void effects_page_open(struct effects_pages *p);

void effects_page_num(struct effects_pages *p, enum effects_lists which,
		      double x);
void effects_page_text(struct effects_pages *p, enum effects_lists which,
		       const char *s);

/*
 * "prompt guided; unit excel; 70 targets, 3 repeats; simulated" of one of a
 * page's series; opening and note may be empty, the note goes where MALD is
 * drawn.
 */
void effects_page_about(struct effects_pages *p, size_t series,
			const char *opening, const char *note);
void effects_page_has(struct effects_pages *p, bool spread, bool same);
void effects_page_counts(struct effects_pages *p, size_t nat, size_t nline,
			 size_t noutside, size_t nslot);

/* A row of a table; part from 0. */
void effects_page_cell(struct effects_pages *p, size_t part, size_t at,
		       size_t line, const struct effect_cell *x);
/* names: model, variant, sampling, effect; range: from, to. */
void effects_page_contrast(struct effects_pages *p, size_t part, size_t slot,
			   const char *const *names, const double *range,
			   const double *value, const struct interval *in);

#endif
