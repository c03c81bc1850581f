/*
 * book_impl: what the sheets of a workbook share (private to book).
 */
#ifndef REPORT_BOOK_IMPL_H
#define REPORT_BOOK_IMPL_H

#include <stdbool.h>
#include <xlsxwriter.h>

#include "data/table.h"
#include "report/book.h"
#include "report/said.h"
#include "report/words.h"

/* How a cell looks. */
enum book_look {
	BOOK_PLAIN,
	BOOK_TITLE,
	BOOK_ABOUT, /* grey, below a title */
	BOOK_ALARM, /* of what is simulated */
	BOOK_STRONG,
	BOOK_HEAD, /* of a column */
	BOOK_HEAD_RIGHT,
	BOOK_WRAPPED, /* on several lines, from the top */
	BOOK_TOP,     /* on one, from the top */
	BOOK_WHOLE,   /* numbers of so many decimals */
	BOOK_TENTHS,
	BOOK_HUNDREDTHS,
	BOOK_FINE,
	BOOK_SHARE, /* in percent */
	BOOK_LOOKS
};

/* What was seen of a series while its answers passed. */
struct book_seen {
	bool any;
	char asked_temperature[32], asked_top_p[32]; /* "" for left out */
	char served[128];         /* the first model a server named */
	char first[40], last[40]; /* UTC, of the first attempts */
};

struct book {
	const struct book_in *in; /* NULL: it is of what was said */
	const struct said *said;
	const struct buf *text;
	const char *title;
	lxw_workbook *file;
	lxw_format *look[BOOK_LOOKS], *wrong; /* of a difference */
	size_t nseries;                       /* of all runs */
	struct book_seen *seen;               /* of each */
};

/* A sheet with a name in the language spoken. */
lxw_worksheet *book_sheet(struct book *b, enum words_id name);

/*
 * s as a string, never a formula. True when a cell could not hold it all: it
 * then ends with words that say so.
 */
bool book_text(struct book *b, lxw_worksheet *s, lxw_row_t row, lxw_col_t col,
	       const char *text, size_t n, enum book_look look);

/* Words, a text, a number (NaN: empty) in a cell. */
void book_words(struct book *b, lxw_worksheet *s, lxw_row_t row, lxw_col_t col,
		enum words_id id, enum book_look look);
void book_str(struct book *b, lxw_worksheet *s, lxw_row_t row, lxw_col_t col,
	      const char *text, enum book_look look);
void book_num(struct book *b, lxw_worksheet *s, lxw_row_t row, lxw_col_t col,
	      double x, enum book_look look);

/* A text across BOOK_ACROSS columns, as many lines high as it takes. */
enum { BOOK_ACROSS = 12, BOOK_WIDTH = 13 };
void book_across(struct book *b, lxw_worksheet *s, lxw_row_t row,
		 const char *text, enum book_look look);

/* A table for people: its numbers become numbers. The row below it. */
lxw_row_t book_table(struct book *b, lxw_worksheet *s, lxw_row_t row,
		     const struct table *t);

/* Columns of a sheet of sentences and tables. */
void book_columns(lxw_worksheet *s);

/* What was said, from a row on; charts become the workbook's own, with their
 * numbers beside. The row below it. */
lxw_row_t book_said(struct book *b, lxw_worksheet *s, lxw_row_t row,
		    const struct said *d, const struct buf *text);

/* Colours of lines, in the order of series. */
enum { BOOK_HUES = 7 };
extern const lxw_color_t book_hue[BOOK_HUES];

/* What one run's series is called in a book of several. Appended. */
void book_name(const struct book *b, size_t run, size_t series,
	       struct buf *out);

/* Whether every sheet of a workbook that was written is there to its end. */
bool book_is_whole(const char *path);

/* The sheets, in their order; samples read every text once. */
void book_verdict(struct book *b);
void book_curve(struct book *b);
int book_samples(struct book *b, struct err *e);
void book_compare(struct book *b);
void book_further(struct book *b);
void book_notes(struct book *b);

#endif
