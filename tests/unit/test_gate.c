/* gate: the rules of the verdict, and baselines kept by version. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

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
	} cases[] = {
		{ 0, 0.2, GATE_EQUIVALENT },
		{ 1.9, 0.2, GATE_INCONCLUSIVE },
		{ 4, 0.2, GATE_REGRESSION },
		{ 4, 1, GATE_INCONCLUSIVE }, /* above, but not surely */
		{ -4, 0.2, GATE_IMPROVED },
		{ -2, 0.5, GATE_NO_WORSE },
		{ 0, 5, GATE_INCONCLUSIVE },
		{ 0, 0, GATE_EQUIVALENT },
		{ 2.5, 0, GATE_REGRESSION },
		{ NAN, NAN, GATE_INCONCLUSIVE },
	};
	struct gate_opts o;

	gate_defaults(&o);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct gate_look k = look(cases[i].growth, cases[i].se);

		gate_judge(&k, &o, 3);
		cr_assert_eq(k.answer, cases[i].answer, "case %zu: %s", i,
			     k.reason);
		cr_assert_null(strstr(k.reason, "nan"), "%s", k.reason);
	}
}

/* What is left of a look with holes may not be what it was. */
Test(gate, holes_in_one_look_are_seen)
{
	struct gate_opts o;
	struct gate_look k;

	gate_defaults(&o);
	k = look(-4, 0.2);
	k.missing_now = 0.2;
	gate_judge(&k, &o, 3);
	cr_assert_eq(k.answer, GATE_INCONCLUSIVE);
	cr_assert_not_null(strstr(k.reason, "20.0 % of the answers"), "%s",
			   k.reason);
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
