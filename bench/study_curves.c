/*
 * Straight curves and bent ones, with every noise, resemblance of neighbours
 * and repeats (world.h): the intervals of one curve, and the gate before two.
 */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "bench/study.h"
#include "bench/world.h"
#include "curve/shape.h"
#include "stat/boot.h"
#include "stat/resample.h"
#include "verdict/gate.h"

enum { PLAIN_DRAWS = 200, LOOKS = 3 };

/* Truths held by an interval; BREAKS: a break was found. */
enum what {
	MALD,
	BIAS,
	SLOPE, /* Theil and Sen's; of a bent curve, before the bend */
	AFTER,
	TAU,
	BREAKS,
	PLAIN_MALD,
	PLAIN_BIAS,
	WHATS,
};

/* Nights of the gate; HELD: the growth's 95 % interval holds none. */
enum night { ALARM, PASS, INCONCLUSIVE, SEEN, HELD, HELD_BAND, NIGHTS };

struct count {
	size_t covered[WHATS], night[NIGHTS];
	double visible; /* a sum */
};

static bool
holds(struct interval in, double truth)
{
	return in.lo <= truth && truth <= in.hi;
}

/* The textbook: percentiles of blocks of five, nothing stretched. */
static void
plain(const struct panel *p, const struct world *w, size_t draws,
      struct count *c)
{
	double *abs_mean = mem_calloc(draws, sizeof(double));
	double *mean = mem_calloc(draws, sizeof(double));
	struct resample *r = resample_new(p, 1);

	for (size_t b = 0; b < draws; b++) {
		const double *ignored;
		struct panel q = resample_next(r, &ignored);
		size_t n = q.first[q.n];

		for (size_t k = 0; k < n; k++) {
			mean[b] += q.v[k] / (double)n;
			abs_mean[b] += fabs(q.v[k]) / (double)n;
		}
	}
	c->covered[PLAIN_MALD] +=
	    holds(boot_percentile(abs_mean, draws, 0.95), w->mald);
	c->covered[PLAIN_BIAS] +=
	    holds(boot_percentile(mean, draws, 0.95), w->bias);
	resample_free(r);
	free(mean);
	free(abs_mean);
}

/* One drawn curve: which of the printed intervals hold the truth. */
static void
study_curve(struct world *w, const struct panel *p, size_t draws,
	    struct count *c)
{
	const struct truth *t = w->truth;
	double slope = t->gain - 1;
	struct shape_in in;
	struct shape s;

	shape_defaults(&in);
	in.e = *p;
	in.planned = w->planned;
	in.draws = draws;
	shape_of(&in, &s);
	c->covered[MALD] += holds(s.part[0].spread[SPREAD_MALD].in, w->mald);
	c->covered[BIAS] += holds(s.part[0].spread[SPREAD_BIAS].in, w->bias);
	c->covered[BREAKS] += s.break_found == FOUND_YES;
	if (t->bend == 0) {
		c->covered[SLOPE] += holds(s.slope, t->gain);
	} else {
		c->covered[SLOPE] += holds(s.slope_before, slope);
		c->covered[AFTER] += holds(s.slope_after, slope + t->bend);
		c->covered[TAU] += holds(s.tau, t->at);
	}
	shape_fini(&s);
	plain(p, w, PLAIN_DRAWS, c);
}

/* The growth from one night to the next, and how the gate answers. */
static enum gate_answer
answer(const struct world *was, const struct world *now, double shift,
       struct gate_look *look)
{
	static const double edge[LOOKS][2] = { { 5, 700 },
					       { 5, 250 },
					       { 255, 700 } };
	enum gate_answer worst = GATE_IMPROVED;
	double d[TARGETS * REPEATS_MAX];
	struct gate_opts o;

	struct gate_levels l;

