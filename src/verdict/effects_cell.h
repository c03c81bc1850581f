/*
 * effects_cell: bias, spread and miss of one series in one range of targets,
 * and weighted sums of several (private to effects).
 */
#ifndef VERDICT_EFFECTS_CELL_H
#define VERDICT_EFFECTS_CELL_H

#include "stat/interval.h"
#include "verdict/effects.h"

/* Measures and repeats of a cell whose series and range stand. */
void effects_fill(const struct curve *c, struct effect_cell *cell);

/*
 * sum of weight[i] * measure of cell i, question by question where all cells
 * have an answer (spread: target by target); its mean over targets and 95 %
 * interval, with questions that are asked at several targets as clusters
 * (stat/panel.h).
 */
void effects_contrast(const struct curve *c, const struct effect_cell *cell,
		      size_t ncells, const double *weight,
		      enum effect_measure m, double *value,
		      struct interval *in);

#endif
