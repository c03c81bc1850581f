/*
 * logit: a share that goes with one number, errors clustered.
 *
 *   logit P(y) = level + slope x
 *
 * y may be a half, or any share: the likelihood is then Papke and Wooldridge's
 * quasi-likelihood (1996). No penalty: where the data are separated there is
 * no answer, and none is made up.
 */
#ifndef STAT_LOGIT_H
#define STAT_LOGIT_H

#include <stddef.h>
#include <stdint.h>

/* n rows, y within 0 and 1; rows of one group go together. Borrowed. */
struct logit_in {
	size_t n;
	const double *y, *x;
	const uint64_t *group;
};

struct logit {
	double level, slope;
	double level_se, slope_se; /* clustered by group, CR1 as in fixed.h */
	size_t groups;
};

/*
 * -1 where there is no finite answer: all y alike at one end, x constant, or
 * a value of x that parts the wins from the rest. The errors are NaN with
 * fewer than two groups or three rows; they are held against Student's t with
 * groups - 1.
 */
int logit_fit(const struct logit_in *in, struct logit *f);

double logit_share(double logit);

#endif
