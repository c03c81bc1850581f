/*
 * samples: samples.csv, one row for every planned cell.
 *
 * row.h has the columns. In memory a sample takes 40 bytes, and what repeats
 * from row to row stands once, in its series.
 */
#ifndef CURVE_SAMPLES_H
#define CURVE_SAMPLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "sweep/record.h"
#include "sweep/spec.h"

/*
 * One curve: everything that is not target and repeat. Model, sampling,
 * variant and relation make a series; the rest is the same in all its rows.
 */
struct series {
	const char *model, *sampling, *variant;
	enum relation relation;
	double temperature, top_p; /* as sent; NaN: omitted */
	bool pinned, simulated;
	int64_t seed; /* as sent with the first repeat; -1: none */
	size_t n;     /* samples */
};

/* What names a series; a variant brings its relation. */
enum series_key {
	SERIES_MODEL = 1,
	SERIES_SAMPLING = 2,
	SERIES_VARIANT = 4,
	SERIES_ALL = SERIES_MODEL | SERIES_SAMPLING | SERIES_VARIANT,
};

struct sample {
	uint32_t series; /* index */
	uint32_t target;
	uint32_t repeat;
	enum outcome outcome;
	double length;      /* a number when outcome is ok, else NaN */
	uint64_t text_hash; /* equal for byte-identical answers; 0: none */
	uint64_t item;      /* which prompt, where several ask for one
			     * target; 0: (variant, target) says it all */
};

/* A run's samples in memory, in file order. */
struct samples {
	const char *path;
	const char *unit;
	uint64_t prompts_hash; /* plan_prompts_hash; 0 for imports */
	size_t nseries, n;
	struct series *series;
	struct sample *sample;
	struct arena arena; /* owns the strings */
};

/*
 * Read DIR/samples.csv, or the file itself when path is one. Two units, or
 * two sets of questions, in one file are refused. Series stand in the order
 * of their first row. After -1 there is nothing to free.
 */
int samples_read(struct samples *s, const char *path, struct err *e);
void samples_fini(struct samples *s);

/* Whether two series, of one run or of two, have these keys in common. */
bool series_same(const struct series *a, const struct series *b, unsigned keys);

#endif
