/*
 * lm_eval: an answer as lm-evaluation-harness logs its samples
 * (`lm_eval --log_samples`, evaluator.py and loggers/evaluation_tracker.py of
 * 0.4), for whatever reads those.
 *
 * One line for each answer: doc_id counts the questions of a series, so that
 * two models join on it; doc says what the question is; arguments has what
 * was sent, resps the answer as it came and filtered_resps what of it was
 * counted; metrics names the numbers that stand beside them. doc_hash,
 * prompt_hash and target_hash are SHA-256, as there.
 */
#ifndef REPORT_LM_EVAL_H
#define REPORT_LM_EVAL_H

#include "report/flat.h"

/* A line with its end, appended. */
void lm_eval_line(const struct flat_row *r, struct buf *out);

extern const struct field_place lm_eval_places[];

#endif
