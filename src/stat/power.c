/*
 * Normal quantiles and independence are good enough for a design that has no
 * data yet; what a run really sees comes from stat/serial, once there is one.
 */
#include "stat/power.h"

#include <math.h>

#include "stat/dist.h"

double
power_rate_se(size_t n)
{
	return n > 0 ? 0.5 / sqrt((double)n) : NAN;
}

double
power_rate(size_t n)
{
	return power_seen(sqrt(2) * power_rate_se(n));
}

double
power_seen(double se)
{
	return (dist_normal_reach(0.95) + dist_normal_quantile(0.8)) * se;
}

double
power_factor(double detectable, double d)
{
	double ratio = d != 0 ? detectable / d : 0;

	if (ratio == 0)
		return 0;
	return fmax(1, ratio * ratio);
}
