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
	double info[LOOKS_MAX], level[LOOKS_MAX];

	for (size_t i = 0; i < LOOKS_MAX; i++)
		info[i] = (double)(i + 1);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		looks_levels(0.025, info, cases[i].n, LOOKS_POCOCK, level);
		for (size_t k = 0; k < cases[i].n; k++)
			cr_assert_float_eq(-dist_normal_quantile(level[k]),
					   cases[i].z, 6e-4, "case %zu: %g", i,
					   level[k]);
	}
}

/* O'Brien and Fleming's constants (1979), two-sided 5 %: of the last look; and
 * those before are this over the square root of the information. */
Test(looks, shape_of_the_bounds)
{
	static const struct {
		size_t n;
		double z;
	} cases[] = { { 2, 1.977 }, { 3, 2.004 }, { 5, 2.040 } };
	double info[LOOKS_MAX], level[LOOKS_MAX];

	for (size_t i = 0; i < LOOKS_MAX; i++)
		info[i] = (double)(i + 1);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		size_t n = cases[i].n;

		looks_levels(0.025, info, n, 0, level);
		for (size_t k = 0; k < n; k++)
			cr_assert_float_eq(-dist_normal_quantile(level[k]),
					   cases[i].z *
					       sqrt(info[n - 1] / info[k]),
					   3e-3, "case %zu: %g", i, level[k]);
	}
}

Test(looks, levels_lie_between_alpha_and_its_share)
{
	double level[LOOKS_MAX], less[LOOKS_MAX];
	struct until u;

	until_of(&u, UNTIL_FIRST, UNTIL_MOST);
	cr_assert_eq(u.answers[0], (uint32_t)UNTIL_FIRST);
	cr_assert_eq(u.answers[u.n - 1], (uint32_t)UNTIL_MOST);
	for (size_t i = 1; i < u.n; i++)
		cr_assert_gt(u.answers[i], u.answers[i - 1]);
	for (double alpha = 0.05; alpha > 1e-5; alpha /= 10) {
		until_levels(&u, alpha, LOOKS_POCOCK, 0, level);
		cr_assert(level[0] < alpha && level[0] > alpha / (double)u.n,
			  "%g: %g", alpha, level[0]);
		/* What looks have in common makes them fewer. */
		until_levels(&u, alpha, LOOKS_POCOCK, 0.5, less);
		cr_assert(less[0] > level[0] && less[0] < alpha);
	}
	until_of(&u, 5, 5);
	cr_assert_eq(u.n, 1u);
	until_levels(&u, 0.05, LOOKS_POCOCK, 0, level);
	cr_assert_eq(level[0], 0.05);
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
