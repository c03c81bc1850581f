#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"
#include "bench/study.h"
#include "curve/shape.h"
#include "stat/boot.h"
#include "stat/resample.h"
#include "verdict/gate.h"

enum { PLAIN_DRAWS = 200, LOOKS = 3 };

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

void
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

void
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
