/*
 * metric: the table of the metrics: columns of curve.csv, members of
 * summary.json, with their formulas.
 */
#ifndef CURVE_METRIC_H
#define CURVE_METRIC_H

#include "data/field.h"

extern const struct field metric_fields[];

#endif
