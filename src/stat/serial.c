/*
 * The trend's columns are kept orthonormal on the scale of the noise, so that
 * to take the trend out of anything is a dot product a column; products with
 * the covariance are two filters, linear in n, and no matrix is ever built.
 * The two constants that theory leaves open (SEARCH, JUMP_F) are set by the
 * coverage that `make study` measures.
 */
#include "stat/serial.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "stat/dist.h"
#include "stat/fit.h"
#include "stat/hinge.h"

enum {
	LINE_MIN = 10,  /* points for a line as the trend */
	HINGE_MIN = 30, /* points for a hinge with a jump */
	COLUMNS = 4,
};

#define PI      3.14159265358979323846
#define RHO_MAX 0.9
#define SEARCH  1.5
#define JUMP_F  25.0 /* of the squares that a jump takes away */

/*
 * The working model: y = trend + scale * noise, the noise an AR(1) of unit
 * variance. Only ratios of its variances are used.
 */
struct spec_model {
	size_t n;
	int columns;
	double *column[COLUMNS]; /* of the trend / scale, orthonormal */
	double *scale, *tmp;
	double rho;
};

static double
dot(const double *a, const double *b, size_t n)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += a[i] * b[i];
	return sum;
}

static void
detrend(const struct spec_model *m, double *v)
{
	for (int c = 0; c < m->columns; c++) {
		double d = dot(v, m->column[c], m->n);

		for (size_t i = 0; i < m->n; i++)
			v[i] -= d * m->column[c][i];
	}
}

/* a' G b with G[i][j] = rho^|i - j|, by one filter from each end. */
static double
product(const struct spec_model *m, const double *a, const double *b)
{
	double before = 0, after = 0, sum = 0;

	for (size_t i = 0; i < m->n; i++)
		m->tmp[i] = before = m->rho * before + b[i];
	for (size_t i = m->n; i-- > 0;) {
		sum += a[i] * (m->tmp[i] + m->rho * after);
		after = m->rho * after + b[i];
	}
	return sum;
}

/* The ordinate of trend column c at i; knee is where the hinge turns. */
static double
ordinate(int c, size_t i, size_t knee)
{
	double past = i > knee ? (double)(i - knee) : 0;

	return c == 0 ? 1 : c == 1 ? (double)i : c == 2 ? past : past > 0;
}

static void
set_trend(struct spec_model *m, int columns, size_t knee)
{
	m->columns = 0;
	for (int c = 0; c < columns; c++) {
		double *v = m->column[m->columns], before, after;

		for (size_t i = 0; i < m->n; i++)
			v[i] = ordinate(c, i, knee) / m->scale[i];
		before = dot(v, v, m->n);
		detrend(m, v);
		detrend(m, v); /* once more, for what rounding left */
		after = dot(v, v, m->n);
		if (after <= 1e-12 * before)
			continue;
		for (size_t i = 0; i < m->n; i++)
			v[i] /= sqrt(after);
		m->columns++;
	}
}

/* y / scale without the trend. */
static void
residuals(const struct spec_model *m, const double *y, double *r)
{
	for (size_t i = 0; i < m->n; i++)
		r[i] = y[i] / m->scale[i];
	detrend(m, r);
}

/* The noise may grow with the target: a line through |residual|. */
static void
set_scale(struct spec_model *m, const double *x, double *r)
{
	struct fit_line l;
	double mean = 0;

	for (size_t i = 0; i < m->n; i++) {
		r[i] = fabs(r[i]);
		mean += r[i] / (double)m->n;
	}
	if (!(mean > 0) || fit_line(x, r, m->n, &l) < 0)
		return;
	for (size_t i = 0; i < m->n; i++)
		m->scale[i] = fmax(l.intercept + l.slope * x[i], 0.1 * mean);
}

/*
 * Autocorrelation at lag one, with what the fitted trend and the short
 * series took off added back (Marriott and Pope 1954, to first order).
 */
static void
set_rho(struct spec_model *m, const double *r)
{
	double p = m->columns, rho = dot(r, r, m->n);

	rho = rho > 0 ? dot(r, r + 1, m->n - 1) / rho : 0;
	rho += (p + (p + 2) * rho) / (double)m->n;
	m->rho = fmin(fmax(rho, 0), RHO_MAX);
}

/* Sums of a line's least squares, as points come in. */
struct moments {
	double n, x, y, xx, xy, yy;
};

static void
add_point(struct moments *s, double x, double y)
{
	s->n++;
	s->x += x;
	s->y += y;
	s->xx += x * x;
	s->xy += x * y;
	s->yy += y * y;
}

/* The squares that a line leaves. */
static double
left_over(const struct moments *s)
{
	double xx = s->xx - s->x * s->x / s->n;
	double xy = s->xy - s->x * s->y / s->n;
	double yy = s->yy - s->y * s->y / s->n;

	return yy - (xx > 0 ? xy * xy / xx : 0);
}

/*
 * Where two lines fit best, one up to the knee and one beyond it, and the
 * squares they leave. y less its mean and x about the middle keep the sums
 * small.
 */
static size_t
two_lines(const double *y, size_t n, double *one, double *best)
{
	size_t side = n / 10, knee = n / 2;
	double *right = mem_calloc(n + 1, sizeof(*right));
	double middle = (double)(n - 1) / 2, mean = 0;
	struct moments s = { 0 };

	for (size_t i = 0; i < n; i++)
		mean += y[i] / (double)n;
	for (size_t i = n; i-- > 0;) {
		add_point(&s, (double)i - middle, y[i] - mean);
		right[i] = left_over(&s);
	}
	*one = right[0];
	*best = INFINITY;
	s = (struct moments){ 0 };
	for (size_t i = 0; i + side < n; i++) {
		double both;

		add_point(&s, (double)i - middle, y[i] - mean);
		both = left_over(&s) + right[i + 1];
		if (i + 1 < side || !(both < *best))
			continue;
		*best = both;
		knee = i;
	}
	free(right);
	return knee;
}

