/*
 * curve_panel: the measured cells of a series as stat/ takes them.
 *
 * One number for each answered cell, by target. A target without an answer is
 * no point of a curve: it stands apart, since it counts in every rate. Items
 * (an essay, by --id) are the panel's groups where they are asked at several
 * targets.
 */
#ifndef CURVE_CURVE_PANEL_H
#define CURVE_CURVE_PANEL_H

#include "curve/curve.h"
#include "stat/panel.h"

enum curve_panel_what {
	CURVE_PANEL_E,    /* length - target */
	CURVE_PANEL_MISS, /* relation_miss */
};

struct curve_panel {
	struct panel p;    /* of the arrays below; p.n may be 0 */
	size_t *planned;   /* cells planned at each of its targets */
	size_t *questions; /* different ones among them */
	size_t nlost;      /* targets that no answer was measured for */
	double *lost;      /* ascending */
	size_t *lost_planned;
	size_t cells; /* planned, at all of these targets */
	/* private */
	double *x, *v;
	uint64_t *group;
	size_t *first;
};

/* The targets lo to hi of a series. */
void curve_panel_of(struct curve_panel *m, const struct curve *c, size_t series,
		    double lo, double hi, enum curve_panel_what what);
void curve_panel_fini(struct curve_panel *m);

#endif
