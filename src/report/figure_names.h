/*
 * figure_names: the names on a page of figures, and their colours (private to
 * figure).
 */
#ifndef REPORT_FIGURE_NAMES_H
#define REPORT_FIGURE_NAMES_H

#include "report/figure.h"

/* What counts as close, in a legend: behind the looks of lines. */
enum { FIGURE_STRIP = FIGURE_LOST + 1 };

/* A name that a page explains, or that stands at the end of its line. */
struct figure_name {
	const char *name, *shown; /* with CHART_NAME places */
	int look;                 /* figure_look, or FIGURE_STRIP */
	bool seen;                /* of a series, or something is drawn */
	/* From 1, the same on all of a page; 0: grey or an alarm; a place on
	 * the ramp, from cold, -1, to hot, -2. */
	double hue;
};

struct figure_names {
	size_t n;
	struct figure_name *entry; /* in the arena */
};

/* Of lines, then of what they are held against. */
void figure_names_of(struct figure_names *x, const struct figure *const *f,
		     size_t n, struct arena *a);

/* That of a line; NULL: none. Lines of one name have one colour. */
struct figure_name *figure_names_find(const struct figure_names *x,
				      const struct figure_line *l);

/* Whether each panel is of one line that its title names. */
bool figure_names_titled(const struct figure *const *f, size_t n);

/* Where x are words, lines are not joined. */
enum figure_look figure_names_look(const struct figure *f,
				   const struct figure_line *l);

/* Whether a panel has a line of that name and look. */
bool figure_names_has(const struct figure_panel *p, const char *name,
		      enum figure_look look);

/*
 * Of a picture's figures, whether names stand at the ends of lines: of a single
 * panel with few short ones, behind which nothing but dots of theirs lies; and
 * where what is written in that figure between these ends of its axes goes,
 * first the names, then the words of marks: where a text begins, or ends, and
 * the middle of its height, as shares of the panel, for a column of a paper or
 * for all other sizes. How many, in one order for both; *ends: names among
 * them.
 */
enum { FIGURE_ENDED = 6, FIGURE_MARKS = 6 };
struct figure_label {
	const char *text;
	const struct figure_line *line; /* NULL: y = x */
	double x, y;
	bool leftwards; /* it ends at x */
};
bool figure_label_ends(const struct figure *const *f, size_t n);
size_t figure_label_all(
    const struct figure *f, struct figure_range r, bool named, bool column,
    struct figure_label label[FIGURE_ENDED + 1 + FIGURE_MARKS], size_t *ends);

#endif
