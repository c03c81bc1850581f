/*
 * effects_fields: what effects says of a cell and of a difference, the same in
 * JSON and in the two tables (private to effects_show and effects_csv).
 */
#ifndef REPORT_EFFECTS_FIELDS_H
#define REPORT_EFFECTS_FIELDS_H

#include "data/field.h"
#include "stat/interval.h"
#include "verdict/effects.h"

/* The measures of a cell or of a difference, side by side. */
struct effects_fields_measures {
	double value[EFFECT_MEASURES];
	struct interval in[EFFECT_MEASURES];
};

struct effects_fields_measures
effects_fields_measures_of(const double *value, const struct interval *in);

/* Their rows; limits: as struct samples has it. */
extern const struct field *const effects_fields_measures[];

/* Of struct effect_cell: what was sent, to which targets; how many; repeats. */
extern const struct field effects_fields_sent[];
extern const struct field effects_fields_counts[];
extern const struct field effects_fields_repeats[];

/* Of a bool: whether a difference lacks answers, as struct effect has it. */
extern const struct field effects_fields_lacks[];

#endif
