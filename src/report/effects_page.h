/*
 * effects_page: what the charts of effects draw, page by page (private to
 * effects_chart).
 *
 * A page has positions along x (temperatures, samplings or variants) and
 * lines (top_p, or samplings). The settings have, of each page: page_name,
 * heading, contrast_about, stable_heading, about, note,
 * x_title, joined (1: lines between the points), nat, nline, noutside, nslot,
 * has_spread, has_same; of all pages in one row: at_x and at_label,
 * line_label, outside_label and slot_label, which start behind at0, line0,
 * outside0 and slot0; and part and part_label, the ranges of targets.
 */
#ifndef REPORT_EFFECTS_PAGE_H
#define REPORT_EFFECTS_PAGE_H

#include "verdict/effects.h"

/* An array of gnuplot's, as it grows. */
struct effects_list {
	size_t n;
	struct buf text;
};

enum effects_lists {
	LIST_NAME,
	LIST_TITLE,
	LIST_CONTRAST,
	LIST_STABLE,
	LIST_TITLE_WIDTH,
	LIST_STABLE_WIDTH,
	LIST_ABOUT,
	LIST_NOTE,
	LIST_X_TITLE,
	LIST_JOINED,
	LIST_NAT,
	LIST_NLINE,
	LIST_NOUTSIDE,
	LIST_NSLOT,
	LIST_HAS_SPREAD,
	LIST_HAS_SAME,
	LIST_AT0,
	LIST_LINE0,
	LIST_OUTSIDE0,
	LIST_SLOT0,
	LIST_AT_X,
	LIST_AT_LABEL,
	LIST_LINE_LABEL,
	LIST_OUTSIDE_LABEL,
	LIST_SLOT_LABEL,
	LIST_PART,
	LIST_PART_LABEL,
	EFFECTS_LISTS
};

struct effects_pages {
	size_t n;
	bool stable;                 /* some page has repeats */
	bool contrasted;             /* or differences */
	struct buf cells, contrasts; /* the tables */
	struct effects_list list[EFFECTS_LISTS];
	const struct curve *c;
};

void effects_pages_of(struct effects_pages *p, const struct effects *x,
		      const struct curve *c);
void effects_pages_settings(const struct effects_pages *p, struct buf *out);
void effects_pages_fini(struct effects_pages *p);

#endif
