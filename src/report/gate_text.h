/* gate_text: what the gate saw, for people, for Markdown and for JUnit. */
#ifndef REPORT_GATE_TEXT_H
#define REPORT_GATE_TEXT_H

#include "base/buf.h"
#include "verdict/gate.h"

/* base and now are what to call the two runs. All append to out. */
void gate_text(const struct gate *g, const char *base, const char *now,
	       struct buf *out);

/* For $GITHUB_STEP_SUMMARY or a mail. */
void gate_markdown(const struct gate *g, const char *base, const char *now,
		   struct buf *out);

/*
 * A test case for each look: a regression is a failure, an inconclusive one
 * is skipped with its reason.
 */
void gate_junit(const struct gate *g, const char *base, const char *now,
		struct buf *out);

#endif
