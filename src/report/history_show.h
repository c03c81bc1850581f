/*
 * history_show: the trend as a table, CSV, JSON and a chart. run[i] is what to
 * call a run.
 */
#ifndef REPORT_HISTORY_SHOW_H
#define REPORT_HISTORY_SHOW_H

#include "base/buf.h"
#include "base/err.h"
#include "data/field_place.h"
#include "data/jsonw.h"
#include "report/chart.h"
#include "verdict/history.h"

/* For people; of n runs. */
void history_show_text(const struct history *h, const char *const *run,
		       size_t n, struct buf *out);

/* The last signal, or that there is none yet: the title of the chart. */
void history_show_title(const struct history *h, const char *const *run,
			size_t n, struct buf *out);

/* What people call a signal; history_signals has what files do. */
enum words_id history_show_signal(enum history_signal s);

/* history.csv, and the same as one object. */
void history_show_csv(const struct history *h, const char *const *run,
		      struct buf *out);
void history_show_json(const struct history *h, const char *const *run,
		       struct jsonw *w);

/*
 * The chart and its data in dir, of n runs; as chart_draw.
 */
int history_show_draw(const char *dir, const struct history *h,
		      const char *const *run,
		      const struct samples *const *sample, size_t n,
		      const struct buf *csv, const struct chart_form *f,
		      struct err *e);

/* What history_show_json and history_show_csv write. */
extern const struct field_place history_show_places[];
extern const struct field_place history_show_csv_places[];

#endif
