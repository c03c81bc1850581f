/*
 * figure: a chart as what it shows, so that one description is drawn by the
 * page (as a picture, or as data for its script), by gnuplot, in a terminal's
 * dots and as a chart of a workbook's own.
 *
 * A figure is a row of panels (small multiples) on common axes; a panel has
 * lines, which have points. Figures with axes of their own that belong
 * together are a group. All lies in one arena but texts, which are borrowed
 * and best lie there too: a figure that was said is drawn when what it is of
 * is gone.
 */
#ifndef REPORT_FIGURE_H
#define REPORT_FIGURE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "data/field_place.h"
#include "data/table.h"
#include "report/chart.h"
#include "stat/interval.h"

/* The series whose answers something was computed from; s NULL: none. */
struct figure_of {
	const struct samples *s;
	size_t series;
};

struct figure_point {
	double x, y, lo, hi; /* lo, hi: an interval of y; NaN: none */
	double q1, q3;       /* of a box */
	struct figure_of of; /* if not its line's */
};

/* How a line is drawn. */
enum figure_look {
	FIGURE_LINE,   /* joined, its intervals as bars or, where points are
			  many, as a band */
	FIGURE_POINTS, /* with bars, not joined */
	FIGURE_DOTS,   /* small, without intervals */
	FIGURE_LEVEL,  /* grey, thin: what others are held against */
	FIGURE_AREA,   /* grey, from lo to hi */
	FIGURE_ALARM,  /* rings around points */
	FIGURE_BOX,    /* from q1 to q3 with whiskers from lo to hi */
	FIGURE_LOST,   /* crosses, of the line that has hue */
};

struct figure_line {
	const char *name;
	size_t hue;          /* its colour everywhere, from 0 */
	double heat;         /* 0; or its colour is of a ramp, cold 1, hot 2 */
	struct figure_of of; /* has that series' colour on a page */
	size_t n;            /* points, joined in their order */
	struct figure_point *point;
	size_t ncloud; /* single answers, pale and not joined */
	struct figure_point *cloud;
	enum figure_look look; /* of a group's; else the figure's */
};

struct figure_panel {
	const char *title; /* NULL: the only one */
	size_t n;
	struct figure_line *line;
};

struct figure_tic {
	double x;
	const char *label;
};

/* On a line of the first panel: a rule through x where y is NaN, else a square
 * there; and what it is in words. */
struct figure_mark {
	size_t line;
	double x, y;
	const char *said;
};

enum { FIGURE_Y, FIGURE_LO, FIGURE_HI, FIGURE_COLUMNS };

struct figure {
	struct arena *arena; /* private */
	const char *key;     /* what is shown, as files say it: "bleu" */
	/* What curve.csv calls y, lo and hi; NULL: it has none of that. */
	const char *column[FIGURE_COLUMNS];
	const char *title; /* in words, or what was found */
	const char *x_title, *y_title;
	const char *x_head, *y_head; /* of the table's columns; NULL: none */
	const char *note;            /* what bars and pale points are */
	bool log;                    /* x is on a logarithm */
	bool cropped; /* intervals far beyond the points run out of it */
	bool words;   /* x are the tics' words, joined by no line */
	size_t ntic;  /* 0: round numbers */
	struct figure_tic *tic;
	double asked; /* a rule at this x; NaN: none */
	double level; /* and at this y */
	/* What counts as close, and what that is called; NULL: nothing. */
	const char *strip;
	double strip_lo, strip_hi;
	size_t nmark;
	struct figure_mark *mark;
	/* Of a group's: y = 0 is drawn; what it, else y = x, is called (NULL:
	 * not at all); those of one scale (0: none) share their y; x are
	 * targets: a point opens an answer of those from .. to, of 0 any. */
	bool zero;
	const char *same;
	unsigned scale;
	bool targets;
	double from, to;
	int x_decimals, decimals; /* of x and y in the table */
	size_t n;
	struct figure_panel *panel;
};

/* Zeroed but for what has NaN. */
struct figure *figure_new(struct arena *a, size_t panels);

/* The next tic, at x; or at 0, 1 ... */
void figure_tic(struct figure *f, double x, const char *label);
void figure_word(struct figure *f, const char *label);

