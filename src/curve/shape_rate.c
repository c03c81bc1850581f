/*
 * The rate's value counts cells; its error is that of a mean along the curve
 * like any other (shape_spread.h), and is put on the scale of a share here.
 */
#include "curve/shape_rate.h"

#include <math.h>

#include "curve/shape_spread.h"
#include "stat/serial.h"

void
shape_rate_of(const struct shape_in *in, const struct shape_trend *trend,
	      double lo, double hi, double from, double to,
	      struct shape_rate *out)
{
	const struct panel *e = &in->e;
	const struct shape_score g = { SCORE_HIT, from, to };
	struct shape_spread_in at = {
		.e = e, .trend = trend, .planned = in->planned, .even = in->even
	};
	size_t questions = 0;
	struct serial s = { NAN, NAN, NAN };
	double p, n;

	*out = (struct shape_rate){ .value = NAN, .in = interval_none() };
	for (size_t j = 0; j < in->nlost; j++) {
		if (in->lost[j] < lo || in->lost[j] > hi)
			continue;
		if (at.nlost++ == 0)
			at.lost = in->lost_planned + j;
		out->planned += in->lost_planned[j];
		questions++;
	}
	for (size_t i = 0; i < e->n; i++) {
		at.first += e->x[i] < lo;
		at.last += e->x[i] <= hi;
		if (e->x[i] < lo || e->x[i] > hi)
			continue;
		for (size_t k = e->first[i]; k < e->first[i + 1]; k++)
			out->hits += from <= e->v[k] && e->v[k] <= to;
		out->planned += in->planned[i];
		questions += in->questions != NULL ? in->questions[i] : 1;
	}
	if (out->planned == 0)
		return;
	n = (double)out->planned;
	p = (double)out->hits / n;
	if (at.first < at.last)
		shape_spread_serial(&at, &g, &s);
	/* Where all agree it is 0 or 1 to the last digit. */
	if (in->even && at.first < at.last && out->hits > 0 &&
	    out->hits < out->planned)
		p = s.value;
	out->value = p;
	out->in = serial_share(p, n, (double)questions, &s, in->level);
}
