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
#define SEARCH      1.75
/* Degrees of freedom that the whole curve's level is believed for, at most;
 * few targets do not say how much rho makes of it. */
#define WHOLE_DF  6.0
#define WHOLE_PER 5.0  /* targets beyond TREND_LINE for one of them */
#define RHO_SHORT 15.0 /* over n: what rho is found too low by, of itself */

/* G a with G[i][j] = rho^|i - j|, by one filter from each end. */
static void
resemble(const struct trend *t, const double *a, double *out)
{
	double before = 0, after = 0;

	for (size_t i = 0; i < t->n; i++)
		out[i] = before = t->rho * before + a[i];
	for (size_t i = t->n; i-- > 0;) {
		out[i] += t->rho * after;
		after = t->rho * after + a[i];
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

/* The knee is chosen by the data: so many columns more. */
static double
search(size_t n)
{
	return n >= TREND_HINGE ? SEARCH : 0;
}

/*
 * The noise's level by the innovations of all of z, which is over scale:
 * what the working model makes of a low cosine's power where it is right.
 * tmp has room for n.
 */
static double
whole(const struct trend *t, const double *z, double *tmp)
{
	double rho =
	    fmin(t->rho * (1 + RHO_SHORT / (double)t->n), TREND_RHO_MAX);
	double df = (double)t->n - t->columns - search(t->n), squares;

	memcpy(tmp, z, t->n * sizeof(*tmp));
	trend_take(t, tmp);
	squares = trend_innovations(t->rho, tmp, t->n);
	return squares / df * trend_sum(rho) / trend_sum(t->rho);
}

/*
 * v[j] is the weighting that takes cosine j out of the data, with the trend
 * out of it. The model gives v[j]'y a covariance, up to its unknown level;
 * the data's power in them gives the level. Weights that lie on few targets
 * leave few degrees of freedom to it, and one interval in 20 would be several
 * times as wide as the rest: so it is drawn towards the whole curve's (an
 * empirical Bayes estimate, as Smyth's moderated t of 2004). Choosing the knee
 * by the data costs SEARCH cosines (the study's figure).
 */
static void
estimate(const struct trend *t, const double *y, const double *w,
	 struct serial *s)
{
	size_t n = t->n, count = cosines(n, t->columns);
	double *g = mem_calloc(n, sizeof(*g));
	double *v = mem_calloc(count * n, sizeof(*v));
	double *z = mem_calloc(n, sizeof(*z));
	double power = 0, trace = 0, square = 0, df, searched;
	double believed = whole_df(n), level = 0;

	for (size_t i = 0; i < n; i++)
		z[i] = y[i] / t->scale[i];
	if (believed > 0)
		level = whole(t, z, g);
	for (size_t j = 0; j < count; j++) {
		double *vj = v + j * n, d;

		for (size_t i = 0; i < n; i++)
			vj[i] = w[i] * t->scale[i] *
				cos(PI * (double)(j + 1) * ((double)i + 0.5) /
				    (double)n);
		trend_take(t, vj);
		d = vec_dot(vj, z, n);
		power += d * d;
		resemble(t, vj, g);
		for (size_t k = 0; k <= j; k++) {
			double c = vec_dot(g, v + k * n, n);

			trace += k == j ? c : 0;
			square += (k == j ? 1 : 2) * c * c;
		}
	}
	for (size_t i = 0; i < n; i++)
		z[i] = w[i] * t->scale[i];
	searched = 1 - search(n) / (double)count;
	if (trace > 0) {
		df = trace * trace / square * searched;
		s->df = df + believed;
		level = (df * power / (trace * searched) + believed * level) /
			s->df;
		resemble(t, z, g);
		s->se = sqrt(vec_dot(g, z, n) * level);
	}
	free(z);
	free(v);
	free(g);
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
