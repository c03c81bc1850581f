/*
 * testset_show: what a test set holds and what is wrong with it, for people
 * and as one JSON object. path: what was read; row[0..n): its faults, in the
 * order of their lines. All is borrowed; appended to out.
 */
#ifndef REPORT_TESTSET_SHOW_H
#define REPORT_TESTSET_SHOW_H

#include "data/field_place.h"
#include "dataset/testset.h"

void testset_show(const char *path, const struct testset_sums *s,
		  const struct testset_row *row, size_t n, struct buf *out);
void testset_show_json(const char *path, const struct testset_sums *s,
		       const struct testset_row *row, size_t n,
		       struct buf *out);

/* The keys of the object. */
extern const struct field_place testset_show_places[];

#endif
