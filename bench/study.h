/*
 * study: do the printed intervals hold what they promise?
 *
 * A table of bench/STUDY.md: rows, each with a seed of its own, so that a
 * table made alone is the one that is made with all others.
 */
#ifndef BENCH_STUDY_H
#define BENCH_STUDY_H

#include <stddef.h>

/* Of each row: curves (or pairs of nights), bootstrap draws of a curve, and
 * nights of the shipped sweep. */
struct study_size {
	size_t curves, draws, nights;
};

struct study_table {
	const char *name;
	size_t rows, size; /* sizeof what a row counts, which begins as 0 */
	void (*row)(size_t i, const struct study_size *size, void *count);
	/* Its section, given the counts of all rows. */
	void (*print)(const void *counts, const struct study_size *size);
};

/* study_curves.c, study_nights.c, study_shapes.c, study_inverse.c,
 * study_judges.c and study_compare.c have them. */
extern const struct study_table study_curves, study_gate, study_nights,
    study_shapes, study_inverse, study_judges, study_compare;

#endif