/*
 * The knee of the hinge that fits best; of two lines that do not meet where
 * these fit so much better that it is no chance of the search.
 */
static size_t
find_knee(const double *x, const double *y, size_t n)
{
	struct hinge_grid *g = hinge_grid_new(x, NULL, n, n / 10);
	double one, two, joined;
	size_t knee = two_lines(y, n, &one, &two);
	struct hinge h;

	hinge_fit(g, y, &h);
	hinge_grid_free(g);
	joined = one * (1 - h.ratio);
	if (joined - two > JUMP_F * two / (double)(n - COLUMNS - 1))
		return knee;
	return (size_t)lround(h.tau);
}

static void
set_model(struct spec_model *m, const double *y, size_t n)
{
	double *x = mem_calloc(n, sizeof(*x)), *r = mem_calloc(n, sizeof(*r));
	int columns = n < LINE_MIN ? 1 : n < HINGE_MIN ? 2 : 4;
	size_t knee = n;

	*m = (struct spec_model){ .n = n };
	for (int c = 0; c < COLUMNS; c++)
		m->column[c] = mem_calloc(n, sizeof(double));
	m->scale = mem_calloc(n, sizeof(double));
	m->tmp = mem_calloc(n, sizeof(double));
	for (size_t i = 0; i < n; i++) {
		x[i] = (double)i;
		m->scale[i] = 1;
	}
	if (n >= HINGE_MIN)
		knee = find_knee(x, y, n);
	set_trend(m, columns, knee);
	if (n >= LINE_MIN) {
		residuals(m, y, r);
		set_scale(m, x, r);
		set_trend(m, columns, knee);
		residuals(m, y, r);
		set_rho(m, r);
	}
	free(r);
	free(x);
}

static void
drop_model(struct spec_model *m)
{
	for (int c = 0; c < COLUMNS; c++)
		free(m->column[c]);
	free(m->scale);
	free(m->tmp);
}

static size_t
cosines(size_t n, int columns)
{
	size_t j =
	    (size_t)lround(0.4 * cbrt((double)n * (double)n)) + (size_t)columns;

	return n < LINE_MIN || j > n - 1 ? n - 1 : j;
}

/*
 * v[j] is the weighting that takes cosine j out of the data, with the trend
 * out of it. The model gives v[j]'y a covariance, up to its unknown level;
 * the data's power in them gives the level. Choosing the knee by the data
 * costs SEARCH cosines more (the study's figure).
 */
static void
estimate(struct spec_model *m, const double *y, const double *w,
	 struct serial *s)
{
	size_t n = m->n, count = cosines(n, m->columns);
	double *v = mem_calloc(count * n, sizeof(*v));
	double *z = mem_calloc(n, sizeof(*z));
	double power = 0, trace = 0, square = 0, level, searched;

	for (size_t i = 0; i < n; i++)
		z[i] = y[i] / m->scale[i];
	for (size_t j = 0; j < count; j++) {
		double *vj = v + j * n, d;

		for (size_t i = 0; i < n; i++)
			vj[i] = w[i] * m->scale[i] *
				cos(PI * (double)(j + 1) * ((double)i + 0.5) /
				    (double)n);
		detrend(m, vj);
		d = dot(vj, z, n);
		power += d * d;
		for (size_t k = 0; k <= j; k++) {
			double c = product(m, vj, v + k * n);

			trace += k == j ? c : 0;
			square += (k == j ? 1 : 2) * c * c;
		}
	}
	for (size_t i = 0; i < n; i++)
		z[i] = w[i] * m->scale[i];
	searched = n >= HINGE_MIN ? 1 - SEARCH / (double)count : 1;
	if (trace > 0) {
		level = power / (trace * searched);
		s->se = sqrt(product(m, z, z) * level);
		s->df = trace * trace / square * searched;
	}
	free(z);
	free(v);
}

int
serial_of(const double *y, const double *w, size_t n, struct serial *s)
{
	double *equal = NULL;
	struct spec_model m;

	*s = (struct serial){ NAN, NAN, NAN };
	if (n == 0)
		return -1;
	if (w == NULL) {
		equal = mem_calloc(n, sizeof(*equal));
		for (size_t i = 0; i < n; i++)
			equal[i] = 1 / (double)n;
		w = equal;
	}
	s->value = dot(w, y, n);
	if (n >= 2) {
		set_model(&m, y, n);
		estimate(&m, y, w, s);
		drop_model(&m);
	}
	free(equal);
	return isnan(s->se) ? -1 : 0;
}

void
serial_noise(const double *y, size_t n, double *scale, double *rho)
{
	struct spec_model m;

	*rho = 0;
	if (n == 0)
		return;
	set_model(&m, y, n);
	for (size_t i = 0; i < n; i++)
		scale[i] = m.scale[i];
	*rho = m.rho;
	drop_model(&m);
}

void
serial_trend(const double *y, size_t n, double *fit)
{
	struct spec_model m;
	double *r;

	if (n == 0)
		return;
	r = mem_calloc(n, sizeof(*r));
	set_model(&m, y, n);
	residuals(&m, y, r);
	for (size_t i = 0; i < n; i++)
		fit[i] = y[i] - r[i] * m.scale[i];
	drop_model(&m);
	free(r);
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
