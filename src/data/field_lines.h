/*
 * field_lines: rows of one table as lines of CSV, by the million.
 *
 * Which members have a cell is looked at once, and which of them say what they
 * say in a row about nothing, as most cells of most rows do: that is seen in a
 * row of those to come. A run of members that is as in the blank row is then
 * one comparison and one copy. Any row may differ from it anywhere; the bytes
 * are those of field_csv_line.
 */
#ifndef DATA_FIELD_LINES_H
#define DATA_FIELD_LINES_H

#include "data/field.h"

enum { FIELD_LINES_RUNS = 8, FIELD_LINES_STEPS = 128, FIELD_LINES_TEXT = 64 };

struct field_lines {
	const void *blank;
	size_t nrun, nstep, room; /* bytes that short cells may need */
	struct field_run {
		size_t from, to;             /* their bytes in a row */
		char text[FIELD_LINES_TEXT]; /* their cells, a comma behind each
					      */
		size_t len;
	} run[FIELD_LINES_RUNS];
	/* A member that has cells, or a run: those it stands for follow. */
	struct field_step {
		const struct field *f;       /* NULL: a cell that stays empty */
		const struct field_run *run; /* or NULL */
		size_t members;
	} step[FIELD_LINES_STEPS];
};

/*
 * Rows like this one; gap, whose cell stays empty, may be NULL. The table and
 * the blank stay borrowed, and the lines where they are.
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
