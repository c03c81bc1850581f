/*
 * history_show: the trend as a table, CSV and JSON. run[i] is what to call the
 * i-th run, borrowed; appended to what is written to.
 */
#ifndef REPORT_HISTORY_SHOW_H
#define REPORT_HISTORY_SHOW_H

#include "base/buf.h"
#include "data/field_place.h"
#include "data/jsonw.h"
#include "verdict/history.h"

/* For people; of n runs. */
void history_show_text(const struct history *h, const char *const *run,
		       size_t n, struct buf *out);

/* What people call a signal; history_signals has what files do. */
enum words_id history_show_signal(enum history_signal s);

/* history.csv, and the same as one object. */
void history_show_csv(const struct history *h, const char *const *run,
		      struct buf *out);
void history_show_json(const struct history *h, const char *const *run,
		       struct jsonw *w);

/* What history_show_json and history_show_csv write. */
extern const struct field_place history_show_places[];
extern const struct field_place history_show_csv_places[];

#endif
