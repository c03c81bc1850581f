/* shape: known curves are recognised, degenerate ones answered. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "base/rng.h"
#include "curve/shape_rate.h"
#include "curve/shape_series.h"
#include "report/shape_show.h"

enum { TARGETS = 140, REPEATS = 5 };

struct made {
	double x[TARGETS], e[TARGETS * REPEATS];
	size_t first[TARGETS + 1], planned[TARGETS];
	struct shape_in in;
};

static const double bands[] = { 5, 250, 255, 700 };

/* n targets, k repeats; noise of a standard deviation, a bend at 250. */
static void
make(struct made *m, size_t n, size_t k, double noise, double bend)
{
	struct rng r;

	memset(m, 0, sizeof(*m));
	rng_init(&r, 20);
	for (size_t i = 0; i < n; i++) {
		double past;

		m->x[i] = 5 * (double)(i + 1);
		past = m->x[i] > 250 ? m->x[i] - 250 : 0;
		m->planned[i] = k;
		m->first[i + 1] = m->first[i] + k;
		for (size_t j = m->first[i]; j < m->first[i + 1]; j++)
			m->e[j] = round(noise * rng_normal(&r) + bend * past);
	}
	shape_defaults(&m->in);
	m->in.e = (struct panel){ n, m->x, m->first, m->e, NULL };
	m->in.planned = m->planned;
	m->in.band = bands;
	m->in.nbands = 2;
	m->in.draws = 300;
}

static bool
inside(struct interval in, double x)
{
	return in.lo <= x && x <= in.hi;
}

Test(shape, a_bend_is_found)
{
	static struct made m;
	struct shape s;

	make(&m, TARGETS, REPEATS, 4, -0.2);
	shape_of(&m.in, &s);
	cr_assert_eq(s.break_found, FOUND_YES);
	cr_assert(inside(s.tau, 250), "%g to %g", s.tau.lo, s.tau.hi);
	cr_assert(s.tau.hi - s.tau.lo < 60);
	cr_assert(inside(s.slope_after, -0.2) && inside(s.slope_before, 0));
	cr_assert_eq(s.horizon_found, FOUND_YES);
	cr_assert(s.horizon >= 250 && s.horizon <= 330, "%g", s.horizon);
	cr_assert(inside(s.part[1].spread[SPREAD_BIAS].in, 0));
	cr_assert_eq(s.part[1].planned, 250);
	cr_assert_eq(s.part[2].planned, 450);
	cr_assert_eq(s.repeat.targets, TARGETS);
	shape_fini(&s);
}

Test(shape, a_straight_line_has_no_break)
{
	static struct made m;
	struct shape s;

	make(&m, TARGETS, 1, 5, 0);
	shape_of(&m.in, &s);
	cr_assert_eq(s.break_found, FOUND_NO, "p = %g", s.break_p);
	cr_assert_eq(s.plateau_found, FOUND_NO);
	cr_assert(inside(s.slope, 1));
	cr_assert(s.kendall > 0.9);
	cr_assert_eq(s.horizon_found, FOUND_ALL);
	cr_assert_eq(s.repeat.targets, 0);
	shape_fini(&s);
}

Test(shape, the_seed_is_the_only_chance)
{
	static struct made m;
	struct shape a, b, c;

	make(&m, TARGETS, 2, 12, -0.012);
	shape_of(&m.in, &a);
	shape_of(&m.in, &b);
	m.in.seed = 2;
	shape_of(&m.in, &c);
	cr_assert_eq(a.break_p, b.break_p);
	cr_assert_neq(a.break_p, c.break_p, "%g", a.break_p);
	cr_assert_eq(a.part[0].spread[SPREAD_MALD].in.hi,
		     c.part[0].spread[SPREAD_MALD].in.hi, "no draw is in it");
	shape_fini(&a);
	shape_fini(&b);
	shape_fini(&c);
}

static double
width(struct interval in)
{
	return in.hi - in.lo;
}

