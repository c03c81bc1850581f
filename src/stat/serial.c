/*
 * Products with the covariance are two filters, linear in n, and no matrix is
 * ever built. The two constants that theory leaves open are set by the
 * coverage and the widths that `make study` measures: more cosines make an
 * interval narrower, and a guess where the model is wrong.
 */
#include "stat/serial.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "stat/dist.h"
#include "stat/trend.h"
#include "stat/vec.h"

#define PI 3.14159265358979323846
/* So many leave a t that is the normal's, and a long curve its time. */
#define COSINES_MAX 64.0
#define COSINES     0.7
/* Degrees of freedom that the whole curve's level is believed for, at most;
 * few targets do not say how much rho makes of it. */
#define WHOLE_DF  6.0
#define WHOLE_PER 5.0  /* targets beyond TREND_LINE for one of them */
#define RHO_SHORT 15.0 /* over n: what rho is found too low by, of itself */

#define RHO_STEP 0.05 /* for what the variance gains with rho */

/* G a with G[i][j] = rho^|i - j|, by one filter from each end. */
static void
resemble(double rho, const double *a, size_t n, double *out)
{
	double before = 0, after = 0;

	for (size_t i = 0; i < n; i++)
		out[i] = before = rho * before + a[i];
	for (size_t i = n; i-- > 0;) {
		out[i] += rho * after;
		after = rho * after + a[i];
	}
}

static size_t
cosines(size_t n, int columns)
{
	double most = fmin(COSINES * cbrt((double)n * (double)n), COSINES_MAX);
	size_t j = (size_t)lround(most) + (size_t)columns;

	return n < TREND_LINE || j > n - 1 ? n - 1 : j;
}

static double
whole_df(size_t n)
{
	if (n <= TREND_LINE)
		return 0;
	return fmin(WHOLE_DF, (double)(n - TREND_LINE) / WHOLE_PER);
}

/* The knee is chosen by the data. */
static double
search(size_t n)
{
	return n >= TREND_HINGE ? TREND_SEARCH : 0;
}

/*
 * v[j] is the weighting that takes cosine j out of the data, with the trend
 * out of it; z the statistic's weights and y the data, on the noise's scale.
 */
struct lows {
	const struct trend *t;
	size_t count;
	double *v, *z, *y, *tmp; /* count rows of n; n each */
	double power;            /* the data's in the cosines */
	double searched;         /* the part that the knee's choice left */
	double df, believed;     /* of the power, of the whole's level */
};

static void
open_lows(struct lows *l, const struct trend *t, const double *y,
	  const double *w)
{
	size_t n = t->n;

	*l = (struct lows){ .t = t, .count = cosines(n, t->columns) };
	l->v = mem_calloc((l->count + 3) * n, sizeof(*l->v));
	l->z = l->v + l->count * n;
	l->y = l->z + n;
	l->tmp = l->y + n;
	l->searched = 1 - search(n) / (double)l->count;
	l->believed = whole_df(n);
	for (size_t i = 0; i < n; i++) {
		l->z[i] = w[i] * t->scale[i];
		l->y[i] = y[i] / t->scale[i];
	}
	for (size_t j = 0; j < l->count; j++) {
		double *v = l->v + j * n, d;

		for (size_t i = 0; i < n; i++)
			v[i] = l->z[i] * cos(PI * (double)(j + 1) *
					     ((double)i + 0.5) / (double)n);
		trend_take(t, v);
		d = vec_dot(v, l->y, n);
		l->power += d * d;
	}
}

/* Satterthwaite's of the power; it has none where there is no noise. */
static void
set_df(struct lows *l)
{
	size_t n = l->t->n;
	double trace = 0, square = 0;

	for (size_t j = 0; j < l->count; j++) {
		resemble(l->t->rho, l->v + j * n, n, l->tmp);
		for (size_t k = 0; k <= j; k++) {
			double c = vec_dot(l->tmp, l->v + k * n, n);

			trace += k == j ? c : 0;
			square += (k == j ? 1 : 2) * c * c;
		}
	}
	l->df = trace > 0 ? trace * trace / square * l->searched : (double)NAN;
}

/*
 * The noise's level by the innovations of all of y: what the working model
 * makes of a low cosine's power where it is right.
 */
