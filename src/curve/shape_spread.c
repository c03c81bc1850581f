/*
 * One place for the error of every mean along a curve, whichever verb prints
 * it. Scores are not detrended one by one: |e| and e^2 take another form than
 * e where it crosses zero, and no line or hinge follows them there; what they
 * are expected to be follows from e's own trend instead.
 */
#include "curve/shape_spread.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "stat/dist.h"
#include "stat/summary.h"
#include "stat/trend.h"

/*
 * The study's figures: a few large squares say little of their own spread,
 * nine of them too little, and noise with tails has more than was seen.
 */
#define DF_LEAST    4.0
#define FEW_SQUARES 1.15
#define TAILED      1.15
/* Degrees of freedom that a coin's variance is believed for. */
#define COIN_DF 8.0

double
shape_score(const struct shape_score *g, double e, double target)
{
	switch (g->kind) {
	case SCORE_E:
		break;
	case SCORE_ABS:
		return fabs(e);
	case SCORE_SQUARE:
		return e * e;
	case SCORE_RELATIVE:
		return fabs(e) / target;
	case SCORE_OVER:
		return fmax(0, e - g->from);
	case SCORE_UNDER:
		return fmax(0, g->to - e);
	case SCORE_HIT:
		return g->from <= e && e <= g->to;
	}
	return e;
}

/* E g and its slope in m, e normal about m; of a hit what of its variance is
 * along e^2 and e^3 (the Hermite polynomials), and the rest. */
struct expected {
	double value, slope, square, cube, rest;
};

static double
density(double z)
{
	return exp(-z * z / 2) / sqrt(2 * 3.14159265358979323846);
}

/* z phi(z) and (z^2 - 1) phi(z), which are 0 far out. */
static double
moment(double z)
{
	return isfinite(z) ? z * density(z) : 0;
}

static double
bulge(double z)
{
	return isfinite(z) ? (z * z - 1) * density(z) : 0;
}

/* Of max(0, e). */
static struct expected
ramp(double m, double sd)
{
	double p = sd > 0 ? dist_normal_cdf(m / sd) : m > 0;

	return (struct expected){ m * p + (sd > 0 ? sd * density(m / sd) : 0),
				  p, 0, 0, 0 };
}

static struct expected
folded(double m, double sd, double unit)
{
	struct expected up = ramp(m, sd), down = ramp(-m, sd);

	return (struct expected){ (up.value + down.value) / unit,
				  (up.slope - down.slope) / unit, 0, 0, 0 };
}

/* Half a character to either side belongs to a whole number. */
static struct expected
hit(const struct shape_score *g, double m, double sd)
{
	double lo = g->from - 0.5 - m, hi = g->to + 0.5 - m, p, first, second,
	       third;

	if (!(sd > 0))
		return (struct expected){ lo <= 0 && hi >= 0, 0, 0, 0, 0 };
	lo /= sd;
	hi /= sd;
	p = dist_normal_cdf(hi) - dist_normal_cdf(lo);
	first = density(lo) - density(hi);
	second = moment(lo) - moment(hi);
	second *= second / 2;
	third = bulge(lo) - bulge(hi);
	third *= third / 6;
	return (struct expected){
		p, first / sd, second, third,
		fmax(p * (1 - p) - first * first - second - third, 0)
	};
}

static struct expected
expect(const struct shape_score *g, double m, double sd, double target)
{
	struct expected x = { m, 1, 0, 0, 0 };

	switch (g->kind) {
	case SCORE_E:
		break;
	case SCORE_ABS:
		return folded(m, sd, 1);
	case SCORE_SQUARE:
		return (struct expected){ m * m + sd * sd, 2 * m, 0, 0, 0 };
	case SCORE_RELATIVE:
		return folded(m, sd, target);
	case SCORE_OVER:
		return ramp(m - g->from, sd);
	case SCORE_UNDER:
		x = ramp(g->to - m, sd);
		x.slope = -x.slope;
		break;
	case SCORE_HIT:
		return hit(g, m, sd);
	}
	return x;
}

/*
 * The scores of a part, as a panel; w[i] is the weight of a target's mean.
 * Where all planned cells count, those without an answer stand behind the
 * answered ones, each a 0 of a group of its own, since whose it is is not
 * known.
 */
struct scores {
	struct panel p;
	double *x, *v, *w;
	size_t *first;
	uint64_t *group;
	double share; /* of the planned cells, answered; else 1 */
};

static void
add_target(struct scores *c, double x, size_t planned)
{
	size_t at = c->first[c->p.n];

	c->x[c->p.n++] = x;
	c->first[c->p.n] = at + planned;
	for (size_t k = 0; k < planned; k++)
		c->group[at + k] = UINT64_MAX - at - k;
}

static void
add_scores(struct scores *c, const struct shape_spread_in *in,
	   const struct shape_score *g, size_t i)
{
	const struct panel *e = in->e;
	size_t at = c->first[c->p.n], n = panel_count(e, i);

	add_target(c, e->x[i], in->planned != NULL ? in->planned[i] : n);
	for (size_t k = 0; k < n; k++) {
		c->v[at + k] = shape_score(g, e->v[e->first[i] + k], e->x[i]);
		if (e->group != NULL)
			c->group[at + k] = e->group[e->first[i] + k];
	}
}

