/*
 * terms_text: under what runs were made, where a verdict hangs on it: whose
 * seeds answers had, and how many were asked at a time.
 */
#ifndef REPORT_TERMS_TEXT_H
#define REPORT_TERMS_TEXT_H

#include "base/buf.h"
#include "measure/samples.h"

/* "; one seed for all requests", or nothing when each cell has its own. */
void terms_text_seeds(const struct samples *s, struct buf *out);

/*
 * A line for each of what is to be known before runs a and b (one run, when
 * they are equal) are held against each other; most have none. `was` and
 * `is` name them: "A" and "B".
 */
void terms_text_between(const struct samples *a, const struct samples *b,
			const char *was, const char *is, struct buf *out);

#endif
