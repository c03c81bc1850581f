/* stat: known answers, degenerate input, and the two ways to one number. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "base/rng.h"
#include "stat/boot.h"
#include "stat/dist.h"
#include "stat/fit.h"
#include "stat/hinge.h"
#include "stat/paired.h"
#include "stat/panel.h"
#include "stat/power.h"
#include "stat/rank.h"
#include "stat/select.h"
#include "stat/serial.h"
#include "stat/summary.h"
#include "stat/trend.h"

enum { N = 140 };

static void
grid(double *x, size_t n)
{
	for (size_t i = 0; i < n; i++)
		x[i] = 5 * (double)(i + 1);
}

static void
near(double got, double want, double slack, const char *what)
{
	cr_assert(fabs(got - want) <= slack, "%s: %.12g, not %.12g", what, got,
		  want);
}

/* R: cor(x, y, method = "spearman"). */
Test(stat, spearman)
{
	static const double x[] = { 1, 2, 3, 4, 5 }, y[] = { 2, 1, 4, 3, 5 };
	static const double tied[] = { 1, 2, 2, 3 }, up[] = { 1, 2, 3, 4 };
	static const double flat[] = { 7, 7, 7, 7 };
	struct interval in;

	cr_assert_float_eq(rank_spearman(x, y, 5), 0.8, 1e-15);
	cr_assert_float_eq(rank_spearman(tied, up, 4), 4.5 / sqrt(22.5), 1e-15);
	cr_assert(isnan(rank_spearman(flat, up, 4)));
	cr_assert(isnan(rank_spearman(x, y, 2)));
	in = rank_spearman_interval(0.8, 28, 0, 0.95);
	/* tanh(atanh(.8) -+ 1.959964 sqrt(1.32 / 25)) */
	cr_assert_float_eq(in.lo, tanh(atanh(0.8) - 0.4503654), 1e-6);
	cr_assert_float_eq(in.hi, tanh(atanh(0.8) + 0.4503654), 1e-6);
	cr_assert(isnan(rank_spearman_interval(0.8, 3, 0, 0.95).lo));
}

Test(stat, selects_like_a_sort)
{
	static double a[3000], b[3000];
	struct rng r;

	rng_init(&r, 1);
	for (size_t n = 1; n < 3000; n = n * 3 / 2 + 1) {
		for (size_t i = 0; i < n; i++)
			a[i] = b[i] = (double)rng_below(&r, n % 2 ? 7 : 900);
		qsort(b, n, sizeof(*b), select_compare);
		for (size_t k = 0; k < n; k += 1 + n / 7)
			cr_assert_eq(select_kth(a, n, k), b[k], "%zu/%zu", k,
				     n);
		cr_assert_eq(select_median(a, n),
			     (b[n / 2] + b[(n - 1) / 2]) / 2, "%zu", n);
	}
}

/* Beyond 2,000 points slopes are counted, not listed. */
Test(stat, theil_sen_counts_what_it_cannot_list)
{
	static double x[2600], y[2600];
	struct fit_line small, large;
	struct rng r;

	rng_init(&r, 3);
	for (size_t i = 0; i < 1300; i++) {
		x[i] = (double)rng_below(&r, 400);
		y[i] = round(0.25 * x[i] + 9 * rng_normal(&r));
	}
	/* Every point twice: each slope four times, the median the same. */
	for (size_t i = 0; i < 1300; i++) {
		x[1300 + i] = x[i];
		y[1300 + i] = y[i];
	}
	cr_assert_eq(fit_theil_sen(x, y, 1300, &small), 0);
	cr_assert_eq(fit_theil_sen(x, y, 2600, &large), 0);
	near(large.slope, small.slope, 1e-12, "slope");
	near(large.intercept, small.intercept, 1e-9, "intercept");
	for (size_t i = 0; i < 2600; i++)
		x[i] = 7;
	cr_assert_eq(fit_theil_sen(x, y, 2600, &large), -1);
	cr_assert(isnan(large.slope));
}

