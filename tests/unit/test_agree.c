/*
 * agree, fixed: published tables by heart, and where ../shared is there R's
 * figures of 4,180 scored answers.
 */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "stat/agree.h"
#include "stat/fixed.h"
#include "stat/panel.h"

#define SCORES "../shared/data/frontier/judge/hellobench_scores.csv"
#define NONE   NAN

static void
near(double found, double expected, double within, const char *what)
{
	cr_assert(fabs(found - expected) <= within, "%s: %.12f, not %.12f",
		  what, found, expected);
}

/* Krippendorff 2011, his example with gaps. */
static const double canonical[12 * 4] = {
	1, 1, NONE, 1, 2, 2,    3, 2, 3,    3,    3, 3, 3,    3, 3,    3,
	2, 2, 2,    2, 1, 2,    3, 4, 4,    4,    4, 4, 1,    1, 2,    1,
	2, 2, 2,    2, 5, NONE, 5, 5, NONE, NONE, 1, 1, NONE, 3, NONE, NONE,
};

/* Ten answers judged three times. */
static const double repeats[10 * 3] = {
	8, 8, 9, 9, 9, 9, 7, 8, 7, 8, 8, 8, 6, 7, 6,
	9, 8, 9, 8, 9, 8, 7, 7, 7, 9, 9, 8, 5, 6, 6,
};

Test(agree, alpha_of_the_canonical_table)
{
	near(agree_alpha(canonical, 12, 4, AGREE_NOMINAL), .743421052631579,
	     1e-12, "nominal");
	near(agree_alpha(canonical, 12, 4, AGREE_ORDINAL), .8153875037548814,
	     1e-12, "ordinal");
	near(agree_alpha(canonical, 12, 4, AGREE_INTERVAL), .8491071428571428,
	     1e-12, "interval");
	near(agree_alpha(canonical, 12, 4, AGREE_RATIO), .7974027747116121,
	     1e-12, "ratio");
}

Test(agree, alpha_of_judges_and_of_nothing)
{
	double gaps[10 * 3];
	const double constant[6] = { 8, 8, 8, 8, 8, 8 };

	memcpy(gaps, repeats, sizeof(gaps));
	gaps[11] = gaps[21] = NAN;
	near(agree_alpha(gaps, 10, 3, AGREE_NOMINAL), .34827586206896555, 1e-12,
	     "nominal");
	near(agree_alpha(gaps, 10, 3, AGREE_ORDINAL), .7723214285714286, 1e-12,
	     "ordinal");
	near(agree_alpha(gaps, 10, 3, AGREE_INTERVAL), .8187919463087248, 1e-12,
	     "interval");
	cr_assert(isnan(agree_alpha(constant, 3, 2, AGREE_INTERVAL)));
	cr_assert(isnan(agree_alpha(constant, 0, 2, AGREE_NOMINAL)));
	near(agree_raw(constant, 3, 2), 1, 0, "raw");
	cr_assert(isnan(agree_raw(constant, 6, 1)));
}

Test(agree, kappa)
{
	static const double a[] = { 8, 9, 7, 8, 6, 9, 8, 7, 9, 5 };
	static const double b[] = { 8, 9, 8, 8, 7, 8, 9, 7, 9, 6 };

	near(agree_kappa(a, b, 10, AGREE_EQUAL), .32432432432432445, 1e-12,
	     "equal");
	near(agree_kappa(a, b, 10, AGREE_LINEAR), .5967741935483872, 1e-12,
	     "linear");
	near(agree_kappa(a, b, 10, AGREE_QUADRATIC), .8091603053435115, 1e-12,
	     "quadratic");
	cr_assert(isnan(agree_kappa(a, a, 1, AGREE_EQUAL)));
	cr_assert(isnan(agree_kappa(a, b, 0, AGREE_EQUAL)));
}

