#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/model.h"
#include "sim/question.h"

static struct question
ask(const char *prompt)
{
	struct question q;

	question_read(&q, prompt, strlen(prompt));
	return q;
}

static int
length(const char *model, const char *prompt, double heat, uint64_t seed)
{
	struct question q = ask(prompt);

	return (int)model_length(model_find(model), &q, heat, seed);
}

Test(sim_model, questions)
{
	static const struct {
		const char *prompt;
		uint32_t target;
		enum question_wish wish;
		bool chinese;
	} cases[] = {
		{ "生成50个字的春节场景", 50, WISH_ABOUT, true },
		{ "用不超过 120 个字写春节", 120, WISH_AT_MOST, true },
		{ "写至少300字，分5段", 300, WISH_AT_LEAST, true },
		{ "正好77字", 77, WISH_EXACT, true },
		{ "写88个字，写完后核对字数", 88, WISH_GUIDED, true },
		{ "Describe it in exactly 25 words 🎉", 25, WISH_EXACT, false },
		{ "Up to", 50, WISH_ABOUT, false },
		{ "in up to 9 words", 9, WISH_AT_MOST, false },
		{ "0 words", 1, WISH_ABOUT, false },
		{ "99999999999999999999999 words", 20000, WISH_ABOUT, false },
		{ "", 50, WISH_ABOUT, false },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct question q = ask(cases[i].prompt);

		cr_assert_eq(q.target, cases[i].target, "%s", cases[i].prompt);
		cr_assert_eq(q.wish, cases[i].wish, "%s", cases[i].prompt);
		cr_assert_eq(q.chinese, cases[i].chinese, "%s",
			     cases[i].prompt);
	}
}

Test(sim_model, heat)
{
	static const double cases[][3] = {
		{ 0, NAN, 0 }, { 0.01, 0, 0 },    { 1, 0.01, 0 },
		{ NAN, 0, 0 }, { NAN, NAN, 1 },   { 0.99, 0.9, 0.891 },
		{ 2, 1, 1 },   { 0.5, NAN, 0.5 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		cr_assert_float_eq(model_heat(cases[i][0], cases[i][1]),
				   cases[i][2], 1e-12, "case %zu", i);
}

/* By hand from the formula of model.h. */
Test(sim_model, closed_form_by_hand)
{
	/*
	 * T = 37: tri(1) = 4 * |1 - 1| - 1 = -1; and 37/110 + 1/4 =
	 * 0.58636, |0.58636 - 1| * 4 - 1 = 0.654545; w = -0.172727. The
	 * amplitude is min(11, 37/8) = 4.625, so L = 37 - 0.79886.
	 */
	cr_assert_eq(length("v2", "37个字", 0, 0), 36);
	/*
	 * T = 700: drift -0.21 * 450 = -94.5; tri(18.9189) = -0.675676;
	 * tri(6.613636) = 0.545455; w = -0.065111; wander -0.71622.
	 * L = 604.78.
	 */
	cr_assert_eq(length("v2", "700个字", 0, 0), 605);
	cr_assert_eq(length("exact", "123字", 0, 0), 123);
	cr_assert_eq(length("short", "101字", 0, 0), 81);
	cr_assert_eq(length("long", "60字", 0, 0), 73);
	cr_assert_eq(length("flat", "700字", 0, 0), 300);
	cr_assert_eq(length("hinge", "450字", 0, 0), 400);
	/* T = 450: drift -0.5 * 100 * 0.7, or * 0.85 */
	cr_assert_eq(length("hinge", "正好450字", 0, 0), 415);
	cr_assert_eq(length("hinge", "450字，核对字数", 0, 0), 408);
	cr_assert_eq(length("exact", "至多100字", 0, 0), 92);
	cr_assert_eq(length("exact", "至少100字", 0, 0), 108);
}

/* What the write-up saw, and what the reference models are there to show. */
Test(sim_model, shape)
{
	double v2 = 0, base = 0;
	char prompt[64];

	for (int t = 5; t <= 700; t += 5) {
		int e;

		snprintf(prompt, sizeof(prompt), "生成%d个字的春节场景", t);
		e = length("v2", prompt, 0, 0) - t;
		if (t <= 250)
			cr_assert(abs(e) <= 15, "v2 at %d: %d", t, e);
		if (t > 500)
			cr_assert(e < -40, "v2 at %d: %d", t, e);
		v2 += abs(e);
		base += abs(length("base", prompt, 0, 0) - t);
	}
	cr_assert(base > 2 * v2);
}

Test(sim_model, noise_is_seeded_and_only_above_minimal)
{
	double sum = 0, sq = 0;
	enum { N = 4000 };

	cr_assert_eq(length("noisy", "200字", 0, 1),
		     length("noisy", "200字", 0, 2));
	cr_assert_eq(length("noisy", "200字", 0.9, 5),
		     length("noisy", "200字", 0.9, 5));
	for (uint64_t i = 0; i < N; i++) {
		double e = length("noisy", "200字", 1, i) - 200;

		sum += e;
		sq += e * e;
	}
	/* Six standard errors; sd 10 cut at +-3 is 9.87. */
	cr_assert(fabs(sum / N) < 6 * 10 / sqrt(N), "mean %g", sum / N);
	cr_assert(fabs(sqrt(sq / N) - 9.87) < 0.7, "sd %g", sqrt(sq / N));
}

Test(sim_model, drift_is_less_at_high_heat)
{
	double sum = 0;

	for (uint64_t i = 0; i < 1000; i++)
		sum += length("v2", "700字", 0.891, i);
	/* 700 - 94.5 * (1 - 0.4455) - 0.72 = 646.9 */
	cr_assert(fabs(sum / 1000 - 646.9) < 4, "mean %g", sum / 1000);
}
