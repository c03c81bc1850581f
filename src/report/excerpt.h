/*
 * excerpt: which answers are shown where there is no room for millions.
 *
 * Whole questions are drawn: a question's answers, of all models and runs, are
 * in or out together, so that they can be read side by side. The draw is by a
 * hash of the question and a seed, which makes it the same whoever walks the
 * rows, in whatever order, and costs no memory a row.
 */
#ifndef REPORT_EXCERPT_H
#define REPORT_EXCERPT_H

#include "measure/samples.h"

struct excerpt {
	uint64_t seed;
	size_t all, shown; /* answers; equal: nothing is left out */
	uint64_t below;    /* private: questions whose draw is less */
};

/* At most `most` answers of all in the n runs. */
void excerpt_of(struct excerpt *x, const struct samples *const *s, size_t n,
		size_t most, uint64_t seed);

/* Whether sample number `row` of s is shown. */
bool excerpt_has(const struct excerpt *x, const struct samples *s, size_t row);

static inline bool
excerpt_whole(const struct excerpt *x)
{
	return x->shown == x->all;
}

#endif
