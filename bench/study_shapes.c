/*
 * Curves of many kinds whose truth is known.
 *
 * Answer r of target T has the length, rounded to whole characters,
 *
 *   curve(T) + sd(T) (sqrt(icc) z_T + sqrt(1 - icc) z_r)
 *
 * z_T with autocorrelation rho between neighbours. With items, z_T belongs to
 * the item instead, which is asked at several targets; with questions, to each
 * of so many of one target, all asked `repeats` times. The curve is
 *
 *   min(cap, offset + (1 + slope) T + bend max(0, T - at) + bend2 max(0, T -
 * at2)
 *            + jump [T > at])
 *
 * and sd(T) = sd + grow max(0, T - late). Answers are lost with probability
 * lost, and, where they miss by over twice sd, with four times that.
 *
 * The truth of a row is looked up in draws of its own, many more than the
 * curves that are held against it: few of these shapes have a formula.
 */
#include "bench/study.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/rng.h"
#include "curve/shape.h"

enum { TRUTH_DRAWS = 4000 };

#define HIT_WITHIN 15

enum {
	SHAPES_TARGETS = 140,
	SHAPES_REPEATS = 5,
	SHAPES_CELLS = 2 * SHAPES_TARGETS * SHAPES_REPEATS,
	SHAPES_BAND = 250, /* of 140 targets: 50 of them */
};

struct shapes_row {
	const char *name;
	size_t n; /* targets step, 2 step, ...; 0: 140, by 5 */
	double step, offset, slope, bend, at, bend2, at2, jump, square,
	    cap; /* cap 0: none */
	double sd, grow, late;
	double df; /* of t noise with variance 1; 0: normal */
	size_t repeats, items, questions; /* 0: 1; none; 1 */
	double icc, rho, lost;
	size_t most; /* answers that every 15th target has instead, or 0 */
};

enum shapes_what {
	SHAPES_MALD,
	SHAPES_BIAS,
	SHAPES_RMSE,
	SHAPES_HIT,
	SHAPES_SLOPE, /* of straight curves */
	SHAPES_WHATS,
};

/* How often an interval held the truth, and how wide it was. */
struct shapes_tally {
	size_t none, held;
	double truth;
	double half;         /* sum of half widths */
	double sum, squares; /* of estimates */
};

enum { SHAPES_ALL, SHAPES_IN_BAND, SHAPES_PARTS };

struct shapes_count {
	size_t n, breaks;
	struct shapes_tally of[SHAPES_PARTS][SHAPES_WHATS];
};

