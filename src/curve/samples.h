/*
 * samples: samples.csv, one row for every planned cell.
 *
 * The column table in samples.c is the header row, the writer, the reader
 * and the documentation at once. `length` is the answer's length in the
 * sweep's unit; every unit has a column of its own too. A cell that was not
 * measured has an outcome other than ok and an empty length, so it cannot
 * enter a mean.
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

/* One curve: everything that is not target and repeat. */
struct series {
	const char *model, *sampling, *variant;
	enum relation relation;
	double temperature, top_p; /* as sent; NaN: omitted */
	bool pinned, simulated;
	size_t n; /* samples */
};

struct sample {
	uint32_t series; /* index */
	uint32_t target;
	uint32_t repeat;
	enum outcome outcome;
	double length;      /* NaN unless outcome is ok */
	uint64_t text_hash; /* equal for byte-identical answers; 0: none */
};

/* A run's samples in memory, in file order. */
struct samples {
	const char *path;
	const char *unit;
	uint64_t prompts_hash; /* plan_prompts_hash; 0 for imports */
	size_t nseries, n;
	struct series *series;
	struct sample *sample;
	struct arena arena; /* owns all strings and arrays */
};

/* Read DIR/samples.csv, or the file itself when path is one. */
int samples_read(struct samples *s, const char *path, struct err *e);
void samples_fini(struct samples *s);

#endif