static void
open_scores(struct scores *c, const struct shape_spread_in *in,
	    const struct shape_score *g)
{
	const struct panel *e = in->e;
	size_t room = e->first[e->n] + 1, n = in->last - in->first + in->nlost;
	double answered = (double)(e->first[in->last] - e->first[in->first]);

	for (size_t i = in->first; i < in->last && in->planned != NULL; i++)
		room += in->planned[i];
	for (size_t i = 0; i < in->nlost; i++)
		room += in->lost[i];
	*c = (struct scores){ .share = 1 };
	c->x = mem_calloc(n + 1, sizeof(*c->x));
	c->w = mem_calloc(n + 1, sizeof(*c->w));
	c->first = mem_calloc(n + 2, sizeof(*c->first));
	c->v = mem_calloc(room, sizeof(*c->v));
	c->group = mem_calloc(room, sizeof(*c->group));
	for (size_t i = in->first; i < in->last; i++)
		add_scores(c, in, g, i);
	for (size_t i = 0; i < in->nlost; i++)
		add_target(c, INFINITY, in->lost[i]);
	if (in->planned != NULL)
		c->share = answered / (double)c->first[c->p.n];
	c->p = (struct panel){ n, c->x, c->first, c->v,
			       e->group != NULL ? c->group : NULL };
	for (size_t i = 0; i < n; i++)
		c->w[i] =
		    g->kind == SCORE_RELATIVE || in->even
			? 1 / (double)n
			: (double)panel_count(&c->p, i) / (double)c->first[n];
}

static void
close_scores(struct scores *c)
{
	free(c->group);
	free(c->v);
	free(c->first);
	free(c->w);
	free(c->x);
}

/*
 * What of a score is not along e, target by target, with its weight. rest[i]
 * is seen; of a hit coin[i] is the variance that it is expected to have, as
 * its repeats differ, and least[i] if they were independent; else NaN.
 * longer[i]: what resemblance makes of it.
 */
struct split {
	size_t n;
	double *y, *along, *rest, *coin, *least, *longer;
};

static void
open_split(struct split *p, const struct shape_spread_in *in)
{
	p->n = in->last - in->first + in->nlost;
	p->y = mem_calloc(6 * p->n, sizeof(*p->y));
	p->along = p->y + p->n;
	p->rest = p->along + p->n;
	p->coin = p->rest + p->n;
	p->least = p->coin + p->n;
	p->longer = p->least + p->n;
}

/* Sum of squares, within target i, of what is not along e. */
static double
squares_within(const struct panel *e, size_t i, const struct panel *score,
	       size_t j, double slope)
{
	size_t n = panel_count(score, j), answered = panel_count(e, i);
	const double *v = score->v + score->first[j], *at = e->v + e->first[i];
	double m = summary_mean(at, answered), sum = 0, squares = 0;

	for (size_t k = 0; k < n; k++) {
		double off = k < answered ? v[k] - slope * (at[k] - m) : v[k];

		sum += off;
		squares += off * off;
	}
	return fmax(squares - sum * sum / (double)n, 0);
}

/*
 * Of what is along e^2 neighbours have rho^2 alike, along e^3 rho^3, and of
 * what is beyond, rho^4 at most. The mean of k answers has the variance of one
 * less what they vary by within their target, (k - 1) / k of it: repeats that
 * agree are one.
 */
static void
expect_rest(struct split *p, size_t i, const struct scores *c, double rho,
	    const struct expected *x, double here, double within)
{
	double all = x->square + x->cube + x->rest, w2 = c->w[i] * c->w[i];
	double square = trend_sum(rho * rho), hit = x->value * here;
	double n = (double)panel_count(&c->p, i);

	p->coin[i] = p->least[i] = NAN;
	p->longer[i] = square;
	if (!(all > 0))
		return;
	p->longer[i] =
	    (x->square * square + x->cube * trend_sum(rho * rho * rho) +
	     x->rest * trend_sum(rho * rho * rho * rho)) /
	    all;
	all = all * here + hit * (x->value - hit);
	p->coin[i] = w2 * (all - within / n);
	p->least[i] = w2 * all / n;
}

/*
 * What is missing was expected to be as the others, and so were targets of
 * which all is.
 */
