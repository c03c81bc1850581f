/*
 * effects_csv: effects.csv and contrasts.csv, a row for each cell and each
 * difference of each part (from 0: all targets, then the bands).
 */
#ifndef REPORT_EFFECTS_CSV_H
#define REPORT_EFFECTS_CSV_H

#include "data/field_place.h"
#include "verdict/effects.h"

/* Appended, with their heads; lengths are in the unit of the run. */
void effects_csv_cells(const struct effects *x, const struct curve *c,
		       struct buf *out);
void effects_csv_contrasts(const struct effects *x, const struct curve *c,
			   struct buf *out);

extern const struct field_place effects_csv_cell_places[];
extern const struct field_place effects_csv_contrast_places[];

#endif
