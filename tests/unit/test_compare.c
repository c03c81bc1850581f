/* compare: pairs, verdicts, and what is refused. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "base/rng.h"
#include "curve/shape_series.h"
#include "report/compare_show.h"
#include "report/words.h"
#include "verdict/compare.h"
#include "verdict/match.h"

enum { CELLS = 1000 };

/* A run made in memory: series of the given noise over targets 5, 10, ... */
struct run {
	struct samples s;
	struct series series[3];
	struct sample sample[3 * CELLS];
	struct curve c;
};

static const struct spec_band bands[] = { { 5, 250 }, { 255, 700 } };

static void
make(struct run *r, uint64_t seed, size_t nseries, const double *noise,
     uint32_t targets, uint32_t repeats)
{
	static const char *const model[] = { "base", "v2", "v3" };
	struct rng rng;

	series_index_fini(&r->s.index);
	memset(r, 0, sizeof(*r));
	rng_init(&rng, seed);
	r->s = (struct samples){ .path = "run/samples.csv",
				 .unit = "excel",
				 .prompts_hash = 7,
				 .varying = SERIES_MODEL,
				 .nseries = nseries,
				 .series = r->series,
				 .sample = r->sample };
	for (uint32_t i = 0; i < nseries; i++) {
		r->series[i] = (struct series){
			.model = model[i],
			.sampling = "min",
			.variant = "plain",
			.relation = RELATION_ABOUT,
			.temperature = 0.01,
			.top_p = NAN,
			.n = (size_t)targets * repeats,
		};
		for (uint32_t k = 0; k < targets * repeats; k++) {
			uint32_t t = 5 * (k / repeats + 1);
			double e = round(noise[i] * rng_normal(&rng));

			r->sample[r->s.n++] = (struct sample){
				.series = i,
				.target = t,
				.repeat = k % repeats + 1,
				.outcome = OUTCOME_OK,
				.length = fmax(0, t + e),
				.text_hash = k + 1,
			};
		}
	}
	samples_index(&r->s);
	curve_of(&r->c, &r->s, bands, 2);
}

static struct compare_opts
quick(void)
{
	struct compare_opts o;

	compare_defaults(&o);
	o.draws = 400;
	return o;
}

static void
compared(struct compare *c, const struct run *a, size_t i, const struct run *b,
	 size_t j, const struct compare_opts *o)
{
	struct err e = { 0 };

	cr_assert_eq(compare_of(c, (struct pair_side){ &a->c, i },
				(struct pair_side){ &b->c, j },
				UNDER_TEST_MODEL, o, &e),
		     0, "%s", e.msg);
}

Test(compare, knows_better_from_worse)
{
	static const double noise[] = { 20, 6, 20 };
	static struct run r;
	struct compare_opts o = quick();
	struct compare c;
	struct buf b;

	make(&r, 1, 3, noise, 140, 1);
	compared(&c, &r, 0, &r, 1, &o);
	cr_assert_eq(c.part[0].verdict, COMPARE_BETTER);
	cr_assert(c.part[0].hl_in.lo > 0 && c.part[0].mean_in.lo > 0);
	cr_assert(c.part[0].wilcoxon.z > 4 && c.part[0].wilcoxon.p < 1e-4);
	cr_assert(c.part[0].only_b > c.part[0].only_a);
	cr_assert_eq(c.nparts, 3);
	cr_assert(c.part[1].wilcoxon_holm >= c.part[1].wilcoxon.p);
	cr_assert(isnan(c.part[0].wilcoxon_holm));
	buf_init(&b, 4096);
	compare_show_say(&c, "base", "v2", &b);
	cr_assert_eq(strncmp(b.data, "v2 is better than base (", 24), 0, "%s",
		     b.data);
	cr_assert_not_null(strstr(b.data, " characters, 95 %"), "%s", b.data);
	buf_reset(&b);
	r.s.unit = "words";
	compare_show_say(&c, "base", "v2", &b);
	cr_assert_not_null(strstr(b.data, " words, 95 %"), "%s", b.data);
	words_speak(WORDS_CHINESE);
	buf_reset(&b);
	compare_show_say(&c, "base", "v2", &b);
	words_speak(WORDS_ENGLISH);
	cr_assert_eq(strncmp(b.data, "v2 优于 base（", 17), 0, "%s", b.data);
	cr_assert_not_null(strstr(b.data, " 个词，95 % 区间 "), "%s", b.data);
	buf_fini(&b);
	compare_fini(&c);
	compared(&c, &r, 1, &r, 0, &o);
	cr_assert_eq(c.part[0].verdict, COMPARE_WORSE);
	compare_fini(&c);
	compared(&c, &r, 0, &r, 2, &o);
	cr_assert_eq(c.part[0].verdict, COMPARE_INCONCLUSIVE);
	cr_assert(c.repeats_needed > 1);
	compare_fini(&c);
}

