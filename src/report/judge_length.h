/* judge_length: what is said of a judge and length. */
#ifndef REPORT_JUDGE_LENGTH_H
#define REPORT_JUDGE_LENGTH_H

#include "base/buf.h"
#include "report/figure.h"
#include "verdict/judged.h"

/*
 * The ways to find out beside one another, in order of honesty, and a sentence
 * of the best that there is, with the chart where there is a page for it.
 * Appended.
 */
void judge_length_text(const struct judged *j, const struct scores *s,
		       struct buf *out);

/* A panel for each judge, its ways beside one another; in the arena. */
struct figure *judge_length_figure(const struct judged *j,
				   const struct scores *s, struct arena *a);

#endif
