/*
 * A miss is |e|, or what lies beyond a limit: which score that is follows from
 * what the relation itself says of whole numbers, so that a relation that is
 * new needs no row here.
 */
#include "curve/curve_mean.h"

#include <math.h>

#include "curve/curve_panel.h"
#include "curve/shape_spread.h"

/* A strict limit is missed by one where it is met. */
static struct shape_score
miss_score(enum relation r)
{
	double strict = relation_miss(r, 0, 0);

	if (!relation_limits(r))
		return (struct shape_score){ SCORE_ABS, 0, 0 };
	return relation_caps(r)
		   ? (struct shape_score){ SCORE_OVER, -strict, 0 }
		   : (struct shape_score){ SCORE_UNDER, 0, strict };
}

static void
mean_of(struct curve_mean *m, const struct curve *c, size_t series, double lo,
	double hi, double level, struct shape_score g)
{
	const struct curve_series *cs = &c->series[series];
	struct shape_trend trend;
	struct shape_spread_in in;
	struct curve_panel all;
	struct serial s;

	*m = (struct curve_mean){ .value = NAN, .in = interval_none() };
	curve_panel_of(&all, c, series, cs->all.lo, cs->all.hi);
	in = (struct shape_spread_in){ .e = &all.p,
				       .trend = &trend,
				       .even = c->s->terms.grown };
	for (size_t i = 0; i < cs->npoint; i++)
		if (cs->point[i].lo >= lo && cs->point[i].lo <= hi)
			m->planned += cs->point[i].n;
	for (size_t i = 0; i < all.p.n; i++) {
		in.first += all.p.x[i] < lo;
		in.last += all.p.x[i] <= hi;
	}
	if (in.first < in.last) {
		m->measured = all.p.first[in.last] - all.p.first[in.first];
		shape_trend_open(&trend, &all.p);
		shape_spread_serial(&in, &g, &s);
		m->value = s.value;
		m->in = shape_spread_interval(&g, &s, level);
		shape_trend_close(&trend);
	}
	curve_panel_fini(&all);
}

void
curve_mean_miss(struct curve_mean *m, const struct curve *c, size_t series,
		double lo, double hi, double level)
{
	mean_of(m, c, series, lo, hi, level,
		miss_score(c->s->series[series].relation));
}

void
curve_mean_bias(struct curve_mean *m, const struct curve *c, size_t series,
		double lo, double hi, double level)
{
	mean_of(m, c, series, lo, hi, level,
		(struct shape_score){ SCORE_E, 0, 0 });
}
