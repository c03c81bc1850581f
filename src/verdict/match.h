/*
 * match: which series of some runs are compared with which.
 *
 * Two series match when they agree in everything but what is under test. In
 * one run the base is a value of that dimension (a model, a sampling, a
 * variant) and every other value is compared with it. In several, the first
 * run is the base, and each series of the others is compared with the
 * series of the first that it matches. Prompts that ask for another relation
 * than the base are not compared: they miss by another measure.
 */
#ifndef VERDICT_MATCH_H
#define VERDICT_MATCH_H

#include "verdict/pairs.h"

struct match {
	struct pair_side a, b;
};

struct match_list {
	size_t n;
	struct match *match;
	size_t other_relation; /* left out for it */
	size_t cap;            /* private */
};

/* What differs in n runs when nobody says: in one its models, or samplings, or
 * prompts; in several the runs' models. */
enum pair_under_test match_under_test(const struct curve *c, size_t n);

/*
 * base: the base's name in the dimension under test, or NULL: the first
 * run's first in one run, the same name or the only one in several. -1 with
 * the names there are when nothing matches or more than one base would do.
 */
int match_series(struct match_list *m, const struct curve *c, size_t ncurve,
		 enum pair_under_test t, const char *base, struct err *e);
void match_fini(struct match_list *m);

#endif