static double
whole(const struct lows *l, double rho)
{
	const struct trend *t = l->t;
	double n = (double)t->n, squares;
	double found = fmin(rho * (1 + RHO_SHORT / n), TREND_RHO_MAX);

	memcpy(l->tmp, l->y, t->n * sizeof(*l->tmp));
	trend_take(t, l->tmp);
	squares = trend_innovations(rho, l->tmp, t->n);
	return squares / (n - t->columns - search(t->n)) * trend_sum(found) /
	       trend_sum(rho);
}

/*
 * The model gives v[j]'y a covariance, up to its unknown level; the data's
 * power in them gives the level. Weights that lie on few targets
 * leave few degrees of freedom to it, and one interval in 20 would be several
 * times as wide as the rest: so it is drawn towards the whole curve's (an
 * empirical Bayes estimate, as Smyth's moderated t of 2004). Choosing the knee
 * by the data costs TREND_SEARCH cosines.
 */
static double
variance(const struct lows *l, double rho)
{
	size_t n = l->t->n;
	double trace = 0, level = 0;

	if (l->believed > 0)
		level = l->believed * whole(l, rho);
	for (size_t j = 0; j < l->count; j++) {
		resemble(rho, l->v + j * n, n, l->tmp);
		trace += vec_dot(l->tmp, l->v + j * n, n);
	}
	level += l->df * l->power / (trace * l->searched);
	resemble(rho, l->z, n, l->tmp);
	return vec_dot(l->tmp, l->z, n) * level / (l->df + l->believed);
}

/*
 * rho is an estimate too: by the delta method what it is unsure by is added
 * to the relative variance of the variance, 2 / df. Of fewer than TREND_HINGE
 * targets rho is hardly known, and that it is taken for no less than 0 widens
 * intervals by as much as they need (the study's figures).
 */
static void
estimate(const struct trend *t, const double *y, const double *w,
	 struct serial *s)
{
	struct lows l;
	double var, gain = 0;

	open_lows(&l, t, y, w);
	set_df(&l);
	if (!isnan(l.df)) {
		var = variance(&l, t->rho);
		if (t->n >= TREND_HINGE && var > 0)
			gain = log(var / variance(&l, t->rho - RHO_STEP)) /
			       RHO_STEP;
		s->se = sqrt(var);
		s->df = 2 / (2 / (l.df + l.believed) +
			     gain * gain * trend_rho_variance(t));
	}
	free(l.v);
}

int
serial_of(const double *y, const double *w, size_t n, struct serial *s)
{
	double *equal = NULL;
	struct trend t;

	*s = (struct serial){ NAN, NAN, NAN };
	if (n == 0)
		return -1;
	if (w == NULL) {
		equal = mem_calloc(n, sizeof(*equal));
		for (size_t i = 0; i < n; i++)
			equal[i] = 1 / (double)n;
		w = equal;
	}
	s->value = vec_dot(w, y, n);
	if (n >= 2) {
		trend_open(&t, y, n);
		estimate(&t, y, w, s);
		trend_close(&t);
	}
	free(equal);
	return isnan(s->se) ? -1 : 0;
}

double
serial_half(const struct serial *s, double level)
{
	if (isnan(s->se))
		return NAN;
	return dist_t_reach(level, s->df) * s->se;
}

struct interval
serial_interval(const struct serial *s, double level)
{
	return interval_around(s->value, serial_half(s, level));
}

enum { MOST = 64 }; /* independent answers for each */

/* As many independent answers as would have this error. */
static double
independent(double p, double n, const struct serial *s, double level)
{
	double z = dist_normal_reach(level);
	double t = serial_half(s, level) / z;

	return fmax(1, fmin(MOST * n, t > 0 ? p * (1 - p) / (t * t) : n));
}

struct interval
serial_share(double p, double n, double questions, const struct serial *s,
	     double level)
{
	n = p <= 0 || p >= 1 || isnan(s->se) ? fmin(n, questions)
					     : independent(p, n, s, level);
	return interval_share(p, n, level);
}

double
serial_detectable(const struct serial *s, double alpha, double power)
{
	double t, z;

	if (isnan(s->se))
		return NAN;
	t = dist_t_quantile(1 - alpha, s->df);
	z = dist_normal_quantile(power);
	return (t + z * sqrt(1 + 1.5 * t * t / s->df)) * s->se;
}