Test(stat, finds_a_hinge)
{
	double x[N], y[N], out[N];
	struct hinge_grid *g;
	struct hinge h;

	grid(x, N);
	for (size_t i = 0; i < N; i++)
		y[i] = 3 + 0.02 * x[i] - 0.21 * (x[i] > 250 ? x[i] - 250 : 0);
	g = hinge_grid_new(x, NULL, N, 10);
	hinge_fit(g, y, &h);
	near(h.tau, 250, 1e-9, "tau");
	near(h.intercept, 3, 1e-9, "intercept");
	near(h.slope, 0.02, 1e-12, "slope");
	near(h.change, -0.21, 1e-12, "change");
	near(h.ratio, 1, 1e-12, "ratio");
	cr_assert(isfinite(h.f));
	hinge_values(g, &h, out);
	for (size_t i = 0; i < N; i++)
		near(out[i], y[i], 1e-9, "value");
	for (size_t i = 0; i < N; i++)
		y[i] = 0;
	hinge_fit(g, y, &h);
	cr_assert(h.f == 0 && h.change == 0 && isfinite(h.tau));
	hinge_grid_free(g);
	cr_assert_null(hinge_grid_new(x, NULL, 19, 10));
	g = hinge_grid_new(x, NULL, 20, 10);
	cr_assert_not_null(g);
	hinge_grid_free(g);
}

/* Least squares by brute force: every knee, normal equations of weights. */
static double
squares(const double *x, const double *y, const double *scale, double tau,
	double slope, double change)
{
	double top = 0, weight = 0, sse = 0, a;

	for (int pass = 0; pass < 2; pass++) {
		a = pass == 1 ? top / weight : 0;
		for (size_t i = 0; i < N; i++) {
			double w = 1 / (scale[i] * scale[i]);
			double past = x[i] > tau ? x[i] - tau : 0;
			double r = y[i] - a - slope * x[i] - change * past;

			top += pass == 0 ? w * r : 0;
			weight += pass == 0 ? w : 0;
			sse += pass == 1 ? w * r * r : 0;
		}
	}
	return sse;
}

Test(stat, weighs_a_hinge)
{
	double x[N], y[N], scale[N], best, room = 4;
	struct hinge_grid *g;
	struct hinge_region in;
	struct hinge h;
	struct rng r;

	grid(x, N);
	rng_init(&r, 5);
	for (size_t i = 0; i < N; i++) {
		scale[i] = 1 + 0.03 * x[i];
		y[i] = 1 - 0.1 * (x[i] > 250 ? x[i] - 250 : 0) +
		       scale[i] * rng_normal(&r);
	}
	g = hinge_grid_new(x, scale, N, 10);
	hinge_fit(g, y, &h);
	best = squares(x, y, scale, h.tau, h.slope, h.change);
	for (int k = -1; k <= 1; k++) {
		double d = 1e-4 * k;

		cr_assert(squares(x, y, scale, h.tau + 5 * k, h.slope,
				  h.change) >= best);
		cr_assert(squares(x, y, scale, h.tau, h.slope + d, h.change) >=
			  best);
		cr_assert(squares(x, y, scale, h.tau, h.slope, h.change + d) >=
			  best);
	}
	/* With no room the region is the best hinge, which stands for those up
	 * to half the way to the next points. */
	hinge_region(g, y, 0, &in);
	near(in.tau[0], h.tau - 2.5, 1e-9, "tau, from");
	near(in.tau[1], h.tau + 2.5, 1e-9, "tau, to");
	near(in.before[0], h.slope, 1e-12, "slope");
	near(in.after[1], h.slope + h.change, 1e-12, "slope beyond");
	/* Where the region ends, the best hinge left has used the room up. */
	hinge_region(g, y, room, &in);
	for (int side = 0; side < 2; side++) {
		double least = INFINITY;

		for (size_t k = 9; k < N - 10; k++)
			for (int j = -400; j <= 400; j++) {
				double c = h.change + 1e-3 * j;

				least =
				    fmin(least, squares(x, y, scale, x[k],
							in.before[side], c));
			}
		near(least - best, room, 0.05, "profile");
	}
	cr_assert(in.tau[0] <= h.tau && in.tau[1] >= h.tau);
	cr_assert(in.after[0] < h.slope + h.change);
	hinge_grid_free(g);
}

