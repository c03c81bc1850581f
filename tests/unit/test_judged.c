/* judged: what the sample of a judge's scores is. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "stat/dist.h"
#include "verdict/judged.h"

enum { ITEMS = 6, TARGETS = 5, MODELS = 2, ROWS = ITEMS * TARGETS * MODELS };

static const char *const item_name[ITEMS] = { "a", "b", "c", "d", "e", "f" };
static const double item_score[ITEMS] = { 4, 9, 6, 8, 5, 7 };
static const double item_gain[ITEMS] = { 0.5, -0.5, 1, 0, 1.5, 0.5 };

static struct judge_of answer[ROWS];
static struct score score[ROWS];
static struct spec_judge judge = { .template = "{answer}", .lo = 0, .hi = 10 };

/* Two models answer six essays, each at five targets; a score is the essay's.
 * Without names every answer is a question of its own. */
static struct scores
make(bool named)
{
	size_t n = 0;

	for (size_t m = 0; m < MODELS; m++)
		for (size_t i = 0; i < ITEMS; i++)
			for (size_t t = 0; t < TARGETS; t++, n++) {
				size_t target =
				    named ? 100 * (t + 1)
					  : 10 * (i * TARGETS + t + 1);

				answer[n] = (struct judge_of){
					.id = "",
					.of = "",
					.model = m == 0 ? "base" : "v2",
					.sampling = "min",
					.variant = "plain",
					.item = named ? item_name[i] : "",
					.target = (int64_t)target,
					.repeat = 1,
					.length = (double)target,
					.prompt = "",
				};
				score[n] = (struct score){
					.answer = &answer[n],
					.judge = "j",
					.judge_sampling = "min",
					.judge_repeat = 1,
					.outcome = JUDGEMENT_SCORED,
					.score = item_score[i] +
						 (m == 1 ? item_gain[i] : 0),
				};
			}
	return (struct scores){ .spec = { .judge = &judge },
				.nanswer = ROWS,
				.n = ROWS,
				.answer = answer,
				.score = score };
}

/* t(n - 1) sd / sqrt(n) of x, each of them `times` over. */
static double
half_of(const double *x, size_t times)
{
	double n = (double)(ITEMS * times), mean = 0, ss = 0;

	for (int i = 0; i < ITEMS; i++)
		mean += x[i] / ITEMS;
	for (int i = 0; i < ITEMS; i++)
		ss += (double)times * (x[i] - mean) * (x[i] - mean);
	return dist_t_quantile(0.975, n - 1) * sqrt(ss / (n - 1) / n);
}

Test(judged, essays_of_several_targets_are_the_sample)
{
	static const struct {
		const char *what;
		bool named;
		size_t times;
	} cases[] = {
		{ "six essays, five targets each", true, 1 },
		{ "thirty questions", false, TARGETS },
	};

	for (size_t k = 0; k < sizeof(cases) / sizeof(*cases); k++) {
		struct scores s = make(cases[k].named);
		double one = half_of(item_score, cases[k].times);
		double gain = half_of(item_gain, cases[k].times);
		struct judged j;

		judged_of(&j, &s, 0.95);
		cr_assert_eq(j.nparts, (size_t)MODELS);
		cr_assert_eq(j.npairs, (size_t)1);
		cr_assert_eq(j.part[0].questions, (size_t)ITEMS * TARGETS);
		cr_assert_float_eq(j.part[0].mean, 6.5, 1e-9);
		cr_assert_float_eq(j.part[0].in.hi - j.part[0].in.lo, 2 * one,
				   1e-9, "%s: %g to %g", cases[k].what,
				   j.part[0].in.lo, j.part[0].in.hi);
		cr_assert_float_eq(j.pair[0].diff, 0.5, 1e-9);
		cr_assert_float_eq(j.pair[0].in.hi - j.pair[0].in.lo, 2 * gain,
				   1e-9, "%s: %g to %g", cases[k].what,
				   j.pair[0].in.lo, j.pair[0].in.hi);
		/* What thirty would settle, six do not. */
		cr_assert_eq(j.pair[0].verdict,
			     cases[k].named ? JUDGED_LEVEL : JUDGED_BETTER);
		judged_fini(&j);
	}
}

/* Whole points have a mark each; another scale has ten parts, and its end. */
Test(judged, scores_lie_on_the_scale)
{
	static const struct {
		double lo, hi, step; /* of scores: x of 10 points */
		size_t marks;
		double second;
	} rows[] = {
		{ 0, 10, 1, 11, 1 },
		{ 1, 5, 0.4, 5, 2 },
		{ 0, 100, 10, 11, 10 },
		{ 0, 0.5, 0.05, 11, 0.05 },
	};

	for (size_t r = 0; r < sizeof(rows) / sizeof(rows[0]); r++) {
		struct scores s = make(false);
		const struct judged_part *p;
		struct judged j;
		size_t all = 0;

		judge.lo = rows[r].lo;
		judge.hi = rows[r].hi;
		for (size_t i = 0; i < ROWS; i++)
			score[i].score =
			    rows[r].lo + rows[r].step * (double)(i % 11);
		judged_of(&j, &s, 0.95);
		p = &j.part[0];
		cr_assert_eq(p->nmark, rows[r].marks, "row %zu", r);
		cr_assert_float_eq(p->mark[1].from, rows[r].second, 1e-12);
		cr_assert_float_eq(p->mark[p->nmark - 1].from, rows[r].hi,
				   1e-12);
		for (size_t k = 0; k < p->nmark; k++) {
			size_t want = 0;

			for (size_t i = 0; i < p->scored; i++)
				want += k + 1 == p->nmark
					    ? score[i].score >= rows[r].hi
					    : score[i].score + 1e-9 >=
						      p->mark[k].from &&
						  score[i].score + 1e-9 <
						      p->mark[k + 1].from;
			cr_assert_eq(p->mark[k].scores, want, "row %zu, %zu", r,
				     k);
			all += want;
		}
		cr_assert_eq(all, p->scored);
		judged_fini(&j);
	}
	judge.lo = 0;
	judge.hi = 10;
}
