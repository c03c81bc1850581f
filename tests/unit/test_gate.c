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
