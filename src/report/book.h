/*
 * book: runs as one Excel workbook (.xlsx), for people who live in Excel.
 *
 * Sheets: the verdict; the curve with a native chart; the samples, an answer
 * a row with what was asked, where a live formula counts the answer's cell as
 * Excel counts and its difference from our count is flagged; the comparison;
 * what judges said and the overlap with references, if there is any; notes on
 * units, sampling and where all of it is from. Everything that is words is in
 * the language spoken. Texts are strings whatever they begin with; past what a
 * cell holds they are cut and marked.
 *
 * One answer is in memory at a time; the rest goes through files without a
 * name in the directory of the workbook.
 */
#ifndef REPORT_BOOK_H
#define REPORT_BOOK_H

#include "base/buf.h"
#include "base/err.h"
#include "sweep/spec.h"
#include "verdict/runs.h"

enum { BOOK_SHEET_ROWS = 1048576 }; /* that Excel has, the head among them */

struct book_in {
	size_t n;
	const char *const *dir;  /* of each run */
	const struct runs *runs; /* the same, read */
	const struct spec_known *known;
	const char *version; /* of lencurve */
	size_t sheet_rows;   /* of one sheet; 0: what Excel takes */
};

/* Replaces path, which is no device. -1 leaves the old file as it was. */
int book_write(const char *path, const struct book_in *in, struct err *e);

/* A workbook of one sheet: what was said (said.h), as book_write. */
struct said;
int book_saved(const char *path, const char *title, const struct said *d,
	       const struct buf *text, struct err *e);

#endif