Test(compare, sameness_needs_proof)
{
	static const double noise[] = { 2, 2 };
	static struct run r;
	struct compare_opts o = quick();
	struct compare c;

	make(&r, 2, 2, noise, 140, 5);
	compared(&c, &r, 0, &r, 1, &o);
	cr_assert_eq(c.part[0].verdict, COMPARE_EQUIVALENT);
	cr_assert_eq(c.part[0].pairs, 700);
	compare_fini(&c);
	o.margin = 0;
	compared(&c, &r, 0, &r, 1, &o);
	cr_assert_neq(c.part[0].verdict, COMPARE_EQUIVALENT);
	compare_fini(&c);
	/* A run against itself differs by nothing at all. */
	o.margin = 2;
	compared(&c, &r, 0, &r, 0, &o);
	cr_assert_eq(c.part[0].verdict, COMPARE_EQUIVALENT);
	cr_assert(isnan(c.part[0].wilcoxon.p) && c.part[0].hl == 0);
	compare_fini(&c);
}

/* A missing answer makes no pair, and is a miss on its side. */
Test(compare, missing_answers_are_misses)
{
	static const double noise[] = { 0, 0 };
	static struct run r;
	struct compare_opts o = quick();
	struct compare c;

	make(&r, 3, 2, noise, 30, 1);
	for (int i = 0; i < 10; i++) {
		r.sample[30 + i].outcome = OUTCOME_FAILED;
		r.sample[30 + i].length = NAN;
	}
	compared(&c, &r, 0, &r, 1, &o);
	cr_assert_eq(c.part[0].planned, 30);
	cr_assert_eq(c.part[0].pairs, 20);
	cr_assert_eq(c.part[0].only_a, 10);
	cr_assert(c.part[0].mcnemar < 0.01);
	compare_fini(&c);
	for (size_t i = 0; i < r.s.n; i++)
		r.sample[i].length = NAN;
	compared(&c, &r, 0, &r, 1, &o);
	cr_assert_eq(c.part[0].verdict, COMPARE_TOO_FEW);
	cr_assert(isnan(c.part[0].miss_a) && isnan(c.part[0].hl));
	compare_fini(&c);
}

Test(compare, what_must_not_be_compared_is_refused)
{
	static const double noise[] = { 5, 5 };
	static struct run a, b;
	struct compare_opts o = quick();
	struct pair_side x = { &a.c, 0 }, y = { &b.c, 0 };
	struct compare c;
	struct err e;

	make(&a, 4, 1, noise, 20, 2);
	make(&b, 5, 1, noise, 20, 2);
	b.s.unit = "grapheme";
	cr_assert_eq(compare_of(&c, x, y, UNDER_TEST_MODEL, &o, &e), -1);
	cr_assert_not_null(strstr(e.msg, "grapheme"), "%s", e.msg);
	b.s.unit = "excel";
	b.s.prompts_hash = 8;
	cr_assert_eq(compare_of(&c, x, y, UNDER_TEST_MODEL, &o, &e), -1);
	cr_assert_not_null(strstr(e.msg, "different questions"), "%s", e.msg);
	b.s.prompts_hash = 7;
	b.series[0].temperature = 0.9;
	cr_assert_eq(compare_of(&c, x, y, UNDER_TEST_MODEL, &o, &e), -1);
	cr_assert_not_null(strstr(e.msg, "under-test sampling"), "%s", e.msg);
	cr_assert_eq(compare_of(&c, x, y, UNDER_TEST_SAMPLING, &o, &e), 0);
	compare_fini(&c);
	b.series[0].temperature = 0.01;
	b.series[0].relation = RELATION_AT_MOST;
	cr_assert_eq(compare_of(&c, x, y, UNDER_TEST_MODEL, &o, &e), -1);
	cr_assert_not_null(strstr(e.msg, "at_most"), "%s", e.msg);
	curve_fini(&b.c);
	make(&b, 5, 1, noise, 19, 2);
	cr_assert_eq(compare_of(&c, x, y, UNDER_TEST_MODEL, &o, &e), -1);
	cr_assert_not_null(strstr(e.msg, "target 100, repeat 1"), "%s", e.msg);
	o.common = true;
	cr_assert_eq(compare_of(&c, x, y, UNDER_TEST_MODEL, &o, &e), 0);
	cr_assert_eq(c.unmatched, 2);
	cr_assert_eq(c.part[0].pairs, 38);
	compare_fini(&c);
}

