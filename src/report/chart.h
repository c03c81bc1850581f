/*
 * chart: one chart with its data, for the verbs that draw something of their
 * own.
 */
#ifndef REPORT_CHART_H
#define REPORT_CHART_H

#include "base/buf.h"
#include "base/err.h"
#include "measure/samples.h"
#include "report/words.h"

/* How pictures are made: NULL stands for svg and png, a page, on white. */
enum { CHART_FORMATS = 3 };
struct plot_dots;
struct chart_form {
	const char *format[CHART_FORMATS + 1]; /* svg png pdf */
	const char *size;                      /* page slide column */
	const char *theme;                     /* light dark */
	/* Of a terminal, in its pixels, where format is sixel: to stdout. */
	unsigned columns, rows;
	/* Not NULL: a figure is drawn in dots, onto the end of text, and no
	 * file is written. Other charts have no such form. */
	const struct plot_dots *dots;
	struct buf *text;
};

extern const char *const chart_formats[]; /* CHART_FORMATS, and NULL */

/* The i-th format; NULL past the last. */
const char *chart_format_at(const struct chart_form *f, size_t i);

/* "length-slide-dark.pdf", "effects-2.svg" (page 2; 0: it has one), appended.
 */
void chart_picture(const struct chart_form *f, const char *chart, size_t page,
		   const char *format, struct buf *out);

/* Series of a chart: more can neither be told apart nor fit on a page. */
enum { CHART_SERIES_MAX = 60 };

/* Places of a name on a picture: more lose their middle. */
enum { CHART_NAME = 30 };

/*
 * Of more lines than CHART_CROWD these are what a reader needs: the first, and
 * those of the least and the greatest x (NaN: neither). Their numbers in
 * pick; how many they are, n and all of them where they are no crowd.
 */
enum { CHART_CROWD = 7, CHART_STRONG = 3 };
size_t chart_strong(const double *x, size_t n, size_t pick[CHART_CROWD]);

/* What every chart's settings need for common.gp. */
struct chart_settings {
	const struct samples *const *run; /* that it is of */
	size_t nrun;
	const char *unit;
	const char *subtitle;          /* NULL: the first run's */
	const char *extra;             /* more lines of settings, or NULL */
	const char *data;              /* DATA.csv, or NULL for CHART.csv */
	const struct chart_form *form; /* NULL: as a run draws */
};

/* How many of n are drawn; what that leaves out is added to the subtitle. */
size_t chart_series(size_t n, struct buf *subtitle);

/*
 * Writes CHART.csv, CHART-settings.gp, the scripts and CHART.gp, which loads
 * them, into dir (created), then CHART.svg and CHART.png. 1 when there is no
 * gnuplot: the rest is there. -1 on failure.
 */
int chart_draw(const char *dir, const char *chart, const struct buf *csv,
	       const struct chart_settings *s, struct err *e);

/*
 * "results/night-3/samples.csv", "results/night-3/" and "results/night-3"
 * are all called "night-3", and so is "." there. Appended.
 */
void chart_run_name(const char *path, struct buf *out);

/*
 * Those of the names that have no line, for the small print; "" when all have
 * one. The names are shortened, together.
 */
const char *chart_lost(struct arena *a, enum words_id says, const char **name,
		       size_t n, const bool *lost);

#endif
