/*
 * The columns are kept orthonormal on the scale of the noise, so that to take
 * the trend out of anything is a dot product a column. Knees are looked for
 * with the weights of the noise, or a curve that is quiet first and wild later
 * would be bent where it is wild. More columns cost intervals their width, so
 * those beyond the first four have to be beyond doubt (MORE_F).
 */
#include "stat/trend.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"
#include "stat/smooth.h"
#include "stat/vec.h"

enum { SWEEPS = 2 };

#define RHO_LOW    1.1
#define JUMP_F     25.0  /* of the squares that a jump takes away */
#define MORE_F     25.0  /* and of those that one more hinge does */
#define SCALE_FROM 0.1   /* of the mean scale: no target is surer */
#define WINDOW     3.0   /* the part of a curve that a scale is local to */
#define WINDOW_MIN 15.0  /* half of it, in numbers, */
#define WINDOW_MAX 200.0 /* which need not grow with a long curve */

#define TINY 1e-9

/* Where hinges turn; at the first there is a jump as well. */
struct knees {
	size_t at[1 + TREND_MORE];
	int count;
	bool jumps;  /* and it is what set its place */
	bool smooth; /* a cubic, and no hinge */
};

void
trend_take(const struct trend *t, double *v)
{
	for (int c = 0; c < t->columns; c++) {
		double d = vec_dot(v, t->column[c], t->n);

		for (size_t i = 0; i < t->n; i++)
			v[i] -= d * t->column[c][i];
	}
}

enum kind { LEVEL, SLOPE, SQUARE, CUBE, HINGE, JUMP };

static double
ordinate(enum kind k, size_t i, size_t knee)
{
	double x = (double)i, past = i > knee ? (double)(i - knee) : 0;

	return k == LEVEL    ? 1
	       : k == SLOPE  ? x
	       : k == SQUARE ? x * x
	       : k == CUBE   ? x * x * x
	       : k == HINGE  ? past
			     : past > 0;
}

/* v[0..n): the column less those there are; its squared length. */
static double
set_column(const struct trend *t, enum kind k, size_t knee, double *v)
{
	double before, after;

	for (size_t i = 0; i < t->n; i++)
		v[i] = ordinate(k, i, knee) / t->scale[i];
	before = vec_dot(v, v, t->n);
	trend_take(t, v);
	trend_take(t, v); /* once more, for what rounding left */
	after = vec_dot(v, v, t->n);
	return after > 1e-12 * before ? after : 0;
}

static void
add_column(struct trend *t, enum kind k, size_t knee)
{
	double *v = t->column[t->columns], length = set_column(t, k, knee, v);

	if (!(length > 0))
		return;
	for (size_t i = 0; i < t->n; i++)
		v[i] /= sqrt(length);
	t->columns++;
}

/* y / scale without the trend. */
static void
residuals(const struct trend *t, const double *y, double *r)
{
	for (size_t i = 0; i < t->n; i++)
		r[i] = y[i] / t->scale[i];
	trend_take(t, r);
}

void
trend_values(const struct trend *t, const double *y, double *out)
{
	residuals(t, y, out);
	for (size_t i = 0; i < t->n; i++)
		out[i] = y[i] - out[i] * t->scale[i];
}

/*
 * Products of a vector with the hinge and the jump at each knee k, those of
 * k + 1 to n - 1 known: two running sums from the far end.
 */
struct product {
	double hinge, jump;
};

static void
step_back(struct product *p, double next)
{
	p->jump += next;
	p->hinge += p->jump;
}

/* Of a hinge h and a jump j with themselves, without what is explained. */
struct squares {
	double hh, hj, jj;
};

static double
gain_of(const struct squares *q, const struct product *r, bool jump)
{
	double alone = q->hh > 0 ? r->hinge * r->hinge / q->hh : 0;
	double det = q->hh * q->jj - q->hj * q->hj;

	if (!jump || !(det > TINY * q->hh * q->jj))
		return alone;
	return (r->hinge * r->hinge * q->jj - 2 * r->hinge * r->jump * q->hj +
		r->jump * r->jump * q->hh) /
	       det;
}

/*
 * Where one more hinge, and a jump if `jump`, takes most off the squares that
 * the columns leave of y, r; *gain is how much. O(n) for each column.
 */
