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

#include "base/clock.h"
#include "base/mem.h"
#include "stat/dist.h"
#include "verdict/gate_growth.h"
#include "verdict/lacking.h"
#include "verdict/pairs.h"

#define PASS_ALPHA 0.05
#define POWER      0.8
#define UNCHANGED  0.95

/* A pass can wait, an alarm cannot: where the first looks are stricter, the
 * last decides 3 of 100 more of the unchanged nights, for no more answers. */
#define PASS_SHAPE 0.4

/* Of sums: a growth of the margin, without noise, is neither below nor above.
 */
#define DUST 1e-9

void
gate_defaults(struct gate_opts *o)
{
	*o = (struct gate_opts){ .margin = GATE_MARGIN,
				 .alpha = GATE_ALPHA,
				 .missing = LACKING_ALLOWED };
}

bool
gate_holes(double base, double now, const struct gate_opts *o)
{
	return lacking_many(now, base, o->missing);
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
reason_of(const struct gate_look *k)
{
	if (k->answer == GATE_INCONCLUSIVE && k->lacks)
		return GATE_REASON_MISSING;
	if (isnan(k->growth.se))
		return GATE_REASON_TOO_FEW;
	return k->answer == GATE_REGRESSION
		   ? k->lacks ? GATE_REASON_LACKS : GATE_REASON_GREW
	       : k->answer == GATE_INCONCLUSIVE ? GATE_REASON_REACHES
						: GATE_REASON_WITHIN;
}

struct gate_levels
gate_levels_of(const struct gate_opts *o, size_t looks)
{
	const struct until *u = &o->until;
	struct gate_levels l = { .most = 0 };
	double level[LOOKS_MAX];

	until_levels(u, o->alpha / (double)looks, LOOKS_POCOCK, 0, level);
	l.alarm = level[o->look];
	if (u->n > 1)
		l.most = u->answers[u->n - 1];
	for (int i = 0; i < GATE_KNOWN; i++) {
		if (i == 0 || u->n > 1)
			until_levels(u, PASS_ALPHA, PASS_SHAPE,
				     (double)i / GATE_KNOWN, level);
		l.pass[i] = level[o->look];
		l.last[i] = level[u->n > 0 ? u->n - 1 : 0];
	}
	return l;
}

/* Which of the levels of a pass is a look's: the eighth is rounded down. */
static int
known(const struct gate_look *k, const struct gate_levels *l)
{
	double all = k->fixed + k->each / l->most;

	if (!(l->most > 0) || !(all > 0))
		return 0;
	return (int)fmin(GATE_KNOWN - 1, GATE_KNOWN * k->fixed / all);
}

/* What a margin is in standard errors, when unchanged nights pass it. */
static double
pass_factor(const struct gate_look *k, double level)
{
	return dist_t_quantile(1 - level, k->growth.df) +
	       dist_normal_quantile(UNCHANGED);
}

double
gate_supports(const struct gate_look *k, const struct gate_levels *l)
{
	return isnan(k->growth.se)
		   ? NAN
		   : pass_factor(k, l->pass[known(k, l)]) * k->growth.se;
}

double
gate_needs(const struct gate_look *k, const struct gate_levels *l,
	   double margin)
{
	double se;

	if (isnan(k->growth.se) || isnan(k->fixed))
		return NAN;
	se = margin / pass_factor(k, l->last[known(k, l)]);
	return se * se > k->fixed
		   ? fmax(1, ceil(k->each / (se * se - k->fixed)))
		   : INFINITY;
}

/* What a look's growth is known up to with so many answers a target. */
static double
se_of(const struct gate_look *k, double answers)
{
	return sqrt(k->fixed + k->each / answers);
}

void
gate_answered(struct gate_look *k, double answers)
{
	k->answers = answers;
	k->growth.se = se_of(k, answers);
}

void
gate_expect(struct gate *g, double answers)
{
	double nights = (double)g->nights;

	for (size_t i = 0; i < g->n; i++) {
		struct gate_look *k = &g->look[i];

		k->fixed *= nights / (nights + 1);
		k->growth.df *= (nights + 1) / nights;
		gate_answered(k, answers);
	}
}

const struct gate_look *
gate_weakest(const struct gate *g)
{
	const struct gate_look *weakest = NULL;
	double most = -1;

	for (size_t i = 0; i < g->n; i++) {
		double x = gate_supports(&g->look[i], &g->levels);

		if (x > most) {
			most = x;
			weakest = &g->look[i];
		}
	}
	return weakest;
}

/* The growth as the answers of the last look would know it; NaN: not known. */
static struct serial
at_most(const struct gate_look *k, const struct gate_levels *l)
{
	struct serial s = k->growth;

	s.se = isnan(s.se) ? NAN : se_of(k, l->most);
	return s;
}

static bool
decidable(const struct gate_look *k, const struct gate_opts *o,
	  const struct gate_levels *l)
{
	struct serial s = at_most(k, l);

	return serial_half(&s, 1 - 2 * l->last[known(k, l)]) < o->margin;
}

/* Whether the growth there is would then be a regression. */
static bool
provable(const struct gate_look *k, const struct gate_opts *o,
	 const struct gate_levels *l)
{
	struct serial s = at_most(k, l);

	return s.value - serial_half(&s, 1 - 2 * l->alarm) > o->margin;
}

void
gate_asks(const struct gate_look *look, size_t n, const struct gate_opts *o,
	  const struct gate_levels *l, bool *asks)
{
	bool all = true;

	for (size_t i = 0; i < n; i++) {
		asks[i] = look[i].answer == GATE_INCONCLUSIVE &&
			  decidable(&look[i], o, l);
		all &= asks[i] || look[i].answer != GATE_INCONCLUSIVE;
	}
	for (size_t i = 0; i < n && !all; i++)
		asks[i] &= provable(&look[i], o, l);
}

void
gate_judge(struct gate_look *k, const struct gate_opts *o,
	   const struct gate_levels *l)
{
	const struct serial *s = &k->growth;

	k->answer = GATE_INCONCLUSIVE;
	k->level = 1 - 2 * l->pass[known(k, l)];
	k->alarm = k->visible = NAN;
	k->pass = interval_none();
	if (!isnan(s->se)) {
		k->alarm = s->value - serial_half(s, 1 - 2 * l->alarm);
		k->pass = serial_interval(s, k->level);
		k->visible = o->margin + serial_detectable(s, l->alarm, POWER);
		if (k->alarm > o->margin + DUST)
			k->answer = GATE_REGRESSION;
		else if (k->pass.hi < -o->margin - DUST)
			k->answer = GATE_IMPROVED;
		else if (k->pass.hi < o->margin - DUST)
			k->answer = k->pass.lo > -o->margin ? GATE_EQUIVALENT
							    : GATE_NO_WORSE;
	}
	if (k->answer < GATE_INCONCLUSIVE &&
	    gate_holes(k->missing_base, k->missing_now, o))
		k->answer = GATE_INCONCLUSIVE;
	k->lacks = lacking_apart(k->missing_base, k->missing_now, o->missing);
	k->reason = reason_of(k);
}

static struct gate_look
look_of(const struct samples *now, size_t series, double lo, double hi)
{
	const struct series *x = &now->series[series];

	return (struct gate_look){ .series = series,
				   .model = x->model,
				   .sampling = x->sampling,
				   .variant = x->variant,
				   .lo = lo,
				   .hi = hi,
				   .fixed = NAN,
				   .each = NAN,
				   .apart = NAN,
				   .alike = NAN,
				   .kept = NAN };
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

/* What a series is held against: its pairs with one night, or the nights. */
struct against {
	struct pair_side now, *base; /* of each night */
	bool several;
	struct pairs pairs;
	struct gate_nights nights;
};

static void
add_look(struct gate *g, const struct against *a, double lo, double hi)
{
	struct gate_look *k = &g->look[g->n++];
	uint64_t before = clock_mono();

	*k = look_of(g->s, a->now.series, lo, hi);
	if (a->several)
		gate_look_nights(k, &a->nights);
	else
		gate_look_pairs(k, &a->pairs);
	k->took = clock_mono() - before;
}

static int
open_against(struct against *a, const struct gate *g, const struct curve *base,
	     struct err *e)
{
	const struct series *x = &g->s->series[a->now.series];

	a->several = g->nights > 1 || g->opts.until.n > 0;
	a->base = mem_calloc(g->nights, sizeof(*a->base));
	for (size_t k = 0; k < g->nights; k++)
		if (find_base(&base[k], g->s, x, &a->base[k], e) < 0 ||
		    pairs_check(a->base[k], a->now, UNDER_TEST_TIME,
				g->opts.shared && !a->several, e) < 0)
			goto fail;
	if (a->several ? gate_nights_of(&a->nights, a->base, g->nights, a->now,
					g->opts.common, e) < 0
		       : pairs_of(&a->pairs, a->now, a->base[0], g->opts.common,
				  false, e) < 0)
		goto fail;
	return 0;
fail:
	free(a->base);
	return -1;
}

static void
close_against(struct against *a)
{
	if (a->several)
		gate_nights_fini(&a->nights);
	else
		pairs_fini(&a->pairs);
	free(a->base);
}

/* Answers that are the text that the last of the nights had there. */
static void
count_same(struct gate *g, struct pair_side now, struct pair_side base)
{
	const struct curve_series *a = &now.c->series[now.series];
	const struct curve_series *b = &base.c->series[base.series];

	for (size_t i = 0, j = 0; i < a->n && j < b->n;) {
		const struct sample *x =
		    &now.c->s->sample[now.c->order[a->first + i]];
		const struct sample *y =
		    &base.c->s->sample[base.c->order[b->first + j]];
		int c = samples_order(x, y);

		if (c == 0 && x->text_hash != 0 && y->text_hash != 0) {
			g->answers++;
			g->same += x->text_hash == y->text_hash &&
				   x->length == y->length;
		}
		i += c <= 0;
		j += c >= 0;
	}
}

static int
add_series(struct gate *g, const struct curve *base, const struct curve *now,
	   size_t i, struct err *e)
{
	const struct curve_series *cs = &now->series[i];
	struct against a = { .now = { now, i } };

	if (open_against(&a, g, base, e) < 0)
		return -1;
	add_look(g, &a, cs->all.lo, cs->all.hi);
	for (size_t k = 0; k < cs->nband; k++)
		if (cs->band[k].n > 0 && cs->band[k].n < cs->n)
			add_look(g, &a, cs->band[k].lo, cs->band[k].hi);
	count_same(g, a.now, a.base[g->nights - 1]);
	close_against(&a);
	return 0;
}

static double
missing(const struct samples *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		n += s->sample[i].outcome != OUTCOME_OK;
	return lacking_share(n, s->n);
}

/* The worst look. */
static void
conclude(struct gate *g)
{
	g->levels = gate_levels_of(&g->opts, g->n);
	g->answer = GATE_IMPROVED;
	for (size_t i = 0; i < g->n; i++) {
		g->look[i].limits = g->limits;
		gate_judge(&g->look[i], &g->opts, &g->levels);
		if (g->look[i].answer > g->answer)
			g->answer = g->look[i].answer;
	}
	if (g->answer < GATE_INCONCLUSIVE &&
	    gate_holes(g->missing_base, g->missing_now, &g->opts))
		g->answer = GATE_INCONCLUSIVE;
}

static double
missing_in(const struct curve *c, size_t n)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += missing(c[i].s) / (double)n;
	return sum;
}

int
gate_of(struct gate *g, const struct curve *base, size_t nights,
	const struct curve *now, const struct gate_opts *o, struct err *e)
{
	*g = (struct gate){ .opts = *o,
			    .s = now->s,
			    .base = base->s,
			    .nights = nights,
			    .limits = now->s->limits,
			    .missing_base = missing_in(base, nights),
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
	for (size_t i = 0; i < g->n; i++) {
		free(g->look[i].sd);
		free(g->look[i].targets);
	}
	free(g->look);
	g->look = NULL;
}