Test(compare, runs_and_models_find_their_base)
{
	static const double noise[] = { 5, 5, 5 };
	static struct run r[2];
	struct curve c[2];
	struct match_list m;
	struct err e;

	make(&r[0], 6, 3, noise, 12, 1);
	make(&r[1], 7, 2, noise, 12, 1);
	c[0] = r[0].c;
	c[1] = r[1].c;
	cr_assert_eq(match_series(&m, c, 1, UNDER_TEST_MODEL, NULL, &e), 0);
	cr_assert_eq(m.n, 2);
	cr_assert_eq(m.match[0].a.series, 0);
	match_fini(&m);
	cr_assert_eq(match_series(&m, c, 1, UNDER_TEST_MODEL, "v3", &e), 0);
	cr_assert_eq(m.match[1].a.series, 2);
	match_fini(&m);
	cr_assert_eq(match_series(&m, c, 1, UNDER_TEST_MODEL, "v4", &e), -1);
	cr_assert_not_null(strstr(e.msg, "base, v2, v3"), "%s", e.msg);
	cr_assert_eq(match_series(&m, c, 1, UNDER_TEST_SAMPLING, NULL, &e), -1);
	/* Of two runs, a model is held against itself. */
	cr_assert_eq(match_series(&m, c, 2, UNDER_TEST_MODEL, NULL, &e), 0);
	cr_assert_eq(m.n, 2);
	cr_assert_eq(m.match[1].a.series, 1);
	match_fini(&m);
	r[1].series[1].model = "v9";
	cr_assert_eq(match_series(&m, c, 2, UNDER_TEST_MODEL, NULL, &e), -1);
	cr_assert_not_null(strstr(e.msg, "with base"), "%s", e.msg);
	cr_assert_eq(match_series(&m, c, 2, UNDER_TEST_MODEL, "base", &e), 0);
	cr_assert_eq(m.n, 2);
	match_fini(&m);
}

