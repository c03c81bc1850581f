/*
 * A value is turned into a standard normal one at once, and everything after
 * that is a chart of known sigma: the few nights learnt from are paid for in
 * the quantile alone. The smaller tail is what is inverted, since a
 * probability next to 1 has no digits left to tell 5 sigma from 9.
 */
#include "stat/control.h"

#include <math.h>

#include "stat/dist.h"

#define ALLOWANCE 0.5
#define RUN       365.0 /* values to a false alarm */

/* Siegmund's correction of a discrete CUSUM's decision. */
#define OVERSHOOT 1.166

void
control_init(struct control *c, size_t warmup, size_t lines)
{
	/* Each of two kinds of signal, on each of two sides. */
	double one = 4 * RUN * (double)lines;

	*c = (struct control){
		.warmup = warmup,
		.limit = -dist_normal_quantile(1 / one),
		.decision = log(one / 2) - OVERSHOOT,
	};
}

/* The normal quantile of T's probability, by its small tail. */
static double
as_normal(double t, double df)
{
	double tail = fmax(dist_t_cdf(-fabs(t), df), 1e-300);

	return copysign(-dist_normal_quantile(tail), t);
}

static void
learn(struct control *c, double x)
{
	double d = x - c->mean;

	c->n++;
	c->mean += d / (double)c->n;
	c->squares += d * (x - c->mean);
}

static enum control_signal
judge(struct control *c, double u)
{
	c->up = fmax(0, c->up + u - ALLOWANCE);
	c->down = fmax(0, c->down - u - ALLOWANCE);
	return u > c->limit            ? CONTROL_ABOVE
	       : u < -c->limit         ? CONTROL_BELOW
	       : c->up > c->decision   ? CONTROL_DRIFT_UP
	       : c->down > c->decision ? CONTROL_DRIFT_DOWN
				       : CONTROL_QUIET;
}

void
control_next(struct control *c, double x, double least,
	     struct control_point *out)
{
	double n = (double)c->n, s, reach;

	*out = (struct control_point){ NAN, NAN, NAN, NAN, NAN, CONTROL_QUIET };
	if (c->n < c->warmup) {
		learn(c, x);
		return;
	}
	s = fmax(sqrt(c->squares / (n - 1)), least) * sqrt(1 + 1 / n);
	reach = dist_t_quantile(dist_normal_cdf(c->limit), n - 1) * s;
	out->centre = c->mean;
	out->lower = c->mean - reach;
	out->upper = c->mean + reach;
	out->signal = judge(c, as_normal((x - c->mean) / s, n - 1));
	out->up = c->up;
	out->down = c->down;
	if (out->signal == CONTROL_QUIET)
		learn(c, x);
}
