/*
 * import: the parts of measure_files (private to measure).
 *
 * import_fields.c says which fields a file has, import_line.c makes a row of
 * a record, import_row.c cells of the row, import_target.c finds its target,
 * import.c reads, orders and writes.
 */
#ifndef MEASURE_IMPORT_H
#define MEASURE_IMPORT_H

#include <regex.h>

#include "base/arena.h"
#include "data/encoding.h"
#include "data/field_lines.h"
#include "data/jsonl.h"
#include "measure/format.h"
#include "measure/measure.h"
#include "measure/row.h"

enum { IMPORT_SMALL = 1 << 20, IMPORT_ERRORS = FORMAT_ERRORS + 1 };

/* The fields of one file by their number in paths; -1: it has none. */
struct import_fields {
	const struct format *format; /* or NULL */
	struct jsonl_paths paths;
	const char *name[JSONL_FIELDS];
	int text, target, target_else, prompt, input, finish, refusal, cut,
	    status, done;
	int error[IMPORT_ERRORS], model, id, relation, group, where, once;
	int prompt_tokens, completion_tokens;
	bool by_claim;        /* the target is in the prompt's words */
	bool target_or_claim; /* where the record has a target it counts */
	int reference;        /* the first of REFERENCE_PATHS, or -1 */
	bool answers;         /* some record of the first stretch has a text */
	char *model_name;     /* of records that name none, or NULL */
	char *once_value; /* what `once` says in the first record, or NULL */
};

struct import_file {
	const char *path;
	struct import_fields fields;
};

struct import {
	const struct measure_fields *f;
	const struct measure_opts *o;
	unsigned unit;
	enum relation relation;     /* of every line, where no field says */
	const char *relation_field; /* or NULL */
	bool pattern;
	regex_t target_pattern;
	bool named; /* ids have the file's name in front */
	const char *reference[REFERENCE_PATHS]; /* of a field; NULL: none */
	struct reference_map *references;       /* of a file, or NULL */
	struct arena arena;
};

/* A row whose cells are written, but for its repeat. */
struct import_row {
	uint64_t question;   /* its hash */
	size_t at, excel_at; /* where the repeat goes in the cells */
};

/* One thread's work: a stretch of lines and the rows made of it. */
struct import_batch {
	const struct import *im;
	const struct import_file *file;
	uint64_t seq, first; /* the first line's number */
	struct buf lines;
	size_t n, max;
	struct import_row *made;
	struct buf cells, excel_cells; /* of the rows, without their repeats */
	struct buf answers;
	struct overlaps overlaps;
	bool liked; /* a row of these is written, and lines are like it */
	struct field_lines lines_like;
	struct row blank;
	/* For one line. */
	struct row row;
	struct arena arena; /* of its strings */
	struct buf model;   /* its last name, which is that of all lines */
	uint64_t model_hash;
	struct reference own;               /* of its fields */
	const struct import_file *model_of; /* of this file, or of none */
	struct buf scratch, mended, text, reference, small, one_line;
	struct jsonl_value value[JSONL_FIELDS];
	/* What is told at the end. */
	uint64_t bad, ill_formed, objects, outcome[OUTCOMES];
	struct overlaps_sum sum;
	struct err bad_first, err;
	bool failed;
	struct encoding_sample sample;
};

/*
 * The fields of a file whose first record is s[0..n); n may be 0. -1 with *e,
 * which lists what the record has.
 */
int import_fields(struct import_fields *x, const struct import *im,
		  const char *path, const char *s, size_t n, struct err *e);

/* err_then: "; it has \"a\", \"b.c\"": the fields of the record. -1. */
int import_has(const char *s, size_t n, struct err *e);

/* The line that is read, and what it says. */
struct import_reading {
	struct import_batch *b;
	const struct import_fields *x;
	const char *s;
	size_t n;
	struct row *r;
	const struct reference *reference; /* or NULL */
};

/* A field of it; one that the file has not is missing. */
const struct jsonl_value *import_value(const struct import_reading *l,
				       int field);
const char *import_name(const struct import_reading *l, int field);

/* A text of the row's, kept with the batch; NULL when there is none. */
const char *import_kept(const struct import_reading *l, int field);

/* What the field is and what was expected; -1. */
int import_wrong(const struct import_reading *l, int field,
		 const char *expected, struct err *e);

/* The row's id; its cells but for its repeat, and what counts of it. */
void import_row_name(const struct import_reading *l, uint64_t line);
void import_row_write(const struct import_reading *l);

/* Target and relation of the row. */
int import_target(const struct import_reading *l, struct err *e);

/*
 * The row of the first line of s[0..n), number `line`, but for its repeat,
 * into b->cells, its texts into b->answers. 0, also for a line that is blank
 * or where a --where says no; -1 (STATUS_INPUT) for a bad one. *len: its bytes
 * without the break.
 */
int import_line(struct import_batch *b, const char *s, size_t n, uint64_t line,
		size_t *len, struct err *e);

#endif
