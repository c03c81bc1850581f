/* lm: against what R prints of two of its own data sets, and a copied column.
 */
#include <criterion/criterion.h>
#include <math.h>

#include "stat/lm.h"

TestSuite(lm);

/* lm(weight ~ group, PlantGrowth): R's manual has this summary. */
Test(lm, groups_as_r_has_them)
{
	static const double y[30] = {
		4.17, 5.58, 5.18, 6.11, 4.50, 4.61, 5.17, 4.53, 5.33, 5.14,
		4.81, 4.17, 4.41, 3.59, 5.87, 3.83, 6.03, 4.89, 4.32, 4.69,
		6.31, 5.12, 5.54, 5.50, 5.37, 5.29, 4.92, 6.15, 5.80, 5.26,
	};
	double x[90], s;
	struct lm m;

	for (size_t i = 0; i < 30; i++) {
		x[i] = 1;
		x[30 + i] = i / 10 == 1;
		x[60 + i] = i / 10 == 2;
	}
	lm_fit(&m, x, y, 30, 3);
	s = sqrt(m.rss / 27);
	cr_assert_eq(m.rank, 3);
	cr_assert_float_eq(s, 0.6234, 5e-5);
	cr_assert_float_eq(m.b[0], 5.0320, 5e-5);
	cr_assert_float_eq(m.b[1], -0.3710, 5e-5);
	cr_assert_float_eq(m.b[2], 0.4940, 5e-5);
	cr_assert_float_eq(m.scale[0] * s, 0.1971, 5e-5);
	cr_assert_float_eq(m.scale[2] * s, 0.2788, 5e-5);
	lm_fini(&m);
}

/* lm(mpg ~ wt + hp, mtcars) */
Test(lm, slopes_as_r_has_them)
{
	static const double mpg[32] = {
		21,   21,   22.8, 21.4, 18.7, 18.1, 14.3, 24.4,
		22.8, 19.2, 17.8, 16.4, 17.3, 15.2, 10.4, 10.4,
		14.7, 32.4, 30.4, 33.9, 21.5, 15.5, 15.2, 13.3,
		19.2, 27.3, 26,   30.4, 15.8, 19.7, 15,   21.4,
	};
	static const double wt[32] = {
		2.62,  2.875, 2.32,  3.215, 3.44,  3.46, 3.57,  3.19,
		3.15,  3.44,  3.44,  4.07,  3.73,  3.78, 5.25,  5.424,
		5.345, 2.2,   1.615, 1.835, 2.465, 3.52, 3.435, 3.84,
		3.845, 1.935, 2.14,  1.513, 3.17,  2.77, 3.57,  2.78,
	};
	static const double hp[32] = {
		110, 110, 93,  110, 175, 105, 245, 62,  95,  123, 123,
		180, 180, 180, 205, 215, 230, 66,  52,  65,  97,  150,
		150, 245, 175, 66,  91,  113, 264, 175, 335, 109,
	};
	double x[128], s;
	struct lm m;

	for (size_t i = 0; i < 32; i++) {
		x[i] = 1;
		x[32 + i] = wt[i];
		x[64 + i] = 2 * wt[i] - 3; /* what is there already */
		x[96 + i] = hp[i];
	}
	lm_fit(&m, x, mpg, 32, 4);
	s = sqrt(m.rss / (32 - (double)m.rank));
	cr_assert_eq(m.rank, 3);
	cr_assert_float_eq(s, 2.593, 5e-4);
	cr_assert_float_eq(m.b[0], 37.22727, 5e-6);
	cr_assert_float_eq(m.b[1], -3.87783, 5e-6);
	cr_assert(isnan(m.b[2]) && isnan(m.scale[2]));
	cr_assert_float_eq(m.b[3], -0.03177, 5e-6);
	cr_assert_float_eq(m.scale[0] * s, 1.59879, 5e-6);
	cr_assert_float_eq(m.scale[1] * s, 0.63273, 5e-6);
	cr_assert_float_eq(m.scale[3] * s, 0.00903, 5e-6);
	lm_fini(&m);
}
