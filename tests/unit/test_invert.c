/* invert: known answers, the loop closed on a made curve, and refusals. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/rng.h"
#include "curve/invert.h"
#include "data/json.h"
#include "stat/dist.h"
#include "stat/inverse.h"
#include "stat/isotonic.h"
#include "stat/smooth.h"
#include "stat/summary.h"

enum { N = 140 };

static double asks[N], lengths[N];
static size_t firsts[N + 1];

static struct invert_in
panel(double (*mean)(double), double sd, uint64_t seed)
{
	struct invert_in in;
	struct rng r;

	rng_init(&r, seed);
	for (size_t i = 0; i < N; i++) {
		asks[i] = 5 * (double)(i + 1);
		lengths[i] = round(
		    mean(asks[i]) +
		    sd * dist_normal_quantile(rng_unit(&r) * 0.999 + 0.0005));
		firsts[i + 1] = i + 1;
	}
	invert_defaults(&in);
	in.length = (struct panel){ N, asks, firsts, lengths, NULL };
	return in;
}

static double
short_from_150(double a)
{
	return a <= 150 ? a : 150 + 0.72 * (a - 150);
}

static double
tops_at_300(double a)
{
	return a < 300 ? a : 300;
}

static double
always_139(double a)
{
	(void)a;
	return 139;
}

Test(invert, isotonic_pools_what_falls)
{
	static const struct {
		double y[6], w[6], fit[6];
		size_t n;
	} cases[] = {
		{ { 1, 2, 3 }, { 1, 1, 1 }, { 1, 2, 3 }, 3 },
		{ { 3, 2, 1 }, { 1, 1, 1 }, { 2, 2, 2 }, 3 },
		{ { 1, 4, 2, 5 }, { 1, 1, 3, 1 }, { 1, 2.5, 2.5, 5 }, 4 },
		{ { 7 }, { 2 }, { 7 }, 1 },
		{ { 0, 6, 5, 1, 9, 2 },
		  { 1, 1, 1, 1, 1, 1 },
		  { 0, 4, 4, 4, 5.5, 5.5 },
		  6 },
	};
	double fit[6];

	isotonic_fit(NULL, NULL, 0, NULL);
	for (size_t c = 0; c < sizeof(cases) / sizeof(cases[0]); c++) {
		isotonic_fit(cases[c].y, cases[c].w, cases[c].n, fit);
		for (size_t i = 0; i < cases[c].n; i++)
			cr_assert_float_eq(fit[i], cases[c].fit[i], 1e-12,
					   "case %zu, %zu: %g", c, i, fit[i]);
	}
}

/* The ends of Fieller's set are t standard errors away from the height. */
Test(invert, fieller_ends_where_the_band_does)
{
	struct smooth_line l = { .at = 300,
				 .value = 270,
				 .slope = 0.8,
				 .var_value = 2,
				 .var_slope = 0.003,
				 .cov = 0.01 };
	struct interval in = inverse_fieller(&l, 280, 2.2, 5);
	const double end[2] = { in.lo, in.hi };

	cr_assert(in.lo < in.hi);
	for (int i = 0; i < 2; i++) {
		double d = end[i] - l.at;
		double se =
		    sqrt(l.var_value + 2 * l.cov * d + l.var_slope * d * d + 5);

		cr_assert_float_eq(fabs(l.value + l.slope * d - 280), 2.2 * se,
				   1e-9);
	}
	l.var_slope = 0.2;
	cr_assert(isnan(inverse_fieller(&l, 280, 2.2, 0).lo),
		  "a slope that is not told from 0");
}

Test(invert, finds_the_ask_and_what_it_gives)
{
	struct invert_in in = panel(short_from_150, 9, 4);
	struct invert v;
	struct invert_ask a;
	size_t covered = 0, tried = 0;

	invert_of(&v, &in);
	invert_ask(&v, 300, &a);
	cr_assert_eq(a.why, INVERT_FINE);
	cr_assert_float_eq(a.ask, 150 + 150 / 0.72, 8, "ask %g", a.ask);
	cr_assert_float_eq(a.hit, inverse_hit(300, 9, 300, 15), 0.06, "%g",
			   a.hit);
	cr_assert(a.hit_now < 0.1, "%g", a.hit_now);
	invert_fini(&v);
	for (uint64_t seed = 1; seed <= 60; seed++) {
		in = panel(short_from_150, 9, seed);
		invert_of(&v, &in);
		for (double t = 250; t <= 450; t += 50, tried++) {
			double truth = 150 + (t - 150) / 0.72;

			invert_ask(&v, t, &a);
			covered += a.in.lo <= truth && truth <= a.in.hi;
		}
		invert_fini(&v);
	}
	cr_assert((double)covered > 0.90 * (double)tried &&
		      (double)covered < 0.995 * (double)tried,
		  "%zu of %zu", covered, tried);
}

static double
zigzag(double a)
{
	return a + 20 * fabs(a / 60 - floor(a / 60 + 0.5)) - 5;
}