static const struct shapes_row table[] = {
	{ "straight, noise 10", .sd = 10 },
	{ "straight, noise 10, rho 0.5", .sd = 10, .rho = 0.5 },
	{ "straight, noise 10, rho 0.3", .sd = 10, .rho = 0.3 },
	{ "gain 1.0123, noise 10", .slope = 0.0123, .sd = 10 },
	{ "noise growing 2 + 3 %", .slope = -0.03, .sd = 2, .grow = 0.03 },
	{ "noise growing 1 + 8 %", .sd = 1, .grow = 0.08 },
	{ "noise 3, growing from 300", .sd = 3, .grow = 0.1, .late = 300 },
	{ "the same, rho 0.5", .sd = 3, .grow = 0.1, .late = 300, .rho = 0.5 },
	{ "noise 43, shrinking to 1", .sd = 43, .grow = -0.06 },
	{ "t3 noise 10", .sd = 10, .df = 3 },
	{ "missing not at random", .slope = -0.05, .sd = 10, .lost = 0.05 },
	{ "whole numbers, noise 0.6", .sd = 0.6 },
	{ "plateau 300, noise 10", .cap = 300, .sd = 10 },
	{ "two breaks, noise 10", .bend = -0.3, .at = 200, .bend2 = 0.2,
	  .at2 = 500, .sd = 10 },
	{ "falling short as T squared", .square = -2e-4, .sd = 10 },
	{ "exact up to 120, then 25 % short", .bend = -0.25, .at = 120,
	  .sd = 0.3, .grow = 0.03, .late = 120 },
	{ "jump of -40 at 300", .jump = -40, .at = 300, .sd = 10 },
	{ "50 targets, noise 10", .n = 50, .sd = 10 },
	{ "30 targets, noise 10", .n = 30, .sd = 10 },
	{ "20 targets, noise 10", .n = 20, .sd = 10 },
	{ "e crosses zero, 25 targets", .n = 25, .step = 15, .offset = 190,
	  .slope = -1, .sd = 8 },
	{ "e crosses zero, 50 targets", .n = 50, .step = 5, .offset = 125,
	  .slope = -1, .sd = 8 },
	{ "30 targets, rho 0.5", .n = 30, .sd = 10, .rho = 0.5 },
	{ "20 targets, rho 0.5", .n = 20, .sd = 10, .rho = 0.5 },
	{ "15 targets, rho 0.3", .n = 15, .sd = 10, .rho = 0.3 },
	{ "10 targets", .n = 10, .step = 50, .sd = 10 },
	{ "10 targets, rho 0.3", .n = 10, .step = 50, .sd = 10, .rho = 0.3 },
	{ "10 targets, rho 0.5", .n = 10, .step = 50, .sd = 10, .rho = 0.5 },
	{ "3 targets", .n = 3, .step = 50, .sd = 10 },
	{ "4 targets", .n = 4, .step = 50, .sd = 10 },
	{ "6 targets", .n = 6, .step = 50, .sd = 10 },
	{ "9 targets", .n = 9, .step = 50, .sd = 10 },
	{ "4 targets, 5 repeats, icc 0", .n = 4, .step = 50, .sd = 10,
	  .repeats = 5 },
	{ "4 targets, 5 repeats, icc 0.5", .n = 4, .step = 50, .sd = 10,
	  .repeats = 5, .icc = 0.5 },
	{ "4 targets, 5 repeats, icc 1", .n = 4, .step = 50, .sd = 10,
	  .repeats = 5, .icc = 1 },
	{ "5 repeats, icc 0", .sd = 10, .repeats = 5 },
	{ "5 repeats, icc 0.5", .sd = 10, .repeats = 5, .icc = 0.5 },
	{ "5 repeats, icc 1", .sd = 10, .repeats = 5, .icc = 1 },
	{ "5 repeats, icc 1, noise 2 + 3 %", .slope = -0.03, .sd = 2,
	  .grow = 0.03, .repeats = 5, .icc = 1 },
	{ "9 targets have 90 % of the answers, icc 0", .sd = 10, .most = 130 },
	{ "the same, icc 0.5", .sd = 10, .icc = 0.5, .most = 130 },
	{ "30 items at 20 targets each", .n = 20, .step = 20, .sd = 12,
	  .repeats = 5, .items = 30, .icc = 0.7 },
	{ "2 targets, 8 questions each, 5 repeats, icc 0.7", .n = 2,
	  .step = 200, .sd = 10, .repeats = 5, .questions = 8, .icc = 0.7 },
	{ "5 targets, 4 questions each, 3 repeats, icc 0.9", .n = 5,
	  .step = 100, .slope = -0.1, .sd = 10, .repeats = 3, .questions = 4,
	  .icc = 0.9 },
};

enum { ROWS = sizeof(table) / sizeof(table[0]) };

static size_t
targets(const struct shapes_row *w)
{
	return w->n > 0 ? w->n : SHAPES_TARGETS;
}

static double
target(const struct shapes_row *w, size_t i)
{
	return (w->step > 0 ? w->step : 5) * (double)(i + 1);
}

static double
curve(const struct shapes_row *w, double x)
{
	double y = w->offset + (1 + w->slope) * x;

	y += w->bend * fmax(0, x - w->at) + w->bend2 * fmax(0, x - w->at2);
	y += (x > w->at ? w->jump : 0) + w->square * x * x;
	return w->cap > 0 ? fmin(w->cap, y) : y;
}

static double
noise(const struct shapes_row *w, struct rng *r)
{
	double z = rng_normal(r), chi = 0;

	if (w->df == 0)
		return z;
	for (int k = 0; k < (int)w->df; k++) {
		double y = rng_normal(r);

		chi += y * y;
	}
	/* Its variance is df / (df - 2). */
	return z / sqrt(chi / (w->df - 2));
}

