/*
 * field_lines: rows of one table as lines of CSV, by the million.
 *
 * Most cells of most rows say what they say in a row about nothing. Which
 * these are is looked at once, in a row of those to come: a run of members that
 * is as in the blank row is then one comparison and one copy. Any row may
 * differ from it anywhere; the bytes are those of field_csv_line.
 */
#ifndef DATA_FIELD_LINES_H
#define DATA_FIELD_LINES_H

#include "data/field.h"

enum { FIELD_LINES_RUNS = 8, FIELD_LINES_TEXT = 64 };

struct field_lines {
	const struct field *table, *gap; /* gap: a cell that stays empty */
	const void *blank;
	size_t nrun;
	struct field_run {
		const struct field *first, *last;
		size_t from, to;             /* their bytes in a row */
		char text[FIELD_LINES_TEXT]; /* their cells, a comma behind each
					      */
		size_t len;
	} run[FIELD_LINES_RUNS];
};

/* Rows like this one; gap may be NULL. The table and the blank stay borrowed.
 */
void field_lines_init(struct field_lines *l, const struct field *table,
		      const struct field *gap, const void *blank,
		      const void *like);

/*
 * A row's line, with its line end. Where in out the gap is, at which its cell
 * is still to be put.
 */
size_t field_lines_add(const struct field_lines *l, const void *row, bool excel,
		       struct buf *out);

#endif
