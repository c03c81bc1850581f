/*
 * fixed: a slope with two fixed effects, errors clustered.
 *
 *   y = unit + arm + sum_j slope[j] x[j] + e
 *
 * A unit (a question) and an arm (a model) each have a level of their own, so
 * a slope says what goes with x among the answers of one question and of one
 * model. That is correlation still, not cause. By Frisch, Waugh and Lovell
 * (1933): x and y without what unit and arm explain, then least squares.
 */
#ifndef STAT_FIXED_H
#define STAT_FIXED_H

#include <stddef.h>
#include <stdint.h>

enum { FIXED_SLOPES = 2 };

/* n rows; unit[i] < units, arm[i] < arms. All is borrowed. */
struct fixed_in {
	size_t n, units, arms, slopes; /* slopes: 1 to FIXED_SLOPES */
	const double *y, *x[FIXED_SLOPES];
	const uint32_t *unit, *arm;
	/* Whole units lie in clusters, cluster[i] < clusters; NULL: a unit is
	 * one, and its level is counted among the parameters. */
	size_t clusters;
	const uint32_t *cluster;
};

struct fixed {
	double slope[FIXED_SLOPES];
	double se[FIXED_SLOPES];        /* clustered, CR1 as below */
	double se_nested[FIXED_SLOPES]; /* no unit's level a parameter */
	double se_ols[FIXED_SLOPES];    /* as if all errors were independent */
	size_t units;      /* with at least one row; of clusters those
			    * in which an x varies */
	size_t parameters; /* levels and slopes */
};

/*
 * CR1 (Cameron and Miller 2015): sum over clusters of (X'e)(X'e)' between the
 * inverses of X'X, times G / (G - 1) * (n - 1) / (n - parameters); to be held
 * against Student's t with G - 1. Levels of units that lie in clusters are no
 * parameters there (their section III.B): of answers in pairs they would make
 * the error wider by half. Where a unit is a cluster, se counts them, as R's
 * lm with a factor does, and se_nested does not: of 60 questions with two
 * answers each, 95 % intervals by se held the truth in 99 % (bench/STUDY.md).
 * -1 where the data do not identify a slope
 * (x does not vary within, fewer than two units, no degree of freedom).
 */
int fixed_fit(const struct fixed_in *in, struct fixed *f);

#endif