struct drawn {
	size_t n, first[SHAPES_TARGETS + 1], planned[SHAPES_TARGETS], nlost,
	    lost_planned[SHAPES_TARGETS];
	double x[SHAPES_TARGETS], e[SHAPES_CELLS], lost[SHAPES_TARGETS];
	uint64_t group[SHAPES_CELLS];
};

static bool
is_lost(const struct shapes_row *w, double e, double sd, struct rng *r)
{
	double p = w->lost * (fabs(e) > 2 * sd ? 4 : 1);

	return w->lost > 0 && rng_unit(r) < p;
}

/* What the answers to one target have in common. */
struct common {
	double z, item[64];
};

static double
shared(const struct shapes_row *w, const struct common *c, size_t g)
{
	return w->items + w->questions > 0 ? c->item[g] : c->z;
}

static size_t
asked(const struct shapes_row *w, size_t i)
{
	if (w->most > 0 && i % 15 == 7)
		return w->most;
	return (w->repeats > 0 ? w->repeats : 1) *
	       (w->questions > 0 ? w->questions : 1);
}

/* The answers to target i of the row. Returns how many cells there are. */
static size_t
draw_target(const struct shapes_row *w, struct rng *r, struct common *c,
	    size_t i, struct drawn *d, size_t at)
{
	double x = target(w, i),
	       icc = asked(w, i) > 1 || w->most > 0 ? w->icc : 1;
	double sd = w->sd + w->grow * fmax(0, x - w->late);

	c->z = w->rho * c->z + sqrt(1 - w->rho * w->rho) * noise(w, r);
	for (size_t q = 0; q < w->questions; q++)
		c->item[q] = noise(w, r);
	for (size_t k = 0; k < asked(w, i); k++) {
		size_t g = w->items > 0       ? (i * asked(w, i) + k) % w->items
			   : w->questions > 0 ? k / w->repeats
					      : 0;
		double own = icc < 1 ? noise(w, r) : 0;
		double off =
		    sd * (sqrt(icc) * shared(w, c, g) + sqrt(1 - icc) * own);
		double e = round(curve(w, x) + off) - x;

		d->group[at] = 1 + g + (w->items > 0 ? 0 : i * SHAPES_CELLS);
		if (!is_lost(w, e, sd, r))
			d->e[at++] = e;
	}
	return at;
}

static void
draw(const struct shapes_row *w, struct rng *r, struct drawn *d)
{
	struct common c = { .z = noise(w, r) };
	size_t at = 0;

	d->n = d->nlost = 0;
	for (size_t g = 0; g < w->items; g++)
		c.item[g] = noise(w, r);
	for (size_t i = 0; i < targets(w); i++) {
		size_t before = at;

		at = draw_target(w, r, &c, i, d, at);
		if (at == before) {
			d->lost[d->nlost] = target(w, i);
			d->lost_planned[d->nlost++] = asked(w, i);
			continue;
		}
		d->first[0] = 0;
		d->x[d->n] = target(w, i);
		d->planned[d->n] = asked(w, i);
		d->first[++d->n] = at;
	}
}

static bool
has_band(const struct shapes_row *w)
{
	return w->n == 0;
}

/* The expectations of what the curves' estimates are held against. */
static void
set_truth(const struct shapes_row *w, uint64_t seed, double last,
	  struct shapes_tally *of)
{
	double n = 0, planned = 0, sum[SHAPES_WHATS] = { 0 };
	static struct drawn d;
	struct rng r;

