/* shape: known curves are recognised, degenerate ones answered. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "base/rng.h"
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
	m->in.e = (struct panel){ n, m->x, m->first, m->e };
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
	cr_assert(s.horizon_in.lo <= s.horizon && s.horizon <= s.horizon_in.hi);
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

	make(&m, TARGETS, 2, 5, -0.1);
	shape_of(&m.in, &a);
	shape_of(&m.in, &b);
	m.in.seed = 2;
	shape_of(&m.in, &c);
	cr_assert_eq(a.tau.lo, b.tau.lo);
	cr_assert_eq(a.part[0].spread[SPREAD_MALD].in.hi,
		     b.part[0].spread[SPREAD_MALD].in.hi);
	cr_assert_neq(a.part[0].spread[SPREAD_MALD].in.hi,
		      c.part[0].spread[SPREAD_MALD].in.hi);
	shape_fini(&a);
	shape_fini(&b);
	shape_fini(&c);
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
	cr_assert(sound(s->slope) && sound(s->tau) && sound(s->horizon_in) &&
		      sound(s->slope_before) && sound(s->slope_after),
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
		struct series_shape s = { .relation = RELATION_ABOUT,
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
		jsonw_init(&w, &b, 0);
		jsonw_object(&w);
		series_shape_json(&s, &w);
		jsonw_end(&w);
		shape_show_say(&s, "it", "excel", &b);
		cr_assert_null(strstr(b.data, "nan"), "%s: %s", cases[i].what,
			       b.data);
		cr_assert_null(strstr(b.data, "inf"), "%s", cases[i].what);
		buf_fini(&b);
		series_shape_fini(&s);
	}
}

Test(shape, says_it_in_one_sentence)
{
	static struct made m;
	struct series_shape s = { .relation = RELATION_EXACT };
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
	series_shape_fini(&s);
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
	in.e = (struct panel){ 20, x, first, v };
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
