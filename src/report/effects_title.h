/*
 * effects_title: what a page of effects found, in a line. Appended.
 */
#ifndef REPORT_EFFECTS_TITLE_H
#define REPORT_EFFECTS_TITLE_H

#include "base/buf.h"
#include "verdict/effects.h"

/* How each factor moves the mean miss; of samplings that are no grid, where
 * it is least and most. */
void effects_title_grid(const struct effects_grid *g, const struct samples *s,
			struct buf *out);

/* The prompt of n that moves the mean miss most; the bias, where all but the
 * base are limits, or it alone. */
void effects_title_wording(const struct effect_variant *v, size_t n,
			   bool limits, struct buf *out);

/* Where repeats hold still, and where least; nothing without repeats. */
void effects_title_stable(const char *model, const struct effect_cell *cell,
			  size_t n, const struct samples *s, bool variants,
			  struct buf *out);

#endif
