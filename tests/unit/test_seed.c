#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "provider/provider.h"
#include "sweep/seed.h"

static int
ascending(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

/* 140 targets, 10 repeats, 2 prompts, 5 sweeps: no two cells share one. */
Test(seed, a_cell_has_one_of_its_own)
{
	enum { N = 140 * 10 * 2 * 5 };
	static uint32_t all[N];
	size_t n = 0, same = 0;

	for (uint64_t sweep = 1; sweep <= 5; sweep++)
		for (uint32_t repeat = 1; repeat <= 10; repeat++)
			for (uint32_t target = 5; target <= 700; target += 5) {
				all[n++] = seed_of(SEED_CELL, sweep, repeat,
						   target, "plain");
				all[n++] = seed_of(SEED_CELL, sweep, repeat,
						   target, "strict");
			}
	cr_assert_eq(n, (size_t)N);
	qsort(all, n, sizeof(*all), ascending);
	for (size_t i = 1; i < n; i++)
		same += all[i] == all[i - 1];
	/* Of 14,000 in 2^31 that fall anywhere, 0.05 pairs meet. */
	cr_assert_lt(same, 3u);
	cr_assert_gt(all[0], 0u);
	cr_assert_leq(all[n - 1], (uint32_t)INT32_MAX);
}

Test(seed, the_rules_of_old_and_of_choice)
{
	static const struct {
		enum seed_rule rule;
		uint64_t sweep;
		uint32_t repeat, target, seed;
	} cases[] = {
		{ SEED_REPEAT, 1, 1, 5, 1 },
		{ SEED_REPEAT, 1, 3, 700, 3 },
		{ SEED_REPEAT, INT32_MAX, 2, 5, 0 },
		{ SEED_FIXED, 7, 1, 5, 7 },
		{ SEED_FIXED, 7, 9, 700, 7 },
		/* Recorded in directories: never another. */
		{ SEED_CELL, 1, 1, 5, 278283438 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		cr_expect_eq(seed_of(cases[i].rule, cases[i].sweep,
				     cases[i].repeat, cases[i].target, "plain"),
			     cases[i].seed, "case %zu: %u", i,
			     seed_of(cases[i].rule, cases[i].sweep,
				     cases[i].repeat, cases[i].target,
				     "plain"));
}

Test(seed, names)
{
	enum seed_rule r;

	for (unsigned i = 0; i < SEED_RULES; i++) {
		cr_assert_eq(seed_find(seed_name((enum seed_rule)i), &r), 0);
		cr_assert_eq(r, (enum seed_rule)i);
	}
	cr_assert_eq(seed_find("other", &r), -1);
}

/* Within what a provider takes; equal wherever all of it is taken. */
Test(seed, each_provider_gets_what_it_takes)
{
	static const uint32_t seeds[] = { 0, 1, 12345, INT32_MAX };
	struct provider narrow = { .seed_most = 9999 };

	for (size_t i = 0; i < sizeof(seeds) / sizeof(seeds[0]); i++) {
		for (size_t k = 0; provider_table[k] != NULL; k++) {
			const struct provider *p = provider_table[k];
			int64_t sent = provider_seed(p, seeds[i]);

			cr_assert_leq(sent,
				      p->seed_most == 0 ? -1 : p->seed_most);
			if (p->seed_most == INT32_MAX)
				cr_assert_eq(sent, (int64_t)seeds[i]);
		}
		cr_assert_leq(provider_seed(&narrow, seeds[i]), 9999);
	}
}
