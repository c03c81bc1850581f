/*
 * compare_finding: what there is to say of a comparison, as facts. report/
 * has the sentences.
 */
#ifndef VERDICT_COMPARE_FINDING_H
#define VERDICT_COMPARE_FINDING_H

#include "verdict/compare.h"

enum compare_fact {
	COMPARE_FACT_VERDICT,   /* the part's; all but alone when TOO_FEW */
	COMPARE_FACT_SHIFT,     /* of ranks, with its tally */
	COMPARE_FACT_HELD_BACK, /* by what is missing from B */
	COMPARE_FACT_VISIBLE,   /* the mean difference this design sees */
	COMPARE_FACT_SETTLES,   /* the repeats that would tell */
	COMPARE_FACT_BAND,      /* a band that shows better or worse */
	COMPARE_FACT_APART,     /* open, though a classical p is small */
	COMPARE_FACT_OPPOSITE,  /* means point the other way than ranks */
	COMPARE_FACTS
};

struct compare_finding {
	enum compare_fact fact;
	const struct compare_part *part; /* whose numbers it is about */
};

enum { COMPARE_FINDINGS = COMPARE_FACTS + CURVE_BANDS };

/* In the order to tell them. Returns how many. */
size_t compare_finding_of(const struct compare *c,
			  struct compare_finding f[COMPARE_FINDINGS]);

#endif
