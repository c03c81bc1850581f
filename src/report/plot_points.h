/*
 * plot_points: the points of a series in a run's chart (private to plot).
 */
#ifndef REPORT_PLOT_POINTS_H
#define REPORT_PLOT_POINTS_H

#include "report/figure.h"
#include "report/plot_series.h"

/* What a point shows: the mean length, the mean e or |e| of a target, or how e
 * lie in a band of targets. */
enum plot_kind { PLOT_LENGTH, PLOT_DEVIATION, PLOT_MISS, PLOT_BANDS };

/* A mean around each target, of ten on each side, shows how a curve runs from
 * so many targets on. */
enum { PLOT_SMOOTH_FROM = 30 };

struct plot_points {
	enum plot_kind kind;
	bool spread; /* what lies around it is shown: */
	bool half;   /* of a mean the middle half of the answers, else all */
	bool smooth; /* |e| are dots behind their mean around each target */
};

/* The series' line, or two, onto f. */
void plot_points_add(const struct plot_points *how, struct figure *f,
		     const struct plot_series *s, const char *name);

/* Where an answer is missing, a cross on the axis, as the line has its colour:
 * others fall below it. */
void plot_points_lost(struct figure *f, size_t line,
		      const struct plot_series *s);

#endif
