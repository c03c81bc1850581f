#include <criterion/criterion.h>
#include <math.h>

#include "curve/score.h"

static void
near(double found, double expected, double within, const char *what)
{
	cr_assert(fabs(found - expected) <= within,
		  "%s: found %.6f, expected %.6f", what, found, expected);
}

Test(score, ls_has_the_values_of_the_paper)
{
	near(score_ls(-0.10), 60.65, 0.005, "LS(-.10)");
	near(score_ls(-0.05), 77.88, 0.005, "LS(-.05)");
	near(score_ls(0.05), 90.48, 0.005, "LS(.05)");
	near(score_ls(0.10), 81.87, 0.005, "LS(.10)");
	near(score_ls(0), 100, 0, "LS(0)");
}

Test(score, s_l_has_the_values_of_the_paper)
{
	static const struct {
		double length, score;
	} known[] = { { 25, 0 },     { 50, 50 },    { 90, 94.4 },
		      { 110, 96.7 }, { 200, 66.7 }, { 400, 0 },
		      { 0, 0 },      { 100, 100 },  { 1000, 0 } };

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		near(score_s_l(known[i].length, 100), known[i].score, 0.05,
		     "S_l");
}

Test(score, ruler_ranges_are_open_below_and_closed_above)
{
	static const struct {
		uint32_t target;
		double length;
		bool known, pm, fm;
	} cases[] = {
		{ 10, 0, true, false, false },
		{ 10, 1, true, true, true },
		{ 10, 20, true, true, true },
		{ 10, 21, true, false, false },
		{ 80, 60, true, false, false },
		{ 80, 61, true, false, true },
		{ 80, 71, true, true, true },
		{ 80, 90, true, true, true },
		{ 80, 100, true, false, true },
		{ 700, 630, true, false, true },
		{ 700, 631, true, true, true },
		{ 700, 800, true, false, true },
		{ 11, 11, false, false, false },
		{ 300, NAN, true, false, false },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		bool pm = false, fm = false;

		cr_assert_eq(
		    score_ruler(cases[i].target, cases[i].length, &pm, &fm),
		    cases[i].known, "case %zu", i);
		cr_assert_eq(pm, cases[i].pm, "case %zu", i);
		cr_assert_eq(fm, cases[i].fm, "case %zu", i);
	}
}

/* Where decimals and doubles part: the published study has these in it. */
Test(score, step_has_the_edges_of_doubles)
{
	static const struct {
		double length, target, score;
	} known[] = {
		{ 100, 100, 1 },  { 105, 100, .75 }, { 95, 100, .75 },
		{ 104, 100, 1 },  { 110, 100, .5 },  { 90, 100, .75 },
		{ 115, 100, .5 }, { 85, 100, .25 },  { 120, 100, .25 },
		{ 121, 100, .1 }, { 125, 100, .1 },  { 126, 100, 0 },
		{ 0, 100, 0 },    { 300, 100, 0 },   { 21, 20, .75 },
		{ 19, 20, .75 },  { 22, 20, .5 },    { 31, 30, 1 },
		{ 32, 30, .75 },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		cr_assert_eq(score_step(known[i].length, known[i].target),
			     known[i].score, "%g of %g: %g, expected %g",
			     known[i].length, known[i].target,
			     score_step(known[i].length, known[i].target),
			     known[i].score);
}
