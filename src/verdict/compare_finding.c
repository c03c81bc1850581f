/*
 * Which findings hold, and in which order, is a matter of what was measured,
 * so it is decided here, beside the numbers; how they read is not.
 */
#include "verdict/compare_finding.h"

/* A few wild answers move the means, not the ranks. */
static bool
opposite(const struct compare_part *p)
{
	return !p->lacks && ((p->mean_in.lo > 0 && p->hl < 0) ||
			     (p->mean_in.hi < 0 && p->hl > 0));
}

#define SMALL 0.05

/*
 * The tests take questions as independent, the interval does not, and the
 * verdict is the interval's.
 */
static bool
apart(const struct compare_part *p)
{
	return p->verdict == COMPARE_INCONCLUSIVE && !p->lacks &&
	       (p->p_rank < SMALL || p->flips.p < SMALL ||
		p->p_mcnemar < SMALL);
}

size_t
compare_finding_of(const struct compare *c,
		   struct compare_finding f[COMPARE_FINDINGS])
{
	const struct compare_part *all = &c->part[0];
	size_t n = 0;

	f[n++] = (struct compare_finding){ COMPARE_FACT_VERDICT, all };
	if (all->verdict != COMPARE_TOO_FEW && !all->lacks)
		f[n++] = (struct compare_finding){ COMPARE_FACT_SHIFT, all };
	if (all->lacks)
		f[n++] =
		    (struct compare_finding){ COMPARE_FACT_HELD_BACK, all };
	else if (all->verdict == COMPARE_INCONCLUSIVE)
		f[n++] = (struct compare_finding){ COMPARE_FACT_VISIBLE, all };
	if (all->verdict == COMPARE_TOO_FEW)
		return n;
	if (!all->lacks && c->repeats_needed > 0)
		f[n++] = (struct compare_finding){ COMPARE_FACT_SETTLES, all };
	for (size_t k = 1; k < c->nparts; k++) {
		const struct compare_part *p = &c->part[k];

		if (p->verdict == COMPARE_BETTER || p->verdict == COMPARE_WORSE)
			f[n++] =
			    (struct compare_finding){ COMPARE_FACT_BAND, p };
	}
	for (size_t k = 0; k < c->nparts; k++) {
		if (!apart(&c->part[k]))
			continue;
		f[n++] =
		    (struct compare_finding){ COMPARE_FACT_APART, &c->part[k] };
		break;
	}
	if (opposite(all))
		f[n++] = (struct compare_finding){ COMPARE_FACT_OPPOSITE, all };
	return n;
}
