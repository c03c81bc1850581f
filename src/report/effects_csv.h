/*
 * effects_csv: effects.csv and contrasts.csv, a row for each cell and each
 * difference of each part (from 0: all targets, then the bands).
 */
#ifndef REPORT_EFFECTS_CSV_H
#define REPORT_EFFECTS_CSV_H

#include "data/field_place.h"
#include "verdict/effects.h"

/*
 * page: of the charts, on which a row is drawn; at: its place along x; line:
 * which line of the chart. Lengths are in the unit of the run. limits: as
 * struct samples has it, for the names of columns. All is appended.
 */
void effects_csv_cell_head(bool limits, struct buf *out);
void effects_csv_cell(const struct curve *c, size_t page, size_t part,
		      size_t at, size_t line, const struct effect_cell *x,
		      struct buf *out);

/* names: model, variant, sampling, effect; range: from, to. */
void effects_csv_contrast_head(bool limits, struct buf *out);
void effects_csv_contrast(const char *unit, size_t page, size_t part,
			  size_t slot, const char *const *names,
			  const double *range, const double *value,
			  const struct interval *in, struct buf *out);

extern const struct field_place effects_csv_cell_places[];
extern const struct field_place effects_csv_contrast_places[];

#endif