/* 15 slopes of 6 points, and Kendall's S counted by hand. */
Test(stat, sens_interval)
{
	static const double x[6] = { 1, 2, 3, 4, 5, 6 };
	static const double y[6] = { 0, 1, 1, 4, 3, 9 };
	static const double ranks[6] = { -5, -2, -2, 3, 1, 5 };
	double all[15], score[6], lo, hi;
	size_t m = 0;

	rank_scores(y, 6, score);
	for (size_t i = 0; i < 6; i++)
		near(score[i], ranks[i], 0, "a rank from the middle");

	for (size_t i = 0; i < 6; i++)
		for (size_t j = i + 1; j < 6; j++)
			all[m++] = (y[j] - y[i]) / (x[j] - x[i]);
	qsort(all, 15, sizeof(*all), select_compare);
	cr_assert_eq(fit_sen(x, y, 6, -7, 9, &lo, &hi), 0);
	near(lo, all[2], 0, "3rd smallest");
	near(hi, all[11], 0, "4th largest");
	cr_assert_eq(fit_sen(x, y, 6, -15, 9, &lo, &hi), -1);
	cr_assert_eq(fit_sen(x, y, 6, -7, 15, &lo, &hi), -1);
}

Test(stat, finds_a_plateau)
{
	double x[N], y[N], c;
	bool found;

	grid(x, N);
	for (size_t i = 0; i < N; i++)
		y[i] = x[i] < 300 ? x[i] : 300;
	cr_assert_eq(fit_plateau(x, y, N, &c, &found), 0);
	cr_assert(found);
	near(c, 300, 1e-9, "plateau");
	for (size_t i = 0; i < N; i++)
		y[i] = x[i];
	fit_plateau(x, y, N, &c, &found);
	cr_assert_not(found, "obeys to the end, c = %g", c);
	cr_assert_eq(fit_plateau(x, y, 0, &c, &found), -1);
	y[0] = 0;
	fit_plateau(x, y, 1, &c, &found);
	cr_assert(isfinite(c));
}

/* Below ten numbers, the textbook's t interval. */
Test(stat, serial_is_the_classical_t_when_short)
{
	const double y[] = { 3, 1, 4, 1, 5, 9, 2, 6 };
	struct serial s;

	for (size_t n = 2; n <= 8; n++) {
		cr_assert_eq(serial_of(y, NULL, n, &s), 0);
		near(s.value, summary_mean(y, n), 1e-12, "mean");
		near(s.se, summary_sd(y, n) / sqrt((double)n), 1e-12, "se");
		near(s.df, (double)n - 1, 1e-9, "df");
	}
	cr_assert_eq(serial_of(y, NULL, 1, &s), -1);
	cr_assert(s.value == 3 && isnan(s.se) && isnan(serial_half(&s, 0.95)));
	cr_assert_eq(serial_of(y, NULL, 0, &s), -1);
	cr_assert(isnan(serial_detectable(&s, 0.05, 0.8)));
}

/* A trend is no noise, whatever its size. */
Test(stat, serial_does_not_see_a_hinge)
{
	double y[N], bent[N];
	struct serial flat, hinge;
	struct rng r;

	rng_init(&r, 5);
	for (size_t i = 0; i < N; i++) {
		y[i] = 10 * rng_normal(&r);
		bent[i] = y[i] - (i > 50 ? 20.0 * (double)(i - 50) : 0);
	}
	cr_assert_eq(serial_of(y, NULL, N, &flat), 0);
	cr_assert_eq(serial_of(bent, NULL, N, &hinge), 0);
	near(hinge.se / flat.se, 1, 0.5, "with and without a hinge");
	near(flat.se, 10 / sqrt(N), 0.5, "white noise");
	for (size_t i = 0; i < N; i++)
		y[i] = 0;
	cr_assert_eq(serial_of(y, NULL, N, &flat), 0);
	cr_assert(flat.se == 0 && serial_half(&flat, 0.95) == 0);
}

/*
 * Weights on the last few targets, where a hinge ends: no interval in 200 is
 * four times as wide as one who knew the noise would make it, and it holds.
 */
Test(stat, serial_of_few_targets_is_never_wild)
{
	size_t held = 0;
	struct rng r;

	rng_init(&r, 11);
	for (size_t t = 0; t < 200; t++) {
		double y[N], w[N] = { 0 }, half;
		struct serial s;

		for (size_t i = 0; i < N; i++)
			y[i] = 10 * rng_normal(&r);
		for (size_t i = N - 9; i < N; i++)
			w[i] = 1.0 / 9;
		cr_assert_eq(serial_of(y, w, N, &s), 0);
		half = serial_half(&s, 0.95);
		held += fabs(s.value) <= half;
		cr_assert_lt(half, 4 * 1.96 * 10 / sqrt(9), "%g", half);
	}
	cr_assert(held >= 183, "%zu", held);
}

