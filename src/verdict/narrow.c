/*
 * A target's own three answers say too little of their spread, and a run that
 * stops when they seem close stops too soon; its neighbours ask nearly the
 * same, so that 13 of them together are believed. Questions are kept apart:
 * what one differs from the next by is no noise that repeats take away.
 */
#include "verdict/narrow.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "curve/curve_mean.h"
#include "stat/dist.h"
#include "verdict/until.h"

enum { AROUND = 6 }; /* neighbours a side */

/* The spread is an estimate: who asks for just enough is asked again. */
#define SPARE 1.1

const struct field narrow_look_fields[] = {
	FIELD("model", TEXT, struct narrow_look, model, .about = "its name"),
	FIELD("sampling", TEXT, struct narrow_look, sampling,
	      .about = "its name"),
	FIELD("variant", TEXT, struct narrow_look, variant,
	      .about = "of the prompt"),
	FIELD("of", TEXT, struct narrow_look, of,
	      .about = "target: of the mean length; band, all: of the mean "
		       "miss and of the bias, the wider"),
	FIELD("targets", RANGE, struct narrow_look, lo,
	      FIELD_WITH(struct narrow_look, hi), .about = "both included"),
	FIELD("planned", SIZE, struct narrow_look, planned,
	      .about = "requests by now"),
	FIELD("measured", SIZE, struct narrow_look, measured,
	      .about = "answers of them"),
	FIELD("answers", REAL, struct narrow_look, answers, .decimals = 1,
	      .about = "planned a target"),
	FIELD("half", REAL, struct narrow_look, half, .decimals = 1,
	      .about = "half the width of the 95 % interval"),
	FIELD("needs", REAL, struct narrow_look, needs, .decimals = 0,
	      .about = "answers a target that make it narrow; null also where "
		       "no number does"),
	FIELD("enough", BOOL, struct narrow_look, enough,
	      .about = "half is not above what was asked for"),
	FIELD_END
};

/* One question's answers: their sums of squares about their mean. */
static void
add_question(struct narrow_spot *s, const struct curve *c, size_t from,
	     size_t to, enum relation relation)
{
	double sum[NARROW_SCORES] = { 0 }, squares[NARROW_SCORES] = { 0 },
	       n = 0;

	for (size_t i = from; i < to; i++) {
		const struct sample *x = &c->s->sample[c->order[i]];
		double y[NARROW_SCORES] = { x->length - x->target,
					    relation_miss(relation, x->length,
							  x->target) };

		if (isnan(x->length))
			continue;
		n++;
		for (int k = 0; k < NARROW_SCORES; k++) {
			sum[k] += y[k];
			squares[k] += y[k] * y[k];
		}
	}
	s->questions++;
	s->measured += (size_t)n;
	if (n < 2)
		return;
	s->df += n - 1;
	for (int k = 0; k < NARROW_SCORES; k++)
		s->ss[k] += fmax(0, squares[k] - sum[k] * sum[k] / n);
}

static void
set_spot(struct narrow_spot *s, const struct curve *c,
	 const struct curve_part *p, enum relation relation)
{
	size_t end = p->first + p->n, from = p->first;

	*s = (struct narrow_spot){ .target = p->lo, .planned = p->n };
	for (size_t i = from + 1; i <= end; i++) {
		if (i < end && c->s->sample[c->order[i]].item ==
				   c->s->sample[c->order[from]].item)
			continue;
		add_question(s, c, from, i, relation);
		from = i;
	}
}

static void
pool(struct narrow_series *x)
{
	for (size_t i = 0; i < x->n; i++) {
		struct narrow_spot *s = &x->spot[i];
		size_t lo = i > AROUND ? i - AROUND : 0;
		size_t hi = i + AROUND < x->n ? i + AROUND : x->n - 1;

		for (size_t j = lo; j <= hi; j++) {
			s->all += x->spot[j].df;
			for (int k = 0; k < NARROW_SCORES; k++)
				s->var[k] += x->spot[j].ss[k];
		}
		for (int k = 0; k < NARROW_SCORES; k++)
			s->var[k] = s->all > 0 ? s->var[k] / s->all : NAN;
	}
}

static struct narrow_look *
add_look(struct narrow *w, const struct curve *c, size_t series, const char *of,
	 double lo, double hi)
{
	const struct series *x = &c->s->series[series];
	struct narrow_look *k = &w->look[w->n++];

	*k = (struct narrow_look){ .series = series,
				   .model = x->model,
				   .sampling = x->sampling,
				   .variant = x->variant,
				   .of = of,
				   .lo = lo,
				   .hi = hi,
				   .half = NAN,
				   .needs = NAN };
	return k;
}

static void
close_look(struct narrow *w, struct narrow_look *k)
{
	k->enough = k->half <= w->opts.half;
	w->open += !k->enough;
}

static void
add_target(struct narrow *w, const struct curve *c, size_t series,
	   const struct narrow_spot *s)
{
	struct narrow_look *k =
	    add_look(w, c, series, "target", s->target, s->target);

	k->planned = s->planned;
	k->measured = s->measured;
	k->answers = (double)s->planned;
	if (s->measured > 0 && s->all > 0) {
		double n = (double)s->measured;
		double t = dist_t_reach(NARROW_LEVEL, s->all);
		double need = t * t * s->var[0] / (w->opts.half * w->opts.half);

		k->half = t * sqrt(s->var[0] / n);
		k->needs = fmax(1, ceil(need * (double)s->planned / n));
	}
	close_look(w, k);
}

