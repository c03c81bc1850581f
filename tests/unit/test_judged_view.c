#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "verdict/judged_view.h"

/* Answers to questions 1..n by two models; B is i characters off. */
enum { QUESTIONS = 12 };

static struct judge_of answer[2 * QUESTIONS];
static struct score score[2 * QUESTIONS];
static struct judged_part part[2] = {
	{ .model = "a",
	  .sampling = "min",
	  .variant = "plain",
	  .judge = "j",
	  .judge_sampling = "t0.3" },
	{ .model = "b",
	  .sampling = "min",
	  .variant = "plain",
	  .judge = "j",
	  .judge_sampling = "t0.3" },
};

static struct scores
scores_of(void)
{
	for (size_t i = 0; i < QUESTIONS; i++)
		for (size_t m = 0; m < 2; m++) {
			size_t at = 2 * i + m;

			answer[at] = (struct judge_of){
				.of = m == 0 ? "row of a" : "row of b",
				.model = part[m].model,
				.sampling = "min",
				.variant = "plain",
				.item = "",
				.target = 10 * (int64_t)(i + 1),
				.repeat = 1,
				.deviation = m == 0 ? 0 : (double)i,
			};
			score[at] = (struct score){
				.answer = &answer[at],
				.judge = "j",
				.judge_sampling = "t0.3",
				.judge_repeat = 1,
				.score = m == 0 ? 5 : 5 + (double)(i % 4),
				.reason = m == 0 ? "why a" : "why b",
			};
		}
	return (struct scores){ .nanswer = 2 * QUESTIONS,
				.n = 2 * QUESTIONS,
				.answer = answer,
				.score = score };
}

Test(judged_view, steps_hold_every_answer_once)
{
	struct scores s = scores_of();
	struct judged_off x;
	struct arena a;
	size_t n = 0;

	arena_init(&a);
	judged_off_of(&x, &part[1], &s, 0.95, &a);
	cr_assert_eq(x.ndot, QUESTIONS);
	cr_assert_eq(x.nstep, QUESTIONS / JUDGED_STEP_LEAST);
	for (size_t i = 0; i < x.nstep; i++) {
		cr_assert_leq(x.step[i].from, x.step[i].to);
		if (i > 0)
			cr_assert_lt(x.step[i - 1].to, x.step[i].from);
		n += x.step[i].answers;
	}
	cr_assert_eq(n, QUESTIONS);
	/* 0 to 5: scores 5 6 7 8 5 6; t of 5 degrees of freedom 2.570582. */
	cr_assert_float_eq(x.step[0].deviation, 2.5, 1e-12);
	cr_assert_float_eq(x.step[0].score, 37. / 6, 1e-12);
	cr_assert_float_eq(x.step[0].in.hi - x.step[0].score,
			   2.5705818356 * 1.1690451945 / sqrt(6), 1e-6);
	arena_fini(&a);
}

/* All are equally far off: one step. No score: no answer. */
Test(judged_view, equal_deviations_stay_together)
{
	struct scores s = scores_of();
	struct judged_off x;
	struct arena a;

	arena_init(&a);
	judged_off_of(&x, &part[0], &s, 0.95, &a);
	cr_assert_eq(x.nstep, 1);
	cr_assert_eq(x.step[0].answers, QUESTIONS);
	for (size_t i = 0; i < s.n; i++)
		score[i].score = NAN;
	judged_off_of(&x, &part[0], &s, 0.95, &a);
	cr_assert_eq(x.ndot + x.nstep, 0);
	arena_fini(&a);
}

Test(judged_view, widest_first_and_no_level_ones)
{
	const struct judged_pair p = { .base = &part[0], .other = &part[1] };
	struct scores s = scores_of();
	struct judged_differ d[JUDGED_DIFFER];
	size_t n = judged_differ_of(d, &p, &s);

	cr_assert_eq(n, JUDGED_DIFFER);
	for (size_t i = 0; i < n; i++) {
		cr_assert_float_eq(d[i].base_score, 5, 0);
		cr_assert_float_eq(d[i].other_score, i < 3 ? 8 : 7, 0,
				   "row %zu", i);
		cr_assert_str_eq(d[i].base_reason, "why a");
		cr_assert_str_eq(d[i].other_of, "row of b");
	}
	for (size_t i = 0; i < s.n; i++)
		if (score[i].score > 6)
			score[i].score = 5;
	/* Three of four are level now. */
	cr_assert_eq(judged_differ_of(d, &p, &s), 3);
	for (size_t i = 0; i < s.n; i += 2)
		score[i].score = NAN;
	cr_assert_eq(judged_differ_of(d, &p, &s), 0);
}
