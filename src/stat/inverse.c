/*
 * Fieller's set is the roots of one quadratic, so the covariance of value and
 * slope, which a local line has and a textbook's centred one has not, costs
 * nothing.
 */
#include "stat/inverse.h"

#include <math.h>

#include "stat/dist.h"

struct interval
inverse_fieller(const struct smooth_line *l, double y, double t,
		double var_single)
{
	double d = l->value - y, tt = t * t;
	double a = l->slope * l->slope - tt * l->var_slope;
	double b = l->slope * d - tt * l->cov;
	double c = d * d - tt * (l->var_value + var_single);
	double root = b * b - a * c;

	if (!(a > 0) || !(root >= 0))
		return interval_none();
	root = sqrt(root);
	return (struct interval){ l->at + (-b - root) / a,
				  l->at + (-b + root) / a };
}

double
inverse_hit(double mean, double sd, double target, double k)
{
	double d = mean - target;

	if (!(sd > 0))
		return fabs(d) <= k + 0.5;
	return dist_normal_cdf((k + 0.5 - d) / sd) -
	       dist_normal_cdf((-k - 0.5 - d) / sd);
}
