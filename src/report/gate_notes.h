/* gate_notes: what is said of a gate beside its looks. */
#ifndef REPORT_GATE_NOTES_H
#define REPORT_GATE_NOTES_H

#include "base/buf.h"
#include "verdict/gate.h"

/* All there is to say, a sentence a line; often nothing. */
void gate_notes(const struct gate *g, struct buf *out);

/*
 * A sentence: the margin that the design supports, and what g's own margin
 * needs beyond `have` answers a target. Whether it is supported.
 */
bool gate_notes_supports(const struct gate *g, double have, struct buf *out);

/* A sentence where a night that has not changed cannot be expected to pass g,
 * which gate_expect made of so many nights. */
void gate_notes_expect(const struct gate *g, size_t nights, struct buf *out);

/* How many nights a baseline wants, where it has fewer. */
void gate_notes_week(size_t nights, struct buf *out);

#endif
