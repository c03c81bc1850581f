/* excerpt: whole questions, as many as there is room for, by a seed. */
#include <criterion/criterion.h>
#include <string.h>

#include "report/excerpt.h"

enum { SERIES = 2, QUESTIONS = 3000, ROWS = SERIES * QUESTIONS };

static struct series series[SERIES] = { { .variant = "plain" },
					{ .variant = "plain" } };
static struct sample sample[ROWS];
static const struct samples run = {
	.nseries = SERIES, .series = series, .n = ROWS, .sample = sample
};
static const struct samples *const runs[] = { &run, &run };

static void
make(void)
{
	for (uint32_t i = 0; i < ROWS; i++)
		sample[i] = (struct sample){ .series = i % SERIES,
					     .target = 5 * (i / SERIES % 100),
					     .repeat = i / SERIES / 100 + 1 };
}

TestSuite(excerpt, .init = make);

static size_t
count(const struct excerpt *x)
{
	size_t n = 0;

	for (size_t i = 0; i < ROWS; i++)
		n += excerpt_has(x, &run, i);
	return n;
}

Test(excerpt, it_fills_the_room_to_a_question)
{
	for (size_t most = 0; most <= ROWS; most += 97) {
		struct excerpt x;

		excerpt_of(&x, runs, 1, most, 7);
		cr_assert_eq(x.all, ROWS);
		cr_assert_eq(x.shown, count(&x), "%zu", most);
		cr_assert(x.shown <= most && x.shown + SERIES > most,
			  "%zu of %zu", x.shown, most);
	}
}

Test(excerpt, answers_to_a_question_stay_together)
{
	struct excerpt x;

	excerpt_of(&x, runs, 2, 1000, 7);
	cr_assert_eq(x.all, 2 * ROWS);
	cr_assert_eq(x.shown, 2 * count(&x));
	for (size_t i = 0; i < ROWS; i += SERIES)
		cr_assert_eq(excerpt_has(&x, &run, i),
			     excerpt_has(&x, &run, i + 1));
}

Test(excerpt, a_seed_is_a_draw_and_all_is_all)
{
	struct excerpt x, y;
	size_t both = 0;

	excerpt_of(&x, runs, 1, ROWS / 2, 1);
	excerpt_of(&y, runs, 1, ROWS / 2, 2);
	for (size_t i = 0; i < ROWS; i++)
		both += excerpt_has(&x, &run, i) && excerpt_has(&y, &run, i);
	cr_assert(both > ROWS / 5 && both < ROWS * 3 / 10, "%zu", both);
	excerpt_of(&x, runs, 1, ROWS, 1);
	cr_assert(excerpt_whole(&x));
	cr_assert_eq(count(&x), ROWS);
}
