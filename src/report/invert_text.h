/*
 * invert_text: what to ask for, as `invert` prints it.
 */
#ifndef REPORT_INVERT_TEXT_H
#define REPORT_INVERT_TEXT_H

#include "curve/invert_series.h"

/*
 * The name, a sentence for the target in the middle of those that can be had,
 * a table (`all`: every target, else a dozen), what cannot be had and why, and
 * the rule between. `name` is what to call the series; appended to out.
 */
void invert_text(const struct invert_series *s, const struct invert_opts *o,
		 const char *name, bool all, struct buf *out);

/* The sentence that holds the promise against a second run; appended. */
void invert_text_proof(const struct invert_proof *p,
		       const struct invert_opts *o, const char *name,
		       struct buf *out);

/* Why a row has no ask, in words; appended. */
void invert_text_why(const struct invert_row *r, struct buf *out);

#endif
