/*
 * csv: RFC 4180 tables with a header row, columns found by name.
 *
 * Written with '\n' line ends, quoted only where needed, no BOM. Read with
 * either line end, quoted line breaks, and a BOM that is skipped.
 */
#ifndef DATA_CSV_H
#define DATA_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

/*
 * Append a cell, with a comma before it unless it is the first of its row;
 * csv_end ends the row.
 */
void csv_text(struct buf *out, bool first, const char *s, size_t n);
void csv_end(struct buf *out);

/* The cells of a row that a reader gave, as csv_text writes them. */
struct csv_cell;
void csv_cells(struct buf *out, const struct csv_cell *cell, size_t n);

/*
 * For files meant for a spreadsheet: a cell that it would run as a formula
 * (first byte = + - @, tab or CR) gets an apostrophe in front.
 */
void csv_text_safe(struct buf *out, bool first, const char *s, size_t n);

struct csv_cell {
	const char *s; /* unquoted, NUL-terminated */
	size_t n;
};

struct csv_reader;

/* Opens and reads the header. Holds one row and a read buffer in memory. */
struct csv_reader *csv_open(const char *path, struct err *e);

/* The column's index, or -1. */
int csv_column(const struct csv_reader *c, const char *name);
size_t csv_columns(const struct csv_reader *c);
const char *csv_column_name(const struct csv_reader *c, size_t i);

/*
 * The next row: 1 with *row (csv_columns cells, valid until the next call),
 * 0 at the end, -1 with file and line in *e.
 */
int csv_row(struct csv_reader *c, const struct csv_cell **row, struct err *e);
uint64_t csv_line(const struct csv_reader *c);
void csv_close(struct csv_reader *c); /* accepts NULL */

#endif
