#include <criterion/criterion.h>
#include <string.h>

#include "base/clock.h"
#include "sim/fault.h"
#include "sim/tally.h"
#include "sim/window.h"

static const char *
name_of(const struct sim_fault *f)
{
	return f == NULL ? "ok" : f->name;
}

Test(fault, names_are_unique_and_found)
{
	for (const struct sim_fault *f = fault_table; f->name != NULL; f++) {
		cr_assert_eq(fault_find(f->name), f, "%s", f->name);
		cr_assert(f->about != NULL && f->about[0] != '\0');
		cr_assert_eq(strpbrk(f->name, "*:, "), NULL, "%s", f->name);
	}
	cr_assert_null(fault_find("ok"));
}

Test(fault, bad_plans)
{
	static const char *const cases[][2] = {
		{ "resett:0.1", "did you mean \"reset\"" },
		{ "reset", "expected NAME*COUNT" },
		{ "reset:", "expected NAME*COUNT" },
		{ "reset:1.5", "expected NAME*COUNT" },
		{ "reset:-1", "expected NAME*COUNT" },
		{ "reset:x", "expected NAME*COUNT" },
		{ "reset*0", "expected NAME*COUNT" },
		{ "*3", "expected NAME*COUNT" },
		{ "503*3,,ok*2", "expected NAME*COUNT" },
		{ "reset:0.6,503:0.6", "add up to 1.2" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct fault_plan p;
		struct err e = { 0 };

		cr_assert_eq(fault_parse(&p, cases[i][0], &e), -1, "%s",
			     cases[i][0]);
		cr_assert_eq(e.status, STATUS_INPUT);
		cr_assert(strstr(e.msg, cases[i][1]) != NULL, "%s: %s",
			  cases[i][0], e.msg);
	}
}

Test(fault, script_then_rates)
{
	static const char *const want[] = { "503",   "503", "ok",
					    "reset", "429", "429" };
	struct fault_plan p;
	struct err e;

	cr_assert_eq(fault_parse(&p, "503*2,ok*1,reset*1,429:1", &e), 0);
	for (size_t i = 0; i < sizeof(want) / sizeof(want[0]); i++)
		cr_assert_str_eq(name_of(fault_pick(&p, 1, i, 0, i)), want[i],
				 "request %zu", i);
}

/* The clock of a step starts with the first request that meets it. */
Test(fault, steps_in_seconds)
{
	static const struct {
		double at;
		const char *want;
	} cases[] = { { 5, "429" },   { 6.9, "429" },  { 7, "503" },
		      { 7.1, "503" }, { 7.49, "503" }, { 7.5, "ok" } };
	struct fault_plan p;
	struct err e;

	cr_assert_eq(fault_parse(&p, "429*2s,503*0.5s", &e), 0);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		uint64_t now = (uint64_t)(cases[i].at * 1e9);

		cr_assert_str_eq(name_of(fault_pick(&p, 0, 0, 0, now)),
				 cases[i].want, "at %g s", cases[i].at);
	}
}

Test(fault, rates_repeat_and_are_rates)
{
	enum { N = 20000 };
	size_t reset = 0, busy = 0, other_seed = 0;
	struct fault_plan p;
	struct err e;

	cr_assert_eq(fault_parse(&p, "reset:0.1,503:0.2", &e), 0);
	for (uint64_t i = 0; i < N; i++) {
		const char *a = name_of(fault_pick(&p, 9, i, 0, 0));

		cr_assert_str_eq(a, name_of(fault_pick(&p, 9, i, 0, 99)));
		reset += strcmp(a, "reset") == 0;
		busy += strcmp(a, "503") == 0;
		other_seed +=
		    strcmp(a, name_of(fault_pick(&p, 10, i, 0, 0))) != 0;
	}
	/* Six standard errors. */
	cr_assert(reset > 2000 - 255 && reset < 2000 + 255, "%zu", reset);
	cr_assert(busy > 4000 - 340 && busy < 4000 + 340, "%zu", busy);
	cr_assert_gt(other_seed, N / 4);
}

Test(fault, later_attempts_are_drawn_afresh)
{
	struct fault_plan p;
	struct err e;
	size_t ok = 0;

	cr_assert_eq(fault_parse(&p, "503:0.5", &e), 0);
	for (uint64_t attempt = 0; attempt < 64; attempt++)
		ok += fault_pick(&p, 1, 77, attempt, 0) == NULL;
	cr_assert(ok > 10 && ok < 54, "%zu", ok);
}

Test(fault, window_slides)
{
	static struct window w;
	uint64_t t = 1000 * CLOCK_SECOND;

	for (int i = 0; i < 10; i++)
		window_add(&w, t + (uint64_t)i * CLOCK_SECOND);
	cr_assert_eq(window_sum(&w, t + 9 * CLOCK_SECOND), 10);
	cr_assert_eq(window_wait(&w, t + 9 * CLOCK_SECOND, 11), 0);
	cr_assert_eq(window_wait(&w, t + 9 * CLOCK_SECOND, 10), 51000);
	cr_assert_eq(window_wait(&w, t + 9 * CLOCK_SECOND, 8), 53000);
	cr_assert_eq(window_sum(&w, t + 60 * CLOCK_SECOND - 1), 10);
	cr_assert_eq(window_sum(&w, t + 60 * CLOCK_SECOND), 9);
	cr_assert_eq(window_sum(&w, t + 300 * CLOCK_SECOND), 0);
	cr_assert_eq(w.peak, 10);
}

Test(fault, tally_counts_many_keys)
{
	struct tally t = { 0 };

	for (uint64_t round = 0; round < 3; round++)
		for (uint64_t i = 0; i < 5000; i++)
			tally_at(&t, i * 0x9E3779B97F4A7C15u)->asked++;
	cr_assert_eq(t.n, 5000);
	for (uint64_t i = 0; i < 5000; i++)
		cr_assert_eq(tally_at(&t, i * 0x9E3779B97F4A7C15u)->asked, 3);
	tally_fini(&t);
}
