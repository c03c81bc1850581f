/*
 * study: a study file, read and checked: run directories by the factors of
 * the recipes that their models were made by.
 *
 *	{ "name": "recipes",
 *	  "factors": { "method": {}, "lr": { "scale": "log" },
 *	               "seed": { "repeat": true } },
 *	  "runs": [ { "dir": "results/a", "method": "lora", "lr": 8e-4,
 *	              "seed": 1 } ] }
 *
 * JSON with comments, as strict as a sweep's. A factor with a scale has
 * numbers, any other words. One marked "repeat" tells runs of one recipe
 * apart, such as the seed of the training. What a run does not say stands in
 * its manifest's labels.
 */
#ifndef SWEEP_STUDY_H
#define SWEEP_STUDY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

enum {
	STUDY_FACTORS = 12,
	STUDY_RUNS = 1000,
	STUDY_BANDS = 8,
	STUDY_FILE_MAX = 4 * 1024 * 1024
};

enum study_scale { STUDY_WORDS, STUDY_LINEAR, STUDY_LOG };

struct study_factor {
	const char *name;
	enum study_scale scale;
	bool repeat;
};

/* A factor's value in a run; text NULL: the run does not say. */
struct study_value {
	const char *text;
	double number; /* NaN for a word */
};

struct study_run {
	const char *dir;
	const char *model, *sampling, *variant; /* which series; NULL: any */
	struct study_value value[STUDY_FACTORS];
	int line;
};

struct study {
	const char *path, *name, *purpose;
	const char *judge; /* whose scores; NULL: the first of each run */
	size_t nfactor, nrun, nband;
	struct study_factor factor[STUDY_FACTORS];
	struct study_run *run;
	const char *band[STUDY_BANDS]; /* "5-250" */
};

/* Everything lives in the arena. -1 with file, line and key in *e. */
int study_read(struct study *s, const char *path, struct arena *a,
	       struct err *e);
int study_parse(struct study *s, const char *path, const char *text, size_t n,
		struct arena *a, struct err *e);

/*
 * A value as a label has it ("8e-4"), for a factor: a number where it has a
 * scale. -1: it is none, or not above 0 on a logarithm.
 */
int study_value(struct study_value *v, const struct study_factor *f,
		const char *text);

#endif
