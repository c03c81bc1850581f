/* narrow: how many answers an interval needs, and that it holds when asking
 * stops as soon as it is narrow. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/rng.h"
#include "report/narrow_show.h"
#include "verdict/narrow.h"
#include "verdict/until.h"

enum { TARGETS = 40, MOST = 90 };

/* A run of one series that is asked as often as `each` says. */
struct asked {
	struct samples s;
	struct series series;
	struct curve c;
	uint32_t each[TARGETS];
	size_t questions; /* at each target */
};

static double
sd_at(size_t i)
{
	return 3 + 0.6 * (double)i;
}

static double
truth_at(size_t i)
{
	return 10 * (double)(i + 1) + (double)(i % 3);
}

/* Each cell has its own noise, whatever else is asked. */
static double
answer(size_t i, size_t question, uint32_t repeat, uint64_t seed)
{
	struct rng r;

	rng_init(&r, seed * 1000003 + i * 7919 + question * 101 + repeat);
	return truth_at(i) + 40 * (double)question + sd_at(i) * rng_normal(&r);
}

static void
ask(struct asked *a, uint64_t seed)
{
	size_t room = 0, n = 0;

	for (size_t i = 0; i < TARGETS; i++)
		room += a->each[i] * a->questions;
	a->s = (struct samples){ .nseries = 1, .series = &a->series };
	a->s.terms.grown = true;
	a->s.sample = mem_calloc(room + 1, sizeof(*a->s.sample));
	for (size_t i = 0; i < TARGETS; i++)
		for (size_t q = 0; q < a->questions; q++)
			for (uint32_t r = 1; r <= a->each[i]; r++)
				a->s.sample[n++] = (struct sample){
					.target = (uint32_t)(10 * (i + 1)),
					.item = a->questions > 1 ? q + 1 : 0,
					.repeat = r,
					.length = answer(i, q, r, seed),
				};
	a->s.n = n;
	a->series = (struct series){
		.model = "m", .sampling = "s", .variant = "v", .n = n
	};
	curve_of(&a->c, &a->s, NULL, 0);
}

static void
forget(struct asked *a)
{
	curve_fini(&a->c);
	free(a->s.sample);
}

/* Asks until all is narrow or nothing more is wanted; the run is left open. */
static void
grow(struct asked *a, const struct narrow_opts *o, uint64_t seed,
     struct narrow *w)
{
	struct until u;

	until_of(&u, NARROW_FIRST, o->most);
	for (size_t i = 0; i < TARGETS; i++)
		a->each[i] = NARROW_FIRST;
	ask(a, seed);
	narrow_of(w, &a->c, o);
	for (size_t k = 1, asked = 0; w->open > 0 && asked < a->s.n; k++) {
		asked = a->s.n;
		narrow_want(w, 0, u.answers[k < u.n ? k : u.n - 1], a->each);
		narrow_fini(w);
		forget(a);
		ask(a, seed);
		narrow_of(w, &a->c, o);
	}
}

/* 300 runs of 40 targets: 12,000 intervals, 0.2 points of standard error. */
Test(narrow, intervals_hold_where_asking_stops_when_they_are_narrow)
{
	const struct narrow_opts o = { .half = 8, .most = MOST };
	size_t held = 0, all = 0, asked = 0, widest = 0;

	for (uint64_t seed = 1; seed <= 300; seed++) {
		struct asked a = { .questions = 1 };
		struct narrow w;
		uint32_t most = 0;

		grow(&a, &o, seed, &w);
		for (size_t i = 0; i < w.n; i++) {
			const struct narrow_look *k = &w.look[i];
			size_t at = (size_t)k->lo / 10 - 1;

			if (strcmp(k->of, "target") != 0)
				continue;
			cr_assert(k->enough, "seed %zu, target %g: %g",
				  (size_t)seed, k->lo, k->half);
			all++;
			held += fabs(a.c.series[0].point[at].m.length_mean -
				     truth_at(at)) <= k->half;
		}
		for (size_t i = 0; i < TARGETS; i++)
			most = a.each[i] > most ? a.each[i] : most;
		asked += a.s.n;
		widest += most * TARGETS;
		narrow_fini(&w);
		forget(&a);
	}
	cr_assert_gt((double)held, 0.94 * (double)all, "%zu of %zu", held, all);
	cr_assert_lt((double)held, 0.97 * (double)all, "%zu of %zu", held, all);
	/* Against all of them asked as often as the one that needs most. */
	cr_assert_lt((double)asked, 0.6 * (double)widest, "%zu of %zu", asked,
		     widest);
}

