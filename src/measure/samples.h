/*
 * samples: samples.csv, one row for every planned cell.
 *
 * row.h has the columns. In memory a sample takes 40 bytes, and what repeats
 * from row to row stands once, in its series.
 */
#ifndef MEASURE_SAMPLES_H
#define MEASURE_SAMPLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "measure/remarks.h"
#include "measure/series_index.h"
#include "store/manifest.h"
#include "sweep/outcome.h"
#include "text/overlap.h"

/* The most that sample.reasoned holds, beyond any window of a model. */
enum { SAMPLES_REASONED_MAX = (1 << 22) - 1 };

struct sample {
	uint32_t series; /* index */
	uint32_t target;
	uint32_t repeat;
	enum outcome outcome : 8;
	bool cut_over : 1;      /* truncated, and beyond the target already */
	bool thought : 1;       /* reasoning came, or tokens of it */
	uint32_t reasoned : 22; /* tokens of it, and 1; 0: not reported */
	double length;          /* a number when outcome is ok, else NaN */
	uint64_t text_hash;     /* equal for byte-identical answers; 0: none */
	uint64_t item;          /* which prompt, where several ask for one
				 * target; 0: (variant, target) says it all */
};

static inline bool
samples_same_question(const struct sample *a, const struct sample *b)
{
	return a->target == b->target && a->item == b->item;
}

/* In the order of curve.h within a series: by target, item, repeat. */
static inline int
samples_order(const struct sample *a, const struct sample *b)
{
	if (a->target != b->target)
		return a->target < b->target ? -1 : 1;
	if (a->item != b->item)
		return a->item < b->item ? -1 : 1;
	return (a->repeat > b->repeat) - (a->repeat < b->repeat);
}

/* Tokens of reasoning; -1: not reported. */
static inline int
samples_reasoning(const struct sample *x)
{
	return (int)x->reasoned - 1;
}

/* What a sample has in common with its reference; NaN and 0: missing. */
struct sample_overlap {
	double bleu, rouge[3], rouge_words[3];
	uint32_t references; /* 0: there is none */
	int64_t answer, reference, match[4];
};

/* A run's samples in memory, in file order. */
struct samples {
	const char *path;
	const char *unit;
	uint64_t prompts_hash;       /* plan_prompts_hash; 0 for imports */
	struct manifest_terms terms; /* of the directory it lies in */
	const char *labels;          /* of the run: "lr=8e-4, ...", or NULL */
	char day[11], last_day[11];  /* UTC, of the first and the last first
				      * attempt: "2026-11-27"; "" unknown */
	unsigned varying;            /* keys that tell its series apart */
	bool simulated;              /* any series is the simulator's */
	bool limits;                 /* any was asked for a limit */
	struct series_index index;   /* of its series by all their keys */
	struct remarks remarks;      /* what is odd about its answers */
	size_t nseries, n;
	struct series *series;
	struct sample *sample;
	/* Beside each sample; NULL where no row has a reference. */
	struct sample_overlap *overlap;
	enum overlap_tokens overlap_how;
	size_t overlap_nrefs; /* of each; 0: not always as many */
	struct arena arena;   /* owns the strings */
};

/*
 * Read DIR/samples.csv, or the file itself when path is one. Two units, or
 * two sets of questions, in one file are refused. Series stand in the order
 * of their first row. After -1 there is nothing to free.
 */
int samples_read(struct samples *s, const char *path, struct err *e);
void samples_fini(struct samples *s);

/* What is known of the series together, for those that no file was read for:
 * varying, simulated, limits, index. */
void samples_index(struct samples *s);

/* The series with all the keys of x, or SERIES_NONE. */
size_t samples_find(const struct samples *s, const struct series *x);

#endif
