/*
 * curve_show: a curve as the tables that `curve` and `run` print, and what
 * is said of a run above any table or chart.
 */
#ifndef REPORT_CURVE_SHOW_H
#define REPORT_CURVE_SHOW_H

#include "base/buf.h"
#include "curve/curve.h"
#include "data/table.h"

/*
 * What holds for all (unit, sampling, simulated), then a line for each
 * series and band, then the outcomes other than ok.
 */
void curve_show_text(const struct curve *c, struct buf *out);

/*
 * One of its tables: each series overall, then in each band that has some of
 * its cells. t is initialised here; the caller ends it. The last is only of
 * answers with references: tables from 0 to below curve_show_tables.
 */
enum curve_table { CURVE_DISTANCES, CURVE_RATES, CURVE_OVERLAPS };
size_t curve_show_tables(const struct curve *c);
void curve_show_table(const struct curve *c, enum curve_table which,
		      struct table *t);

/* The name of one of a run's series among all of them; appended. */
void curve_show_name(const struct samples *s, size_t series, struct buf *out);
/* The same as a table's next cell, and kept in an arena. */
void curve_show_cell(struct table *t, const struct samples *s, size_t series);
const char *curve_show_kept(const struct samples *s, size_t series,
			    struct arena *a);

/* "base: 2 truncated, 1 failed of 30", a line for each series that has such. */
void curve_show_outcomes(const struct curve *c, struct buf *out);

/* "unit excel; temperature 0.01, top_p 0; simulated"; appended. */
void curve_show_subtitle(const struct samples *s, struct buf *out);

/*
 * What was sent: "temperature 0.01, top_p 0", "temperature and top_p left
 * out", with ", not pinned" where lengths could move; "sampling not
 * recorded" for an import. Appended.
 */
void curve_show_sampling(const struct series *x, struct buf *out);

#endif
