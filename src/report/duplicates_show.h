/*
 * duplicates_show: what stands in training data more than once, for people
 * and as one JSON object. row[0..n): what was found, each sort together and in
 * the order of lines (duplicates.h); on a screen the first of each. All is
 * borrowed; appended to out.
 */
#ifndef REPORT_DUPLICATES_SHOW_H
#define REPORT_DUPLICATES_SHOW_H

#include "data/field_place.h"
#include "dataset/duplicates.h"
#include "report/dataset_show.h"

void duplicates_show(const struct dataset_show_file *f,
		     const struct duplicates_sums *s,
		     const struct duplicates_row *row, size_t n,
		     struct buf *out);
void duplicates_show_json(const struct dataset_show_file *f,
			  const struct duplicates_sums *s,
			  const struct duplicates_row *row, size_t n,
			  struct buf *out);

/* The keys of the object. */
extern const struct field_place duplicates_show_places[];

#endif
