/*
 * Kept apart from the bootstrap, since who carries an interval draws none.
 */
#include "stat/interval.h"

#include <math.h>

#include "stat/dist.h"

struct interval
interval_none(void)
{
	return (struct interval){ NAN, NAN };
}

struct interval
interval_around(double value, double half)
{
	if (isnan(half))
		return interval_none();
	return (struct interval){ value - half, value + half };
}

struct interval
interval_above(struct interval in, double least)
{
	if (in.lo < least)
		in.lo = least;
	return in;
}

struct interval
interval_share(double p, double n, double level)
{
	double z = dist_normal_reach(level), z2 = z * z;
	double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
	double half =
	    z / (1 + z2 / n) * sqrt(p * (1 - p) / n + z2 / (4 * n * n));

	return (struct interval){
		p <= 0 ? 0 : centre - half,
		p >= 1 ? 1 : centre + half,
	};
}

struct interval
interval_times(struct interval in, double by)
{
	return (struct interval){ in.lo * by, in.hi * by };
}

struct interval
interval_wilson(size_t k, size_t n, double level)
{
	if (n == 0)
		return interval_none();
	return interval_share((double)k / (double)n, (double)n, level);
}