/* Of few targets the hinge, its search and the scale take much of the noise. */
Test(shape, a_bend_of_few_targets_is_held_19_times_in_20)
{
	enum { FEW = 46, CURVES = 300 };
	static struct made m;
	size_t held = 0;
	struct rng r;

	make(&m, FEW, 1, 0, 0);
	m.in.draws = 1;
	rng_init(&r, 21);
	for (size_t i = 0; i < FEW; i++)
		m.x[i] = 15 * (double)(i + 1);
	for (int c = 0; c < CURVES; c++) {
		struct shape s;

		for (size_t i = 0; i < FEW; i++)
			m.e[i] =
			    10 * rng_normal(&r) - 0.2 * fmax(0, m.x[i] - 250);
		shape_of(&m.in, &s);
		held += inside(s.tau, 250);
		held += inside(s.slope_before, 0);
		held += inside(s.slope_after, -0.2);
		shape_fini(&s);
	}
	cr_assert_geq(held, 3 * CURVES * 94 / 100, "%zu of %d", held,
		      3 * CURVES);
}

/* Two breaks are a trend, and no noise. */
Test(shape, two_breaks_widen_nothing)
{
	static struct made m;
	struct shape one, two;

	make(&m, TARGETS, 1, 10, -0.3);
	shape_of(&m.in, &one);
	for (size_t i = 100; i < TARGETS; i++)
		m.e[i] += round(0.25 * (m.x[i] - 500));
	shape_of(&m.in, &two);
	for (enum shape_spread c = 0; c < SPREADS; c++)
		cr_assert_lt(width(two.part[0].spread[c].in),
			     1.3 * width(one.part[0].spread[c].in), "%d",
			     (int)c);
	shape_fini(&one);
	shape_fini(&two);
}

/* Noise of half a character is zeros and a few ones: that is no tail. */
Test(shape, rmse_of_whole_numbers_has_its_interval)
{
	static struct made m;
	size_t none = 0;
	struct rng r;

	rng_init(&r, 6);
	make(&m, TARGETS, 1, 5, 0);
	for (int draw = 0; draw < 60; draw++) {
		struct shape s;

		for (size_t i = 0; i < TARGETS; i++)
			m.e[i] = round(0.6 * rng_normal(&r));
		m.in.draws = 20;
		shape_of(&m.in, &s);
		none += s.tails;
		shape_fini(&s);
	}
	cr_assert_leq(none, 7, "%zu of 60 without", none);
}

/* What one or two questions are answered every time says nothing of others. */
Test(shape, one_or_two_questions_answered_alike_have_no_interval)
{
	for (size_t n = 1; n <= 3; n++)
		for (int alike = 0; alike <= 1; alike++) {
			static struct made m;
			struct shape s;

			make(&m, n, REPEATS, alike ? 0 : 10, 0);
			for (size_t k = 0; k < m.first[n]; k++)
				m.e[k] -= 9 * (double)(k / REPEATS + 1);
			shape_of(&m.in, &s);
			for (enum shape_spread c = 0; c < SPREADS; c++)
				cr_assert_eq(isnan(s.part[0].spread[c].in.lo) !=
						 0,
					     n < 3 && alike, "%zu targets, %d",
					     n, alike);
			shape_fini(&s);
		}
}

/* Two wild answers of 140 decide RMSE, and MALD hardly. */
Test(shape, rmse_of_wild_answers_has_no_interval)
{
	static struct made m;
	struct shape tame, wild;
	const struct shape_estimate *x;

	make(&m, TARGETS, 1, 5, -0.2);
	shape_of(&m.in, &tame);
	m.e[40] = 90;
	m.e[100] = -120;
	shape_of(&m.in, &wild);
	x = &wild.part[0].spread[SPREAD_RMSE];
	cr_assert(!tame.tails && wild.tails);
	cr_assert(!isnan(tame.part[0].spread[SPREAD_RMSE].in.lo));
	cr_assert(x->value > 10 && isnan(x->in.lo) && isnan(x->in.hi));
	cr_assert(!isnan(wild.part[2].spread[SPREAD_MALD].in.lo));
	cr_assert(isnan(wild.part[1].spread[SPREAD_RMSE].in.lo));
	shape_fini(&tame);
	shape_fini(&wild);
}

