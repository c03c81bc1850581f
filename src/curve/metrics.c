/*
 * The table gives the metrics their names, order and formulas, wherever one is
 * written or shown.
 *
 * One walk through the cells feeds all sums; only what needs an order is
 * gathered and sorted. Comparisons with shares of the target are made in whole
 * numbers (10 |e| <= T), since |d| <= 0.1 in doubles loses answers that lie
 * exactly on the bound.
 */
#include "curve/metrics.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mean.h"
#include "base/mem.h"
#include "base/order.h"
#include "curve/score.h"
#include "measure/overlaps.h"
#include "stat/select.h"
#include "stat/summary.h"

#define COUNT(name, field, text)                                               \
	FIELD(name, U64, struct metrics, field, .about = text)
#define MEAN(name, field, digits, text)                                        \
	FIELD(name, REAL, struct metrics, field, .decimals = digits,           \
	      .about = text)
#define RATE(name, field, text) MEAN(name, field, FIELD_SHARE, text)

const struct field metrics_fields[] = {
	COUNT("planned", planned, "N, cells of the plan"),
	COUNT("measured", measured, "M, cells with a length"),
	COUNT("ok", outcome[OUTCOME_OK], "cells that were answered"),
	COUNT("truncated", outcome[OUTCOME_TRUNCATED], "cut by a token limit"),
	COUNT("refused", outcome[OUTCOME_REFUSED], "the model declined"),
	COUNT("filtered", outcome[OUTCOME_FILTERED],
	      "stopped by a content filter"),
	COUNT("empty", outcome[OUTCOME_EMPTY], "no text"),
	COUNT("failed", outcome[OUTCOME_FAILED], "no answer"),
	MEAN("length_mean", length_mean, 1, "mean L"),
	MEAN("length_median", length_median, 1, "median L"),
	MEAN("length_min", length_min, 1, "least L"),
	MEAN("length_q1", length_q1, 1, "first quartile of L"),
	MEAN("length_q3", length_q3, 1, "third quartile of L"),
	MEAN("length_max", length_max, 1, "greatest L"),
	MEAN("length_sd", length_sd, 1, "standard deviation of L (n - 1)"),
	MEAN("bias_mean", bias_mean, 1, "mean e"),
	MEAN("bias_median", bias_median, 1, "median e"),
	MEAN("mald", mald, 1, "mean |e|, also called MAE"),
	MEAN("medad", medad, 1, "median |e|"),
	MEAN("rmse", rmse, 1, "root of the mean e^2"),
	MEAN("d_mean", d_mean, 3, "mean d"),
	MEAN("d_abs_median", d_abs_median, 3, "median |d|"),
	RATE("exact", exact, "share with e = 0"),
	RATE("hit_5", hit[0], "share with |e| <= 5"),
	RATE("hit_10", hit[1], "share with |e| <= 10"),
	RATE("hit_15", hit[2], "share with |e| <= 15"),
	RATE("hit_20", hit[3], "share with |e| <= 20"),
	RATE("hit_40", hit[4], "share with |e| <= 40"),
	RATE("hit_5pct", hit_5pct, "share with |d| <= 5 %"),
	RATE("hit_10pct", hit_10pct, "share with |d| <= 10 %"),
	RATE("under", under, "share with L < T"),
	RATE("over", over,
	     "share with L > T, cut answers that are beyond T too"),
	MEAN("ld", ld, 3, "LIFEBench LD: mean over targets of mean |d|"),
	MEAN("ld_pooled", ld_pooled, 3, "mean |d| over answers"),
	MEAN("ls", ls, 1,
	     "LIFEBench LS: mean of 100 exp(5d), d < 0, or 100 exp(-2d)"),
	MEAN("ls_code", ls_code, 1,
	     "LS as LIFEBench's code has it: the same of 100 d"),
	MEAN("s_l", s_l, 1, "LongWriter S_l"),
	MEAN("step", step, 3,
	     "Qianfan's step score of |L/T - 1|: 1, .75, .5, .25, .1 up to "
	     ".05, .1, .15, .2, .25, else 0"),
	RATE("pm", pm, "Ruler's precise match, over the targets it has"),
	RATE("fm", fm, "Ruler's flexible match, over the targets it has"),
	RATE("satisfied", satisfied,
	     "share that obeys the relation; empty for about"),
	MEAN("excess", excess, 1, "mean of max(0, e)"),
	MEAN("shortfall", shortfall, 1, "mean of max(0, -e)"),
	RATE("distinct", distinct,
	     "different answers to one question / answers"),
	COUNT("overlapped", overlapped, "cells with a reference"),
	MEAN("bleu", bleu, 1,
	     "mean BLEU of answers of 4 tokens and more, percent"),
	MEAN("bleu_all", bleu_all, 1,
	     "BLEU of all answers as one corpus (sacrebleu's corpus_bleu)"),
	MEAN("rouge_1", rouge[0], 3, "mean ROUGE-1, F of characters"),
	MEAN("rouge_2", rouge[1], 3, "mean ROUGE-2"),
	MEAN("rouge_l", rouge[2], 3, "mean ROUGE-L"),
	MEAN("rouge_1_words", rouge_words[0], 3,
	     "mean ROUGE-1, F of words as rouge_score has them"),
	MEAN("rouge_2_words", rouge_words[1], 3, "mean ROUGE-2 of words"),
	MEAN("rouge_l_words", rouge_words[2], 3, "mean ROUGE-L of words"),
	COUNT("thought", thought, "cells with reasoning, or with tokens of it"),
	COUNT("thought_empty", thought_empty,
	      "of these, cells without text behind it"),
	COUNT("reasoned", reasoned,
	      "cells whose reasoning tokens are known, 0 among them"),
	MEAN("reasoning_mean", reasoning_mean, 1,
	     "mean reasoning tokens of those"),
	MEAN("reasoning_median", reasoning_median, 1,
	     "median reasoning tokens"),
	MEAN("reasoning_max", reasoning_max, 0, "most reasoning tokens"),
	FIELD_END,
};

