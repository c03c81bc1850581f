/*
 * curve_dir: DIR/samples.csv to DIR/curve.csv and DIR/summary.json.
 */
#ifndef REPORT_CURVE_DIR_H
#define REPORT_CURVE_DIR_H

#include "base/buf.h"
#include "curve/curve.h"
#include "curve/shape_series.h"
#include "data/field_place.h"
#include "verdict/misled.h"

struct curve_opts {
	const char *const *band; /* "5-250"; as curve_bands takes them */
	size_t nband;
	bool excel;           /* curve.excel.csv too, for a spreadsheet */
	uint64_t seed, draws; /* of the intervals; 0: the defaults */
};

/* What was read, for whoever prints or draws it. c borrows from s. */
struct curve_run {
	struct samples s;
	struct curve c;
	struct shape_series *shape; /* of each series of c */
	struct misled_run misled;   /* of answers with references */
	struct buf summary;         /* summary.json */
};

/* After -1 there is nothing to free; the old files stand. */
int curve_dir(struct curve_run *r, const char *dir, const struct spec_known *k,
	      const struct curve_opts *o, struct err *e);
void curve_dir_fini(struct curve_run *r);

/* The verdict in a sentence, as an extra of summary.json. */
extern const struct field_place curve_dir_places[];

#endif