Test(compare, relations_have_their_own_misses)
{
	static const struct {
		enum relation relation;
		double e, miss;
		int satisfied;
	} cases[] = {
		{ RELATION_ABOUT, -3, 3, -1 },
		{ RELATION_ABOUT, 0, 0, -1 },
		{ RELATION_EXACT, 0, 0, 1 },
		{ RELATION_EXACT, -1, 1, 0 },
		{ RELATION_AT_MOST, -3, 0, 1 },
		{ RELATION_AT_MOST, 3, 3, 0 },
		{ RELATION_LESS_THAN, 0, 1, 0 },
		{ RELATION_LESS_THAN, -1, 0, 1 },
		{ RELATION_AT_LEAST, -3, 3, 0 },
		{ RELATION_AT_LEAST, 3, 0, 1 },
		{ RELATION_MORE_THAN, 0, 1, 0 },
		{ RELATION_MORE_THAN, 1, 0, 1 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		enum relation r = cases[i].relation;
		double length = 100 + cases[i].e;

		cr_assert_eq(relation_miss(r, length, 100), cases[i].miss,
			     "case %zu", i);
		cr_assert_eq(relation_satisfied(r, length, 100),
			     cases[i].satisfied, "case %zu", i);
		/* What is not there is not near to anything. */
		cr_assert(isnan(relation_miss(r, NAN, 100)), "case %zu", i);
		cr_assert_eq(relation_satisfied(r, NAN, 100), -1);
	}
}

/* Under a limit, too, an answer that is missing is not a perfect one. */
Test(compare, a_side_that_declines_does_not_win)
{
	static const double noise[] = { 6, 6 };
	static struct run r;
	struct compare_opts o = quick();
	struct compare c;
	struct buf b;

	make(&r, 9, 2, noise, 30, 1);
	r.series[0].relation = r.series[1].relation = RELATION_AT_MOST;
	for (size_t i = 0; i < 30; i++) {
		r.sample[i].length = r.sample[i].target + 9;
		r.sample[30 + i].length = NAN;
		r.sample[30 + i].outcome = OUTCOME_REFUSED;
	}
	compared(&c, &r, 0, &r, 1, &o);
	cr_assert_eq(c.part[0].verdict, COMPARE_TOO_FEW);
	cr_assert_eq(c.part[0].hits_b, 0);
	cr_assert_eq(c.part[0].tally.loss, 30);
	cr_assert_eq(c.part[0].lost_b, 30);
	buf_init(&b, 4096);
	compare_show_say(&c, "base", "v2", &b);
	cr_assert_not_null(strstr(b.data, "30 answers are missing from it"),
			   "%s", b.data);
	buf_fini(&b);
	compare_fini(&c);
	/* Perfect where it answers: nearer there, but that is not all. */
	for (size_t i = 0; i < 25; i++) {
		r.sample[30 + i].length = r.sample[30 + i].target;
		r.sample[30 + i].outcome = OUTCOME_OK;
	}
	compared(&c, &r, 0, &r, 1, &o);
	cr_assert_eq(c.part[0].verdict, COMPARE_INCONCLUSIVE);
	cr_assert(c.part[0].held_back && c.repeats_needed == 0);
	buf_init(&b, 4096);
	compare_show_say(&c, "base", "v2", &b);
	cr_assert_not_null(strstr(b.data, "5 answers are missing from it"),
			   "%s", b.data);
	buf_fini(&b);
	compare_fini(&c);
	/* One of thirty is within what may lack. */
	for (size_t i = 25; i < 29; i++) {
		r.sample[30 + i].length = r.sample[30 + i].target;
		r.sample[30 + i].outcome = OUTCOME_OK;
	}
	compared(&c, &r, 0, &r, 1, &o);
	cr_assert_eq(c.part[0].verdict, COMPARE_BETTER);
	compare_fini(&c);
	/* And the other way round it stands: B misses more, and is further. */
	compared(&c, &r, 1, &r, 0, &o);
	cr_assert_eq(c.part[0].verdict, COMPARE_WORSE);
	compare_fini(&c);
}

/* Three to five targets: a shift of a few characters, not of 10^16. */
Test(compare, few_targets_have_sane_intervals)
{
	static const double noise[] = { 9, 5 };
	static struct run r;
	struct compare_opts o = quick();
	struct compare c;

	for (uint64_t seed = 1; seed <= 20; seed++) {
		for (uint32_t n = 3; n <= 5; n++) {
			make(&r, seed, 2, noise, n, 1);
			compared(&c, &r, 0, &r, 1, &o);
			cr_assert(fabs(c.part[0].hl_in.lo) < 500 &&
				      fabs(c.part[0].hl_in.hi) < 500,
				  "%u targets: %g to %g", n, c.part[0].hl_in.lo,
				  c.part[0].hl_in.hi);
			compare_fini(&c);
			curve_fini(&r.c);
		}
	}
}

/* What is inside the margin is called equivalent, however sure it is. */
Test(compare, what_is_visible_is_beyond_the_margin)
{
	static const double noise[] = { 3, 3 };
	static struct run r;
	struct compare_opts o = quick();
	struct compare c;
	double seen[2];

	make(&r, 6, 2, noise, 140, 5);
	for (int i = 0; i < 2; i++) {
		o.margin = i == 0 ? 0 : 2;
		compared(&c, &r, 0, &r, 1, &o);
		seen[i] = c.part[0].visible;
		compare_fini(&c);
	}
	cr_assert(seen[0] < 1 && seen[1] > 1.5, "%g, %g", seen[0], seen[1]);
}

/* What is asked five times and answered alike is one question. */
Test(compare, repeats_are_no_pairs_of_their_own)
{
	static const double noise[] = { 14, 12 };
	static struct run one, five;
	struct compare_opts o = quick();
	struct compare a, b;

	make(&one, 5, 2, noise, 60, 1);
	make(&five, 5, 2, noise, 60, 5);
	for (size_t i = 0; i < five.s.n; i++)
		five.sample[i].length = one.sample[i / 5].length;
	compared(&a, &one, 0, &one, 1, &o);
	compared(&b, &five, 0, &five, 1, &o);
	cr_assert_eq(a.part[0].wilcoxon.p, b.part[0].wilcoxon.p);
	cr_assert_eq(a.part[0].visible_rate, b.part[0].visible_rate);
	cr_assert_float_eq(a.part[0].mcnemar, b.part[0].mcnemar, 0.1, "%g, %g",
			   a.part[0].mcnemar, b.part[0].mcnemar);
	compare_fini(&a);
	compare_fini(&b);
}

/* Repeats that are one text point to a cache, and the check says so. */
Test(compare, byte_identical_repeats_are_reported)
{
	static const double noise[] = { 0 };
	struct shape_series x;
	struct shape_in in;
	static struct run r;

	shape_defaults(&in);
	in.draws = 100;
	make(&r, 8, 1, noise, 12, 5);
	shape_series_of(&x, &r.c, 0, in);
	cr_assert_eq(x.same_text, 0);
	cr_assert_eq(x.shape.repeat.same, 12);
	shape_series_fini(&x);
	for (size_t i = 0; i < r.s.n; i++)
		r.sample[i].text_hash = 1 + i / 5;
	shape_series_of(&x, &r.c, 0, in);
	cr_assert_eq(x.same_text, 12);
	cr_assert_eq(x.same_share, 1);
	shape_series_fini(&x);
}