#undef COUNT
#undef MEAN
#undef RATE

static const double hit_within[METRICS_HITS] = { 5, 10, 15, 20, 40 };

/*
 * Sums on the way through the cells, each times its weight; turned into means
 * at the end. A cell weighs 1, or what makes every target weigh 1: `each` of
 * the planned ones for rates, `mean` of the measured ones.
 */
struct sums {
	bool even;
	double each, mean;
	double planned, measured;
	double ruler, pm, fm; /* cells Ruler knows, and its matches */
	double exact, hit[METRICS_HITS], hit_5pct, hit_10pct, under, over,
	    satisfied;
	double e, e_abs, e_sq, d, d_abs, ls, ls_code, s_l, step, excess,
	    shortfall;
	double ld;        /* of targets' means */
	uint64_t ntarget; /* with a measured cell */
};

static void
add_length(struct sums *s, double length, double target, enum relation relation)
{
	double e = length - target, d = e / target, w = s->mean;

	s->e += w * e;
	s->e_abs += w * fabs(e);
	s->e_sq += w * e * e;
	s->d += w * d;
	s->d_abs += w * fabs(d);
	s->ls += w * score_ls(d);
	s->ls_code += w * score_ls(100 * d);
	s->s_l += w * score_s_l(length, target);
	s->step += w * score_step(length, target);
	s->excess += w * fmax(0, e);
	s->shortfall += w * fmax(0, -e);
	w = s->each;
	s->exact += e == 0 ? w : 0;
	for (int i = 0; i < METRICS_HITS; i++)
		s->hit[i] += fabs(e) <= hit_within[i] ? w : 0;
	/* |d| <= 1/10 without rounding: 10 |e| <= T. */
	s->hit_5pct += 20 * fabs(e) <= target ? w : 0;
	s->hit_10pct += 10 * fabs(e) <= target ? w : 0;
	s->under += e < 0 ? w : 0;
	s->over += e > 0 ? w : 0;
	s->satisfied +=
	    relation_satisfied(relation, length, target) == 1 ? w : 0;
}

static void
add_ruler(struct sums *s, const struct sample *x)
{
	bool pm = false, fm = false;

	if (!score_ruler(x->target, x->length, &pm, &fm))
		return;
	s->ruler += s->each;
	s->pm += pm ? s->each : 0;
	s->fm += fm ? s->each : 0;
}