	rng_init(&r, seed);
	for (size_t t = 0; t < TRUTH_DRAWS; t++) {
		draw(w, &r, &d);
		for (size_t i = 0; i < targets(w) && target(w, i) <= last; i++)
			planned += (double)asked(w, i);
		for (size_t i = 0; i < d.n && d.x[i] <= last; i++)
			for (size_t k = d.first[i]; k < d.first[i + 1]; k++) {
				sum[SHAPES_MALD] += fabs(d.e[k]);
				sum[SHAPES_BIAS] += d.e[k];
				sum[SHAPES_RMSE] += d.e[k] * d.e[k];
				sum[SHAPES_HIT] += fabs(d.e[k]) <= HIT_WITHIN;
				n++;
			}
	}
	of[SHAPES_MALD].truth = sum[SHAPES_MALD] / n;
	of[SHAPES_BIAS].truth = sum[SHAPES_BIAS] / n;
	of[SHAPES_RMSE].truth = sqrt(sum[SHAPES_RMSE] / n);
	of[SHAPES_HIT].truth = sum[SHAPES_HIT] / planned;
	of[SHAPES_SLOPE].truth = 1 + w->slope;
}

static void
look(struct shapes_tally *c, double value, struct interval in)
{
	if (isnan(in.lo)) {
		c->none++;
		return;
	}
	c->held += in.lo <= c->truth && c->truth <= in.hi;
	c->half += (in.hi - in.lo) / 2;
	c->sum += value;
	c->squares += value * value;
}

static void
look_part(const struct shape_part *p, struct shapes_tally *of)
{
	look(&of[SHAPES_MALD], p->spread[SPREAD_MALD].value,
	     p->spread[SPREAD_MALD].in);
	look(&of[SHAPES_BIAS], p->spread[SPREAD_BIAS].value,
	     p->spread[SPREAD_BIAS].in);
	look(&of[SHAPES_RMSE], p->spread[SPREAD_RMSE].value,
	     p->spread[SPREAD_RMSE].in);
	look(&of[SHAPES_HIT], (double)p->hits / (double)p->planned, p->hit);
}

static void
study(size_t row, const struct study_size *size, void *count)
{
	static const double band[] = { 0, SHAPES_BAND };
	const struct shapes_row *w = &table[row];
	const uint64_t seed = 9035 + row;
	struct shapes_count *c = count;
	static struct drawn d;
	struct rng r;

	c->n = size->curves;
	set_truth(w, rng_mix(seed), INFINITY, c->of[SHAPES_ALL]);
	if (has_band(w))
		set_truth(w, rng_mix(seed), SHAPES_BAND, c->of[SHAPES_IN_BAND]);
	rng_init(&r, seed);
	for (size_t t = 0; t < size->curves; t++) {
		struct shape_in in;
		struct shape s;

		draw(w, &r, &d);
		shape_defaults(&in);
		in.e = (struct panel){
			.n = d.n, .x = d.x, .first = d.first, .v = d.e
		};
		in.e.group = panel_groups(d.group, d.first, d.n);
		in.item = d.group;
		in.planned = d.planned;
		in.nlost = d.nlost;
		in.lost = d.lost;
		in.lost_planned = d.lost_planned;
		in.draws = size->draws;
		in.k = HIT_WITHIN;
		in.band = band;
		in.nbands = has_band(w);
		shape_of(&in, &s);
		look_part(&s.part[0], c->of[SHAPES_ALL]);
		look(&c->of[SHAPES_ALL][SHAPES_SLOPE], s.line.slope, s.slope);
		if (has_band(w))
			look_part(&s.part[1], c->of[SHAPES_IN_BAND]);
		c->breaks += s.break_found == FOUND_YES;
		shape_fini(&s);
	}
}

static bool
is_straight(const struct shapes_row *w)
{
	return w->bend == 0 && w->square == 0 && w->jump == 0 && w->cap == 0;
}

static void
print_tallies(const struct shapes_row *w, const struct shapes_count *c,
	      const struct shapes_tally *of, int whats)
{
	double n[SHAPES_WHATS];

	printf("| %s ", w->name);
	for (int k = 0; k < whats; k++) {
		n[k] = (double)(c->n - of[k].none);
		if ((k == SHAPES_SLOPE && !is_straight(w)) || !(n[k] > 0))
			printf("| ");
		else
			printf("| %.1f ", 100 * (double)of[k].held / n[k]);
	}
	printf("| %.1f ", 100 * (double)of[SHAPES_RMSE].none / (double)c->n);
	for (int k = 0; k < whats; k++) {
		double mean = of[k].sum / n[k];
		double sd = sqrt(of[k].squares / n[k] - mean * mean);

		if (!(sd > 0) || (k == SHAPES_SLOPE && !is_straight(w)))
			printf("| ");
		else
			printf("| %.2f ", of[k].half / n[k] / (1.96 * sd));
	}
}

