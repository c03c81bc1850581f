/*
 * compare_csv: what a chart of a comparison draws, a row for each target.
 *
 * Columns: pair (of the comparisons, from 1), a, b (names), target, length_a,
 * length_b (means), d (mean of |e_A| - |e_B|), and smooth, lo, hi: the mean of
 * d over the 21 targets around with its interval, empty where there are too
 * few.
 */
#ifndef REPORT_COMPARE_CSV_H
#define REPORT_COMPARE_CSV_H

#include "base/buf.h"
#include "data/field_place.h"
#include "verdict/compare.h"

struct compare_csv_row {
	double target, length_a, length_b, d, smooth;
	struct interval in; /* of smooth */
};

/* Those of a comparison, by target; how many. *rows is to be freed. */
size_t compare_csv_rows(const struct compare *c, struct compare_csv_row **rows);

/* Appended, with a head for pair 1. */
void compare_csv(const struct compare *c, const char *name_a,
		 const char *name_b, size_t pair, struct buf *out);

extern const struct field_place compare_csv_places[];

#endif
