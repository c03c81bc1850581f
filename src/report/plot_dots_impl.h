/*
 * plot_dots_impl: the canvas of braille that charts of runs and figures are
 * drawn on (private to plot_dots).
 */
#ifndef REPORT_PLOT_DOTS_IMPL_H
#define REPORT_PLOT_DOTS_IMPL_H

#include <stdbool.h>

#include "base/buf.h"

enum {
	PLOT_DOTS_NAME = 14,    /* places for a name beside the picture */
	PLOT_DOTS_PLAIN = 0xff, /* ink: the terminal's foreground */
};

struct plot_dots_canvas {
	size_t width, height; /* in characters */
	unsigned char *dot;   /* the braille pattern of each */
	unsigned char *ink;   /* the series it belongs to, or PLAIN */
	double x_min, x_max, lo, hi;
};

/* What stands left of each row, and at the end of each: "" where nothing. */
struct plot_dots_margins {
	struct buf *left, *right;
	unsigned char *ink; /* of the right */
	size_t places;      /* of the left */
};

/* Labels below the axis, the text initialised by the caller. */
struct plot_dots_ticks {
	struct buf text;
	size_t at;
	bool centred;
};

/* c has its height and its ranges; the width follows from the columns. */
void plot_dots_open(struct plot_dots_canvas *c, struct plot_dots_margins *m,
		    size_t columns);
void plot_dots_close(struct plot_dots_canvas *c, struct plot_dots_margins *m);

void plot_dots_line(struct plot_dots_canvas *c, double x0, double y0, double x1,
		    double y1, unsigned char ink);
/* In the free row nearest to the end of a line. */
void plot_dots_name(const struct plot_dots_canvas *c,
		    struct plot_dots_margins *m, double y, const char *name,
		    unsigned char ink);
void plot_dots_rows(const struct plot_dots_canvas *c,
		    const struct plot_dots_margins *m, bool coloured,
		    struct buf *out);

/* A label; round numbers; the axis with its labels and its name (NULL: none),
 * after which there are no ticks any more. */
void plot_dots_tick(const struct plot_dots_canvas *c, double x,
		    const char *label, struct plot_dots_ticks *t);
void plot_dots_ticks(const struct plot_dots_canvas *c,
		     struct plot_dots_ticks *t);
void plot_dots_axis(const struct plot_dots_canvas *c,
		    const struct plot_dots_margins *m,
		    struct plot_dots_ticks *t, const char *label,
		    struct buf *out);

#endif
