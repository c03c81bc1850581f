/* lacking: whose answers are missing so often that the rest is no sample. */
#include <criterion/criterion.h>
#include <math.h>

#include "verdict/lacking.h"

Test(lacking, as_much_as_allowed_is_not_more)
{
	static const struct {
		const char *name;
		size_t missing, planned, than_missing, than_planned;
		bool more;
	} t[] = {
		{ "none against none", 0, 20, 0, 20, false },
		{ "5 points above nothing", 1, 20, 0, 20, false },
		{ "5 points, of 80", 4, 80, 0, 80, false },
		{ "5 points above 15", 4, 20, 3, 20, false },
		{ "5 points above 10", 3, 20, 2, 20, false },
		{ "5 points, of different plans", 7, 20, 30, 100, false },
		{ "a cell over 5 points", 6, 100, 0, 100, true },
		{ "a cell over, of many", 50001, 1000000, 0, 100, true },
		{ "fewer than the other", 0, 20, 20, 20, false },
		{ "nothing planned", 0, 0, 0, 20, false },
		{ "nothing planned of the other", 20, 20, 0, 0, false },
	};

	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++)
		cr_expect_eq(
		    lacking_more(
			lacking_share(t[i].missing, t[i].planned),
			lacking_share(t[i].than_missing, t[i].than_planned),
			LACKING_ALLOWED),
		    t[i].more, "case %s", t[i].name);
	cr_expect(isnan(lacking_share(0, 0)));
}

Test(lacking, two_sides_are_apart_where_either_lacks_many)
{
	static const struct {
		const char *name;
		double a, b;
		bool apart;
	} t[] = {
		{ "as many", 0.3, 0.3, false },
		{ "5 points", 0.25, 0.3, false },
		{ "more of the first", 0.36, 0.3, true },
		{ "more of the second", 0.3, 0.36, true },
		{ "half of both", 0.5, 0.5, false },
		{ "over half of both", 0.51, 0.51, true },
		{ "nothing planned", (double)NAN, (double)NAN, false },
	};

	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++)
		cr_expect_eq(lacking_apart(t[i].a, t[i].b, LACKING_ALLOWED),
			     t[i].apart, "case %s", t[i].name);
}
