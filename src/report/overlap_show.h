/* overlap_show: what is said of answers held against references. */
#ifndef REPORT_OVERLAP_SHOW_H
#define REPORT_OVERLAP_SHOW_H

#include "base/buf.h"
#include "measure/overlaps.h"

/* What a file's answers amount to. Appended, on lines of their own; nothing
 * where no answer has a reference. */
void overlap_show_sum(const struct overlaps_sum *sum, enum overlap_tokens how,
		      struct buf *out);

#endif
