/*
 * Two risks are kept apart: a false alarm wakes somebody and is shared by all
 * looks, a false pass is held to 5 % in each. The answers stand in order from
 * best to worst, so that the night's is the greatest; lost answers can only
 * make a pass inconclusive, never hide a regression.
 */
#include "verdict/gate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "stat/panel.h"
#include "verdict/pairs.h"

#define PASS_ALPHA 0.05
#define POWER      0.8

/* However many the baseline lacks: the rest is no sample of the run. */
#define MOST_MISSING 0.5

void
gate_defaults(struct gate_opts *o)
{
	*o = (struct gate_opts){ .margin = GATE_MARGIN,
				 .alpha = GATE_ALPHA,
				 .missing = GATE_MISSING };
}

bool
gate_holes(double base, double now, const struct gate_opts *o)
{
	return now > base + o->missing || now > MOST_MISSING;
}

bool
gate_lacks(const struct gate *g)
{
	bool lacks = gate_holes(g->missing_base, g->missing_now, &g->opts);

	for (size_t i = 0; i < g->n; i++)
		lacks |= g->look[i].pairs == 0 ||
			 gate_holes(g->look[i].missing_base,
				    g->look[i].missing_now, &g->opts);
	return lacks;
}

static enum gate_reason
reason_of(const struct gate_look *k, const struct gate_opts *o)
{
	if (k->answer == GATE_INCONCLUSIVE &&
	    gate_holes(k->missing_base, k->missing_now, o))
		return GATE_REASON_MISSING;
	if (isnan(k->growth.se))
		return GATE_REASON_TOO_FEW;
	return k->answer == GATE_REGRESSION     ? GATE_REASON_GREW
	       : k->answer == GATE_INCONCLUSIVE ? GATE_REASON_REACHES
						: GATE_REASON_WITHIN;
}

void
gate_judge(struct gate_look *k, const struct gate_opts *o, size_t looks)
{
	double each = o->alpha / (double)looks;
	const struct serial *s = &k->growth;

	k->answer = GATE_INCONCLUSIVE;
	k->alarm = k->visible = NAN;
	k->pass = interval_none();
	if (!isnan(s->se)) {
		k->alarm = s->value - serial_half(s, 1 - 2 * each);
		k->pass = serial_interval(s, 1 - 2 * PASS_ALPHA);
		k->visible = o->margin + serial_detectable(s, each, POWER);
		if (k->alarm > o->margin)
			k->answer = GATE_REGRESSION;
		else if (k->pass.hi < -o->margin)
			k->answer = GATE_IMPROVED;
		else if (k->pass.hi < o->margin)
			k->answer = k->pass.lo > -o->margin ? GATE_EQUIVALENT
							    : GATE_NO_WORSE;
	}
	if (k->answer < GATE_INCONCLUSIVE &&
	    gate_holes(k->missing_base, k->missing_now, o))
		k->answer = GATE_INCONCLUSIVE;
	k->reason = reason_of(k, o);
}

static double
share(size_t k, size_t n)
{
	return n > 0 ? (double)k / (double)n : 0;
}

static void
set_look(struct gate_look *k, const struct samples *now, size_t series,
	 const struct pairs *pairs, double lo, double hi)
{
	const struct series *x = &now->series[series];
	struct pair_differences d;

	/* A is now and B the baseline: d > 0 says now is further off. */
	pair_differences_of(&d, pairs, lo, hi, 0);
	*k = (struct gate_look){ .series = series,
				 .model = x->model,
				 .sampling = x->sampling,
				 .variant = x->variant,
				 .lo = lo,
				 .hi = hi,
				 .planned = d.planned,
				 .pairs = d.p.first[d.p.n],
				 .missing_base = share(d.lost_b, d.planned),
				 .missing_now = share(d.lost_a, d.planned),
				 .base = d.miss_b,
				 .now = d.miss_a };
	panel_serial(&d.p, NULL, &k->growth);
	pair_differences_fini(&d);
}

static int
find_base(const struct curve *base, const struct samples *now,
	  const struct series *x, struct pair_side *at, struct err *e)
{
	*at = (struct pair_side){ base, samples_find(base->s, x) };
	if (at->series != SERIES_NONE)
		return 0;
	return err_set(e, STATUS_INPUT,
		       "%s has model %s, sampling %s, variant %s, and the "
		       "baseline %s does not; accept a baseline of the same "
		       "sweep",
		       now->path, x->model, x->sampling, x->variant,
		       base->s->path);
}

static int
add_series(struct gate *g, const struct curve *base, const struct curve *now,
	   size_t i, struct err *e)
{
	const struct series *x = &now->s->series[i];
	const struct curve_series *cs = &now->series[i];
	struct pair_side a = { now, i }, b;
	struct pairs pairs;

	if (find_base(base, now->s, x, &b, e) < 0 ||
	    pairs_check(b, a, UNDER_TEST_TIME, e) < 0 ||
	    pairs_of(&pairs, a, b, g->opts.common, false, e) < 0)
		return -1;
	set_look(&g->look[g->n++], now->s, i, &pairs, cs->all.lo, cs->all.hi);
	for (size_t k = 0; k < cs->nband; k++)
		if (cs->band[k].n > 0 && cs->band[k].n < cs->n)
			set_look(&g->look[g->n++], now->s, i, &pairs,
				 cs->band[k].lo, cs->band[k].hi);
	pairs_fini(&pairs);
	return 0;
}

static double
missing(const struct samples *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		n += s->sample[i].outcome != OUTCOME_OK;
	return s->n > 0 ? (double)n / (double)s->n : NAN;
}

/* The worst look. */
static void
conclude(struct gate *g)
{
	g->answer = GATE_IMPROVED;
	for (size_t i = 0; i < g->n; i++) {
		g->look[i].limits = g->limits;
		gate_judge(&g->look[i], &g->opts, g->n);
		if (g->look[i].answer > g->answer)
			g->answer = g->look[i].answer;
	}
	if (g->answer < GATE_INCONCLUSIVE &&
	    gate_holes(g->missing_base, g->missing_now, &g->opts))
		g->answer = GATE_INCONCLUSIVE;
}

int
gate_of(struct gate *g, const struct curve *base, const struct curve *now,
	const struct gate_opts *o, struct err *e)
{
	*g = (struct gate){ .opts = *o,
			    .s = now->s,
			    .base = base->s,
			    .limits = now->s->limits,
			    .missing_base = missing(base->s),
			    .missing_now = missing(now->s) };
	g->look =
	    mem_calloc(now->s->nseries * (CURVE_BANDS + 1), sizeof(*g->look));
	for (size_t i = 0; i < now->s->nseries; i++) {
		if (add_series(g, base, now, i, e) < 0) {
			gate_fini(g);
			return -1;
		}
	}
	conclude(g);
	return 0;
}

void
gate_fini(struct gate *g)
{
	free(g->look);
	g->look = NULL;
}
