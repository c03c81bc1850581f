/*
 * html_plot: a chart of a tab, as data that the page's script draws
 * (page/2-panels.js); without scripts nothing of it is seen, so that a table
 * or a sentence beside it has to say the same. Or the same chart in dots, its
 * panels one below the other, for a terminal.
 *
 * A chart has panels, a panel lines, a line points. Lines of one name share a
 * colour and an entry in the legend. Names, titles and axes are texts, in the
 * language of the page and escaped here.
 */
#ifndef REPORT_HTML_PLOT_H
#define REPORT_HTML_PLOT_H

#include <stdbool.h>

#include "base/buf.h"
#include "data/jsonw.h"
#include "report/figure.h"
#include "report/html.h"
#include "report/plot_dots.h"
#include "stat/interval.h"

/* Where charts go: as data into a page, or in dots. */
struct html_plot_to {
	struct buf *out;
	const struct plot_dots *dots; /* NULL: as data */
};

struct html_plot {
	struct jsonw w; /* private, as is this: */
	struct buf json;
	bool panel, line, any;
	const struct html_plot_to *to;
	struct html_plot_dots *dots;
};

enum { HTML_PLOT_NOWHERE = -1 };

struct html_plot_panel {
	const char *title, *x, *y; /* may be NULL */
	const char *const *tick;   /* names at x = 0, 1 ...; NULL: a scale */
	size_t nticks;
	double near_lo, near_hi; /* shaded when near_hi > near_lo */
	bool same;               /* y = x is drawn */
	bool zero;               /* y = 0 is drawn */
	bool log;                /* x is, and above 0 */
	unsigned scale;          /* panels with one share their y; 0: none */
	unsigned digits;         /* behind the point, where it is read */
	bool targets;            /* x is a target: a point opens an answer */
	double lo, hi;           /* targets of the panel; hi 0: all */
};

struct html_plot_line {
	const char *name;
	enum figure_look look;
	long of; /* series of the page, whose colour it has; or NOWHERE */
};

/* The number of run i's series among those of the page. */
long html_plot_series(const struct html_run *run, size_t i, size_t series);

/* columns: panels side by side; 0: as many as fit. */
void html_plot_open(struct html_plot *p, const struct html_plot_to *to,
		    const char *title, unsigned columns);
void html_plot_panel(struct html_plot *p, const struct html_plot_panel *x);
void html_plot_line(struct html_plot *p, const struct html_plot_line *x);
/* of: the page's series that the point is of, if not that of the line. */
void html_plot_point(struct html_plot *p, double x, double y,
		     struct interval in, long of);
/* Appended as a block of its own; a chart without a point adds nothing. */
void html_plot_close(struct html_plot *p);

/* The five of a chart in dots (private to html_plot). */
struct html_plot_dots *html_plot_dots_open(const char *title);
void html_plot_dots_panel(struct html_plot_dots *p,
			  const struct html_plot_panel *x);
void html_plot_dots_line(struct html_plot_dots *p,
			 const struct html_plot_line *x);
void html_plot_dots_point(struct html_plot_dots *p, double x, double y,
			  struct interval in);
void html_plot_dots_close(struct html_plot_dots *p,
			  const struct html_plot_to *to);

#endif