/* Of a curve that bends everywhere alike hinges would leave some for noise. */
Test(stat, serial_does_not_see_a_parabola)
{
	double ratio = 0;
	struct rng r;

	rng_init(&r, 12);
	for (size_t t = 0; t < 100; t++) {
		double y[N], bent[N];
		struct serial flat, curved;

		for (size_t i = 0; i < N; i++) {
			y[i] = 10 * rng_normal(&r);
			bent[i] = y[i] - 5e-3 * (double)(i * i);
		}
		serial_of(y, NULL, N, &flat);
		serial_of(bent, NULL, N, &curved);
		ratio += curved.se / flat.se / 100;
	}
	near(ratio, 1, 0.04, "with and without a parabola");
}

/*
 * 50 targets say little of how alike neighbours are: intervals of which a half
 * resembles the one before hold the mean 19 times in 20 all the same.
 */
Test(stat, serial_of_neighbours_alike_is_as_unsure_as_they_make_it)
{
	enum { DRAWS = 1000, SHORT = 50 };
	size_t held = 0;
	double df = 0;
	struct rng r;

	rng_init(&r, 13);
	for (size_t t = 0; t < DRAWS; t++) {
		double y[SHORT], z = rng_normal(&r);
		struct serial s;

		for (size_t i = 0; i < SHORT; i++) {
			z = 0.5 * z + sqrt(0.75) * rng_normal(&r);
			y[i] = 10 * z;
		}
		serial_of(y, NULL, SHORT, &s);
		held += fabs(s.value) <= serial_half(&s, 0.95);
		df += s.df / DRAWS;
	}
	cr_assert(held >= 935, "%zu", held);
	cr_assert(df > 6 && df < 11, "%g", df);
}

Test(stat, blocks_are_near_and_neighbours)
{
	struct rng r;
	size_t from[N];

	rng_init(&r, 9);
	for (size_t n = 1; n <= N; n += 3) {
		size_t joints = 0;

		boot_blocks(&r, n, from);
		for (size_t i = 0; i < n; i++) {
			cr_assert_lt(from[i], n);
			cr_assert_leq((size_t)labs((long)from[i] - (long)i),
				      (size_t)(BOOT_REACH + BOOT_BLOCK));
			joints += i > 0 && from[i] != from[i - 1] + 1;
		}
		cr_assert_leq(joints, n / BOOT_BLOCK + 1, "%zu of %zu", joints,
			      n);
	}
}

/* Every target is drawn about equally often away from the ends. */
Test(stat, blocks_are_fair)
{
	static size_t hits[N];
	struct rng r;
	size_t from[N];

	rng_init(&r, 10);
	for (int b = 0; b < 20000; b++) {
		boot_blocks(&r, N, from);
		for (size_t i = 0; i < N; i++)
			hits[from[i]]++;
	}
	for (size_t i = 30; i < N - 30; i++)
		near((double)hits[i] / 20000, 1, 0.05, "share of draws");
}

Test(stat, stretched_has_the_width_it_was_given)
{
	static double draws[4000];
	struct serial s = { 5, 2, 8 };
	struct interval in;
	struct rng r;

	rng_init(&r, 11);
	for (size_t i = 0; i < 4000; i++)
		draws[i] = 100 + 3 * rng_normal(&r);
	in = boot_stretched(draws, 4000, 40, 5, &s, NULL, 0.95);
	near(in.lo, 5 - serial_half(&s, 0.95), 0.3, "lo");
	near(in.hi, 5 + serial_half(&s, 0.95), 0.3, "hi");
	in = boot_stretched(draws, 0, 40, 5, &s, NULL, 0.95);
	near(in.hi, 5 + serial_half(&s, 0.95), 1e-12, "no draws");
	s.se = NAN;
	in = boot_stretched(draws, 4000, 40, 5, &s, NULL, 0.95);
	cr_assert(isnan(in.lo) && isnan(in.hi));
}

