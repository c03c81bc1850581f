/*
 * duels: pairs made by hand, whose figures R gives as well, and many runs of
 * judges of known truth, whose intervals must hold it.
 */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/rng.h"
#include "verdict/duels.h"

static struct spec_judge judge = { "{answer_a} {answer_b}", 0, 1, 0, true };

/* Up to so many judgements; two lines a pair, as judge_ask makes them. */
struct made {
	struct arena a;
	struct scores s;
};

static void
made_init(struct made *m, size_t most)
{
	memset(m, 0, sizeof(*m));
	arena_init(&m->a);
	m->s.spec.judge = &judge;
	m->s.answer = arena_alloc(&m->a, most * sizeof(*m->s.answer));
	m->s.score = arena_alloc(&m->a, most * sizeof(*m->s.score));
}

/* The answer's wins with the base first and second, NaN for no winner. */
static void
made_pair(struct made *m, int target, int repeat, double base, double length,
	  double wins_second, double wins_first)
{
	const char *of = arena_printf(&m->a, "v2/%d/%d", target, repeat);
	const char *against = arena_printf(&m->a, "base/%d/%d", target, repeat);

	for (int order = 0; order < 2; order++) {
		struct judge_of *a = &m->s.answer[m->s.nanswer++];
		struct score *x = &m->s.score[m->s.n++];

		*a = (struct judge_of){
			.of = of,
			.model = "v2",
			.sampling = "min",
			.variant = "plain",
			.item = "",
			.target = target,
			.repeat = repeat,
			.length = length,
			.base = against,
			.base_model = "base",
			.base_sampling = "min",
			.base_length = base,
			.first =
			    order == 0 ? JUDGE_BASE_FIRST : JUDGE_BASE_SECOND,
		};
		*x = (struct score){
			.answer = a,
			.judge = "j",
			.judge_sampling = "min",
			.judge_repeat = 1,
			.score = order == 0 ? wins_second : wins_first,
		};
		x->outcome =
		    isnan(x->score) ? JUDGEMENT_UNPARSED : JUDGEMENT_SCORED;
	}
}

static void
made_fini(struct made *m)
{
	arena_fini(&m->a);
}

static void
near(const char *what, double got, double want)
{
	cr_expect(fabs(got - want) < 1e-9, "%s: %.12g, not %.12g", what, got,
		  want);
}

Test(duels, figures_that_r_has)
{
	static const double base[] = { 50, 48, 61, 55, 40, 52,
				       47, 66, 58, 49, 51, 60 };
	static const double length[] = { 46, 52, 50, 59, 43, 41,
					 55, 60, 50, 53, 56, 50 };
	static const double wins[][2] = {
		{ 1, 1 },   { 1, 1 },   { 0.5, 0.5 }, { 1, 1 },
		{ 0.5, 0 }, { 0, 0 },   { 1, 1 },     { 0, 0 },
		{ 0, 1 },   { 0.5, 1 }, { 1, 1 },     { 0, 0 },
	};
	const struct duels_part *p;
	struct made m;
	struct duels d;

	made_init(&m, 24);
	/* One target for the lengths, an item for each question. */
	for (int i = 0; i < 12; i++) {
		made_pair(&m, 50, i + 1, base[i], length[i], wins[i][0],
			  wins[i][1]);
		for (size_t k = m.s.nanswer - 2; k < m.s.nanswer; k++)
			m.s.answer[k].item = arena_printf(&m.a, "q%d", i);
	}
	duels_of(&d, &m.s, 0.95);
	cr_assert_eq(d.nparts, 1u);
	p = d.part;
	cr_expect(p->pairs == 12 && p->questions == 12 && p->turns == 12);
	cr_expect(p->won == 6 && p->tied == 2 && p->lost == 4,
		  "%zu won, %zu tied, %zu lost", p->won, p->tied, p->lost);
	near("rate", p->rate.value, 0.583333333333);
	near("agree", p->agree.value, 9 / 12.0);
	near("first", p->first.value,
	     (9 * 0.5 + (0.5 + 0) / 2 + (1 + 1) / 2.0 + (0.5 + 1) / 2) / 12);
	cr_expect_eq(p->control, DUELS_CONTROLLED);
	near("lo", p->rate.in.lo, 0.323576183099);
	near("hi", p->rate.in.hi, 0.80381794365);
	near("controlled", p->controlled.value, 0.678636427338);
	near("controlled lo", p->controlled.in.lo, 0.334203213735);
	near("controlled hi", p->controlled.in.hi, 0.898827132434);
	near("slope", p->length_slope, -2.04419271775);
	near("slope se", p->length_se, 0.792187446845);
	duels_fini(&d);
	made_fini(&m);
}

