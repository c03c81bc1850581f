/*
 * The metrics' names, order and formulas: whoever writes or shows one has it
 * from here.
 */
#include "curve/metric.h"
#include "curve/metrics.h"
#include "sweep/outcome.h"

#define COUNT(name, field, text)                                               \
	FIELD(name, U64, struct metrics, field, .about = text)
#define MEAN(name, field, digits, text)                                        \
	FIELD(name, REAL, struct metrics, field, .decimals = digits,           \
	      .about = text)
#define RATE(name, field, text) MEAN(name, field, FIELD_SHARE, text)

const struct field metric_fields[] = {
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
	FIELD_END,
};
