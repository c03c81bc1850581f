/*
 * until: more answers where they decide.
 *
 * A night is looked at several times, at numbers of answers a target that are
 * stated before the first is asked: 2, 3, 5, 8 ... up to the most. What a look
 * has decided needs no more; the targets of the others are asked until they
 * have the next number of answers on average, those that spread more having
 * more of them (Neyman 1934). Each look has the level that several looks ask
 * for (stat/looks.h).
 */
#ifndef VERDICT_UNTIL_H
#define VERDICT_UNTIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stat/looks.h"

enum { UNTIL_FIRST = 2, UNTIL_MOST = 90 };

/* Over this share of what repeats differ by, nights that have it in common are
 * alike: a run against them asks their seeds again and no new ones. */
#define UNTIL_ALIKE 0.1

struct until {
	size_t n; /* looks; 0 and 1: one look, at what the sweep asks */
	uint32_t answers[LOOKS_MAX]; /* a target, at each */
};

/* From first to most, most >= first >= 1. */
void until_of(struct until *u, uint32_t first, uint32_t most);

/*
 * level[u->n]: the one-sided level of each look when the risk over all is
 * alpha, of a shape (stat/looks.h); one look: level[0]. known: the share of the
 * variance at the last look that more answers do not take away, 0 if unknown:
 * what one look saw then is most of what the next sees.
 */
void until_levels(const struct until *u, double alpha, double shape,
		  double known, double *level);

/*
 * At least how many answers each of n targets is to have for the look that
 * has `answers` a target on average. sd: of an answer (NaN: not known).
 * Raises want[i], lowers none; 1.5 times the average is the most.
 */
void until_want(uint32_t answers, const double *sd, size_t n, uint32_t *want);

#endif