	gate_defaults(&o);
	l = gate_levels_of(&o, LOOKS);
	for (size_t k = 0; k < was->first[TARGETS]; k++)
		d[k] = fabs(now->e[k]) + shift - fabs(was->e[k]);
	for (int b = 0; b < LOOKS; b++) {
		size_t lo = 0, hi = TARGETS;
		struct panel p;

		while (was->x[lo] < edge[b][0])
			lo++;
		while (was->x[hi - 1] > edge[b][1])
			hi--;
		p = (struct panel){ hi - lo, was->x + lo, was->first + lo, d,
				    NULL };
		look[b] =
		    (struct gate_look){ .lo = edge[b][0], .hi = edge[b][1] };
		panel_serial(&p, NULL, &look[b].growth);
		gate_judge(&look[b], &o, &l);
		worst = look[b].answer > worst ? look[b].answer : worst;
	}
	return worst;
}

/* Nothing changed: is that in the growth's 95 % interval? */
static bool
held(const struct gate_look *k)
{
	return fabs(k->growth.value) <= serial_half(&k->growth, 0.95);
}

/* Two independent runs before the gate: nothing changed; and then every |e| of
 * the second grown by what a first pair of runs printed as visible overall. */
static void
study_night(struct world *was, struct world *now, struct rng *r,
	    struct count *c)
{
	struct gate_look look[LOOKS];
	enum gate_answer a;
	double visible;

	world_draw(was, r);
	world_draw(now, r);
	a = answer(was, now, 0, look);
	c->night[ALARM] += a == GATE_REGRESSION;
	c->night[INCONCLUSIVE] += a == GATE_INCONCLUSIVE;
	c->night[PASS] += a < GATE_INCONCLUSIVE;
	c->night[HELD] += held(&look[0]);
	c->night[HELD_BAND] += held(&look[1]);
	visible = look[0].visible;
	c->visible += visible;
	world_draw(was, r);
	world_draw(now, r);
	a = answer(was, now, visible, look);
	c->night[SEEN] += a == GATE_REGRESSION;
}

static void
study_curves_row(size_t row, const struct study_size *size, void *count)
{
	static struct world w;
	struct rng r;

	world_set(&w, row);
	rng_init(&r, 1000 + row);
	for (size_t i = 0; i < size->curves; i++) {
		struct panel p = world_draw(&w, &r);

		study_curve(&w, &p, size->draws, count);
	}
}

static void
study_gate_row(size_t row, const struct study_size *size, void *count)
{
	static struct world was, now;
	struct rng r;

	world_set(&was, row);
	world_set(&now, row);
	rng_init(&r, 5000 + row);
	for (size_t i = 0; i < size->curves; i++)
		study_night(&was, &now, &r, count);
}

/* Whether a column says anything about a world. */
static bool
applies(enum what k, const struct world *w)
{
	return (k != AFTER && k != TAU) || w->truth->bend != 0;
}

static void
print_row(const struct world *w)
{
	printf("| %s | %.1f | %zu ", w->truth->name, w->design->rho,
	       w->design->repeats);
}

/* The least and the most of a column, over the rows up to or beyond 0.5. */
static void
print_extremes(const struct count *count, bool beyond, double percent)
{
	static struct world w;

	printf("| least and most, rho %s | | ", beyond ? "0.7" : "up to 0.5");
	for (enum what k = 0; k < WHATS; k++) {
		double least = INFINITY, most = -INFINITY;

		for (size_t i = 0; i < WORLDS && k != BREAKS; i++) {
			double share = (double)count[i].covered[k] * percent;

			world_set(&w, i);
			if (!applies(k, &w) || beyond != (w.design->rho > 0.6))
				continue;
			least = fmin(least, share);
			most = fmax(most, share);
		}
		if (k == BREAKS)
			printf("| ");
		else
			printf("| %.1f-%.1f ", least, most);
	}
	printf("|\n");
}

