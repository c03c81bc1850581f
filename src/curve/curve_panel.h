/*
 * curve_panel: the measured cells of a series as stat/ takes them.
 *
 * The deviation e of each answered cell, by target. A target without an answer
 * is no point of a curve: it stands apart, since it counts in every rate. Items
 * (an essay by --id, a question) are the panel's groups where panel_groups
 * says so.
 */
#ifndef CURVE_CURVE_PANEL_H
#define CURVE_CURVE_PANEL_H

#include "curve/curve.h"
#include "stat/panel.h"

struct curve_panel {
	struct panel p;    /* of the arrays below; p.n may be 0 */
	size_t *planned;   /* cells planned at each of its targets */
	size_t *questions; /* different ones among them */
	size_t nlost;      /* targets that no answer was measured for */
	double *lost;      /* ascending */
	size_t *lost_planned;
	uint64_t *group; /* item of each value, whatever is the sample */
	/* private */
	double *x, *v;
	size_t *first;
};

/* The targets lo to hi of a series. */
void curve_panel_of(struct curve_panel *m, const struct curve *c, size_t series,
		    double lo, double hi);
void curve_panel_fini(struct curve_panel *m);

#endif
