/*
 * judge_show: what a judge says of the answers, for eyes and for programs.
 */
#ifndef REPORT_JUDGE_SHOW_H
#define REPORT_JUDGE_SHOW_H

#include "base/buf.h"
#include "data/field_place.h"
#include "verdict/judged.h"

/* Verdicts first, then a table for each judge, what is missing, how the
 * judge's replies agree and how they go with length. */
void judge_show_text(const struct judged *j, const struct scores *s,
		     struct buf *out);
void judge_show_json(const struct judged *j, const struct scores *s,
		     struct buf *out);

extern const struct field_place judge_show_places[];

#endif