/* A wave of 12 asks, half of it noise's size: no window that evens out the
 * noise shows it, and none that shows it is sure. */
Test(invert, waves_that_a_window_hides_are_in_the_interval)
{
	size_t covered = 0, tried = 0;
	struct invert_ask a;

	for (uint64_t seed = 1; seed <= 40; seed++) {
		struct invert_in in = panel(zigzag, 8, seed);
		struct invert v;

		invert_of(&v, &in);
		for (double ask = 90; ask <= 600; ask += 7, tried++) {
			invert_ask(&v, zigzag(ask), &a);
			covered += a.in.lo <= ask && ask <= a.in.hi;
		}
		invert_fini(&v);
	}
	cr_assert((double)covered > 0.92 * (double)tried, "%zu of %zu", covered,
		  tried);
}

/* Ten asks around a knee, where a window rounds it off. */
Test(invert, a_sharp_knee_is_in_the_interval)
{
	size_t covered = 0, tried = 0;
	struct invert_ask a;

	for (uint64_t seed = 1; seed <= 60; seed++) {
		struct invert_in in = panel(short_from_150, 4, seed);
		struct invert v;

		invert_of(&v, &in);
		for (double ask = 130; ask <= 170; ask += 4, tried++) {
			invert_ask(&v, short_from_150(ask), &a);
			covered += a.in.lo <= ask && ask <= a.in.hi;
		}
		invert_fini(&v);
	}
	cr_assert((double)covered > 0.93 * (double)tried, "%zu of %zu", covered,
		  tried);
}

Test(invert, what_windows_hide_is_no_noise)
{
	double var[N], y[N];
	struct smooth_points p = { N, asks, y, var };
	struct rng r;

	rng_init(&r, 3);
	for (size_t i = 0; i < N; i++) {
		asks[i] = 5 * (double)(i + 1);
		var[i] = 100;
		y[i] = asks[i];
	}
	cr_assert_lt(smooth_hidden(&p, 87), 1e-9, "a line");
	for (size_t i = 0; i < N; i++)
		y[i] += 14.142 * sin(asks[i] * 2 * 3.14159265 / 60);
	/* A sine of that period turns by 0.034 of its variance at an ask. */
	cr_assert_float_eq(smooth_hidden(&p, 200), 0.98, 0.03, "%g",
			   smooth_hidden(&p, 200));
	p.n = 2;
	cr_assert_eq(smooth_hidden(&p, 87), 0, "two points");
	p.n = N;
	for (size_t i = 0; i < N; i++)
		y[i] = asks[i] + 10 * rng_normal(&r);
	cr_assert_lt(smooth_hidden(&p, 87), 0.3, "noise alone");
}

Test(invert, a_limit_is_kept_as_often_as_asked)
{
	struct invert_in in = panel(short_from_150, 9, 2);
	struct invert v;
	struct invert_ask a;

	invert_of(&v, &in);
	invert_limit(&v, 280, 0.95, &a);
	cr_assert_eq(a.why, INVERT_FINE);
	cr_assert(a.hit >= 0.94 && a.hit < 0.97, "%g", a.hit);
	cr_assert_float_eq(a.ask, 150 + (280.5 - 1.645 * 9 - 150) / 0.72, 8,
			   "%g", a.ask);
	invert_limit(&v, 2000, 0.95, &a);
	cr_assert_eq(a.ask, 700);
	invert_limit(&v, -100, 0.95, &a);
	cr_assert_eq(a.why, INVERT_BELOW);
	invert_fini(&v);
}

Test(invert, refuses_what_the_data_cannot_say)
{
	static bool cut[N];
	struct invert_in in = panel(tops_at_300, 5, 1);
	struct invert v;
	struct invert_ask a;

	invert_of(&v, &in);
	invert_ask(&v, 450, &a);
	cr_assert_eq(a.why, INVERT_TOPS);
	cr_assert_float_eq(a.bound, 300, 5, "%g", a.bound);
	invert_ask(&v, 200, &a);
	cr_assert_eq(a.why, INVERT_FINE);
	invert_ask(&v, -50, &a);
	cr_assert_eq(a.why, INVERT_BELOW);
	invert_fini(&v);

	in = panel(always_139, 5, 1);
	invert_of(&v, &in);
	invert_ask(&v, 139, &a);
	cr_assert_eq(a.why, INVERT_DEAF, "%d", a.why);
	cr_assert_float_eq(a.bound, 139, 1, "%g", a.bound);
	cr_assert(isnan(a.ask) && isnan(a.hit));
	invert_fini(&v);

	in = panel(short_from_150, 5, 1);
	cut[120] = true;
	in.cut = cut;
	invert_of(&v, &in);
	invert_ask(&v, 480, &a);
	cr_assert_eq(a.why, INVERT_CUT);
	invert_ask(&v, 700, &a);
	cr_assert(a.why == INVERT_ABOVE || a.why == INVERT_CUT, "%d", a.why);
	invert_fini(&v);

	in.length.n = INVERT_POINTS_MIN - 1;
	invert_of(&v, &in);
	invert_ask(&v, 20, &a);
	cr_assert_eq(a.why, INVERT_TOO_FEW);
	invert_fini(&v);
}

