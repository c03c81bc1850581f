/*
 * referee: what a simulated judge replies. Pure.
 *
 * Of the lines of the prompt that are one JSON string, the first is the
 * question and the last the answer. With L the answer's characters without
 * white space, and T the first integer of the question:
 *
 *   score = level + slope * ln(L / T) + own * u + noise * h * z
 *
 * cut to 0 .. 10 and rounded to tenths; u belongs to the answer, z to the
 * request, both standard normal cut at -3 and 3. A share of the replies has
 * no score that can be read: prose, a range, points out of 100, a refusal,
 * nothing.
 * Where the prompt has a "nonce", the reply has it too.
 *
 * Where it asks for a "winner", the last two strings are the answers A and B:
 * each is scored so, unless it names A in a share `first` of its replies
 * whatever the scores are, the higher score wins, and equal ones are a tie.
 * Shown in both orders, the first one so wins 1/2 + first / 2 on average.
 */
#ifndef SIM_REFEREE_H
#define SIM_REFEREE_H

#include <stdint.h>

#include "base/buf.h"
#include "sim/model.h"

extern const char referee_formula[];

/* Appends the reply of m, a model of manner MANNER_JUDGE. */
void referee_write(const struct sim_model *m, const char *prompt, double heat,
		   uint64_t noise_seed, struct buf *out);

#endif
