/* looks: levels of several looks; and how a run grows by them. */
#include <criterion/criterion.h>
#include <math.h>

#include "stat/dist.h"
#include "stat/looks.h"
#include "verdict/until.h"

/* Pocock's constants (1977), two-sided 5 %. */
Test(looks, pocock)
{
	static const struct {
		size_t n;
		double z;
	} cases[] = { { 1, 1.960 }, { 2, 2.178 }, { 5, 2.413 }, { 10, 2.555 } };
	double info[LOOKS_MAX];

	for (size_t i = 0; i < LOOKS_MAX; i++)
		info[i] = (double)(i + 1);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		double level = looks_level(0.025, info, cases[i].n);

		cr_assert_float_eq(-dist_normal_quantile(level), cases[i].z,
				   6e-4, "case %zu: %g", i, level);
	}
}

Test(looks, levels_lie_between_alpha_and_its_share)
{
	struct until u;

	until_of(&u, UNTIL_FIRST, UNTIL_MOST);
	cr_assert_eq(u.answers[0], (uint32_t)UNTIL_FIRST);
	cr_assert_eq(u.answers[u.n - 1], (uint32_t)UNTIL_MOST);
	for (size_t i = 1; i < u.n; i++)
		cr_assert_gt(u.answers[i], u.answers[i - 1]);
	for (double alpha = 0.05; alpha > 1e-5; alpha /= 10) {
		double level = until_level(&u, alpha);

		cr_assert(level < alpha && level > alpha / (double)u.n,
			  "%g: %g", alpha, level);
	}
	until_of(&u, 5, 5);
	cr_assert_eq(u.n, 1u);
	cr_assert_eq(until_level(&u, 0.05), 0.05);
	until_of(&u, 1, 10000);
	cr_assert_eq(u.answers[u.n - 1], 10000u);
}

Test(looks, more_is_asked_where_it_spreads)
{
	static const double sd[] = { 1, 2, 3, NAN };
	uint32_t want[] = { 0, 0, 0, 30 };

	until_want(10, sd, 4, want);
	cr_assert_eq(want[0], 5u);
	cr_assert_eq(want[1], 10u);
	cr_assert_eq(want[2], 15u);
	cr_assert_eq(want[3], 30u);
}
