/*
 * remarks_text: sentences for what was odd about a run's answers.
 */
#ifndef REPORT_REMARKS_TEXT_H
#define REPORT_REMARKS_TEXT_H

#include "base/buf.h"
#include "measure/samples.h"

/* A line each, the most important first; most runs have none. `run` is put in
 * front where it is said. */
void remarks_text(const struct remarks *m, const char *run, struct buf *out);

/*
 * The remarks of two runs (one, when they are equal), and a line for each
 * model of both that another model answered for. They are called `was` and
 * `is` within a sentence, where b begins one `first`.
 */
void remarks_text_between(const struct samples *a, const struct samples *b,
			  const char *was, const char *is, const char *first,
			  struct buf *out);

#endif