/* Questions of a target, each asked five times: so many are known. */
/* 0 and 1 off: not "0.0 to 164893.9". */
Test(shape, two_targets_have_a_sane_interval)
{
	static struct made m;
	struct shape s;

	make(&m, 2, 1, 14, 0);
	m.e[0] = 0;
	m.e[1] = -1;
	shape_of(&m.in, &s);
	for (enum shape_spread c = SPREAD_MALD; c <= SPREAD_RMSE; c++) {
		cr_assert_gt(s.part[0].spread[c].in.hi, 3);
		cr_assert_lt(s.part[0].spread[c].in.hi, 40, "%f",
			     s.part[0].spread[c].in.hi);
	}
	shape_fini(&s);
}

Test(shape, questions_of_few_targets_are_the_sample)
{
	static struct made m;
	static uint64_t item[TARGETS * REPEATS];
	struct shape all, one;
	size_t n = 4 * (size_t)REPEATS;

	/* Two targets of ten answers: two questions, or ten. */
	make(&m, 4, REPEATS, 14, 0);
	m.in.e.n = 2;
	m.x[1] = 20;
	m.first[1] = 2 * REPEATS;
	m.first[2] = 4 * REPEATS;
	m.planned[0] = m.planned[1] = 2 * REPEATS;
	for (size_t k = 0; k < n; k++) {
		item[k] = k / REPEATS + 1;
		m.e[k] = m.e[k / REPEATS * REPEATS];
	}
	m.in.item = item;
	m.in.e.group = panel_groups(item, m.first, 2);
	cr_assert_not_null(m.in.e.group);
	shape_of(&m.in, &all);
	cr_assert_eq(all.repeat.targets, 4);
	cr_assert_eq(all.repeat.same, 4);
	m.in.e.group = m.in.item = NULL;
	shape_of(&m.in, &one);
	cr_assert_gt(width(all.part[0].spread[SPREAD_BIAS].in),
		     2 * width(one.part[0].spread[SPREAD_BIAS].in));
	shape_fini(&all);
	shape_fini(&one);
}

static bool
sound(struct interval in)
{
	return isnan(in.lo)
		   ? isnan(in.hi)
		   : isfinite(in.lo) && isfinite(in.hi) && in.lo <= in.hi;
}

/* Every interval is two finite numbers or none; nothing half-made. */
static void
check_sound(const struct shape *s, const char *what)
{
	for (size_t k = 0; k < s->nparts; k++) {
		for (enum shape_spread c = 0; c < SPREADS; c++) {
			const struct shape_estimate *x = &s->part[k].spread[c];

			cr_assert(!isinf(x->value), "%s", what);
			cr_assert(sound(x->in), "%s: part %zu, %d", what, k,
				  (int)c);
			cr_assert(!isnan(x->value) || isnan(x->in.lo));
		}
		cr_assert(sound(s->part[k].hit));
		cr_assert(!isinf(s->part[k].detectable));
	}
	cr_assert(sound(s->slope) && sound(s->tau) && sound(s->slope_before) &&
		      sound(s->slope_after),
		  "%s", what);
	cr_assert(!isinf(s->hinge.f) && !isinf(s->kendall), "%s", what);
}

Test(shape, degenerate_input_is_answered)
{
	static const struct {
		const char *what;
		size_t n, k;
		double noise;
	} cases[] = {
		{ "all cells failed", 0, 1, 0 },
		{ "one target", 1, 1, 5 },
		{ "one target, repeated", 1, 5, 5 },
		{ "two cells", 2, 1, 5 },
		{ "two targets, repeated", 2, 2, 5 },
		{ "nine targets", 9, 1, 5 },
		{ "ten targets", 10, 2, 5 },
		{ "twenty targets", 20, 1, 5 },
		{ "thirty targets", 30, 1, 5 },
		{ "all deviations zero", TARGETS, 3, 0 },
		{ "ties everywhere", TARGETS, 1, 0.4 },
	};
	static struct made m;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct shape_series s = { .relation = RELATION_ABOUT,
					  .same_share = NAN };
		struct jsonw w;
		struct buf b;

		make(&m, cases[i].n, cases[i].k, cases[i].noise, 0);
		shape_of(&m.in, &s.shape);
		check_sound(&s.shape, cases[i].what);
		if (cases[i].n * cases[i].k < 2)
			cr_assert(isnan(s.shape.part[0].spread[0].in.lo),
				  "%s: an interval from less than two",
				  cases[i].what);
		buf_init(&b, 1 << 16);
		jsonw_open(&w, &b, 0);
		shape_series_json(&s, &w);
		jsonw_end(&w);
		shape_show_say(&s, "it", "excel", &b);
		cr_assert_null(strstr(b.data, "nan"), "%s: %s", cases[i].what,
			       b.data);
		cr_assert_null(strstr(b.data, "inf"), "%s", cases[i].what);
		buf_fini(&b);
		shape_series_fini(&s);
	}
}

