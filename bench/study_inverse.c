/*
 * What to ask for, held against curves whose inverse is known: straight, bent,
 * levelling off and waving ones.
 *
 * Answer r to ask A has the length, rounded to whole characters,
 *
 *   min(cap, A + bend max(0, A - at) + square A^2 + wave w(A)) + sd(A) noise
 *
 * sd(A) = sd + grow A; w(A) lies between -1 and 1 and is the mean of two
 * zigzags, of period[0] and of period[1], as the simulator's models have it.
 * Of the noise's variance icc belongs to the ask, with autocorrelation rho
 * between neighbours, the rest to each answer.
 */
#include <math.h>
#include <stdio.h>

#include "base/rng.h"
#include "bench/study.h"
#include "curve/invert.h"

enum { TARGETS = 140, REPEATS = 5, LAST = 700, WANTED = 22 };

struct row {
	const char *name;
	size_t n; /* asks, up to LAST */
	double bend, at, square, cap, wave, period[2], sd, grow, rho;
};

static const struct row table[] = {
	{ "straight, noise 10", 140, .sd = 10 },
	{ "straight, noise 10, rho 0.3", 140, .sd = 10, .rho = 0.3 },
	{ "straight, noise 10, rho 0.5", 140, .sd = 10, .rho = 0.5 },
	{ "noise 2 + 3 %", 140, .sd = 2, .grow = 0.03 },
	{ "noise 0.6", 140, .sd = 0.6 },
	{ "bend at 150, noise 2 + 3 %", 140, .bend = -0.28, .at = 150, .sd = 2,
	  .grow = 0.03 },
	{ "bend at 250 to 40 %, noise 5", 140, .bend = -0.6, .at = 250,
	  .sd = 5 },
	{ "falling short as A squared, noise 2 + 3 %", 140, .square = -2e-4,
	  .sd = 2, .grow = 0.03 },
	{ "plateau 400, noise 10", 140, .cap = 400, .sd = 10 },
	{ "waves of 5, periods 37 and 110", 140, .bend = -0.21, .at = 250,
	  .wave = 5, .period = { 37, 110 }, .sd = 2, .grow = 0.03 },
	{ "waves of 11, periods 37 and 110", 140, .bend = -0.21, .at = 250,
	  .wave = 11, .period = { 37, 110 }, .sd = 2, .grow = 0.03 },
	{ "waves of 11, periods 37 and 110, noise 3", 140, .wave = 11,
	  .period = { 37, 110 }, .sd = 3 },
	{ "waves of 10, period 60, noise 8", 140, .wave = 10,
	  .period = { 60, 60 }, .sd = 8 },
	{ "waves of 5, period 60, noise 8", 140, .wave = 5,
	  .period = { 60, 60 }, .sd = 8 },
	{ "waves of 10, period 120, noise 8", 140, .wave = 10,
	  .period = { 120, 120 }, .sd = 8 },
	{ "waves of 20, period 250, noise 8", 140, .wave = 20,
	  .period = { 250, 250 }, .sd = 8 },
	{ "waves of 5, period 20, noise 5", 140, .wave = 5,
	  .period = { 20, 20 }, .sd = 5 },
	{ "50 asks, bend at 150", 50, .bend = -0.28, .at = 150, .sd = 2,
	  .grow = 0.03 },
	{ "50 asks, waves of 10, period 120, noise 8", 50, .wave = 10,
	  .period = { 120, 120 }, .sd = 8 },
	{ "20 asks, bend at 150", 20, .bend = -0.28, .at = 150, .sd = 2,
	  .grow = 0.03 },
	{ "20 asks, falling short as A squared", 20, .square = -2e-4, .sd = 8 },
};

/* Every curve with one answer to an ask and with REPEATS. */
enum { ROWS = 2 * sizeof(table) / sizeof(table[0]) };

struct count {
	size_t held[WANTED], none[WANTED], refused[WANTED];
	double half[WANTED], sum[WANTED], squares[WANTED], hit;
};

static double
zigzag(double x)
{
	return 4 * fabs(x - floor(x + 0.5)) - 1;
}

static double
mean(const struct row *w, double a)
{
	double y = a + w->bend * fmax(0, a - w->at) + w->square * a * a;

	if (w->wave > 0)
		y += w->wave *
		     (zigzag(a / w->period[0]) +
		      zigzag(a / w->period[1] + 0.25)) /
		     2;
	return w->cap > 0 ? fmin(w->cap, y) : y;
}

/* Where the mean, which may wave, comes to the length: the middle of all such
 * places; NaN where it does not. */
static double
truth_of(const struct row *w, double length)
{
	double sum = 0, n = 0;

	for (double a = 1; a < LAST; a += 0.01)
		if ((mean(w, a) < length) != (mean(w, a + 0.01) < length)) {
			sum += a;
			n++;
		}
	return n > 0 ? sum / n : NAN;
}

