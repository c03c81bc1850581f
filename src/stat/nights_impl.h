/*
 * nights_impl: one look at nights, as nights.c and its neighbours share it.
 */
#ifndef STAT_NIGHTS_IMPL_H
#define STAT_NIGHTS_IMPL_H

#include "stat/nights.h"

/* One target: its answers, and sums of squares within a night. */
struct nights_spot {
	double now, base; /* means; of all answers */
	double n, total;  /* answers tonight; of the baseline */
	double often;     /* mean of 1 / answers, over its nights */
	size_t nights;    /* that have any */
	double now_ss, now_df, base_ss, base_df;
	double now_var, base_var; /* of one answer, pooled */
	double growth, var;       /* what is made of it all */
};

struct nights_work {
	const struct nights *x;
	size_t from, n; /* of the look */
	struct nights_spot *spot;
	double *m, *asked; /* nights x n: means, NaN: none; of how many */
	size_t cosines;
	double *cosine; /* each n: the lowest, of squares 1 on average */
	double w;       /* of a target: 1 / how many are used */
	/* Shares of an answer's variance (joint.h); alike NaN: not known. */
	double alike, alike_df, fresh, kept;
	double held; /* cells by which `kept` could be seen */
	/* Variance of one night's mean: of its answers, of all there is; and
	 * degrees of freedom. */
	double within, within_df, all, all_df, low, low_df, whole;
};

static inline bool
nights_used(const struct nights_spot *s)
{
	return s->n > 0 && s->total > 0;
}

/* A target's cells in one night, how many there are in *n. */
const struct nights_cell *nights_cells(const struct nights_work *k,
				       size_t night, size_t i, size_t *n);

/* What an answer's variances are made of, at a target. */
struct joint_noise nights_noise(const struct nights_work *k, size_t i);

/* Whether a variance is above what chi squared lets it be. */
bool nights_exceeds(double var, double df, double of, double of_df,
		    double level);

#define NIGHTS_OBJECTS 0.9975 /* a level: of each of several tests */

/* In this order: alike and fresh, before spots are pooled; all, low and
 * whole; within, and alike where nothing was repeated; kept. */
void nights_set_shares(struct nights_work *k);
void nights_set_between(struct nights_work *k);
void nights_set_within(struct nights_work *k);
void nights_set_kept(struct nights_work *k);

/* What nights differ by beyond their answers; its degrees of freedom. */
double nights_apart(const struct nights_work *k, double *df);

/*
 * What tonight differs from the nights by beyond that, where no target has two
 * cells to see it by: neighbours, whose growths are alike, do not have the
 * same; nothing where cells say that nothing was alike. apart: variance of
 * growth that is known of beside the spots'; known_df: of both. Sets kept, and
 * alike where it was not known.
 */
double nights_unlike(struct nights_work *k, double apart, double known_df,
		     double *df);

#endif
