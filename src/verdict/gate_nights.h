/*
 * gate_nights: one series over the nights of a baseline and tonight, as
 * stat/nights takes it.
 */
#ifndef VERDICT_GATE_NIGHTS_H
#define VERDICT_GATE_NIGHTS_H

#include "stat/nights.h"
#include "verdict/pairs.h"

struct gate_nights {
	struct nights x; /* of the arrays below */
	double *target;  /* x.n, ascending */
	/* At each target: planned tonight, of them lost; and over all nights of
	 * the baseline. */
	size_t *planned, *lost, *base_planned, *base_lost;
	bool shared; /* a question is asked at several targets */
	/* private */
	size_t *first;
	struct nights_cell *v;
	uint64_t *group;
	uint32_t *repeat;
};

/*
 * The misses of base[0..n), the same series of n nights, and of now, at the
 * targets that all of them planned. A target that only some did is refused
 * unless `common`; how often it was asked may differ. After -1 there is
 * nothing to free.
 */
int gate_nights_of(struct gate_nights *g, const struct pair_side *base,
		   size_t n, struct pair_side now, bool common, struct err *e);
void gate_nights_fini(struct gate_nights *g);

#endif
