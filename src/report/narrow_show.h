/* narrow_show: how narrow a run's intervals are, for people and as JSON. */
#ifndef REPORT_NARROW_SHOW_H
#define REPORT_NARROW_SHOW_H

#include "base/buf.h"
#include "data/field_place.h"
#include "data/jsonw.h"
#include "verdict/narrow.h"

/* A sentence, a table with a row for each band and one for all targets of a
 * series, and what is still wide and why. Appended. */
void narrow_show_text(const struct narrow *w, const struct samples *s,
		      struct buf *out);

/* An object with every look, and what it has under "until". */
extern const struct field_place narrow_show_places[];
void narrow_show_json(const struct narrow *w, struct jsonw *out);

#endif
