/*
 * invert_series: the inverse of each curve of a run, as rows.
 */
#ifndef CURVE_INVERT_SERIES_H
#define CURVE_INVERT_SERIES_H

#include "curve/curve.h"
#include "curve/invert.h"
#include "data/field.h"

/* One target of one series: what to ask for. */
struct invert_row {
	size_t series; /* from 1, in the run's order */
	const char *model, *sampling, *variant, *unit; /* borrowed */
	struct invert_ask a;
	int64_t ask;  /* a.ask as it would stand in a prompt; -1: none */
	unsigned why; /* a.why */
};

extern const struct field invert_fields[];

struct invert_opts {
	const double *target; /* ascending; NULL: those of the series */
	size_t ntarget;
	double at_most; /* probability to stay at or under; NaN: reach it */
	double k, level;
};

struct invert_series {
	struct invert v; /* borrows from below */
	size_t n;        /* rows */
	size_t planned, answered;
	struct invert_row *row;
	double *ask, *length, *share; /* private, as are these: */
	size_t *first;
	bool *cut;
};

void invert_opts_init(struct invert_opts *o);

/* The names in the rows are those of c's samples. */
void invert_series_of(struct invert_series *s, const struct curve *c,
		      size_t series, const struct invert_opts *o);
void invert_series_fini(struct invert_series *s);

/* What was promised, and what a second run with those asks gave. */
struct invert_proof {
	const char *model, *sampling, *variant; /* the curve's, borrowed */
	size_t planned, hits; /* of the second run, within k */
	double predicted;     /* mean share over its planned answers */
	double observed;      /* hits / planned */
	double before;        /* share of the first run, same targets */
	struct interval in;   /* of observed; questions are the sample */
};

extern const struct field invert_proof_fields[]; /* of struct invert_proof */

/*
 * `series` of the first run inverts the series `again` of the second, which
 * has the same targets or some of them.
 */
void invert_series_proof(struct invert_proof *p, const struct curve *first,
			 size_t series, const struct curve *second,
			 size_t again, const struct invert_opts *o);

#endif
