/*
 * Products with the covariance are two filters, linear in n, and no matrix is
 * ever built. The two constants that theory leaves open are set by the
 * coverage and the widths that `make study` measures: more cosines make an
 * interval narrower, and a guess where the model is wrong.
 */
#include "stat/serial.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "stat/dist.h"
#include "stat/trend.h"
#include "stat/vec.h"

#define PI 3.14159265358979323846
/* So many leave a t that is the normal's, and a long curve its time. */
#define COSINES_MAX 64.0
#define COSINES     0.7
#define SEARCH      1.75

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

/*
 * v[j] is the weighting that takes cosine j out of the data, with the trend
 * out of it. The model gives v[j]'y a covariance, up to its unknown level;
 * the data's power in them gives the level. Choosing the knee by the data
 * costs SEARCH cosines more (the study's figure).
 */
static void
estimate(const struct trend *t, const double *y, const double *w,
	 struct serial *s)
{
	size_t n = t->n, count = cosines(n, t->columns);
	double *g = mem_calloc(n, sizeof(*g));
	double *v = mem_calloc(count * n, sizeof(*v));
	double *z = mem_calloc(n, sizeof(*z));
	double power = 0, trace = 0, square = 0, level, searched;

	for (size_t i = 0; i < n; i++)
		z[i] = y[i] / t->scale[i];
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
	searched = n >= TREND_HINGE ? 1 - SEARCH / (double)count : 1;
	if (trace > 0) {
		level = power / (trace * searched);
		resemble(t, z, g);
		s->se = sqrt(vec_dot(g, z, n) * level);
		s->df = trace * trace / square * searched;
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
	return dist_t_quantile(0.5 + level / 2, s->df) * s->se;
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
	double z = dist_normal_quantile(0.5 + level / 2);
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