static void
draw(const struct row *w, size_t repeats, struct rng *r, struct panel *p,
     double *x, size_t *first, double *v)
{
	double icc = repeats > 1 ? 0.5 : 1, z = rng_normal(r);

	for (size_t i = 0; i < w->n; i++) {
		double sd;

		x[i] = LAST / (double)w->n * (double)(i + 1);
		sd = w->sd + w->grow * x[i];
		z = w->rho * z + sqrt(1 - w->rho * w->rho) * rng_normal(r);
		first[i + 1] = first[i] + repeats;
		for (size_t k = first[i]; k < first[i + 1]; k++) {
			double own = icc < 1 ? rng_normal(r) : 0;
			double e = sqrt(icc) * z + sqrt(1 - icc) * own;

			v[k] = round(mean(w, x[i]) + sd * e);
		}
	}
	*p = (struct panel){ w->n, x, first, v, NULL };
}

static double
wanted(size_t i)
{
	return 60 + 20 * (double)i;
}

static void
study(size_t at, const struct study_size *size, void *count)
{
	static double x[TARGETS], v[TARGETS * REPEATS];
	static size_t first[TARGETS + 1];
	const struct row *w = &table[at / 2];
	struct count *c = count;
	double truth[WANTED];
	struct rng r;

	for (size_t i = 0; i < WANTED; i++)
		truth[i] = truth_of(w, wanted(i));
	rng_init(&r, 17000 + at);
	for (size_t t = 0; t < size->curves; t++) {
		struct invert_in in;
		struct invert iv;
		struct invert_ask a;

		invert_defaults(&in);
		draw(w, at % 2 == 0 ? 1 : REPEATS, &r, &in.length, x, first, v);
		invert_of(&iv, &in);
		for (size_t i = 0; i < WANTED; i++) {
			invert_ask(&iv, wanted(i), &a);
			c->refused[i] += a.why != INVERT_FINE;
			if (a.why != INVERT_FINE)
				continue;
			c->none[i] += isnan(a.in.lo) != 0;
			c->sum[i] += a.ask;
			c->squares[i] += a.ask * a.ask;
			if (isnan(a.in.lo))
				continue;
			c->held[i] +=
			    a.in.lo <= truth[i] && truth[i] <= a.in.hi;
			c->half[i] += (a.in.hi - a.in.lo) / 2;
		}
		invert_fini(&iv);
	}
}

static void
print_row(const struct row *w, size_t repeats, const struct count *c, double n)
{
	double held = 0, none = 0, refused = 0, least = 1, half = 0, sd = 0;

	for (size_t i = 0; i < WANTED; i++) {
		double given = n - (double)c->refused[i];
		double some = given - (double)c->none[i];
		double mean = c->sum[i] / given;

		refused += (double)c->refused[i];
		none += (double)c->none[i];
		held += (double)c->held[i];
		if (some >= n / 2)
			least = fmin(least, (double)c->held[i] / some);
		half += c->half[i];
		if (given > 1)
			sd +=
			    some *
			    sqrt(fmax(0, c->squares[i] / given - mean * mean));
	}
	n *= WANTED;
	printf("| %s | %zu | %.1f | %.1f ", w->name, repeats, 100 * refused / n,
	       100 * none / n);
	if (refused + none < n)
		printf("| %.1f | %.1f | %.1f | %.2f |\n",
		       100 * held / (n - refused - none), 100 * least,
		       half / (n - refused - none), half / (1.96 * sd));
	else
		printf("| | | | |\n");
}

static void
print(const void *counts, const struct study_size *size)
{
	printf("## What to ask for, in percent, and how wide\n"
	       "\n"
	       "%zu curves a row, %d lengths wanted of each, from 60 to 480; "
	       "asks up to 700. Refused:\nthere is no ask; no interval: there "
	       "is an ask without one. Held: how\noften the "
	       "95 %% interval of the ask holds the one whose mean is the "
	       "length wanted;\nleast: at the worst of the lengths. Width: the "
	       "mean half width in characters, and\nover 1.96 times the "
	       "standard deviation of the asks. Least is low at the crest of "
	       "a wave that is shorter\nthan the window: one wave in 140 "
	       "answers and noise that neighbours share look alike,\nso that "
	       "the crest is not identified, and `lencurve invert` says so "
	       "below each table.\n"
	       "\n"
	       "| curve | repeats | refused | no interval | held | least | "
	       "width | of an oracle's |\n"
	       "|---|--:|--:|--:|--:|--:|--:|--:|\n",
	       size->curves, WANTED);
	for (size_t i = 0; i < ROWS; i++)
		print_row(&table[i / 2], i % 2 == 0 ? 1 : REPEATS,
			  (const struct count *)counts + i,
			  (double)size->curves);
}

const struct study_table study_inverse = {
	"inverse", ROWS, sizeof(struct count), study, print,
};
