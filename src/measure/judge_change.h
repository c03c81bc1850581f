/*
 * judge_change: the same answer, shorter or longer, so that a judge shows what
 * it thinks of length alone.
 *
 * Cut: it ends at the border of sentences that is nearest to three quarters of
 * it. Padded: sentences that say nothing, in its own language, go on behind
 * it until it is a quarter longer. Either takes something away or adds
 * something empty: a judge may mind that, and not the length.
 */
#ifndef MEASURE_JUDGE_CHANGE_H
#define MEASURE_JUDGE_CHANGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

enum judge_change { JUDGE_WHOLE, JUDGE_CUT, JUDGE_PADDED, JUDGE_CHANGES };

/* "", "cut", "padded"; NULL ends them. */
extern const char *const judge_change_names[];

/*
 * Puts s[0..n), well-formed UTF-8, so changed in place of what is in out.
 * False, and out is nothing, where there is no text, or one sentence to cut.
 */
bool judge_change(enum judge_change how, const char *s, size_t n,
		  struct buf *out);

#endif
