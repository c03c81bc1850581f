/*
 * gate_growth: a look's growth, its noise, and what it was made from.
 */
#ifndef VERDICT_GATE_GROWTH_H
#define VERDICT_GATE_GROWTH_H

#include "verdict/gate.h"
#include "verdict/gate_nights.h"
#include "verdict/pairs.h"

/* Of k, whose names and targets stand: the numbers up to growth. */

/* Against one night that asked the same cells; A is now, B the baseline. */
void gate_look_pairs(struct gate_look *k, const struct pairs *pairs);

/* Against several, or one that asked more or less often. */
void gate_look_nights(struct gate_look *k, const struct gate_nights *g);

#endif
