/*
 * trend: what a curve does, and what the noise around it is like.
 *
 * The working model of numbers in order of their target:
 *
 *   y[i] = trend + scale[i] * z[i],  z an AR(1) of unit variance.
 *
 * The trend is a mean below 10 numbers, a line below 30, else a hinge with a
 * jump at its knee, and up to TREND_MORE hinges beside it where no noise bends
 * so much, or a cubic where that leaves less than the one hinge. The scale is a
 * local line through |innovation| (stat/smooth.h), so that noise may grow, set
 * in late or be least where a curve crosses zero. Only ratios of the scale are
 * used.
 */
#ifndef STAT_TREND_H
#define STAT_TREND_H

#include <stddef.h>

enum {
	TREND_LINE = 10,  /* numbers for a line */
	TREND_HINGE = 30, /* for a hinge with a jump */
	TREND_MORE = 2,
	TREND_COLUMNS = 4 + TREND_MORE,
};

/* So many columns more does the search for a knee take (the study's figure). */
#define TREND_SEARCH 1.75

/*
 * Beyond RHO_MAX the lowest cosines would be a guess from higher ones. Noise
 * without resemblance is found below 0 as often as above, and would be taken
 * for more than it is were that not believed, from TREND_HINGE numbers on;
 * under RHO_MIN it is luck.
 */
#define TREND_RHO_MIN (-0.2)
#define TREND_RHO_MAX 0.7

struct trend {
	size_t n;
	int columns;
	double *column[TREND_COLUMNS]; /* over scale, orthonormal */
	double *scale;                 /* > 0; all 1 below TREND_LINE */
	double rho;                    /* TREND_RHO_MIN to TREND_RHO_MAX */
};

/* n >= 1. */
void trend_open(struct trend *t, const double *y, size_t n);
void trend_close(struct trend *t);

/*
 * How large numbers are by their place: a local line through away[i] >= 0,
 * nowhere below a tenth of their mean.
 */
void trend_scale(const double *away, size_t n, double *scale);

/*
 * r[0..n), a unit's AR(1), as what each has that the one before does not
 * explain, over its standard deviation; the sum of their squares.
 */
double trend_innovations(double rho, double *r, size_t n);

/* v, which is over scale already, less what the trend explains of it. */
void trend_take(const struct trend *t, double *v);

/* How sure rho is: its variance. */
double trend_rho_variance(const struct trend *t);

/* What an AR(1) makes of the variance of a sum that varies slowly. */
double trend_sum(double rho);

/*
 * What resemblance makes of the variance of a sum that varies slowly along the
 * curve, as a slope or a bend is: (1 + phi) / (1 - phi) for noise that is all
 * an AR(1). Of means of several answers a part, 1 - share, belongs to the
 * single answers, which resemble nothing: rho, that of the means, is phi times
 * share. rho is taken for a tenth more, as it is found too low (the study's
 * figure).
 */
double trend_long(double rho, double share);

/* The trend of y, out[0..n). */
void trend_values(const struct trend *t, const double *y, double *out);

#endif