Test(shape, says_it_in_one_sentence)
{
	static struct made m;
	struct shape_series s = { .relation = RELATION_EXACT };
	struct buf b;

	make(&m, TARGETS, REPEATS, 4, -0.21);
	shape_of(&m.in, &s.shape);
	buf_init(&b, 4096);
	shape_show_say(&s, "v2", "excel", &b);
	cr_assert_eq(
	    strncmp(b.data, "v2 stays within 15 characters up to ", 36), 0,
	    "%s", b.data);
	cr_assert_not_null(strstr(b.data, "falls short by 0.21 characters per "
					  "character asked"),
			   "%s", b.data);
	buf_reset(&b);
	s.relation = RELATION_AT_MOST;
	s.satisfied = 0.9;
	s.satisfied_in = (struct interval){ 0.85, 0.94 };
	s.excess = 3.25;
	shape_show_say(&s, "v2", "excel", &b);
	cr_assert_str_eq(b.data,
			 "v2 keeps \"at most\" in 90.0 % of its answers (95 % "
			 "interval 85.0 to 94.0); on average it goes 3.2 "
			 "characters over.");
	buf_fini(&b);
	shape_series_fini(&s);
}

/* Targets nobody answered are misses of the hit rate and of the horizon. */
Test(shape, unanswered_targets_are_misses)
{
	double x[20], v[20] = { 0 }, lost[5];
	size_t first[21], planned[20], lost_planned[5];
	struct shape_in in;
	struct shape s;

	for (size_t i = 0; i < 20; i++) {
		x[i] = 5.0 * (double)(i + 1);
		planned[i] = 1;
		first[i] = i;
	}
	first[20] = 20;
	for (size_t i = 0; i < 5; i++) {
		lost[i] = 105.0 + 5.0 * (double)i;
		lost_planned[i] = 2;
	}
	shape_defaults(&in);
	in.draws = 100;
	in.e = (struct panel){ 20, x, first, v, NULL };
	in.planned = planned;
	in.nlost = 5;
	in.lost = lost;
	in.lost_planned = lost_planned;
	shape_of(&in, &s);
	cr_assert_eq(s.part[0].hits, 20);
	cr_assert_eq(s.part[0].planned, 30);
	cr_assert_eq(s.horizon, 100);
	cr_assert_eq(s.horizon_found, FOUND_YES);
	shape_fini(&s);
	in.nlost = 0;
	shape_of(&in, &s);
	cr_assert_eq(s.part[0].planned, 20);
	cr_assert_eq(s.horizon_found, FOUND_ALL);
	shape_fini(&s);
}

/* e[i] of n targets 5, 10, ... from a function of the target. */
static void
make_exact(struct made *m, size_t n, double offset, double slope)
{
	make(m, n, 1, 0, 0);
	for (size_t i = 0; i < n; i++)
		m->e[i] = offset + slope * m->x[i];
}

/* Lines without noise have a residual of 1e-14, which is no break. */
Test(shape, a_line_without_noise_is_no_break)
{
	static const struct {
		double offset, slope;
		const char *says;
	} cases[] = {
		{ 0, 0.6 - 1,
		  "no break supported, and its answers grow by 0.60" },
		{ 3, 0.123456789, "no break supported, and its answers grow" },
		{ 20, 0, "and it is 20.0 characters over throughout" },
		{ -7.25, 0, "and it is 7.2 characters short throughout" },
		{ 139, -1,
		  "it takes no notice of the number: about 139 "
		  "characters, whatever is asked." },
	};
	static struct made m;
	struct buf b;

	buf_init(&b, 4096);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct shape_series s = { .relation = RELATION_ABOUT };

		make_exact(&m, TARGETS, cases[i].offset, cases[i].slope);
		shape_of(&m.in, &s.shape);
		cr_assert_neq(s.shape.break_found, FOUND_YES, "case %zu", i);
		buf_reset(&b);
		shape_show_say(&s, "it", "excel", &b);
		cr_assert_not_null(strstr(b.data, cases[i].says), "%s", b.data);
		shape_series_fini(&s);
	}
	buf_fini(&b);
}

