/*
 * dataset: training data, a record at a time, in the shapes people keep it:
 * JSONL, a JSON array, CSV or TSV. What a file is, is told by its first
 * record; its bytes are at hand, so that whoever changes a record changes
 * nothing else.
 *
 * A record has items: a prompt and its answer, one for each turn.
 */
#ifndef DATASET_DATASET_H
#define DATASET_DATASET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "data/encoding.h"
#include "text/span.h"

enum { DATASET_RECORD_MAX = 64 * 1024 * 1024 };

/* A stretch of a prompt that stands as one string in the record. */
struct dataset_piece {
	size_t at, n;         /* in the prompt */
	size_t raw_at, raw_n; /* in the record, without the quotes */
};

struct dataset_item {
	uint64_t turn; /* from 1 */
	struct span prompt;
	struct span answer; /* s is NULL: there is none */
	size_t npieces;
	struct dataset_piece piece[2]; /* an instruction and its input */
};

struct dataset_record {
	uint64_t line;   /* where it begins, from 1 */
	uint64_t number; /* from 1 */
	struct span gap; /* the bytes between the last record and this one */
	struct span raw;
	bool mended; /* ill-formed: the texts are not what stands there */
	bool odd;    /* it has no items; why says the reason */
	struct err why;
	size_t nitems;
	struct dataset_item *item;
};

struct dataset;

/*
 * "-" is standard input; encoding as in encoding_begin, gzip and zstd are
 * taken off, and what a record's bytes are called below is UTF-8. NULL with *e,
 * also for a file whose first record is of no known shape.
 */
struct dataset *dataset_open(const char *path, const char *encoding,
			     struct err *e);
void dataset_close(struct dataset *d); /* accepts NULL */

/* The path, or "standard input". */
const char *dataset_name(const struct dataset *d);

/* For whoever writes the file again. */
const struct encoding_reader *dataset_reader(const struct dataset *d);

/* "qianfan", and how the records stand: "JSONL", "a JSON array", "CSV". */
const char *dataset_shape(const struct dataset *d);
const char *dataset_form(const struct dataset *d);

/*
 * The next record: 1, valid until the next call; 0 at the end, where gap is
 * what is left of the file; -1 with file and line in *e. A record that is not
 * of the shape comes with `odd` and no items.
 */
int dataset_next(struct dataset *d, struct dataset_record *r, struct err *e);

/*
 * Where byte `at` of the item's prompt stands in the record; -1 between two
 * pieces. A place inside a character that is escaped is the escape's start.
 */
int64_t dataset_raw(const struct dataset *d, const struct dataset_record *r,
		    const struct dataset_item *item, size_t at);

/*
 * s as it may stand within a string of the record: escaped where all of the
 * record's other characters beyond ASCII are. No quote or control character
 * is in s.
 */
void dataset_quote(const struct dataset *d, const struct dataset_record *r,
		   struct span s, struct buf *out);

#endif