/*
 * What is left of half^2 when answers are many: all but what they differ by
 * among themselves. The factor that turns a variance into a squared half width
 * is the normal's, as a band has many answers.
 */
static double
needs_of(const struct narrow *w, const struct narrow_series *x,
	 const struct narrow_look *k, double half, int score)
{
	double z = dist_normal_reach(NARROW_LEVEL);
	double each = 0, n = 0, left, goal = w->opts.half * w->opts.half;

	for (size_t i = 0; i < x->n; i++) {
		const struct narrow_spot *s = &x->spot[i];

		if (s->target < k->lo || s->target > k->hi || !(s->all > 0))
			continue;
		each += (double)s->measured * s->var[score];
		n += (double)s->measured;
	}
	each *= z * z / (n * n);
	left = fmax(0, half * half - each);
	return goal > left ? ceil(k->answers * each / (goal - left)) : INFINITY;
}

static void
add_band(struct narrow *w, const struct curve *c, size_t series, const char *of,
	 const struct curve_part *p)
{
	struct narrow_look *k = add_look(w, c, series, of, p->lo, p->hi);
	const struct narrow_series *x = &w->series[series];
	struct curve_mean mean[NARROW_SCORES];
	size_t targets = 0;

	curve_mean_bias(&mean[0], c, series, p->lo, p->hi, NARROW_LEVEL);
	curve_mean_miss(&mean[1], c, series, p->lo, p->hi, NARROW_LEVEL);
	for (size_t i = 0; i < x->n; i++)
		targets +=
		    x->spot[i].target >= p->lo && x->spot[i].target <= p->hi;
	k->planned = p->n;
	k->measured = mean[0].measured;
	k->answers = (double)p->n / (double)targets;
	for (int i = 0; i < NARROW_SCORES; i++) {
		double half = (mean[i].in.hi - mean[i].in.lo) / 2;
		double needs = k->answers;

		if (isnan(half))
			break;
		if (half > w->opts.half)
			needs = fmax(needs, needs_of(w, x, k, half, i));
		k->half = i == 0 ? half : fmax(k->half, half);
		k->needs = i == 0 ? needs : fmax(k->needs, needs);
	}
	close_look(w, k);
}

static void
add_series(struct narrow *w, const struct curve *c, size_t series)
{
	const struct curve_series *cs = &c->series[series];
	struct narrow_series *x = &w->series[series];

	x->n = cs->npoint;
	x->spot = mem_calloc(x->n + 1, sizeof(*x->spot));
	for (size_t i = 0; i < x->n; i++)
		set_spot(&x->spot[i], c, &cs->point[i],
			 c->s->series[series].relation);
	pool(x);
	add_band(w, c, series, "all", &cs->all);
	for (size_t i = 0; i < cs->nband; i++)
		if (cs->band[i].n > 0 && cs->band[i].n < cs->n)
			add_band(w, c, series, "band", &cs->band[i]);
	for (size_t i = 0; i < x->n && !w->opts.bands; i++)
		add_target(w, c, series, &x->spot[i]);
}

void
narrow_of(struct narrow *w, const struct curve *c, const struct narrow_opts *o)
{
	size_t room = 0;

	*w = (struct narrow){ .opts = *o, .nseries = c->s->nseries };
	for (size_t i = 0; i < w->nseries; i++)
		room += c->series[i].npoint + 1 + CURVE_BANDS;
	w->look = mem_calloc(room + 1, sizeof(*w->look));
	w->series = mem_calloc(w->nseries + 1, sizeof(*w->series));
	for (size_t i = 0; i < w->nseries; i++)
		add_series(w, c, i);
}

void
narrow_fini(struct narrow *w)
{
	for (size_t i = 0; i < w->nseries; i++)
		free(w->series[i].spot);
	free(w->series);
	free(w->look);
}

/* What a look wants of the targets of its series; 0: nothing more. */
static uint32_t
wanted(const struct narrow_look *k, uint32_t answers)
{
	if (k->enough || isnan(k->needs) || isinf(k->needs))
		return 0;
	return (uint32_t)fmin(answers,
			      fmax(ceil(SPARE * k->needs), k->answers + 1));
}

static void
want_look(const struct narrow_look *k, const struct narrow_series *x,
	  uint32_t answers, uint32_t *want)
{
	uint32_t least = wanted(k, answers);
	double *sd = mem_calloc(x->n + 1, sizeof(*sd));
	size_t from = 0, n = 0;

	while (from < x->n && x->spot[from].target < k->lo)
		from++;
	for (; from + n < x->n && x->spot[from + n].target <= k->hi; n++)
		sd[n] = sqrt(x->spot[from + n].var[0]);
	if (n == 1 && least > want[from])
		want[from] = least;
	else if (n > 1 && least > 0)
		until_want(least, sd, n, want + from);
	free(sd);
}

void
narrow_want(const struct narrow *w, size_t series, uint32_t answers,
	    uint32_t *want)
{
	const struct narrow_series *x = &w->series[series];
	uint32_t *all = mem_calloc(x->n + 1, sizeof(*all));

	for (size_t i = 0; i < w->n; i++)
		if (w->look[i].series == series)
			want_look(&w->look[i], x, answers, all);
	for (size_t i = 0; i < x->n; i++) {
		uint32_t each = (uint32_t)((all[i] + x->spot[i].questions - 1) /
					   x->spot[i].questions);

		if (each > want[i])
			want[i] = each;
	}
	free(all);
}
