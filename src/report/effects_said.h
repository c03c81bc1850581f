/*
 * effects_said: what effects amount to, in a sentence for each factor and each
 * prompt: "temperature 0.3 -> 0.99 brings v2 12.0 characters nearer above 250
 * and 3.0 characters further off up to 250."
 *
 * What is nearer is the mean miss, with its 95 % interval; a difference whose
 * interval holds 0 is none that shows. Two prompts that miss by different
 * measures (relation.h) are held against one another by how long their answers
 * are.
 */
#ifndef REPORT_EFFECTS_SAID_H
#define REPORT_EFFECTS_SAID_H

#include "base/buf.h"
#include "verdict/effects.h"

/* A line for each, not broken; nothing where nothing was varied. Appended. */
void effects_said(const struct effects *x, const struct curve *c,
		  struct buf *out);

/*
 * Without intervals, as many as fill so many lines of the screen: of each
 * model what changes most, then the others. How many lines are left.
 */
size_t effects_said_brief(const struct effects *x, const struct curve *c,
			  size_t lines, struct buf *out);

/* "v2 is nearest at t0.99-p1: MALD 19.5 (12.1 to 26.9).", of at most so many
 * grids. Appended. */
void effects_said_nearest(const struct effects *x, const struct curve *c,
			  size_t most, struct buf *out);

#endif
