#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "curve/metrics.h"
#include "measure/samples.h"
#include "sweep/outcome.h"
#include "sweep/relation.h"

static void
near(double found, double expected, double within, const char *what)
{
	cr_assert(fabs(found - expected) <= within,
		  "%s: found %.6f, expected %.6f", what, found, expected);
}

/* Five cells at two targets, one of them failed; sums done by hand. */
static const struct sample cells[] = {
	{ 0, 100, 1, OUTCOME_OK, false, false, 0, 90, 11, 0 },
	{ 0, 100, 2, OUTCOME_OK, false, false, 0, 110, 11, 0 },
	{ 0, 100, 3, OUTCOME_TRUNCATED, false, false, 0, NAN, 12, 0 },
	{ 0, 200, 1, OUTCOME_OK, false, false, 0, 200, 13, 0 },
	{ 0, 200, 2, OUTCOME_OK, false, false, 0, 180, 14, 0 },
};
static const uint32_t order[] = { 0, 1, 2, 3, 4 };

Test(metrics, means_are_over_measured_and_rates_over_planned)
{
	struct metrics m;

	metrics_of(&m, cells, order, 5, RELATION_ABOUT, false);
	cr_assert_eq(m.planned, 5);
	cr_assert_eq(m.measured, 4);
	cr_assert_eq(m.outcome[OUTCOME_TRUNCATED], 1);
	near(m.mald, 10, 0, "MALD");
	near(m.bias_mean, -5, 0, "bias");
	near(m.bias_median, -5, 0, "median e");
	near(m.medad, 10, 0, "median |e|");
	near(m.rmse, sqrt(600 / 4.0), 1e-12, "RMSE");
	near(m.exact, 0.2, 0, "exact");
	near(m.hit[0], 0.2, 0, "hit@5");
	near(m.hit[1], 0.6, 0, "hit@10");
	near(m.hit[3], 0.8, 0, "hit@20");
	near(m.hit_5pct, 0.2, 0, "hit@5%");
	near(m.hit_10pct, 0.8, 0, "hit@10%");
	near(m.under, 0.4, 0, "under");
	near(m.over, 0.2, 0, "over");
	near(m.ld_pooled, 0.3 / 4, 1e-15, "pooled LD");
	near(m.ld, (0.1 + 0.05) / 2, 1e-15, "LD");
	near(m.excess, 2.5, 0, "excess");
	near(m.shortfall, 7.5, 0, "shortfall");
	near(m.distinct, 3 / 4.0, 0, "distinct");
	near(m.length_min, 90, 0, "least");
	near(m.length_max, 200, 0, "greatest");
	cr_assert(isnan(m.satisfied));
	cr_assert(isnan(m.pm), "Ruler has neither target");
}

/* Thinking that came to nothing, that was not counted, and none at all. */
Test(metrics, thinking_is_told_from_silence)
{
	static const struct sample some[] = {
		{ 0, 10, 1, OUTCOME_OK, false, true, 301, 10, 1, 0 },
		{ 0, 10, 2, OUTCOME_OK, false, true, 0, 10, 2, 0 },
		{ 0, 20, 1, OUTCOME_EMPTY, false, true, 901, NAN, 0, 0 },
		{ 0, 20, 2, OUTCOME_EMPTY, false, false, 0, NAN, 0, 0 },
		{ 0, 20, 3, OUTCOME_OK, false, false, 1, 20, 3, 0 },
	};
	struct metrics m;

	metrics_of(&m, some, order, 5, RELATION_ABOUT, false);
	cr_assert_eq(m.thought, 3);
	cr_assert_eq(m.thought_empty, 1);
	cr_assert_eq(m.reasoned, 3);
	near(m.reasoning_mean, 400, 0, "mean tokens");
	near(m.reasoning_median, 300, 0, "median tokens");
	near(m.reasoning_max, 900, 0, "most tokens");
	metrics_of(&m, some, order + 3, 1, RELATION_ABOUT, false);
	cr_assert(isnan(m.reasoning_mean), "unknown is not 0");
}

/* One target asked twice, three times when planned, the other once. */
Test(metrics, each_target_counts_the_same_where_a_run_grew)
{
	static const uint32_t three[] = { 0, 1, 2, 3 };
	struct metrics m;

	metrics_of(&m, cells, three, 4, RELATION_ABOUT, true);
	cr_assert_eq(m.planned, 4);
	cr_assert_eq(m.measured, 3);
	near(m.mald, (10 + 0) / 2.0, 1e-15, "MALD");
	near(m.bias_mean, 0, 1e-15, "bias");
	near(m.rmse, sqrt((100 + 0) / 2.0), 1e-12, "RMSE");
	near(m.exact, (0 / 3.0 + 1) / 2, 1e-15, "exact");
	near(m.hit[1], (2 / 3.0 + 1) / 2, 1e-15, "hit@10");
	near(m.under, (1 / 3.0 + 0) / 2, 1e-15, "under");
	near(m.ld, (0.1 + 0) / 2, 1e-15, "LD");
	near(m.ld_pooled, (0.1 + 0) / 2, 1e-15, "pooled LD");
	near(m.medad, 10, 0, "median of the answers");
}

Test(metrics, a_relation_is_obeyed_or_not)
{
	static const struct {
		enum relation relation;
		double share;
	} cases[] = {
		{ RELATION_EXACT, 1 / 5.0 },
		{ RELATION_AT_MOST, 3 / 5.0 },
		{ RELATION_AT_LEAST, 2 / 5.0 },
		{ RELATION_LESS_THAN, 2 / 5.0 },
		{ RELATION_MORE_THAN, 1 / 5.0 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct metrics m;

		metrics_of(&m, cells, order, 5, cases[i].relation, false);
		near(m.satisfied, cases[i].share, 1e-15, "satisfied");
	}
}

Test(metrics, nothing_measured_is_missing_not_zero)
{
	struct metrics m;

	metrics_of(&m, cells, &order[2], 1, RELATION_ABOUT, false);
	cr_assert_eq(m.planned, 1);
	cr_assert_eq(m.exact, 0);
	for (const struct field *f = metrics_fields; f->name != NULL; f++)
		if (f->kind == FIELD_REAL && f->decimals != FIELD_SHARE)
			cr_assert(isnan(field_number(f, &m)), "%s", f->name);
	metrics_of(&m, cells, order, 0, RELATION_ABOUT, false);
	cr_assert(isnan(m.exact));
}

Test(metrics, one_answer_has_no_standard_deviation)
{
	struct metrics m;

	metrics_of(&m, cells, order, 1, RELATION_ABOUT, false);
	cr_assert(isnan(m.length_sd));
	near(m.length_mean, 90, 0, "mean");
}

Test(metrics, ls_code_is_the_formula_of_100_d)
{
	struct metrics m;

	metrics_of(&m, cells, &order[4], 1, RELATION_ABOUT, false);
	near(m.ls, 100 * exp(-0.5), 1e-12, "LS");
	near(m.ls_code, 100 * exp(-50), 1e-30, "LS of the code");
}

Test(metrics, every_name_is_found_once)
{
	for (const struct field *a = metrics_fields; a->name != NULL; a++)
		cr_assert_eq(field_find(metrics_fields, a->name), a, "%s",
			     a->name);
}
