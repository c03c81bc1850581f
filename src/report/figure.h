/*
 * figure: a chart as what it shows, so that one description is drawn by the
 * page, by gnuplot and as a chart of a workbook's own.
 *
 * A figure is a row of panels (small multiples) on common axes; a panel has
 * lines, which have points. All is borrowed, and best lies in one arena: a
 * figure that was said is drawn when what it is of is gone.
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

struct figure_point {
	double x, y, lo, hi; /* lo, hi: an interval of y; NaN: none */
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
};

struct figure_line {
	const char *name;
	size_t hue; /* its colour everywhere, from 0 */
	size_t n;   /* points, joined in their order */
	struct figure_point *point;
	size_t ncloud; /* single answers, pale and not joined */
	struct figure_point *cloud;
	enum figure_look look; /* of html_plot.h's; else the figure's */
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

struct figure {
	const char *key;   /* what is shown, as files say it: "bleu" */
	const char *title; /* in words, or what was found */
	const char *x_title, *y_title;
	const char *x_head, *y_head; /* of the table's columns */
	const char *note;            /* what bars and pale points are */
	bool log;                    /* x is on a logarithm */
	bool words;  /* x are the tics' words, joined by no line */
	size_t ntic; /* 0: round numbers */
	struct figure_tic *tic;
	double asked;             /* a rule at this x; NaN: none */
	double level;             /* and at this y */
	int x_decimals, decimals; /* of x and y in the table */
	size_t n;
	struct figure_panel *panel;
};

/* Zeroed but for what has NaN; its panels are the caller's to fill. */
struct figure *figure_new(struct arena *a, size_t panels);

/* How far lines whose x are words stand beside each other, and where on x the
 * line-th of n has a point: at x itself, where lines are joined. */
double figure_apart(const struct figure *f, size_t n);
double figure_beside(const struct figure *f, size_t n, size_t line, double x);

/* Whether any point can be drawn. */
bool figure_any(const struct figure *f);

/* Ends of the axes, with air around the points. */
struct figure_range {
	double x0, x1, y0, y1;
};
struct figure_range figure_range(const struct figure *f);

/* A round step that gives four to eight tics. */
double figure_step(double range);

/* A place on x in words: its tic's, or a number. Appended. */
void figure_x(const struct figure *f, double x, struct buf *out);

/* Begins t: a row for each point of a line that figure_has_row; where x are
 * words one that is missing too, so that all lines have the same. */
bool figure_has_row(const struct figure *f, const struct figure_point *p);
void figure_table(const struct figure *f, struct table *t);

/* For a page: its panels side by side, and the table behind them. */
void figure_html(const struct figure *f, struct buf *out);

/*
 * CHART.csv, settings, scripts and pictures into dir, as chart_draw, whose
 * settings have unit, runs, subtitle and form: CHART.svg of one figure,
 * CHART-1.svg and on of several, whose panels, lines and x are the same.
 */
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
