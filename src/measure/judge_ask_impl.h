/* judge_ask_impl: what both ways to ask share; for the files of judge_ask. */
#ifndef MEASURE_JUDGE_ASK_IMPL_H
#define MEASURE_JUDGE_ASK_IMPL_H

#include "measure/judge_ask.h"
#include "measure/texts.h"

/* Whether an answer is among the picked; limit: judge_ask_limit's. */
bool judge_ask_picks(const struct judge_pick *p, uint64_t limit,
		     const struct texts_answer *a);

bool judge_ask_can(const struct texts_answer *a);

/* What the answer was asked, as a person would read it. */
void judge_ask_asked(const struct texts_answer *a, struct buf *out);

/* judge_ask of a pairwise judge, but for what is missing in the end. */
int judge_ask_pairs(const char *dir, const struct spec_judge *judge,
		    const struct judge_pick *pick, uint64_t limit,
		    const struct spec_known *k, struct buf *out,
		    struct judge_asked *n, struct err *e);

#endif