/* The cells of one target; of them m measured. */
static void
add_target(struct sums *s, const struct sample *sample, const uint32_t *order,
	   size_t n, enum relation relation)
{
	double d_abs = s->d_abs; /* of the targets before this one */
	size_t m = 0;

	for (size_t i = 0; i < n; i++)
		m += sample[order[i]].outcome == OUTCOME_OK;
	if (s->even) {
		s->each = 1 / (double)n;
		s->mean = m > 0 ? 1 / (double)m : 0;
	}
	s->planned += s->even ? 1 : (double)n;
	s->measured += s->even ? m > 0 : (double)m;
	for (size_t i = 0; i < n; i++) {
		const struct sample *x = &sample[order[i]];

		add_ruler(s, x);
		if (x->outcome == OUTCOME_OK)
			add_length(s, x->length, x->target, relation);
		s->over += x->outcome == OUTCOME_TRUNCATED && x->cut_over
			       ? s->each
			       : 0;
	}
	if (m == 0)
		return;
	s->ld += (s->d_abs - d_abs) / (s->even ? 1 : (double)m);
	s->ntarget++;
}

static void
add_cells(struct sums *s, const struct sample *sample, const uint32_t *order,
	  size_t n, enum relation relation)
{
	for (size_t i = 0, to; i < n; i = to) {
		for (to = i + 1; to < n; to++)
			if (sample[order[to]].target != sample[order[i]].target)
				break;
		add_target(s, sample, order + i, to - i, relation);
	}
}

static void
set_rates(struct metrics *m, const struct sums *s, enum relation relation)
{
	double n = s->planned;

	m->exact = s->exact / n;
	for (int i = 0; i < METRICS_HITS; i++)
		m->hit[i] = s->hit[i] / n;
	m->hit_5pct = s->hit_5pct / n;
	m->hit_10pct = s->hit_10pct / n;
	m->under = s->under / n;
	m->over = s->over / n;
	m->satisfied = relation == RELATION_ABOUT ? NAN : s->satisfied / n;
	m->pm = s->ruler > 0 ? s->pm / s->ruler : NAN;
	m->fm = s->ruler > 0 ? s->fm / s->ruler : NAN;
}

static void
set_means(struct metrics *m, const struct sums *s)
{
	double n = m->measured == 0 ? NAN : s->measured;

	m->bias_mean = s->e / n;
	m->mald = s->e_abs / n;
	m->rmse = sqrt(s->e_sq / n);
	m->d_mean = s->d / n;
	m->ld_pooled = s->d_abs / n;
	m->ld = s->ntarget == 0 ? NAN : s->ld / (double)s->ntarget;
	m->ls = s->ls / n;
	m->ls_code = s->ls_code / n;
	m->s_l = s->s_l / n;
	m->step = s->step / n;
	m->excess = s->excess / n;
	m->shortfall = s->shortfall / n;
}

/* Puts f of each measured cell into x; returns how many. */
enum what { WHAT_LENGTH, WHAT_E, WHAT_E_ABS, WHAT_D_ABS };

static size_t
gather(double *x, enum what what, const struct sample *sample,
       const uint32_t *order, size_t n)
{
	size_t m = 0;

	for (size_t i = 0; i < n; i++) {
		const struct sample *c = &sample[order[i]];
		double e = c->length - c->target;

		if (c->outcome != OUTCOME_OK)
			continue;
		switch (what) {
		case WHAT_LENGTH:
			x[m++] = c->length;
			break;
		case WHAT_E:
			x[m++] = e;
			break;
		case WHAT_E_ABS:
			x[m++] = fabs(e);
			break;
		case WHAT_D_ABS:
			x[m++] = fabs(e) / c->target;
			break;
		}
	}
	return m;
}

static void
set_order_statistics(struct metrics *m, const struct sample *sample,
		     const uint32_t *order, size_t n)
{
	double *x = mem_calloc(n, sizeof(*x));
	size_t k = gather(x, WHAT_LENGTH, sample, order, n);

	m->length_mean = m->length_median = m->length_min = m->length_q1 =
	    m->length_q3 = m->length_max = m->length_sd = m->bias_median =
		m->medad = m->d_abs_median = NAN;
	if (k > 0) {
		qsort(x, k, sizeof(*x), select_compare);
		m->length_mean = summary_mean(x, k);
		m->length_sd = summary_sd(x, k);
		m->length_min = x[0];
		m->length_q1 = summary_quantile(x, k, 0.25);
		m->length_median = summary_quantile(x, k, 0.5);
		m->length_q3 = summary_quantile(x, k, 0.75);
		m->length_max = x[k - 1];
		gather(x, WHAT_E, sample, order, n);
		m->bias_median = select_median(x, k);
		gather(x, WHAT_E_ABS, sample, order, n);
		m->medad = select_median(x, k);
		gather(x, WHAT_D_ABS, sample, order, n);
		m->d_abs_median = select_median(x, k);
	}
	free(x);
}

