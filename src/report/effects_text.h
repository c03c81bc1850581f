/* effects_text: the tables that effects prints. */
#ifndef REPORT_EFFECTS_TEXT_H
#define REPORT_EFFECTS_TEXT_H

#include "base/buf.h"
#include "verdict/effects.h"

/*
 * For each grid its settings and its effects, overall and in each band that
 * has answers; then the prompt variants. Appended to out.
 */
void effects_text(const struct effects *x, const struct curve *c,
		  struct buf *out);

#endif