/* Takes the words away at which no line has a value. */
void figure_known(struct figure *f);

/*
 * f itself, or of a crowd of lines (chart_strong) a figure of the few that a
 * picture without a pointer can show, by their means; its note says so.
 */
const struct figure *figure_few(const struct figure *f);

/* The next line of a panel, with its number there as hue; stays where it is
 * until the panel has another. */
struct figure_line *figure_line(struct figure *f, size_t panel,
				const char *name);

/* A line's next point, which stays likewise; and a single answer. */
struct figure_point *figure_add(const struct figure *f, struct figure_line *l,
				double x, double y, struct interval in);
void figure_dot(const struct figure *f, struct figure_line *l, double x,
		double y);
void figure_mark(struct figure *f, size_t line, double x, double y,
		 const char *said);

struct figure_group {
	struct arena *arena; /* private */
	const char *title;
	const char *about; /* a picture's second line; NULL: the chart's */
	const char *note;  /* and its small print; NULL: of its figures */
	unsigned columns;  /* side by side; 0: as many as fit */
	size_t n;
	const struct figure **figure;
	struct figure_group *next; /* drawn after it, or NULL */
};

struct figure_group *figure_group_new(struct arena *a, const char *title,
				      unsigned columns);

/* The next figure of a group, with a panel; and one that is there. */
struct figure *figure_next(struct figure_group *g);
void figure_join(struct figure_group *g, const struct figure *f);

/* Whether a line is no series: what others are held against. */
bool figure_grey(enum figure_look look);
/* Where on x a panel's line-th has a point. Lines whose x are words stand
 * beside each other, so that their bars do; by little those that have few x,
 * each a tic; others, and grey ones, at x itself. And how far apart. */
double figure_beside(const struct figure *f, const struct figure_panel *p,
		     size_t line, double x);
double figure_apart(const struct figure *f, const struct figure_panel *p);

/* Whether any point can be drawn; and whether any of a group has an interval.
 */
bool figure_any(const struct figure *f);
bool figure_line_any(const struct figure_line *l);
bool figure_bars(const struct figure *const *f, size_t n);

/* Ends of the points, x0 > x1: there is none; and of the axes, with air around
 * them. */
struct figure_range {
	double x0, x1, y0, y1;
};
struct figure_range figure_extent(const struct figure *f);
struct figure_range figure_range(const struct figure *f);

/* A round step that gives four to eight tics. */
double figure_step(double range);

/* A place on x: its tic's words, or a number. */
void figure_x(const struct figure *f, double x, struct buf *out);

/* Begins t: a row for each point of a line that figure_has_row; where x are
 * words one that is missing too, so that all lines have the same. */
bool figure_has_row(const struct figure *f, const struct figure_point *p);
void figure_table(const struct figure *f, struct table *t);

/* For a page: its panels side by side, and the table behind them. */
void figure_html(const struct figure *f, struct buf *out);

/*
 * Groups as data that the page's script draws (page/2-panels.js), a block
 * each; without scripts nothing of it is seen, so that a table or a sentence
 * beside it has to say the same. The page is of run[0 .. n). What has no point
 * adds nothing; g may be NULL.
 */
struct html_run;
void figure_data(const struct figure_group *g, const struct html_run *run,
		 size_t n, struct buf *out);

/*
 * CHART.csv, settings, scripts and pictures into dir, as chart_draw, whose
 * settings have unit, run, subtitle, data and form: CHART.svg of one figure or
 * group, CHART-1.svg and on of several.
 */
int figure_draw_group(const char *dir, const char *chart,
		      const struct figure_group *g,
		      const struct chart_settings *common, struct err *e);
int figure_draw(const char *dir, const char *chart,
		const struct figure *const *f, size_t n,
		const struct chart_settings *common, struct err *e);

/* The same of one run's samples, which say what stands on the picture. -1 also
 * where there is no point. */
int figure_draw_run(const char *dir, const char *chart,
		    const struct figure *const *f, size_t n,
		    const struct samples *of, const struct chart_form *form,
		    struct err *e);

extern const struct field_place figure_places[];

#endif