/* Over the questions that were answered. */
static void
set_distinct(struct metrics *m, const struct sample *sample,
	     const uint32_t *order, size_t n)
{
	uint64_t *h = mem_calloc(n, sizeof(*h));
	size_t k = 0, distinct = 0, answers = 0;

	for (size_t i = 0; i < n; i++) {
		const struct sample *x = &sample[order[i]];

		if (x->outcome == OUTCOME_OK && x->text_hash != 0)
			h[k++] = x->text_hash;
		if (i + 1 < n &&
		    samples_same_question(x, &sample[order[i + 1]]))
			continue;
		distinct += order_once(h, k);
		answers += k;
		k = 0;
	}
	m->distinct = answers == 0 ? NAN : (double)distinct / (double)answers;
	free(h);
}

/* A cell that thought all of its tokens away counts as the others do. */
static void
set_thinking(struct metrics *m, const struct sample *sample,
	     const uint32_t *order, size_t n)
{
	double *x = mem_calloc(n, sizeof(*x));
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		const struct sample *c = &sample[order[i]];

		m->thought += c->thought;
		m->thought_empty += c->thought && c->outcome == OUTCOME_EMPTY;
		if (samples_reasoning(c) >= 0)
			x[k++] = samples_reasoning(c);
	}
	m->reasoned = k;
	m->reasoning_mean = m->reasoning_median = m->reasoning_max = NAN;
	if (k > 0) {
		m->reasoning_mean = summary_mean(x, k);
		qsort(x, k, sizeof(*x), select_compare);
		m->reasoning_median = summary_quantile(x, k, 0.5);
		m->reasoning_max = x[k - 1];
	}
	free(x);
}

static void
no_overlap(struct metrics *m)
{
	m->overlapped = 0;
	m->bleu = m->bleu_all = NAN;
	for (int i = 0; i < 3; i++)
		m->rouge[i] = m->rouge_words[i] = NAN;
}

void
metrics_of(struct metrics *m, const struct sample *sample,
	   const uint32_t *order, size_t n, enum relation relation, bool even)
{
	struct sums s = { .even = even, .each = 1, .mean = 1 };

	memset(m, 0, sizeof(*m));
	m->planned = n;
	for (size_t i = 0; i < n; i++)
		m->outcome[sample[order[i]].outcome]++;
	m->measured = m->outcome[OUTCOME_OK];
	add_cells(&s, sample, order, n, relation);
	set_rates(m, &s, relation);
	set_means(m, &s);
	set_order_statistics(m, sample, order, n);
	set_distinct(m, sample, order, n);
	set_thinking(m, sample, order, n);
	no_overlap(m);
}

void
metrics_overlap(struct metrics *m, const struct samples *s,
		const uint32_t *order, size_t n)
{
	struct overlap_counts counts = { { 0 }, { 0 }, 0, 0 };
	struct mean bleu = { 0, 0 }, rouge[3] = { { 0, 0 } },
		    words[3] = { { 0, 0 } };

	no_overlap(m);
	for (size_t i = 0; s->overlap != NULL && i < n; i++) {
		const struct sample_overlap *x = &s->overlap[order[i]];

		if (x->references == 0)
			continue;
		m->overlapped++;
		overlaps_count(&counts, x->match, x->answer, x->reference);
		mean_add(&bleu, x->bleu);
		for (int k = 0; k < 3; k++) {
			mean_add(&rouge[k], x->rouge[k]);
			mean_add(&words[k], x->rouge_words[k]);
		}
	}
	m->bleu = mean_of(&bleu);
	m->bleu_all = overlaps_corpus(&counts, s->overlap_how);
	for (int k = 0; k < 3; k++) {
		m->rouge[k] = mean_of(&rouge[k]);
		m->rouge_words[k] = mean_of(&words[k]);
	}
}