static void
print(const void *counts, const struct study_size *size)
{
	const struct shapes_count *count = counts;

	printf(
	    "## Other shapes, in percent, and how wide\n"
	    "\n"
	    "%zu curves a row, in whole numbers of characters, of kinds "
	    "named in\n`bench/study_shapes.c`: how often the 95 %% "
	    "intervals hold "
	    "the truth, and the mean of their\nhalf widths divided by 1.96 "
	    "times the standard deviation of the estimates over all\n"
	    "draws, which is what an oracle who knows the noise would "
	    "print. Where answers are\nmissing not at random the truth is "
	    "that of the answers there are; that of all is not\nin the "
	    "data, and `lencurve curve --all` says so. no RMSE: the share "
	    "of curves whose\nRMSE has no interval, since a few answers "
	    "alone decide it (they are not counted\nbeside it); of t3 "
	    "noise, whose e^2 has no variance, the rest do not show their "
	    "tails.\nWhole numbers make the intervals of slopes and hits "
	    "hold a little more than 95 %% where\nfew values are possible, "
	    "and where the truth is one of them: a slope of 1 is, one of "
	    "1.0123 is\nnot; "
	    "where the estimates never vary there is no width. Of 3 to 9\n"
	    "targets the oracle knows what nobody can who has 2 to 8 "
	    "degrees of freedom.\n"
	    "\n"
	    "Hits are counts. Where few values are possible an oracle's own\n"
	    "interval holds more than 95 %%, too: 98 %% of 20 targets, 100 %% "
	    "of whole\n"
	    "numbers of noise 0.6. Of exact up to 120 it holds 94 %%, and a "
	    "tenth more\n"
	    "of width takes one more count in. Of rho 0.5 it holds 95 %%, 96 "
	    "a tenth\n"
	    "wider. The standard error is 6 %% too large there, with the true "
	    "rho as with\n"
	    "the one that is found, and Student's t adds 2 %%.\n"
	    "\n"
	    "Up to 30 targets do not tell how alike neighbours are: of rho "
	    "0.5 a rho of 0.2 is found\nin 10, 0.4 in 20 on average, and "
	    "nobody could tell luck from it. Bias holds 88 to 93 %%\nthere, "
	    "and `lencurve curve --all` says so. The mean width of few "
	    "targets is above the\nmedian. Where 9 targets have 90 %% of the "
	    "answers, their noise is taken for that of\n"
	    "targets with one: the bias is 8 to 10 times as wide as it need be "
	    "at an "
	    "ICC of 0,\n"
	    "a third to a half wider at 0.5, where MALD holds 87 to 93 %%. A "
	    "mean over "
	    "targets (as\n"
	    "after `run --until`) does not lean on nine.\n"
	    "\n"
	    "| shape | MALD | bias | RMSE | hit | slope | no RMSE | width "
	    "MALD | bias | RMSE | hit | slope | break found |\n"
	    "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n",
	    size->curves);
	for (size_t i = 0; i < ROWS; i++) {
		const struct shapes_count *c = &count[i];

		print_tallies(&table[i], c, c->of[SHAPES_ALL], SHAPES_WHATS);
		printf("| %.1f |\n", 100 * (double)c->breaks / (double)c->n);
	}
	printf("\nThe same of the band 5-250, 50 targets of these 140.\n\n"
	       "| shape | MALD | bias | RMSE | hit | no RMSE | width MALD | "
	       "bias | RMSE | hit |\n"
	       "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
	for (size_t i = 0; i < ROWS; i++) {
		if (!has_band(&table[i]))
			continue;
		print_tallies(&table[i], &count[i], count[i].of[SHAPES_IN_BAND],
			      SHAPES_SLOPE);
		printf("|\n");
	}
}

const struct study_table study_shapes = {
	"shapes", ROWS, sizeof(struct shapes_count), study, print,
};
