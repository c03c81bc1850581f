/*
 * kept: the rows of an earlier samples.csv, for a run that is resumed.
 *
 * DIR/measured.json says of what the samples.csv beside it was made. Where
 * nothing but the journal has grown since, rows without a new record are
 * copied, which is a tenth of the work of measuring them. Whatever is in doubt
 * (another program, manifest or option, a file that was touched) is measured
 * anew, so that what comes is the same either way.
 */
#ifndef MEASURE_KEPT_H
#define MEASURE_KEPT_H

#include <stdbool.h>
#include <stdint.h>

#include "measure/cells.h"
#include "measure/row.h"

struct kept_mark {
	int64_t format;
	uint64_t key; /* of all but the journal that decides what a row is */
	struct cells_mark journal;
	uint64_t rows, rows_hash;
};

/* The table of measured.json. */
extern const struct field_place kept_places[];

/* Of the program's sources that measure; the build makes it. */
extern const char kept_code[];

/* The key of DIR measured with these; 0 where it cannot be told. */
uint64_t kept_key(const char *dir, unsigned strip, bool verbatim,
		  unsigned unit);

/* False: there is none for this key. */
bool kept_read(const char *dir, uint64_t key, struct kept_mark *m);

/* A mark that could not be written makes the next measuring whole. */
void kept_write(const char *dir, const struct kept_mark *m);

/* One after the other, the rows that the mark is of. */
struct kept;

/* NULL: they cannot be read. Takes what it needs of the mark. */
struct kept *kept_open(const char *dir, const struct kept_mark *m);

/*
 * The next row, of which `row` has what is told of a run (remarks.h), outcome
 * and notes, and its line; both valid until the next call. False: it is none.
 */
struct kept_row {
	struct row row;
	const char *line;
	size_t n;
	uint64_t hash; /* of the line */
};
bool kept_next(struct kept *k, struct kept_row *r);

/* Whether all rows were taken, and are those that the mark is of. */
bool kept_whole(struct kept *k);

/* A running hash of rows, from 0. */
uint64_t kept_sum(uint64_t sum, uint64_t line_hash);

void kept_close(struct kept *k); /* accepts NULL */

#endif
