/* handled_show: how anomalous questions were handled, as a table and JSON. */
#ifndef REPORT_HANDLED_SHOW_H
#define REPORT_HANDLED_SHOW_H

#include "data/field_place.h"
#include "dataset/handled.h"

void handled_show(const char *dir, const char *test, size_t questions,
		  const struct handled_row *row, size_t n, bool json,
		  struct buf *out);

extern const struct field_place handled_show_places[];

#endif
