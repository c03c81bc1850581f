/*
 * card: what a run, a comparison or a night amounts to, on one screen: at
 * most CARD_LINES lines of 80 columns. What does not fit is named, and where
 * to read it; whole: there is no more to read, and all remarks are here.
 */
#ifndef REPORT_CARD_H
#define REPORT_CARD_H

#include "base/buf.h"
#include "curve/shape_series.h"
#include "data/table.h"
#include "verdict/compare.h"
#include "verdict/effects.h"
#include "verdict/gate.h"
#include "verdict/history.h"
#include "verdict/misled.h"

enum { CARD_LINES = 12, CARD_ROWS = 3 /* to keep, of most */ };

/*
 * A card: a head, a table and a foot, texts of whole lines, and what to do
 * next. Columns of the table with the highest rank go first where the screen
 * is narrow (0: never); then lines of the foot, from below; then rows, from
 * below; but rows behind the first `keep` go before the foot's lines do. With
 * a weight of each row those in the middle go: what stays are rows of
 * INFINITY, then the least and the greatest by turns. What has gone is told;
 * where that leaves too little, it is told by numbers, blank lines go, and the
 * first line of the foot loses its end.
 */
struct card {
	const char *head, *foot, *dir; /* of the run to report next, or NULL */
	struct table *t; /* of its first column, names are cut to a width */
	const unsigned char *rank;
	size_t keep;
	const double *weight; /* NULL: from below */
	bool whole;
};

void card_put(const struct card *c, struct buf *out);

/*
 * How its models do. dir is where the run is; vs[nvs] compare some of its
 * series with others of it; judges: what its judges say, whole lines. Appended.
 */
void card_curve(const struct curve *c, const struct shape_series *shape,
		const struct misled_run *m, const struct compare *vs,
		size_t nvs, const char *judges, const char *dir, bool whole,
		struct buf *out);

/* n comparisons. Appended. */
void card_compare(const struct compare *c, size_t n, bool whole,
		  struct buf *out);

void card_effects(const struct effects *x, const struct curve *c, bool whole,
		  struct buf *out);

/* run[n]: the names of the runs. */
void card_history(const struct history *h, const char *const *run, size_t n,
		  bool whole, struct buf *out);

void card_gate(const struct gate *g, const char *base, const char *now,
	       bool whole, struct buf *out);

#endif