/* The same seed asks the same, whoever asks. */
Test(narrow, grows_the_same_way_again)
{
	const struct narrow_opts o = { .half = 5, .most = 20 };
	struct asked a = { .questions = 2 }, b = { .questions = 2 };
	struct narrow x, y;

	grow(&a, &o, 7, &x);
	grow(&b, &o, 7, &y);
	cr_assert_eq(memcmp(a.each, b.each, sizeof(a.each)), 0);
	cr_assert_eq(x.open, y.open);
	cr_assert_gt(x.open, 0);
	for (size_t i = 0; i < TARGETS; i++)
		cr_assert_leq(a.each[i] * 2, 30, "1.5 times the most: %u",
			      a.each[i]);
	narrow_fini(&x);
	narrow_fini(&y);
	forget(&a);
	forget(&b);
}

/* What two questions differ by is no noise that repeats take away. */
Test(narrow, questions_are_kept_apart)
{
	struct asked a = { .questions = 2 };
	struct narrow w;

	for (size_t i = 0; i < TARGETS; i++)
		a.each[i] = 30;
	ask(&a, 3);
	narrow_of(&w, &a.c, &(struct narrow_opts){ .half = 5, .most = 30 });
	for (size_t i = 0; i < TARGETS; i++) {
		double sd = sqrt(w.series[0].spot[i].var[0]), sum = 0, n = 0;

		for (size_t j = i < 6 ? 0 : i - 6; j <= i + 6 && j < TARGETS;
		     j++, n++)
			sum += sd_at(j) * sd_at(j);
		cr_assert_float_eq(sd, sqrt(sum / n), 0.12 * sqrt(sum / n),
				   "target %zu: %g", i, sd);
	}
	narrow_fini(&w);
	forget(&a);
}

/* Answers that are missing widen; without any, nothing is known or wanted. */
Test(narrow, what_is_missing_is_not_counted)
{
	struct asked a = { .questions = 1 };
	const struct narrow_opts o = { .half = 5, .most = MOST };
	uint32_t want[TARGETS] = { 0 };
	double before;
	struct narrow w;
	struct buf out;

	for (size_t i = 0; i < TARGETS; i++)
		a.each[i] = 4;
	ask(&a, 5);
	narrow_of(&w, &a.c, &o);
	before = w.look[w.n - 1].half;
	narrow_fini(&w);
	for (size_t k = 0; k < a.s.n; k++) {
		struct sample *x = &a.s.sample[k];

		if ((x->target == 400 && x->repeat > 1) || x->target == 10) {
			x->outcome = OUTCOME_REFUSED;
			x->length = NAN;
		}
	}
	curve_fini(&a.c);
	curve_of(&a.c, &a.s, NULL, 0);
	narrow_of(&w, &a.c, &o);
	cr_assert_gt(w.look[w.n - 1].half, 1.9 * before);
	cr_assert(isnan(w.look[w.n - TARGETS].half));
	cr_assert_eq(w.look[w.n - TARGETS].measured, 0);
	narrow_want(&w, 0, 9, want);
	cr_assert_eq(want[0], 0, "nobody answers there: %u", want[0]);
	cr_assert_eq(want[TARGETS - 1], 9);
	buf_init(&out, 1 << 16);
	narrow_show_text(&w, &a.s, &out);
	cr_assert_null(strstr(out.data, "nan"), "%s", out.data);
	cr_assert_null(strstr(out.data, "inf"), "%s", out.data);
	buf_fini(&out);
	narrow_fini(&w);
	forget(&a);
}

/* A mean that repeats cannot narrow is not asked for in vain. */
Test(narrow, targets_that_differ_are_no_matter_of_repeats)
{
	struct asked a = { .questions = 1 };
	uint32_t want[TARGETS] = { 0 };
	struct narrow w;

	for (size_t i = 0; i < TARGETS; i++)
		a.each[i] = 5;
	ask(&a, 9);
	for (size_t k = 0; k < a.s.n; k++)
		a.s.sample[k].length =
		    a.s.sample[k].target * 1.0 +
		    60 * ((a.s.sample[k].target * 2654435761u >> 16) % 100 /
			  100.0);
	narrow_of(
	    &w, &a.c,
	    &(struct narrow_opts){ .half = 0.5, .bands = true, .most = MOST });
	cr_assert_gt(w.open, 0);
	for (size_t i = 0; i < w.n; i++)
		cr_assert(isinf(w.look[i].needs), "look %zu: %g", i,
			  w.look[i].needs);
	narrow_want(&w, 0, MOST, want);
	for (size_t i = 0; i < TARGETS; i++)
		cr_assert_eq(want[i], 0);
	narrow_fini(&w);
	forget(&a);
}