/* Both slopes stand in the sentence of a bend. */
Test(shape, a_bend_names_both_slopes)
{
	static struct made m;
	struct shape_series s = { .relation = RELATION_ABOUT };
	struct buf b;

	make(&m, TARGETS, REPEATS, 4, -0.2);
	shape_of(&m.in, &s.shape);
	buf_init(&b, 4096);
	shape_show_say(&s, "it", "excel", &b);
	cr_assert_not_null(
	    strstr(b.data, "up to there its answers grow by 1.0"), "%s",
	    b.data);
	buf_fini(&b);
	shape_series_fini(&s);
}

/* 25 answers that are all alike: |e| has a bend, and no noise. */
Test(shape, e_may_cross_zero)
{
	static struct made m;
	struct shape s;
	struct interval in;

	make_exact(&m, 25, 65, -1);
	shape_of(&m.in, &s);
	for (enum shape_spread c = 0; c < SPREADS; c++) {
		in = s.part[0].spread[c].in;
		cr_assert(in.hi - in.lo < 0.1, "%d: %g to %g", (int)c, in.lo,
			  in.hi);
	}
	shape_fini(&s);
}

/* What is missing by chance might have been missing elsewhere: half of the
 * targets, and one of ten of the rest is no hit. */
Test(shape, missing_answers_are_noise_of_a_rate)
{
	static struct made m;
	double lost[TARGETS / 2];
	size_t lost_planned[TARGETS / 2];
	struct shape s;

	make(&m, TARGETS / 2, 1, 0, 0);
	for (size_t i = 0; i < TARGETS / 2; i++) {
		m.e[i] = i % 10 == 3 ? 40 : (double)(i % 7) - 3;
		m.x[i] = 10 * (double)i + 5;
		lost[i] = 10 * (double)i + 10;
		lost_planned[i] = 1;
	}
	m.in.nlost = TARGETS / 2;
	m.in.lost = lost;
	m.in.lost_planned = lost_planned;
	shape_of(&m.in, &s);
	cr_assert_eq(s.part[0].hits, 63);
	cr_assert(s.part[0].hit.lo < 0.45 - 0.07, "%g", s.part[0].hit.lo);
	cr_assert(s.part[0].hit.hi > 0.45 + 0.07, "%g", s.part[0].hit.hi);
	shape_fini(&s);
}

static void
same_interval(struct interval a, struct interval b, const char *what,
	      const char *name)
{
	double near = 1e-9 * (1 + fabs(a.lo) + fabs(a.hi));

	cr_assert((isnan(a.lo) && isnan(b.lo)) || fabs(a.lo - b.lo) <= near,
		  "%s, %s: from %.12g, one from %.12g", name, what, b.lo, a.lo);
	cr_assert((isnan(a.hi) && isnan(b.hi)) || fabs(a.hi - b.hi) <= near,
		  "%s, %s: to %.12g, one to %.12g", name, what, b.hi, a.hi);
}

/* Every interval of a part and of the curve. */
static void
same_shape(const struct shape *a, const struct shape *b, const char *name)
{
	static const char *const of[] = { "MALD", "bias", "RMSE", "LD" };

	for (size_t k = 0; k < a->nparts; k++) {
		same_interval(a->part[k].hit, b->part[k].hit, "hit", name);
		for (int c = 0; c < SPREADS; c++)
			same_interval(a->part[k].spread[c].in,
				      b->part[k].spread[c].in, of[c], name);
	}
	same_interval(a->slope, b->slope, "slope", name);
	same_interval(a->tau, b->tau, "break", name);
}

