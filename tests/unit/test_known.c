/*
 * Published outputs with known answers, read from ../shared when it is
 * there.
 */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "measure/measure.h"
#include "text/strip.h"
#include "verdict/compare.h"

#define DATA "../shared/data/"

static bool
have(const char *path)
{
	if (access(path, R_OK) == 0)
		return true;
	printf("skipped: there is no %s\n", path);
	return false;
}

/* The file measured into a run in memory. */
static void
import(const char *path, const char *unit, const struct measure_fields *f,
       struct samples *s, struct curve *c)
{
	static const struct spec_band band = { 1, 100000 };
	struct measure_opts o = { .unit = unit, .strip = STRIP_SPACE };
	char dir[] = "/tmp/lencurve-known-XXXXXX", csv[64];
	struct measure_result m;
	struct err e = { 0 };

	cr_assert_not_null(mkdtemp(dir));
	cr_assert_eq(
	    measure_files(&(const char *){ path }, 1, dir, f, &o, &m, &e), 0,
	    "%s", e.msg);
	cr_assert_eq(samples_read(s, dir, &e), 0, "%s", e.msg);
	curve_of(c, s, &band, 1);
	snprintf(csv, sizeof(csv), "%s/samples.csv", dir);
	unlink(csv);
	rmdir(dir);
}

static size_t
series_named(const struct samples *s, const char *model)
{
	for (size_t i = 0; i < s->nseries; i++)
		if (strcmp(s->series[i].model, model) == 0)
			return i;
	cr_assert_fail("no model %s", model);
	return 0;
}

/* 26 Chinese prompts that ask for "about N". */
Test(known, complexbench)
{
	const char *path = DATA "complexbench_length_zh.jsonl";
	struct measure_fields f = { .text = "output",
				    .target = "target",
				    .relation = "relation",
				    .id = "id",
				    .ngroup = 1,
				    .group = { "model" },
				    .nwhere = 2,
				    .where_field = { "scope", "relation" },
				    .where_value = { "whole", "about" } };
	struct compare_opts o;
	struct samples s;
	struct curve c;
	struct compare x;
	struct err e = { 0 };
	size_t ernie, gpt;

	if (!have(path))
		return;
	import(path, "excel", &f, &s, &c);
	ernie = series_named(&s, "erniebot_4");
	gpt = series_named(&s, "gpt4_1106");
	compare_defaults(&o);
	o.relative = true;
	o.k = 10;
	cr_assert_eq(compare_of(&x, (struct pair_side){ &c, ernie },
				(struct pair_side){ &c, gpt }, UNDER_TEST_MODEL,
				&o, &e),
		     0, "%s", e.msg);
	cr_assert_eq(x.part[0].pairs, 26);
	cr_assert(fabs(x.part[0].wilcoxon.z + 4.24) < 0.005, "z = %g",
		  x.part[0].wilcoxon.z);
	cr_assert_eq(x.part[0].only_a, 20);
	cr_assert_eq(x.part[0].only_b, 1);
	cr_assert_eq(x.part[0].verdict, COMPARE_WORSE);
	cr_assert(fabs(c.series[ernie].all.m.d_abs_median - 0.048) < 0.001);
	cr_assert(fabs(c.series[gpt].all.m.d_abs_median - 0.328) < 0.001);
	compare_fini(&x);
	curve_fini(&c);
	samples_fini(&s);
}

/* 40 English prompts for exactly 80 to 119 characters, spaces inside included.
 */
Test(known, collie)
{
	const char *path = DATA "collie_exact_length.jsonl";
	static const struct {
		const char *model, *field;
		double exact, mald;
		/* How far off a refusal is that the published mean has
		 * counted as a sentence; 0: there is none. */
		double refusal;
	} cases[] = {
		{ "gpt-4", "1st_round_text", 0.025, 3.3, 0 },
		{ "gpt-3.5-turbo", "1st_round_text", 0, 21.1, 156 },
		{ "vicuna-7b", "texts", 0, 135.5, 0 },
	};

	if (!have(path))
		return;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct measure_fields f = {
			.text = "output",
			.target = "target",
			.relation = "relation",
			.id = "id",
			.ngroup = 1,
			.group = { "model" },
			.nwhere = 3,
			.where_field = { "unit", "model", "field" },
			.where_value = { "char_all", cases[i].model,
					 cases[i].field },
		};
		const struct metrics *m;
		struct samples s;
		struct curve c;
		double mald;

		import(path, "codepoint", &f, &s, &c);
		m = &c.series[0].all.m;
		cr_assert_eq(m->planned, 40, "%s", cases[i].model);
		cr_assert(fabs(m->exact - cases[i].exact) < 1e-9, "%s: %g",
			  cases[i].model, m->exact);
		mald = (m->mald * (double)m->measured + cases[i].refusal) /
		       (double)m->planned;
		cr_assert_eq(m->outcome[OUTCOME_REFUSED],
			     (uint64_t)(cases[i].refusal > 0));
		cr_assert(fabs(mald - cases[i].mald) < 0.05, "%s: %g",
			  cases[i].model, mald);
		curve_fini(&c);
		samples_fini(&s);
	}
}