Test(invert, a_rule_has_few_knots_and_stays_close)
{
	struct invert_in in = panel(short_from_150, 3, 3);
	struct invert_knot knot[N];
	double target[N];
	struct invert v;
	size_t n, at = 0;

	invert_of(&v, &in);
	for (size_t i = 0; i < N; i++)
		target[i] = 10 + 3 * (double)i;
	n = invert_rule(&v, target, N, 1, knot);
	cr_assert(n >= 2 && n < 40, "%zu", n);
	for (size_t i = 0; i < N; i++) {
		struct invert_ask a;
		double on;

		invert_ask(&v, target[i], &a);
		if (a.why != INVERT_FINE)
			continue;
		while (at + 2 < n && knot[at + 1].target < target[i])
			at++;
		on = knot[at].ask + (knot[at + 1].ask - knot[at].ask) *
					(target[i] - knot[at].target) /
					(knot[at + 1].target - knot[at].target);
		cr_assert_float_eq(on, a.ask, 1 + 1e-9, "%g", target[i]);
	}
	invert_fini(&v);
}

/* R's answers, where they are at hand. */
#define KNOWN "../shared/data/frontier/inverse_known.json"

static cJSON *
known(void)
{
	struct err e = { 0 };
	struct buf b;
	cJSON *all;

	if (access(KNOWN, R_OK) != 0) {
		printf("skipped: there is no %s\n", KNOWN);
		return NULL;
	}
	buf_init(&b, 1024 * 1024);
	cr_assert_eq(file_read(KNOWN, &b, &e), 0, "%s", e.msg);
	all = json_parse(b.data, b.len, NULL, &e);
	cr_assert_not_null(all, "%s", e.msg);
	buf_fini(&b);
	return all;
}

static double
number(const cJSON *o, const char *key)
{
	return cJSON_GetObjectItemCaseSensitive(o, key)->valuedouble;
}

/* The list of that name, into x; how many. */
static size_t
list(const cJSON *o, const char *key, double x[64])
{
	const cJSON *item;
	size_t n = 0;

	cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(o, key))
	    x[n++] = item->valuedouble;
	return n;
}

static void
isotonic_is(const cJSON *all, const char *y, const char *w, const char *want)
{
	double in[64], weight[64], fit[64], expect[64];
	size_t n = list(all, y, in);

	if (w != NULL)
		list(all, w, weight);
	isotonic_fit(in, w == NULL ? NULL : weight, n, fit);
	list(all, want, expect);
	for (size_t i = 0; i < n; i++)
		cr_assert_float_eq(fit[i], expect[i], 1e-9, "%s %zu", y, i);
}

static void
fieller_is(const cJSON *f)
{
	double x[64], y[64], mx, xx = 0, var = pow(number(f, "sigma"), 2);
	size_t n = list(f, "A", x);
	struct smooth_line l = { 0 };
	struct interval in;

	list(f, "L", y);
	mx = summary_mean(x, n);
	for (size_t i = 0; i < n; i++)
		xx += (x[i] - mx) * (x[i] - mx);
	l.at = mx;
	l.slope = number(f, "b");
	l.value = number(f, "a") + l.slope * mx;
	l.var_value = var / (double)n;
	l.var_slope = var / xx;
	in = inverse_fieller(&l, 300, number(f, "t"), 0);
	cr_assert_float_eq(in.lo, number(f, "mean_lo"), 1e-9, "%.12g", in.lo);
	cr_assert_float_eq(in.hi, number(f, "mean_hi"), 1e-9);
	in = inverse_fieller(&l, 300, number(f, "t"), var);
	cr_assert_float_eq(in.lo, number(f, "single_lo"), 1e-9);
	cr_assert_float_eq(in.hi, number(f, "single_hi"), 1e-9);
}

Test(invert, agrees_with_r)
{
	cJSON *all = known(), *h;

	if (all == NULL)
		return;
	isotonic_is(all, "isoreg_y", NULL, "isoreg_fit");
	isotonic_is(all, "weighted_y", "weighted_w", "weighted_fit");
	fieller_is(cJSON_GetObjectItemCaseSensitive(all, "fieller"));
	h = cJSON_GetObjectItemCaseSensitive(all, "hit");
	cr_assert_float_eq(inverse_hit(number(h, "m"), number(h, "s"),
				       number(h, "T"), number(h, "k")),
			   number(h, "p"), 1e-9);
	cr_assert_float_eq(inverse_hit(number(h, "m2"), number(h, "s"),
				       number(h, "T"), number(h, "k")),
			   number(h, "p2"), 1e-9);
	cJSON_Delete(all);
}