/* Kept limits and shares beside the shape's. */
static void
same_rates(const struct made *a, const struct made *b, const char *name)
{
	static const double range[][2] = {
		{ -INFINITY, 0 }, { 0, INFINITY }, { 0, 0 }, { -30, 30 }
	};
	struct shape_trend ta, tb;
	struct shape_rate ra, rb;

	shape_trend_open(&ta, &a->in.e);
	shape_trend_open(&tb, &b->in.e);
	for (size_t k = 0; k < sizeof(range) / sizeof(range[0]); k++) {
		shape_rate_of(&a->in, &ta, 5, 700, range[k][0], range[k][1],
			      &ra);
		shape_rate_of(&b->in, &tb, 5, 700, range[k][0], range[k][1],
			      &rb);
		same_interval(ra.in, rb.in, "share", name);
	}
	shape_trend_close(&tb);
	shape_trend_close(&ta);
}

/* The same first answers; `uneven`: target i has 1 + i % 5 of each. */
static void
copy_answers(const struct made *one, bool uneven, struct made *many)
{
	size_t at = 0;

	for (size_t i = 0; i < one->in.e.n; i++) {
		many->planned[i] = uneven ? 1 + i % REPEATS : REPEATS;
		for (size_t k = 0; k < many->planned[i]; k++)
			many->e[at++] = one->e[i];
		many->first[i + 1] = at;
	}
}

/* Byte-identical repeats say no more than one answer does. */
Test(shape, repeats_that_agree_narrow_nothing)
{
	static const struct {
		const char *name;
		size_t n;
		double noise, bend, within;
		bool uneven;
		size_t lost;
	} row[] = {
		{ "hit 15", TARGETS, 14, 0, 15, false, 0 },
		{ "hit 10", TARGETS, 14, 0, 10, false, 0 },
		{ "hit 40", TARGETS, 14, 0, 40, false, 0 },
		{ "hit 5, a bend", TARGETS, 4, -0.2, 5, false, 0 },
		{ "exact", TARGETS, 0.5, 0, 0, false, 0 },
		{ "no noise", TARGETS, 0, 0, 15, false, 0 },
		{ "uneven", TARGETS, 14, -0.2, 15, true, 0 },
		{ "answers lost", TARGETS - 20, 14, 0, 15, false, 20 },
		{ "30 targets", 30, 14, 0, 15, false, 0 },
		{ "20 targets", 20, 14, 0, 10, false, 0 },
		{ "10 targets", 10, 14, 0, 15, false, 0 },
		{ "9 targets", 9, 14, 0, 15, false, 0 },
		{ "4 targets", 4, 14, 0, 15, false, 0 },
		{ "4 targets, lost", 4, 14, 0, 15, false, 3 },
	};
	static struct made one, many;
	double lost[20];
	size_t lost_one[20], lost_many[20];
	struct shape a, b;

	for (size_t k = 0; k < 20; k++) {
		lost[k] = 1000 + (double)k;
		lost_one[k] = 1;
		lost_many[k] = REPEATS;
	}
	for (size_t k = 0; k < sizeof(row) / sizeof(row[0]); k++) {
		make(&one, row[k].n, 1, row[k].noise, row[k].bend);
		one.in.k = row[k].within;
		one.in.even = row[k].uneven;
		one.in.nlost = row[k].lost;
		one.in.lost = lost;
		one.in.lost_planned = lost_one;
		make(&many, row[k].n, REPEATS, 0, 0);
		copy_answers(&one, row[k].uneven, &many);
		many.in.k = row[k].within;
		many.in.even = row[k].uneven;
		many.in.nlost = row[k].lost;
		many.in.lost = lost;
		many.in.lost_planned = lost_many;
		shape_of(&one.in, &a);
		shape_of(&many.in, &b);
		same_shape(&a, &b, row[k].name);
		same_rates(&one, &many, row[k].name);
		shape_fini(&a);
		shape_fini(&b);
	}
}

/* A few answers that level off, and five targets to see it by. */
Test(shape, five_targets_show_a_plateau)
{
	static struct made m;
	struct shape s;

	make(&m, 5, 1, 0, 0);
	for (size_t i = 0; i < 5; i++) {
		m.x[i] = 100 * (double)(i + 1);
		m.e[i] = fmin(m.x[i], 200) - m.x[i];
	}
	shape_of(&m.in, &s);
	cr_assert_eq(s.plateau_found, FOUND_YES);
	cr_assert_eq(s.plateau, 200);
	shape_fini(&s);
}
