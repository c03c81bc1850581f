/*
 * effects_grid: which samplings make a grid of temperature and top_p, its
 * cells and its effects (private to effects).
 */
#ifndef VERDICT_EFFECTS_GRID_H
#define VERDICT_EFFECTS_GRID_H

#include "verdict/effects.h"

/* What the series of a grid have in common. */
enum { EFFECTS_GRID_KEYS = SERIES_MODEL | SERIES_VARIANT };

/* The grid of series `first`, the first of its kind in `like`. */
void effects_grid_of(struct effects_grid *g, const struct curve *c,
		     const struct series_index *like, size_t first);
void effects_grid_fini(struct effects_grid *g);

#endif
