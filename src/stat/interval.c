/*
 * Kept apart from the bootstrap, since most who carry an interval draw none.
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
interval_wilson(size_t k, size_t n, double level)
{
	double z = dist_normal_quantile(0.5 + level / 2), z2 = z * z;
	double m = (double)n, p, centre, half;

	if (n == 0)
		return interval_none();
	p = (double)k / m;
	centre = (p + z2 / (2 * m)) / (1 + z2 / m);
	half = z / (1 + z2 / m) * sqrt(p * (1 - p) / m + z2 / (4 * m * m));
	return (struct interval){
		k == 0 ? 0 : centre - half,
		k == n ? 1 : centre + half,
	};
}