static size_t
find_knee(const struct trend *t, const double *r, bool jump, double *gain)
{
	size_t n = t->n, side = n / 10 > 2 ? n / 10 : 2, best = n / 2;
	struct product with[TREND_COLUMNS] = { { 0, 0 } }, left = { 0, 0 };
	struct squares own = { 0, 0, 0 };

	*gain = 0;
	for (size_t k = n - 1; k-- > 0;) {
		double s = t->scale[k + 1], here;
		struct squares q;

		own.jj += 1 / (s * s);
		own.hh += 2 * own.hj + own.jj;
		own.hj += own.jj;
		step_back(&left, r[k + 1] / s);
		q = own;
		for (int c = 0; c < t->columns; c++) {
			step_back(&with[c], t->column[c][k + 1] / s);
			q.hh -= with[c].hinge * with[c].hinge;
			q.hj -= with[c].hinge * with[c].jump;
			q.jj -= with[c].jump * with[c].jump;
		}
		if (k + 1 < side || k + 1 + side > n || q.hh <= TINY * own.hh)
			continue;
		here = gain_of(&q, &left, jump);
		if (here > *gain) {
			*gain = here;
			best = k;
		}
	}
	return best;
}

/* Autocorrelation at lag one of what is left. */
static double
correlation(const double *r, size_t n)
{
	double self = vec_dot(r, r, n);

	return self > 0 ? vec_dot(r, r + 1, n - 1) / self : 0;
}

/*
 * Whether what a column takes, from `before` to what r has left, is beyond
 * what noise gives: neighbours that resemble one another bend by themselves.
 */
static bool
certain(const struct trend *t, double before, const double *r, double least)
{
	double left = vec_dot(r, r, t->n), rho = fmax(correlation(r, t->n), 0);
	double f = (before - left) * (double)(t->n - (size_t)t->columns - 1);

	return f * (1 - rho) > least * left * (1 + rho);
}

static void
set_base(struct trend *t)
{
	t->columns = 0;
	add_column(t, LEVEL, 0);
	if (t->n >= TREND_LINE)
		add_column(t, SLOPE, 0);
}

/* All hinges but number `without`, the jump, and what they leave of y: r. */
static void
set_columns(struct trend *t, const struct knees *k, int without,
	    const double *y, double *r)
{
	set_base(t);
	for (int i = 0; i < k->count; i++)
		if (i != without)
			add_column(t, HINGE, k->at[i]);
	if (without != 0 || k->jumps)
		add_column(t, JUMP, k->at[0]);
	residuals(t, y, r);
}

/*
 * The knee of the hinge that fits best, or of a hinge with a jump where that
 * fits so much better that it is no chance of the search.
 */
static void
first_knee(struct trend *t, const double *y, double *r, struct knees *k)
{
	double gain, bent;
	size_t jump;

	*k = (struct knees){ .count = 1 };
	set_base(t);
	residuals(t, y, r);
	k->at[0] = find_knee(t, r, false, &gain);
	bent = vec_dot(r, r, t->n) - gain;
	jump = find_knee(t, r, true, &gain);
	add_column(t, HINGE, jump);
	add_column(t, JUMP, jump);
	residuals(t, y, r);
	k->jumps = certain(t, bent, r, JUMP_F);
	if (k->jumps)
		k->at[0] = jump;
}

/*
 * One more hinge; then each is moved to where it fits best beside the others,
 * but the first where a jump keeps it. False: it was not worth it.
 */
static bool
next_knee(struct trend *t, const double *y, double *r, struct knees *k)
{
	struct knees was = *k;
	double gain, before;

	set_columns(t, k, k->count, y, r);
	before = vec_dot(r, r, t->n);
	k->at[k->count++] = find_knee(t, r, false, &gain);
	for (int i = 0; i < SWEEPS * k->count; i++) {
		int move = i % k->count;

		if (move == 0 && k->jumps)
			continue;
		set_columns(t, k, move, y, r);
		k->at[move] = find_knee(t, r, false, &gain);
	}
	set_columns(t, k, k->count, y, r);
	if (certain(t, before, r, MORE_F))
		return true;
	*k = was;
	return false;
}

static void
find_knees(struct trend *t, const double *y, double *r, struct knees *k)
{
	first_knee(t, y, r, k);
	while (k->count <= TREND_MORE && next_knee(t, y, r, k))
		;
}

/* The columns on the scale there is, and what they leave of y. */
static void
fit(struct trend *t, const struct knees *k, const double *y, double *r)
{
	if (k->count > 0) {
		set_columns(t, k, k->count, y, r);
		return;
	}
	set_base(t);
	if (k->smooth) {
		add_column(t, SQUARE, 0);
		add_column(t, CUBE, 0);
	}
	residuals(t, y, r);
}