/* Shrout and Fleiss 1979, and the judge's repeats: R psych. */
Test(agree, icc_of_one_judge)
{
	static const double table[6 * 4] = {
		9, 2, 5, 8, 6,  1, 3, 2, 8, 4, 6, 8,
		7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7,
	};
	static const double x[10] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 };
	size_t four[7], three[11];
	struct panel_repeat r;

	for (size_t i = 0; i < 11; i++)
		three[i] = 3 * i;
	for (size_t i = 0; i < 7; i++)
		four[i] = 4 * i;
	cr_assert_eq(
	    panel_repeat(&(struct panel){ 6, x, four, table, NULL }, NULL, &r),
	    0);
	near(r.icc, .16574176840547541, 1e-12, "ICC1");
	near(r.icc_mean, .4427971336792686, 1e-12, "ICC1k");
	cr_assert_eq(
	    panel_repeat(&(struct panel){ 10, x, three, repeats, NULL }, NULL,
			 &r),
	    0);
	near(r.icc, .8315508021390373, 1e-12, "ICC1");
	near(r.icc_mean, .9367469879518072, 1e-12, "ICC1k");
}

/* A slope of 2 with levels that hide it, exactly. */
Test(fixed, finds_the_slope_behind_the_levels)
{
	double y[60], x[60], z[60];
	uint32_t unit[60], arm[60];
	struct fixed_in in = { 60, 20, 3, 1, y, { x, z }, unit, arm, 0, NULL };
	struct fixed f;

	for (uint32_t i = 0; i < 60; i++) {
		unit[i] = i / 3;
		arm[i] = i % 3;
		x[i] = (double)(i * 7 % 11) - 30.0 * arm[i];
		z[i] = (double)(i * 5 % 13);
		y[i] = 2 * x[i] + 50 * arm[i] - 3.0 * unit[i];
	}
	cr_assert_eq(fixed_fit(&in, &f), 0);
	near(f.slope[0], 2, 1e-10, "slope");
	cr_assert_eq(f.parameters, 20 + 2 + 1);
	in.slopes = 2;
	for (size_t i = 0; i < 60; i++)
		y[i] -= z[i] / 2;
	cr_assert_eq(fixed_fit(&in, &f), 0);
	near(f.slope[0], 2, 1e-10, "first");
	near(f.slope[1], -0.5, 1e-10, "second");
	for (size_t i = 0; i < 60; i++)
		z[i] = 3 * x[i] + 10.0 * unit[i];
	cr_assert_eq(fixed_fit(&in, &f), -1, "z is x and a level");
	in.slopes = 1;
	for (size_t i = 0; i < 60; i++)
		x[i] = 0.1 * unit[i];
	cr_assert_eq(fixed_fit(&in, &f), -1, "x does not vary within");
}

/*
 * Pairs are differences: the slope through the origin, its error clustered by
 * question (two pairs each), 8 of 9 questions with a pair that differs.
 */
Test(fixed, pairs_are_regressions_of_differences)
{
	double y[36], x[36], xx = 0, xy = 0, meat = 0, slope;
	uint32_t unit[36], arm[36] = { 0 }, cluster[36];
	struct fixed_in in = { 36,          18,   1,   1, y,
			       { x, NULL }, unit, arm, 9, cluster };
	struct fixed f;

	for (uint32_t i = 0; i < 36; i++) {
		unit[i] = i / 2;
		cluster[i] = i / 4;
		x[i] = i < 4 ? 1 : (double)(i * 7 % 11);
		y[i] = 3 * x[i] + (double)(i * i * 5 % 17) + 10.0 * unit[i];
	}
	for (uint32_t i = 0; i < 36; i += 2) {
		xx += (x[i + 1] - x[i]) * (x[i + 1] - x[i]);
		xy += (x[i + 1] - x[i]) * (y[i + 1] - y[i]);
	}
	slope = xy / xx;
	for (uint32_t c = 0; c < 9; c++) {
		double s = 0;

		for (uint32_t i = 4 * c; i < 4 * c + 4; i += 2) {
			double dx = x[i + 1] - x[i];

			s += dx * (y[i + 1] - y[i] - slope * dx);
		}
		meat += s * s;
	}
	cr_assert_eq(fixed_fit(&in, &f), 0);
	near(f.slope[0], slope, 1e-12, "slope");
	cr_assert_eq(f.units, 8, "%zu clusters", f.units);
	near(f.se[0], sqrt(meat) / xx * sqrt(8.0 / 7 * 35 / 35), 1e-12, "se");
}