Test(stat, repeats_agree_or_not)
{
	/* Shrout and Fleiss (1979), table 2: six targets, four judges. */
	const double v[] = { 9, 2, 5, 8, 6,  1, 3, 2, 8, 4, 6, 8,
			     7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7 };
	const double x[] = { 1, 2, 3, 4, 5, 6 };
	const size_t first[] = { 0, 4, 8, 12, 16, 20, 24 };
	const size_t single[] = { 0, 1, 2, 3, 4, 5, 6 };
	struct panel p = { 6, x, first, v, NULL };
	struct panel_repeat r;
	double zero[24] = { 0 };

	cr_assert_eq(panel_repeat(&p, NULL, &r), 0);
	near(r.icc, 0.17, 0.005, "ICC(1,1)");
	near(r.sd_within, sqrt(6.26), 0.005, "within");
	cr_assert(r.targets == 6 && r.same == 0);
	p.v = zero;
	cr_assert_eq(panel_repeat(&p, NULL, &r), 0);
	cr_assert(isnan(r.icc) && r.same == 6 && r.sd_within == 0);
	p.first = single;
	cr_assert_eq(panel_repeat(&p, NULL, &r), -1);
	p.n = 0;
	cr_assert_eq(panel_repeat(&p, NULL, &r), -1);
}

/*
 * Two targets, three questions each, asked twice with equal answers: six
 * things are known, not twelve.
 */
Test(stat, questions_of_one_target_are_the_sample)
{
	const double x[] = { 100, 300 }, off[] = { -6, 0, 9, 10, 30, 50 };
	const size_t first[] = { 0, 6, 12 }, three[] = { 0, 3, 6 };
	struct panel p = { 2, x, first, NULL, NULL }, once;
	struct panel_repeat r;
	uint64_t group[12], six[6];
	double v[12];
	struct serial s, t;

	for (size_t k = 0; k < 12; k++) {
		v[k] = off[k / 2];
		group[k] = 7 + k / 2;
		six[k / 2] = group[k];
	}
	p.v = v;
	p.group = panel_groups(group, first, 2);
	cr_assert(p.group == group && !panel_shared(group, first, 2));
	cr_assert_eq(panel_serial(&p, NULL, &s), 0);
	once = (struct panel){ 2, x, three, off, six };
	cr_assert_eq(panel_serial(&once, NULL, &t), 0);
	near(s.value, 15.5, 1e-12, "mean");
	near(s.se, t.se, 1e-12, "repeats add nothing");
	near(s.df, t.df, 1e-9, "nor degrees of freedom");
	/* var = (1/4) (57 / 3 + 400 / 3), by hand. */
	near(s.se, sqrt((57.0 + 400) / 12), 1e-12, "se");
	cr_assert_eq(panel_repeat(&p, group, &r), 0);
	cr_assert(r.targets == 6 && r.same == 6 && r.sd_within == 0);
	panel_repeat(&p, NULL, &r);
	cr_assert(r.targets == 2 && r.same == 0, "as if one question each");
	/* One question at a target: the targets are the sample again. */
	for (size_t k = 0; k < 6; k++)
		group[k] = 7;
	cr_assert_null(panel_groups(group, first, 2));
}

/* An essay asked at every target is one thing, not one for each target. */
Test(stat, groups_are_the_sample)
{
	/* Three items at four targets: off by -10, 0 and 12 everywhere. */
	const double x[] = { 10, 20, 30, 40 }, off[] = { -10, 0, 12 };
	const size_t first[] = { 0, 3, 6, 9, 12 };
	struct panel p = { 4, x, first, NULL, NULL };
	double v[12], sd = 0, mean = 2.0 / 3;
	uint64_t group[12];
	struct serial s;

	for (size_t k = 0; k < 12; k++) {
		v[k] = off[k % 3];
		group[k] = k % 3 + 1;
	}
	cr_assert(panel_shared(group, first, 4));
	p.v = v;
	p.group = group;
	for (size_t g = 0; g < 3; g++)
		sd += (off[g] - mean) * (off[g] - mean) / 2;
	cr_assert_eq(panel_serial(&p, NULL, &s), 0);
	near(s.value, mean, 1e-12, "mean");
	near(s.se, sqrt(sd / 3), 1e-12, "se");
	near(s.df, 2, 1e-12, "df");
	/* Items of one target each, or one item in all, are no groups. */
	for (size_t k = 0; k < 12; k++)
		group[k] = k;
	cr_assert(!panel_shared(group, first, 4));
	for (size_t k = 0; k < 12; k++)
		group[k] = 7;
	cr_assert(!panel_shared(group, first, 4));
}

