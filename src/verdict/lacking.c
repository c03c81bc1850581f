/*
 * Shares are quotients, and a difference of two that is 5 points exactly may
 * come out on either side of 0.05 in its last place: 1 of 20 more would lack
 * too many in one run and not in another.
 */
#include "verdict/lacking.h"

#include <math.h>

#define DUST 1e-9

double
lacking_share(size_t missing, size_t planned)
{
	return planned > 0 ? (double)missing / (double)planned : (double)NAN;
}

bool
lacking_more(double share, double than, double allowed)
{
	return share - than > allowed + DUST;
}

bool
lacking_many(double share, double than, double allowed)
{
	return lacking_more(share, than, allowed) || share > LACKING_MOST;
}

bool
lacking_apart(double a, double b, double allowed)
{
	return lacking_many(fmax(a, b), fmin(a, b), allowed);
}
