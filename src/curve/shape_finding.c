/*
 * Which findings hold, and in which order, is a matter of what was measured,
 * so it is decided here, beside the numbers; how they read is not.
 */
#include "curve/shape_finding.h"

#include <math.h>

static struct shape_finding
finding(enum shape_fact fact, double value, struct interval in)
{
	return (struct shape_finding){ .fact = fact,
				       .value = value,
				       .at = NAN,
				       .before = NAN,
				       .in = in,
				       .at_in = interval_none() };
}

static struct shape_finding
horizon(const struct shape *s)
{
	static const enum shape_fact fact[] = {
		[FOUND_YES] = SHAPE_FACT_HORIZON,
		[FOUND_NO] = SHAPE_FACT_HORIZON_NONE,
		[FOUND_ALL] = SHAPE_FACT_HORIZON_ALL,
		[FOUND_TOO_FEW] = SHAPE_FACT_HORIZON_TOO_FEW,
	};

	return finding(fact[s->horizon_found], s->horizon, interval_none());
}

/* The slope of e beyond the break, as a distance and which way it goes. */
static struct shape_finding
found_break(const struct shape *s)
{
	double after = s->hinge.slope + s->hinge.change;
	struct interval in = s->slope_after;
	struct shape_finding f;

	if (after < 0)
		in = (struct interval){ -in.hi, -in.lo };
	f = finding(after < 0 ? SHAPE_FACT_BREAK_SHORT : SHAPE_FACT_BREAK_OVER,
		    fabs(after), in);
	f.at = s->hinge.tau;
	f.at_in = s->tau;
	f.before = 1 + s->hinge.slope;
	return f;
}

/* e as a distance and which way it goes. */
static struct shape_finding
offset(const struct shape_estimate *bias)
{
	struct interval in = bias->in;

	if (bias->value < 0)
		in = (struct interval){ -in.hi, -in.lo };
	return finding(bias->value < 0 ? SHAPE_FACT_OFFSET_SHORT
				       : SHAPE_FACT_OFFSET_OVER,
		       fabs(bias->value), in);
}

/* The curve of a model that was given a length to meet. */
static size_t
meets(const struct shape *s, struct shape_finding *f)
{
	size_t n = 0;

	if (s->deaf) {
		f[n++] =
		    finding(SHAPE_FACT_DEAF, s->length_mean, interval_none());
		return n;
	}
	f[n++] = horizon(s);
	if (s->break_found == FOUND_YES) {
		f[n++] = found_break(s);
		return n;
	}
	f[n++] =
	    finding(s->break_found == FOUND_TOO_FEW ? SHAPE_FACT_BREAK_TOO_FEW
						    : SHAPE_FACT_BREAK_NONE,
		    s->break_p, interval_none());
	if (s->offset)
		f[n++] = offset(&s->part[0].spread[SPREAD_BIAS]);
	else if (!isnan(s->line.slope))
		f[n++] = finding(SHAPE_FACT_GROWS, s->line.slope, s->slope);
	return n;
}

/* A limit is kept or broken. */
static size_t
keeps(const struct shape_series *s, struct shape_finding *f)
{
	bool upper = relation_caps(s->relation);
	double miss = upper ? s->excess : s->shortfall;
	size_t n = 0;

	f[n++] = finding(SHAPE_FACT_KEPT, s->satisfied, s->satisfied_in);
	if (miss > 0)
		f[n++] =
		    finding(upper ? SHAPE_FACT_EXCESS : SHAPE_FACT_SHORTFALL,
			    miss, interval_none());
	return n;
}

size_t
shape_finding_of(const struct shape_series *s,
		 struct shape_finding f[SHAPE_FINDINGS])
{
	if (s->shape.repeat.targets == 0 && isnan(s->shape.line.slope) &&
	    isnan(s->shape.part[0].spread[SPREAD_BIAS].value)) {
		f[0] = finding(SHAPE_FACT_NO_ANSWER, NAN, interval_none());
		return 1;
	}
	if (!relation_limits(s->relation))
		return meets(&s->shape, f);
	return keeps(s, f);
}
