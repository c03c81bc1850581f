/*
 * series: what makes one curve of a run, and what it is called.
 */
#ifndef MEASURE_SERIES_H
#define MEASURE_SERIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "data/field.h"
#include "sweep/relation.h"

/*
 * One curve: everything that is not target and repeat. Model, sampling,
 * variant and relation make a series; the rest is the same in all its rows.
 */
struct series {
	const char *model, *sampling, *variant;
	enum relation relation;
	double temperature, top_p;      /* as sent; NaN: omitted */
	bool pinned, simulated, seeded; /* seeded: seeds were sent */
	int64_t seed; /* that all of the first repeat had; -1: no such one */
	size_t n;     /* samples */
};

/* What every file says of a series: its keys, what was sent, seed. */
extern const struct field series_fields[];

/* Bytes of a name; later stages hold several, escaped, in fixed room. */
enum { SERIES_NAME_MAX = 1024 };

/*
 * A name from a file as all later stages can take it: not longer than
 * SERIES_NAME_MAX, else -1 with the column in *e; and one line, as gnuplot
 * and tables read lines: a break in it becomes "\\n" or "\\r", in line.
 */
int series_name_take(const char *column, const char **name, struct buf *line,
		     struct err *e);

/* What names a series; a variant brings its relation. */
enum series_key {
	SERIES_MODEL = 1,
	SERIES_SAMPLING = 2,
	SERIES_VARIANT = 4,
	SERIES_ALL = SERIES_MODEL | SERIES_SAMPLING | SERIES_VARIANT,
	SERIES_RELATION = 8, /* only of a name */
};

/* Whether two series, of one run or of two, have these keys in common. */
bool series_same(const struct series *a, const struct series *b, unsigned keys);

/* The keys by which any of s[0..n) differs from `first`. */
unsigned series_varying(const struct series *first, const struct series *s,
			size_t n);

/*
 * What a series is called, everywhere: its model, and of sampling, variant
 * and relation those of `keys`: "a t0.1-p0.5 most at_most"; a variant that is
 * called like its relation says both. With the keys that vary among some
 * series, the fewest words that tell them apart.
 * Appended.
 */
void series_name(const struct series *x, unsigned keys, struct buf *out);

#endif
