/* overlap_show: what is said of answers held against references. */
#ifndef REPORT_OVERLAP_SHOW_H
#define REPORT_OVERLAP_SHOW_H

#include "base/buf.h"
#include "data/field_place.h"
#include "data/jsonw.h"
#include "measure/overlaps.h"
#include "verdict/misled.h"

/* What a file's answers amount to. Appended, on lines of their own; nothing
 * where no answer has a reference. */
void overlap_show_sum(const struct overlaps_sum *sum, enum overlap_tokens how,
		      struct buf *out);

/* A sentence for each way in which overlap misleads in a run. Appended. */
void overlap_show_say(const struct misled_run *m, const struct samples *s,
		      struct buf *out);

/* The same, and before it what it is of, by length / target and beside the
 * judges, for each series. */
void overlap_show_text(const struct misled_run *m, const struct samples *s,
		       struct buf *out);

/* "overlap" of a series in summary.json; nothing where it has none. */
void overlap_show_json(const struct misled_run *m, const struct samples *s,
		       size_t series, struct jsonw *w);
extern const struct field_place overlap_show_places[];

#endif
