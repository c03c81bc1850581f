/*
 * lm: least squares with several columns, as R's lm gives them.
 */
#ifndef STAT_LM_H
#define STAT_LM_H

#include <stddef.h>

/*
 * y = X b + e for n rows and p columns, X by columns: x[j * n + i]. A column
 * that the ones before it give already is left out, as R does: its b and
 * scale are NaN. scale[j] times the standard deviation of e is the standard
 * error of b[j]: the root of a diagonal of the inverse of X'X.
 */
struct lm {
	size_t rank;
	double rss; /* sum of squared residuals */
	double *b, *scale;
};

void lm_fit(struct lm *m, const double *x, const double *y, size_t n, size_t p);
void lm_fini(struct lm *m);

#endif
