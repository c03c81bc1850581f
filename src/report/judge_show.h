/*
 * judge_show: what a judge says of the answers, for eyes.
 */
#ifndef REPORT_JUDGE_SHOW_H
#define REPORT_JUDGE_SHOW_H

#include "base/buf.h"
#include "report/words.h"
#include "verdict/judged.h"

/* Verdicts first, then a table for each judge, what is missing, how the
 * judge's replies agree and how they go with length, and where models differ.
 * unit: what lengths are counted in; NULL: it is not said. */
void judge_show_text(const struct judged *j, const struct scores *s,
		     const char *unit, struct buf *out);

/* How the judges of scores_join agree, where they differ most, and how many
 * (`left`) have another scale. */
void judge_show_together(const struct judged *j, size_t left, struct buf *out);

/* The verdicts of one judge and what may turn them, for a card. Appended. */
void judge_show_card(const struct judged *j, const struct scores *s,
		     struct buf *out);

/* A part by what tells it apart; its judge too, where there are several.
 * Replaces what is in out. */
void judge_show_name(const struct judged *j, const struct judged_part *p,
		     bool judge, struct buf *out);

/* "Without a score: 2 unparsed, ...", where some are; text has {list}. */
/*
 * Two writers between whom there is no verdict, as one lacks answers; and those
 * of whom there is not one.
 */
void judge_show_lacks(const struct scores_writer *x, const char *judge,
		      const char *who, const char *base, bool base_lacks,
		      struct buf *out);
void judge_show_silent(const struct scores *s, struct buf *out);

void judge_show_missing(const size_t outcome[JUDGEMENT_OUTCOMES],
			enum words_id text, struct buf *out);

/* Whether a judge is told lengths and targets. */
void judge_show_told(bool count, bool target, struct buf *out);

#endif
