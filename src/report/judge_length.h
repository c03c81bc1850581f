/* judge_length: what is said of a judge and length. */
#ifndef REPORT_JUDGE_LENGTH_H
#define REPORT_JUDGE_LENGTH_H

#include "base/buf.h"
#include "verdict/judged.h"

/*
 * The ways to find out beside one another, in order of honesty, and a sentence
 * of the best that there is. Appended.
 */
void judge_length_text(const struct judged *j, struct buf *out);

#endif
