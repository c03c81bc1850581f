#include "curve/metric.h"

#include <string.h>

#define COUNT(name, field, about)                                              \
	{                                                                      \
		name, offsetof(struct metrics, field), true, false, about      \
	}
#define MEAN(name, field, about)                                               \
	{                                                                      \
		name, offsetof(struct metrics, field), false, false, about     \
	}
#define RATE(name, field, about)                                               \
	{                                                                      \
		name, offsetof(struct metrics, field), false, true, about      \
	}

const struct metric metric_table[] = {
	COUNT("planned", planned, "N, cells of the plan"),
	COUNT("measured", measured, "M, cells with a length"),
	COUNT("ok", outcome[OUTCOME_OK], "cells that were answered"),
	COUNT("truncated", outcome[OUTCOME_TRUNCATED], "cut by a token limit"),
	COUNT("refused", outcome[OUTCOME_REFUSED], "the model declined"),
	COUNT("filtered", outcome[OUTCOME_FILTERED],
	      "stopped by a content filter"),
	COUNT("empty", outcome[OUTCOME_EMPTY], "no text"),
	COUNT("failed", outcome[OUTCOME_FAILED], "no answer"),
	MEAN("length_mean", length_mean, "mean L"),
	MEAN("length_median", length_median, "median L"),
	MEAN("length_min", length_min, "least L"),
	MEAN("length_q1", length_q1, "first quartile of L"),
	MEAN("length_q3", length_q3, "third quartile of L"),
	MEAN("length_max", length_max, "greatest L"),
	MEAN("length_sd", length_sd, "standard deviation of L (n - 1)"),
	MEAN("bias_mean", bias_mean, "mean e"),
	MEAN("bias_median", bias_median, "median e"),
	MEAN("mald", mald, "mean |e|, also called MAE"),
	MEAN("medad", medad, "median |e|"),
	MEAN("rmse", rmse, "root of the mean e^2"),
	MEAN("d_mean", d_mean, "mean d"),
	MEAN("d_abs_median", d_abs_median, "median |d|"),
	RATE("exact", exact, "share with e = 0"),
	RATE("hit_5", hit[0], "share with |e| <= 5"),
	RATE("hit_10", hit[1], "share with |e| <= 10"),
	RATE("hit_15", hit[2], "share with |e| <= 15"),
	RATE("hit_20", hit[3], "share with |e| <= 20"),
	RATE("hit_40", hit[4], "share with |e| <= 40"),
	RATE("hit_5pct", hit_5pct, "share with |d| <= 5 %"),
	RATE("hit_10pct", hit_10pct, "share with |d| <= 10 %"),
	RATE("under", under, "share with L < T"),
	RATE("over", over, "share with L > T"),
	MEAN("ld", ld, "LIFEBench LD: mean over targets of mean |d|"),
	MEAN("ld_pooled", ld_pooled, "mean |d| over answers"),
	MEAN("ls", ls,
	     "LIFEBench LS: mean of 100 exp(5d), d < 0, or 100 exp(-2d)"),
	MEAN("ls_code", ls_code,
	     "LS as LIFEBench's code has it: the same of 100 d"),
	MEAN("s_l", s_l, "LongWriter S_l"),
	RATE("pm", pm, "Ruler's precise match, over the targets it has"),
	RATE("fm", fm, "Ruler's flexible match, over the targets it has"),
	RATE("satisfied", satisfied,
	     "share that obeys the relation; empty for about"),
	MEAN("excess", excess, "mean of max(0, e)"),
	MEAN("shortfall", shortfall, "mean of max(0, -e)"),
	RATE("distinct", distinct,
	     "different answers to one question / answers"),
	{ NULL, 0, false, false, NULL },
};

double
metric_get(const struct metrics *m, const struct metric *row)
{
	const char *at = (const char *)m + row->at;

	if (row->count)
		return (double)*(const uint64_t *)(const void *)at;
	return *(const double *)(const void *)at;
}

const struct metric *
metric_find(const char *name)
{
	for (const struct metric *row = metric_table; row->name != NULL; row++)
		if (strcmp(row->name, name) == 0)
			return row;
	return NULL;
}