/* Rows of one target's scores, as numbered units and arms. */
struct scores {
	size_t n, units, arms;
	double y[4200], x[4200];
	uint32_t unit[4200], arm[4200];
	char names[2][700][96];
};

static uint32_t
numbered(char names[][96], size_t *n, const char *name)
{
	for (size_t i = 0; i < *n; i++)
		if (strcmp(names[i], name) == 0)
			return (uint32_t)i;
	snprintf(names[*n], sizeof(names[0]), "%s", name);
	return (uint32_t)(*n)++;
}

static void
read_scores(struct scores *s, const char *text, const char *want)
{
	char model[96], target[96], id[96];
	double words, mean;

	memset(s, 0, sizeof(*s));
	for (const char *at = strchr(text, '\n'); at != NULL && at[1] != '\0';
	     at = strchr(at + 1, '\n')) {
		if (sscanf(at + 1, "%95[^,],%95[^,],%95[^,],%lf,%*[^,],%lf",
			   model, target, id, &words, &mean) != 5 ||
		    strcmp(target, want) != 0 || words <= 0)
			continue;
		s->y[s->n] = mean;
		s->x[s->n] = log(words / atof(target));
		s->unit[s->n] = numbered(s->names[0], &s->units, id);
		s->arm[s->n] = numbered(s->names[1], &s->arms, model);
		s->n++;
	}
}

Test(fixed, hellobench_as_r_has_it)
{
	static const struct {
		const char *target;
		size_t n;
		double slope, se, ols;
	} known[] = {
		{ "2000", 1106, .060430, .018838, .010506 },
		{ "4000", 0, .078639, .013922, .010211 },
		{ "8000", 984, .090308, .009272, .007401 },
		{ "16000", 0, .083259, .007884, .007152 },
	};
	static struct scores s;
	struct buf text;
	struct err e;

	if (access(SCORES, R_OK) != 0)
		cr_skip_test("%s is missing", SCORES);
	buf_init(&text, 1 << 24);
	cr_assert_eq(file_read(SCORES, &text, &e), 0, "%s", e.msg);
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		struct fixed_in in;
		struct fixed f;

		read_scores(&s, text.data, known[i].target);
		in = (struct fixed_in){
			s.n,           s.units, s.arms, 1, s.y,
			{ s.x, NULL }, s.unit,  s.arm,  0, NULL
		};
		cr_assert_eq(fixed_fit(&in, &f), 0);
		if (known[i].n > 0)
			cr_assert_eq(s.n, known[i].n, "%s: %zu",
				     known[i].target, s.n);
		near(f.slope[0], known[i].slope, 1e-6, known[i].target);
		near(f.se[0], known[i].se, 1e-6, known[i].target);
		near(f.se_ols[0], known[i].ols, 1e-6, known[i].target);
	}
	buf_fini(&text);
}

/* Where a unit is a cluster, its level is no parameter of se_nested. */
Test(fixed, levels_in_clusters_are_no_parameters)
{
	enum { N = 24 };
	double x[N], y[N];
	uint32_t unit[N], arm[N];
	struct fixed_in in = { N,           N / 2, 2,   1,     y,
			       { x, NULL }, unit,  arm, N / 2, NULL };
	struct fixed alone, nested;

	for (uint32_t i = 0; i < N; i++) {
		unit[i] = i / 2;
		arm[i] = i % 2;
		x[i] = (i * 7 % 11) / 11.0;
		y[i] = x[i] + (i * 5 % 13) / 13.0 + unit[i];
	}
	cr_assert_eq(fixed_fit(&in, &alone), 0);
	in.cluster = unit;
	cr_assert_eq(fixed_fit(&in, &nested), 0);
	cr_expect_float_eq(alone.se_nested[0], nested.se[0], 1e-12);
	cr_expect_float_eq(nested.se_nested[0], nested.se[0], 1e-12);
	/* 24 rows, 12 levels: 22 degrees of freedom and not 10. */
	cr_expect_float_eq(alone.se[0], nested.se[0] * sqrt(22.0 / 10), 1e-12);
}
