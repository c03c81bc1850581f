/*
 * A rule is made of asks as anybody gets them, so that it says what the table
 * says; it knows nothing of how they are found.
 */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "curve/invert.h"

/* Keeps the point furthest from the line i to j when it is off by slack. */
static void
keep(const struct invert_knot *p, size_t i, size_t j, double slack, bool *kept)
{
	size_t worst = i;
	double most = slack;

	for (size_t m = i + 1; m < j; m++) {
		double on = p[i].ask + (p[j].ask - p[i].ask) *
					   (p[m].target - p[i].target) /
					   (p[j].target - p[i].target);

		if (fabs(p[m].ask - on) > most) {
			most = fabs(p[m].ask - on);
			worst = m;
		}
	}
	if (worst == i)
		return;
	kept[worst] = true;
	keep(p, i, worst, slack, kept);
	keep(p, worst, j, slack, kept);
}

size_t
invert_rule(const struct invert *v, const double *target, size_t n,
	    double slack, struct invert_knot *knot)
{
	bool *kept = mem_calloc(n + 1, sizeof(*kept));
	size_t m = 0, out = 0;

	for (size_t i = 0; i < n; i++) {
		struct invert_ask a;

		invert_ask(v, target[i], &a);
		if (a.why == INVERT_FINE)
			knot[m++] = (struct invert_knot){ target[i], a.ask };
	}
	if (m > 0) {
		kept[0] = kept[m - 1] = true;
		keep(knot, 0, m - 1, slack, kept);
	}
	for (size_t i = 0; i < m; i++)
		if (kept[i])
			knot[out++] = knot[i];
	free(kept);
	return out;
}