/* A line through items takes two numbers of theirs. */
Test(stat, a_slope_of_groups_has_two_degrees_less)
{
	const double x[] = { 1, 2, 3, 4 }, rise[] = { -1, 0, 3 };
	const double w[] = { -0.3, -0.1, 0.1, 0.3 }; /* least squares */
	const size_t first[] = { 0, 3, 6, 9, 12 };
	double v[12], squares = 0, mean = 2.0 / 3;
	uint64_t group[12];
	struct serial s;

	for (size_t k = 0; k < 12; k++) {
		v[k] = 5 + rise[k % 3] * x[k / 3];
		group[k] = k % 3 + 1;
	}
	for (size_t g = 0; g < 3; g++)
		squares += pow((rise[g] - mean) / 3, 2);
	cr_assert_eq(
	    panel_serial(&(struct panel){ 4, x, first, v, group }, w, &s), 0);
	near(s.value, mean, 1e-12, "slope");
	near(s.se, sqrt(squares * 3 / (3 - 2)), 1e-12, "se");
	near(s.df, 1, 1e-12, "df");
}

/* Draws that are one number, but for rounding, have no width to stretch. */
Test(stat, draws_that_do_not_vary_are_not_stretched)
{
	double draws[400];
	struct serial s = { 0.1, 1, 4 };
	struct interval in;

	for (size_t i = 0; i < 400; i++)
		draws[i] = 0.1 + (i % 3 == 0 ? 1e-17 : i % 3 == 1 ? -2e-17 : 0);
	in = boot_stretched(draws, 400, 40, 0.1, &s, NULL, 0.95);
	near(in.lo, 0.1 - serial_half(&s, 0.95), 1e-9, "lo");
	near(in.hi, 0.1 + serial_half(&s, 0.95), 1e-9, "hi");
	for (size_t i = 0; i < 400; i++)
		draws[i] = (double)i;
	in = boot_stretched(draws, 400, 5, 0.1, &s, NULL, 0.95);
	near(in.hi, 0.1 + serial_half(&s, 0.95), 1e-9, "few targets");
}

/* Half of a mean of five answers' noise is the target's, with phi 0.5 between
 * neighbours: 5/6 of its variance, so its rho is 5/12. */
Test(stat, single_answers_resemble_no_neighbour)
{
	double rho = 5.0 / 12 / 1.1;

	near(trend_long(0, 1), 1, 0, "no resemblance");
	near(trend_long(0.5 / 1.1, 1), 3, 1e-12, "an AR(1) of 0.5");
	near(trend_long(rho, 5.0 / 6), 5.0 / 6 * 3 + 1.0 / 6, 1e-12,
	     "with answers");
	near(trend_long(0.3, 0), 1, 0, "answers alone");
	cr_assert_gt(trend_long(rho, 5.0 / 6), trend_long(rho, 1));
}

Test(stat, kendall_is_not_beyond_one)
{
	double x[150], y[150];

	for (size_t n = 2; n < 150; n++) {
		for (size_t i = 0; i < n; i++) {
			x[i] = (double)(i / 2);
			y[i] = (double)(i / 2) * 3;
		}
		cr_assert(isnan(rank_kendall(x, y, n)) ||
			  rank_kendall(x, y, n) <= 1);
	}
}

/* One target asked many times: its repeats are the sample. */
Test(stat, few_targets_with_repeats_are_strata)
{
	const double v[] = { 1, 2, 3, 4, 11, 12, 13, 14, 6, 6, 6, 6 };
	const double x[] = { 5, 10, 15 };
	const size_t one[] = { 0, 4 }, two[] = { 0, 4, 8 };
	const size_t three[] = { 0, 4, 8, 12 };
	struct serial s;
	double var = 5.0 / 3;

	cr_assert_eq(
	    panel_serial(&(struct panel){ 1, x, one, v, NULL }, NULL, &s), 0);
	near(s.se, sqrt(var / 4), 1e-12, "one target");
	near(s.df, 3, 1e-12, "df");
	cr_assert_eq(
	    panel_serial(&(struct panel){ 2, x, two, v, NULL }, NULL, &s), 0);
	near(s.value, 7.5, 1e-12, "two targets");
	near(s.se, sqrt(2 * 0.25 * var / 4), 1e-12, "not their distance");
	near(s.df, 6, 1e-12, "df");
	/* Of three the targets are it: to ask again says nothing of the next.
	 */
	cr_assert_eq(
	    panel_serial(&(struct panel){ 3, x, three, v, NULL }, NULL, &s), 0);
	near(s.df, 2, 1e-9, "classical");
	near(s.se, summary_sd((double[]){ 2.5, 12.5, 6 }, 3) / sqrt(3), 1e-9,
	     "three targets");
	cr_assert_eq(
	    panel_serial(&(struct panel){ 0, x, one, v, NULL }, NULL, &s), -1);
	/* Answered alike each time, and off 0: how far the next is off is not
	 * known. */
	cr_assert_eq(
	    panel_serial(&(struct panel){ 1, x, one, v + 8, NULL }, NULL, &s),
	    -1);
	near(s.value, 6, 1e-12, "the mean stands");
	cr_assert(isnan(s.se), "%g", s.se);
}