static void
print_curves(const void *counts, const struct study_size *size)
{
	static const char *const name[WHATS] = {
		"MALD",       "bias",        "slope",      "slope beyond",
		"breakpoint", "break found", "plain MALD", "plain bias",
	};
	double percent = 100 / (double)size->curves;
	const struct count *count = counts;
	static struct world w;

	printf("## 95 %% intervals that cover the truth, in percent\n"
	       "\n"
	       "%zu curves a row, %zu draws each; a share of 95 %% counted so "
	       "has a standard error\nof %.1f points. 140 targets, 5 to 700; L "
	       "= gain T + bend max(0, T - at) + noise, the\nnoise normal with "
	       "standard deviation as named (`2 + 3 %%` is 2 + 0.03 T) and\n"
	       "autocorrelation rho between neighbouring targets. With "
	       "repeats, half of the noise\nvariance belongs to the target and "
	       "half to each answer.\n"
	       "\n"
	       "slope is Theil and Sen's for straight curves; for bent ones, "
	       "slope and slope beyond\nare the two slopes of the hinge. break "
	       "found is the share with p <= 0.05: the false\nalarms of the "
	       "test on straight curves, its power on bent ones. The last two "
	       "columns\nare what the textbook offers: percentiles of a "
	       "bootstrap of blocks of five, about the\nsame trend. They are "
	       "too narrow, and printed nowhere else.\n"
	       "\n"
	       "rho up to 0.5 is what the intervals are made for. rho = 0.7 is "
	       "beyond it: 140 such\ntargets are worth about 25 independent "
	       "ones.\n"
	       "\n"
	       "| curve | rho | repeats ",
	       size->curves, size->draws,
	       100 * sqrt(0.95 * 0.05 / (double)size->curves));
	for (enum what k = 0; k < WHATS; k++)
		printf("| %s ", name[k]);
	printf("|\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
	for (size_t i = 0; i < WORLDS; i++) {
		world_set(&w, i);
		print_row(&w);
		for (enum what k = 0; k < WHATS; k++)
			if (applies(k, &w))
				printf("| %.1f ",
				       (double)count[i].covered[k] * percent);
			else
				printf("| ");
		printf("|\n");
	}
	print_extremes(count, false, percent);
	print_extremes(count, true, percent);
}

static void
print_gate(const void *counts, const struct study_size *size)
{
	double percent = 100 / (double)size->curves;
	static struct world w;

	printf("## The gate, default settings, in percent of nights\n"
	       "\n"
	       "%zu nights a row. Two independent runs of one model, three "
	       "looks (all targets,\n"
	       "5-250, 255-700). Nothing changed: false alarm, pass, "
	       "inconclusive. Then every |e| of the second run\n"
	       "grows by what an earlier pair of runs printed as visible (its "
	       "mean is given): seen.\n"
	       "The runs here share no noise at all; where a model answers a "
	       "question alike every\n"
	       "night, the differences are smaller and fewer nights are "
	       "inconclusive.\n"
	       "The last columns: how often the 95 %% interval of the paired "
	       "difference holds the\n"
	       "true one, none, over all 140 targets and in a band of 50. It "
	       "holds a little less\noften where rho is 0.5 and noise grows: "
	       "such misses lean on few targets, which\ntell little of rho. "
	       "What wakes somebody is the false alarm, and its interval is\n"
	       "wider.\n"
	       "\n"
	       "| curve | rho | repeats | false alarm | pass | inconclusive "
	       "| visible | seen | held | held 5-250 |\n"
	       "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n",
	       size->curves);
	for (size_t i = 0; i < WORLDS; i++) {
		const struct count *c = (const struct count *)counts + i;

		world_set(&w, i);
		print_row(&w);
		printf("| %.2f | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f |\n",
		       (double)c->night[ALARM] * percent,
		       (double)c->night[PASS] * percent,
		       (double)c->night[INCONCLUSIVE] * percent,
		       c->visible / (double)size->curves,
		       (double)c->night[SEEN] * percent,
		       (double)c->night[HELD] * percent,
		       (double)c->night[HELD_BAND] * percent);
	}
}

const struct study_table study_curves = {
	"curves", WORLDS, sizeof(struct count), study_curves_row, print_curves,
};

const struct study_table study_gate = {
	"gate", WORLDS, sizeof(struct count), study_gate_row, print_gate,
};
