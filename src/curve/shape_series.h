/*
 * shape_series: the shape of one series of a run, for summary.json and for
 * people.
 */
#ifndef CURVE_SHAPE_SERIES_H
#define CURVE_SHAPE_SERIES_H

#include "curve/curve.h"
#include "curve/shape.h"
#include "data/field_place.h"
#include "data/jsonw.h"
#include "stat/interval.h"

struct shape_series {
	struct shape shape;
	enum relation relation;
	double satisfied; /* share of planned cells; at most and the like */
	struct interval satisfied_in;
	double excess, shortfall;
	/* Of targets with repeats: those whose answers are all one text. */
	size_t same_text;
	double same_share; /* NaN without repeats */
};

/*
 * in has the settings; its data and bands are filled from the series. Free
 * with shape_series_fini.
 */
void shape_series_of(struct shape_series *s, const struct curve *c,
		     size_t series, struct shape_in in);
void shape_series_fini(struct shape_series *s);

/* The members "intervals", "shape" and "repeatability" of a series. */
void shape_series_json(const struct shape_series *s, struct jsonw *w);

/* What they are, as extras of summary.json. */
extern const struct field_place shape_series_places[];

#endif
