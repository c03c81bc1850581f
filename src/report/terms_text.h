/*
 * terms_text: under what runs were made, where a verdict hangs on it: whose
 * seeds answers had, how many were asked at a time, and whether as a batch.
 */
#ifndef REPORT_TERMS_TEXT_H
#define REPORT_TERMS_TEXT_H

#include "base/buf.h"
#include "measure/samples.h"
#include "report/words.h"

/* "; one seed for all requests", or nothing when each cell has its own. */
void terms_text_seeds(const struct samples *s, struct buf *out);

/* "; asked as a batch", or nothing when all was asked live. */
void terms_text_batch(const struct samples *s, struct buf *out);

/* "live", "as a batch", or both. */
enum words_id terms_text_via(const struct manifest_terms *t);

/*
 * A line for each of what is to be known before runs a and b (one run, when
 * they are equal) are held against each other; most have none. `was` and
 * `is` name them: "A" and "B".
 */
void terms_text_between(const struct samples *a, const struct samples *b,
			const char *was, const char *is, struct buf *out);

#endif
