/*
 * metrics: what a set of cells says about a model, each number by the
 * formula its row in the table names.
 *
 * T is a cell's target, L its length, e = L - T, d = e / T. N counts planned
 * cells, M those measured (outcome ok). Means and medians are over M; rates
 * are over N, so that a cell that was not measured is a miss.
 */
#ifndef CURVE_METRICS_H
#define CURVE_METRICS_H

#include <stddef.h>
#include <stdint.h>

#include "data/field.h"
#include "measure/samples.h"

enum { METRICS_HITS = 5 };

/* NaN where the cells give no answer. */
struct metrics {
	uint64_t planned, measured;
	uint64_t outcome[OUTCOMES];
	double length_mean, length_median, length_min, length_q1, length_q3,
	    length_max, length_sd;
	double bias_mean, bias_median; /* of e */
	double mald, medad, rmse;      /* of |e| */
	double d_mean, d_abs_median;
	double exact, hit[METRICS_HITS], hit_5pct, hit_10pct;
	double under, over;
	double ld, ld_pooled, ls, ls_code, s_l, step;
	double pm, fm;
	double satisfied, excess, shortfall;
	double distinct;
	/* Against references, of the `overlapped` answers that have one. */
	uint64_t overlapped;
	double bleu, bleu_all, rouge[3], rouge_words[3];
	/* Of cells that thought before they answered, or did not get so far. */
	uint64_t thought, thought_empty;
	uint64_t reasoned; /* that report tokens */
	double reasoning_mean, reasoning_median, reasoning_max;
};

/* Columns of curve.csv, members of summary.json. */
extern const struct field metrics_fields[];

/*
 * Metrics of the n cells sample[order[0..n)], which stand by target, then
 * by item; one relation holds for all. even: each target counts the same in
 * means and rates, however often it was asked (manifest.h); medians,
 * quantiles and sd stay those of the answers.
 */
void metrics_of(struct metrics *m, const struct sample *sample,
		const uint32_t *order, size_t n, enum relation relation,
		bool even);

/* What of m is about references: of the same cells of s. */
void metrics_overlap(struct metrics *m, const struct samples *s,
		     const uint32_t *order, size_t n);

#endif