Test(stat, tests_on_nothing_and_on_ties)
{
	const double zero[5] = { 0 }, ties[6] = { 2, 2, 2, -2, 2, 2 };
	double p[3] = { NAN, 0.04, 0.01 }, q[3];
	struct rank_wilcoxon w;
	struct paired_flips f;
	struct paired_tally t;

	cr_assert_eq(rank_wilcoxon(zero, 5, &w), -1);
	cr_assert(w.n == 0 && isnan(w.p) && isnan(w.z));
	cr_assert_eq(rank_wilcoxon(ties, 6, &w), 0);
	cr_assert(!w.exact && w.p > 0 && w.p < 1);
	near(w.effect, 4.0 / 6, 1e-12, "rank-biserial");
	cr_assert_eq(paired_flips(zero, 0, 100, 1, &f), -1);
	cr_assert_eq(paired_flips(zero, 5, 100, 1, &f), 0);
	near(f.p, 1, 0, "all zero");
	near(rank_hodges_lehmann(zero, 5), 0, 0, "Hodges-Lehmann");
	cr_assert(isnan(rank_hodges_lehmann(zero, 0)));
	cr_assert(isnan(rank_kendall(zero, ties, 5)));
	cr_assert(isnan(rank_kendall(zero, ties, 1)));
	cr_assert_eq(rank_inversions(ties, 0), 0);
	cr_assert_eq(rank_inversions(ties, 6), 1);
	paired_holm(p, q, 3);
	cr_assert(isnan(q[0]));
	near(q[1], 0.04, 1e-15, "Holm");
	near(q[2], 0.02, 1e-15, "Holm");
	t = paired_tally(ties, 6);
	cr_assert(t.win == 5 && t.tie == 0 && t.loss == 1);
	cr_assert(isnan(interval_wilson(0, 0, 0.95).lo));
	cr_assert(isnan(summary_quantile(zero, 0, 0.5)));
}

/* Ten flips: the whole permutation distribution is known. */
Test(stat, flips_find_the_exact_p)
{
	const double x[10] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };
	static double many[30000];
	struct paired_flips f;

	cr_assert_eq(paired_flips(x, 10, 100000, 7, &f), 0);
	near(f.p, 2.0 / 1024, 0.0005, "all of one sign");
	cr_assert_eq(f.draws, 100000);
	for (size_t i = 0; i < 30000; i++)
		many[i] = i % 2 ? 1 : -0.98;
	cr_assert_eq(paired_flips(many, 30000, 100, 7, &f), 0);
	near(f.p, 2 * dist_normal_cdf(-0.01 * sqrt(30000 / 0.9802)), 1e-3,
	     "normal limit");
	cr_assert_eq(f.draws, 0);
}

Test(stat, a_million_pairs)
{
	const size_t n = 1000000;
	double *x = malloc(n * sizeof(*x));
	struct rank_wilcoxon w;
	struct rng r;

	rng_init(&r, 13);
	for (size_t i = 0; i < n; i++)
		x[i] = round(3 + 20 * rng_normal(&r));
	near(rank_hodges_lehmann(x, n), 3, 0.5, "Hodges-Lehmann");
	cr_assert_eq(rank_wilcoxon(x, n, &w), 0);
	cr_assert(w.z > 50 && w.p >= 0 && w.p < 1e-300);
	near(paired_mcnemar(500000, 500000), 1, 1e-6, "McNemar");
	free(x);
}

Test(stat, what_a_design_can_see)
{
	near(power_rate_se(140), 0.042, 0.0005, "140 answers");
	near(power_rate_se(50), 0.071, 0.0005, "50 answers");
	near(power_rate(140), 2.8016 * sqrt(2) * 0.04226, 1e-4, "seen");
	cr_assert(isnan(power_rate_se(0)));
	near(power_factor(4, 2), 4, 1e-12, "four times the repeats");
	near(power_factor(4, 0), 0, 0, "never");
	near(power_factor(2, 4), 1, 0, "enough");
}
