/*
 * cut: a file of records cut into its records, in memory that grows to the
 * longest one (private to dataset). They are UTF-8, whatever the file is.
 */
#ifndef DATASET_CUT_H
#define DATASET_CUT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "data/encoding.h"
#include "text/span.h"

/* A quotation mark, as a name. */
enum { CUT_QUOTE = 0x22 };

enum cut_form {
	CUT_LINES, /* JSONL: a record a line, blank lines between */
	CUT_ARRAY, /* the elements of one JSON array */
	CUT_TABLE, /* CSV or TSV: line breaks within quotes are text */
	CUT_FORMS
};

struct cut {
	const char *path;
	int fd;
	struct encoding_reader in;
	bool eof, ended; /* ended: behind the array's bracket */
	struct buf window;
	size_t at;     /* what is before it has been given out */
	uint64_t line; /* of at */
	enum cut_form form;
	bool opened; /* the array's bracket has been passed */
};

/* "-" is standard input. Opens and looks at the beginning; the caller settles
 * form by cut_look. */
int cut_open(struct cut *c, const char *path, const char *encoding,
	     struct err *e);
void cut_close(struct cut *c);

/*
 * The first line, as far as it is in memory. Whether it
 * is all of the file.
 */
struct span cut_look(const struct cut *c, bool *whole);

/* Back to the start; before the second call of cut_next only. */
void cut_again(struct cut *c);

/*
 * The next record: 1, with the bytes before it in *gap and the line that it
 * begins on; 0 at the end, with the last bytes in *gap; -1 with *e. Both stand
 * until the next call.
 */
int cut_next(struct cut *c, struct span *gap, struct span *raw, uint64_t *line,
	     struct err *e);

#endif
