/*
 * shape_finding: what there is to say of a curve, as facts. report/ has the
 * sentences.
 */
#ifndef CURVE_SHAPE_FINDING_H
#define CURVE_SHAPE_FINDING_H

#include "curve/shape_series.h"
#include "stat/interval.h"

/* value, in and at are what each needs; NaN where it has none. */
enum shape_fact {
	SHAPE_FACT_NO_ANSWER, /* and nothing else */

	/* about and exactly: how far the model obeys, */
	SHAPE_FACT_HORIZON_TOO_FEW,
	SHAPE_FACT_HORIZON_NONE,
	SHAPE_FACT_HORIZON,     /* value: the last target that holds */
	SHAPE_FACT_HORIZON_ALL, /* the same, and it is the largest */
	SHAPE_FACT_DEAF, /* value: mean L, whatever is asked; nothing else */
	/* what happens then, with `before`, the slope of L up to there, */
	SHAPE_FACT_BREAK_SHORT, /* at: where; value > 0: what is lacking a */
	SHAPE_FACT_BREAK_OVER,  /* character asked, or too much */
	SHAPE_FACT_BREAK_NONE,  /* value: p; NaN: no bend to test */
	SHAPE_FACT_BREAK_TOO_FEW,
	/* and without a break, the slope everywhere, or e where it is level. */
	SHAPE_FACT_GROWS,
	SHAPE_FACT_OFFSET_SHORT, /* value > 0: what is lacking throughout */
	SHAPE_FACT_OFFSET_OVER,

	/* At most and its kin: how often it is kept, how far it is not. */
	SHAPE_FACT_KEPT, /* value: a share from 0 to 1 */
	SHAPE_FACT_EXCESS,
	SHAPE_FACT_SHORTFALL,
	SHAPE_FACTS
};

struct shape_finding {
	enum shape_fact fact;
	double value, at, before;
	struct interval in, at_in;
};

enum { SHAPE_FINDINGS = 4 };

/* Those of a series, in the order to tell them. Returns how many. */
size_t shape_finding_of(const struct shape_series *s,
			struct shape_finding f[SHAPE_FINDINGS]);

#endif