/* One order alone is no pair, and what is missing no half. */
Test(duels, a_pair_read_once_is_left_out)
{
	struct made m;
	struct duels d;

	made_init(&m, 80);
	for (int i = 1; i <= 40; i++)
		made_pair(&m, i * 10, 1, i * 10, i * 10, i <= 4 ? NAN : 1, 1);
	duels_of(&d, &m.s, 0.95);
	cr_expect_eq(d.part[0].planned, 80u);
	cr_expect_eq(d.part[0].outcome[JUDGEMENT_UNPARSED], 4u);
	cr_expect_eq(d.part[0].pairs, 36u);
	cr_expect_eq(d.part[0].verdict, JUDGED_BETTER);
	near("rate", d.part[0].rate.value, 1);
	cr_expect(d.part[0].rate.in.lo < 0.95 && d.part[0].rate.in.lo > 0.85,
		  "36 of 36: %g", d.part[0].rate.in.lo);
	cr_expect_eq(d.part[0].control, DUELS_SAME);
	duels_fini(&d);
	made_fini(&m);
}

Test(duels, why_there_is_no_rate_at_equal_lengths)
{
	static const struct {
		const char *what;
		int questions;
		double less[2]; /* of odd questions, of even ones */
		double wins[2];
		enum duels_control want;
	} cases[] = {
		{ "nine", 9, { 5, -5 }, { 1, 0 }, DUELS_TOO_FEW },
		{ "always shorter", 20, { 5, 9 }, { 1, 0 }, DUELS_APART },
		{ "all alike", 20, { 0, 0 }, { 1, 0 }, DUELS_SAME },
		{ "the longer wins", 20, { 5, -5 }, { 0, 1 }, DUELS_DECIDED },
		{ "one wins all", 20, { 5, -5 }, { 1, 1 }, DUELS_DECIDED },
	};

	for (size_t c = 0; c < sizeof(cases) / sizeof(cases[0]); c++) {
		struct made m;
		struct duels d;

		made_init(&m, 40);
		for (int i = 1; i <= cases[c].questions; i++)
			made_pair(&m, 100, 1, 100, 100 - cases[c].less[i % 2],
				  cases[c].wins[i % 2], cases[c].wins[i % 2]);
		for (size_t i = 0; i < m.s.nanswer; i++) {
			m.s.answer[i].item = arena_printf(&m.a, "q%zu", i / 2);
			m.s.answer[i].of = m.s.answer[i].item;
		}
		duels_of(&d, &m.s, 0.95);
		cr_expect_eq(d.part[0].control, cases[c].want, "%s: %d",
			     cases[c].what, (int)d.part[0].control);
		cr_expect(isnan(d.part[0].controlled.value), "%s",
			  cases[c].what);
		duels_fini(&d);
		made_fini(&m);
	}
}

/* ---- known truths ------------------------------------------------------ */

enum { RUNS = 400, QUESTIONS = 60, REPEATS = 2 };

/* Who wins: by quality, which a question shares, and by length; or, in a
 * share of the replies, whoever stands first. */
static double
reply(struct rng *r, double merit, double first, bool answer_first)
{
	if (rng_unit(r) < first)
		return answer_first;
	return rng_unit(r) < 1 / (1 + exp(-merit));
}

static void
one_run(struct made *m, struct rng *r, double first, double slope)
{
	made_init(m, (size_t)2 * QUESTIONS * REPEATS);
	for (int q = 1; q <= QUESTIONS; q++) {
		double shared = rng_normal(r);

		for (int k = 1; k <= REPEATS; k++) {
			double ahead = 0.15 + 0.2 * rng_normal(r);
			double target = 100 + q;
			double merit = 0.7 * shared - slope * tanh(ahead / 0.2);

			made_pair(m, 100 + q, k, target, target * (1 - ahead),
				  reply(r, merit, first, false),
				  reply(r, merit, first, true));
		}
	}
}

static void
covers(const char *what, int held)
{
	/* 95 % of 400 and four standard errors of it. */
	cr_expect(held >= 362 && held <= 398, "%s: %d of %d", what, held, RUNS);
}

Test(duels, intervals_hold_the_truth)
{
	int rate = 0, first = 0, biased = 0, controlled = 0, below = 0;
	struct made m;
	struct duels d;
	struct rng r;

	rng_init(&r, 17);
	for (int i = 0; i < RUNS; i++) {
		const struct duels_part *p;

		/* No bias for length: nobody is better. */
		one_run(&m, &r, 0.2, 0);
		duels_of(&d, &m.s, 0.95);
		p = d.part;
		rate += p->rate.in.lo <= 0.5 && 0.5 <= p->rate.in.hi;
		first += p->first.in.lo <= 0.6 && 0.6 <= p->first.in.hi;
		duels_fini(&d);
		made_fini(&m);
		/* The shorter one loses, for its length alone. */
		one_run(&m, &r, 0, 1.2);
		duels_of(&d, &m.s, 0.95);
		p = d.part;
		biased += p->first.in.lo <= 0.5 && 0.5 <= p->first.in.hi;
		controlled +=
		    p->controlled.in.lo <= 0.5 && 0.5 <= p->controlled.in.hi;
		below += p->rate.in.hi < 0.5;
		duels_fini(&d);
		made_fini(&m);
	}
	covers("win rate", rate);
	covers("first place", first);
	covers("no bias for it", biased);
	covers("at equal lengths", controlled);
	cr_expect_gt(below, RUNS / 2, "the raw rate is low in %d", below);
}
