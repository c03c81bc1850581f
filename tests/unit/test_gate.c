/* gate: the rules of the verdict, and baselines kept by version. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "report/gate_show.h"
#include "report/words.h"
#include "verdict/gate.h"

static struct gate_look
look(double growth, double se)
{
	return (struct gate_look){ .pairs = 100, .growth = { growth, se, 20 } };
}

Test(gate, answers_follow_the_bounds)
{
	static const struct {
		double growth, se;
		enum gate_answer answer;
		enum gate_reason reason;
	} cases[] = {
		{ 0, 0.2, GATE_EQUIVALENT, GATE_REASON_WITHIN },
		{ 1.9, 0.2, GATE_INCONCLUSIVE, GATE_REASON_REACHES },
		{ 4, 0.2, GATE_REGRESSION, GATE_REASON_GREW },
		{ 4, 1, GATE_INCONCLUSIVE,
		  GATE_REASON_REACHES }, /* above, but not surely */
		{ -4, 0.2, GATE_IMPROVED, GATE_REASON_WITHIN },
		{ -2, 0.5, GATE_NO_WORSE, GATE_REASON_WITHIN },
		{ 0, 5, GATE_INCONCLUSIVE, GATE_REASON_REACHES },
		{ 0, 0, GATE_EQUIVALENT, GATE_REASON_WITHIN },
		{ 2.5, 0, GATE_REGRESSION, GATE_REASON_GREW },
		{ NAN, NAN, GATE_INCONCLUSIVE, GATE_REASON_TOO_FEW },
	};
	struct gate_opts o;
	struct buf b;

	buf_init(&b, 4096);
	gate_defaults(&o);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct gate_look k = look(cases[i].growth, cases[i].se);

		gate_judge(&k, &o, 3);
		buf_reset(&b);
		gate_show_reason(&k, &o, &b);
		cr_assert_eq(k.answer, cases[i].answer, "case %zu: %s", i,
			     b.data);
		cr_assert_eq(k.reason, cases[i].reason, "case %zu: %s", i,
			     b.data);
		cr_assert_null(strstr(b.data, "nan"), "%s", b.data);
	}
	buf_fini(&b);
}

/* What is left of a look with holes may not be what it was. */
Test(gate, holes_in_one_look_are_seen)
{
	struct gate_opts o;
	struct gate_look k;
	struct buf b;

	gate_defaults(&o);
	k = look(-4, 0.2);
	k.missing_now = 0.2;
	gate_judge(&k, &o, 3);
	cr_assert_eq(k.answer, GATE_INCONCLUSIVE);
	cr_assert_eq(k.reason, GATE_REASON_MISSING);
	buf_init(&b, 4096);
	gate_show_reason(&k, &o, &b);
	cr_assert_not_null(strstr(b.data, "20.0 % of the answers"), "%s",
			   b.data);
	buf_reset(&b);
	words_speak(WORDS_CHINESE);
	gate_show_reason(&k, &o, &b);
	words_speak(WORDS_ENGLISH);
	cr_assert_str_eq(b.data, "本次缺少 20.0 % 的回答，基线缺少 0.0 %："
				 "剩下的回答未必与当时可比");
	buf_fini(&b);
	k.missing_base = 0.2;
	gate_judge(&k, &o, 3);
	cr_assert_eq(k.answer, GATE_IMPROVED);
	/* A regression is one, whatever is missing. */
	k = look(4, 0.2);
	k.missing_now = 0.5;
	gate_judge(&k, &o, 3);
	cr_assert_eq(k.answer, GATE_REGRESSION);
}

/* More looks, less risk for each. */
Test(gate, looks_share_the_risk)
{
	struct gate_look one = look(3.5, 0.5), many = look(3.5, 0.5);
	struct gate_opts o;

	gate_defaults(&o);
	gate_judge(&one, &o, 1);
	gate_judge(&many, &o, 12);
	cr_assert(many.alarm < one.alarm && many.visible > one.visible);
	cr_assert_eq(one.pass.hi, many.pass.hi);
}
