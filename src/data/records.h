/*
 * records: a file of records, whatever its form, as JSON texts a line each.
 *
 * The first bytes decide the form: JSONL; one JSON array, also inside of an
 * object ("results.results", "samples"), or objects one behind the other,
 * over as many lines as they like, with commas or without; or a table with
 * commas, semicolons or tabs, whose rows become objects of strings under the
 * names of the header; a cell that is the JSON of chat messages becomes these.
 * Tables are read as spreadsheets write them: "sep=;" on top, quoted line
 * breaks, quotes in the middle of a cell; a row of fewer cells than the header
 * lacks the last ones, one of empty cells is blank.
 *
 * gzip, zstd and the encodings of encoding.h are taken off. Memory: some
 * stretches, and the longest record.
 */
#ifndef DATA_RECORDS_H
#define DATA_RECORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

enum records_form { RECORDS_LINES, RECORDS_ARRAY, RECORDS_TABLE };

#define RECORDS_MAX ((size_t)1 << 30)

struct records;

/*
 * "-" is standard input; encoding as in encoding_begin; `text`: what is no
 * JSON is not a table but lines. NULL with *e.
 */
struct records *records_open(const char *path, const char *encoding, bool text,
			     struct err *e);
enum records_form records_form(const struct records *r);

/* The path, or "standard input". */
const char *records_name(const struct records *r);

/*
 * The next whole lines, some 64 KB of them or one, in place of what is in out
 * (with a ceiling of RECORDS_MAX or more): 1, 0 at the end, -1 with the file in
 * *e. *first is the number of the first of them, from 1: of the line in a JSONL
 * file, blank ones counted, else of the record. Lines of JSONL are not looked
 * at, nor are the elements of an array; a table's are JSON.
 */
int records_next(struct records *r, struct buf *out, uint64_t *first,
		 struct err *e);

/* Is given a record or a line, blank ones too; -1 with *e ends the reading. */
typedef int records_take(void *user, uint64_t line, const char *s, size_t n,
			 struct err *e);

/* The lines of s[0..n), the first of which has that number: 0, or -1. */
int records_lines(const char *s, size_t n, uint64_t first, records_take *take,
		  void *user, struct err *e);

/* All that is left of a file, as records_next and records_lines give it. */
int records_each(struct records *r, records_take *take, void *user,
		 struct err *e);

/* Parts so far that had no meaning in an encoding that is not UTF-8. */
uint64_t records_ill_formed(const struct records *r);
void records_close(struct records *r); /* accepts NULL */

#endif