/*
 * A curve that bends everywhere alike is a cubic, which takes as many columns
 * as one hinge with a jump, where its mean square is less than that one's.
 * Where more hinges, or a jump, are beyond doubt they stay.
 */
static void
fit_smooth(struct trend *t, struct knees *k, const double *y, double *r)
{
	const struct knees cubic = { .smooth = true };
	double left = (double)t->n - 4, bent;

	fit(t, k, y, r);
	if (k->count != 1 || k->jumps)
		return;
	bent = vec_dot(r, r, t->n) / (left - TREND_SEARCH);
	fit(t, &cubic, y, r);
	if (vec_dot(r, r, t->n) / left < bent)
		*k = cubic;
	else
		fit(t, k, y, r);
}

void
trend_scale(const double *away, size_t n, double *scale)
{
	double *x = mem_calloc(n + 1, sizeof(*x)), mean = 0;
	double half = fmax(WINDOW_MIN, fmin((double)n / WINDOW, WINDOW_MAX));
	struct smooth_points p = { n, x, away, NULL };

	for (size_t i = 0; i < n; i++) {
		x[i] = (double)i;
		mean += away[i] / (double)n;
	}
	for (size_t i = 0; i < n; i++) {
		struct smooth_line l;

		if (smooth_at(&p, x[i], half, &l) < 0)
			l.value = mean;
		scale[i] = fmax(l.value, SCALE_FROM * mean);
	}
	free(x);
}

/*
 * With what the fitted trend and the short series took off added back
 * (Marriott and Pope 1954, to first order).
 */
static double
rho_of(const struct trend *t, const double *r)
{
	double p = t->columns, rho = correlation(r, t->n);

	rho += (p + (p + 2) * rho) / (double)t->n;
	return fmin(fmax(rho, t->n < TREND_HINGE ? 0 : TREND_RHO_MIN),
		    TREND_RHO_MAX);
}

/*
 * Bartlett's (1946) of the correlation, times what the correction above makes
 * of it; known before is its range, any of which is as likely.
 */
double
trend_rho_variance(const struct trend *t)
{
	double range = TREND_RHO_MAX - TREND_RHO_MIN;
	double n = (double)t->n, more = 1 + (t->columns + 2) / n;
	double seen = (1 - t->rho * t->rho) / n * more * more;

	return 1 / (1 / seen + 12 / (range * range));
}

double
trend_innovations(double rho, double *r, size_t n)
{
	for (size_t i = n; i-- > 1;)
		r[i] = (r[i] - rho * r[i - 1]) / sqrt(1 - rho * rho);
	return vec_dot(r, r, n);
}

/*
 * The noise may differ along the curve; rounding alone has no scale. It is
 * that of the innovations: the trend takes what is slow in the noise, most of
 * it where noise is large, and little of these.
 */
static void
set_scale(struct trend *t, double *r)
{
	double sum = 0;

	trend_innovations(rho_of(t, r), r, t->n);
	for (size_t i = 0; i < t->n; i++) {
		r[i] = fabs(r[i]);
		sum += r[i];
	}
	if (sum > 0)
		trend_scale(r, t->n, t->scale);
}

double
trend_sum(double rho)
{
	return (1 + rho) / (1 - rho);
}

double
trend_long(double rho, double share)
{
	double phi = share > 0 ? fmin(RHO_LOW * rho / share, TREND_RHO_MAX) : 0;

	return share * (1 + phi) / (1 - phi) + 1 - share;
}

void
trend_open(struct trend *t, const double *y, size_t n)
{
	double *r = mem_calloc(n, sizeof(*r));
	struct knees k = { .count = 0 };

	*t = (struct trend){ .n = n };
	for (int c = 0; c < TREND_COLUMNS; c++)
		t->column[c] = mem_calloc(n, sizeof(double));
	t->scale = mem_calloc(n, sizeof(double));
	for (size_t i = 0; i < n; i++)
		t->scale[i] = 1;
	if (n >= TREND_HINGE)
		find_knees(t, y, r, &k);
	fit(t, &k, y, r);
	if (n >= TREND_LINE) {
		set_scale(t, r);
		fit_smooth(t, &k, y, r);
		t->rho = rho_of(t, r);
	}
	free(r);
}

void
trend_close(struct trend *t)
{
	for (int c = 0; c < TREND_COLUMNS; c++)
		free(t->column[c]);
	free(t->scale);
}
