/* handled_show: how anomalous questions were handled, as a table and JSON. */
#ifndef REPORT_HANDLED_SHOW_H
#define REPORT_HANDLED_SHOW_H

#include "data/field_place.h"
#include "dataset/handled.h"

/* test: the file of the questions, NULL where they are the run's own. On a
 * page with its chart. */
void handled_show_text(const char *dir, const char *test, size_t questions,
		       const struct handled_row *row, size_t n,
		       struct buf *out);
void handled_show_json(const char *dir, const char *test, size_t questions,
		       const struct handled_row *row, size_t n,
		       struct buf *out);

/* An anomaly in words, in few below an axis, or its own name; no copy. */
const char *handled_show_anomaly(const char *anomaly, bool brief);

extern const struct field_place handled_show_places[];

#endif