static void
split_scores(const struct shape_spread_in *in, const struct shape_score *g,
	     const struct scores *c, struct split *p)
{
	const struct panel *e = in->e;
	size_t n = in->last - in->first;
	double sum = 0, weight = 0, hits = 0;

	for (size_t i = 0; i < n; i++) {
		size_t at = in->first + i, k = panel_count(e, at);
		double m = in->trend->mean[at];
		double here = (double)k / (double)panel_count(&c->p, i);
		struct expected x = expect(g, m, in->trend->sd[at], e->x[at]);
		double score =
		    summary_mean(c->v + c->first[i], panel_count(&c->p, i));

		p->y[i] = summary_mean(e->v + e->first[at], k);
		p->along[i] = c->w[i] * x.slope * here;
		p->rest[i] =
		    score - x.value * c->share - x.slope * here * (p->y[i] - m);
		expect_rest(p, i, c, in->trend->rho, &x, c->share,
			    squares_within(e, at, &c->p, i, x.slope));
		hits += x.value * c->share / (double)n;
	}
	for (size_t i = n; i < p->n; i++) {
		p->rest[i] = -hits;
		p->coin[i] = NAN;
		p->longer[i] = 1;
	}
	for (size_t i = 0; i < p->n; i++) {
		sum += c->w[i] * p->rest[i];
		weight += c->w[i];
	}
	for (size_t i = 0; i < p->n; i++)
		p->rest[i] = c->w[i] * (p->rest[i] - sum / weight);
}

/*
 * White's variance of sum rest, with how many degrees of freedom it has. A few
 * targets on the edge of a hit may have all there is of it: so it is drawn
 * towards what coins of these chances have.
 */
static struct serial
white(const struct split *p)
{
	double squares = 0, fourth = 0, coins = 0, least = 0, noise;
	double n = (double)p->n;
	struct serial s = { 0, 0, n - 1 };

	for (size_t i = 0; i < p->n; i++) {
		double a = p->rest[i] * p->rest[i] * p->longer[i];

		squares += a;
		fourth += a * a;
		coins += p->coin[i] * p->longer[i];
		least += p->least[i] * p->longer[i];
	}
	noise = squares > 0 ? fourth / (squares * squares) - 1 / n : 0;
	if (noise > 0)
		s.df = fmin(s.df, fmax(DF_LEAST, 2 / noise));
	squares *= n / (n - 1);
	if (squares > 0 && !isnan(coins)) {
		coins = fmax(coins, least);
		squares = (s.df * squares + COIN_DF * coins) / (s.df + COIN_DF);
		s.df += COIN_DF;
	}
	s.se = sqrt(squares);
	return s;
}

static void
add_up(struct serial *s, const struct serial *other)
{
	double a = s->se * s->se, b = other->se * other->se;

	if (!(a + b > 0))
		return;
	s->df = (a + b) * (a + b) / (a * a / s->df + b * b / other->df);
	s->se = sqrt(a + b);
}

static void
along_trend(const struct shape_spread_in *in, const struct shape_score *g,
	    const struct scores *c, struct serial *s)
{
	double value = s->value;
	struct serial other;
	struct split p;

	open_split(&p, in);
	split_scores(in, g, c, &p);
	serial_of(p.y, p.along, in->last - in->first, s);
	if (g->kind != SCORE_E) {
		other = white(&p);
		if (in->trend->tails && g->kind != SCORE_HIT)
			other.se *= TAILED;
		if (s->se > 0)
			add_up(s, &other);
		else
			*s = other;
	}
	s->value = value;
	free(p.y);
}

/* A band of few targets: what the whole curve knows of them is no noise. */
static void
off_trend(const struct shape_spread_in *in, const struct shape_score *g,
	  const struct scores *c)
{
	const struct panel *e = in->e;

	for (size_t i = in->first; i < in->last && in->trend->found; i++) {
		size_t at = c->first[i - in->first];
		struct expected x =
		    expect(g, in->trend->mean[i], in->trend->sd[i], e->x[i]);

		for (size_t k = 0; k < panel_count(e, i); k++)
			c->v[at + k] -= x.value;
	}
}

int
shape_spread_serial(const struct shape_spread_in *in,
		    const struct shape_score *g, struct serial *s)
{
	struct scores c;
	double value = 0;

	open_scores(&c, in, g);
	for (size_t i = 0; i < c.p.n; i++)
		value += c.w[i] *
			 summary_mean(c.v + c.p.first[i], panel_count(&c.p, i));
	s->value = value;
	if (in->trend->found && in->last - in->first >= SHAPE_TREND_MIN) {
		along_trend(in, g, &c, s);
	} else {
		off_trend(in, g, &c);
		panel_serial(&c.p, c.w, s);
		s->value = value;
		s->se *= g->kind == SCORE_SQUARE ? FEW_SQUARES : 1;
		/* Nor does one say anything of others that was answered
		 * without a fault each time. */
		if (in->last - in->first < PANEL_SAMPLE && s->se == 0)
			s->se = NAN;
	}
	close_scores(&c);
	return isnan(s->se) ? -1 : 0;
}

/* e^x, beyond 1 its tangent: of two targets e^x knows no bounds. */
static double
upwards(double x)
{
	return x < 1 ? exp(x) : M_E * x;
}

struct interval
shape_spread_interval(const struct shape_score *g, const struct serial *s,
		      double level)
{
	double half = serial_half(s, level), root = 1;

	if (isnan(half))
		return interval_none();
	if (g->kind == SCORE_E || !(s->value > 0))
		return interval_around(s->value, half);
	half /= s->value;
	if (g->kind == SCORE_SQUARE)
		root = 2; /* its root is what is printed */
	return (struct interval){ s->value * exp(-half),
				  s->value * pow(upwards(half / root), root) };
}
