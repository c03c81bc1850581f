/*
 * The curve is smoothed twice: once with all targets alike, whose residuals
 * give the noise, and once weighted by that noise, through the window it
 * wants. Everything is kept at the asks that were tried; between two of them
 * it runs straight.
 */
#include "curve/invert.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "stat/dist.h"
#include "stat/hinge.h"
#include "stat/inverse.h"
#include "stat/isotonic.h"
#include "stat/select.h"
#include "stat/smooth.h"
#include "stat/summary.h"

#define VAR_MIN   (1.0 / 12) /* of rounding to whole numbers */
#define SLOPE_MIN 0.05
#define NARROWER  0.95 /* of the error left out, for a narrower window */
#define NARROW    6.0  /* how much narrower it may be */
#define FEWER     2.0  /* and on how many fewer neighbours */
/* Of the error left out: noise that resembles its neighbours at 0.5 lets a
 * narrower window look no better than this. */
#define NOT_NOISE 0.6
/* Of what a window is off by, to what half of it sees, and to the variance of
 * what it hides from neighbours (the study's figure: their differences see some
 * of that too). */
#define HALF_LEFT (4.0 / 3)
#define HIDDEN    1.5
/* Of sup-F, where a bend is beyond doubt; targets on each side of it. */
#define KNEE_F    10.0
#define KNEE_SIDE 5
/* Of Fieller's g: at 1 there is no interval. */
#define SLOPE_OPEN 0.35

void
invert_defaults(struct invert_in *in)
{
	*in = (struct invert_in){ .k = INVERT_WITHIN, .level = INVERT_LEVEL };
}

/* Means of targets and, of their repeats, how much one answer adds. */
static void
means(struct invert *v, double *within)
{
	const struct panel *p = &v->in.length;

	for (size_t i = 0; i < v->n; i++) {
		const double *x = p->v + p->first[i];
		size_t n = panel_count(p, i);
		double sd = summary_sd(x, n);

		v->y[i] = summary_mean(x, n);
		within[i] = n > 1 ? sd * sd * (1 - 1 / (double)n) : 0;
	}
}

/* Smooths y over the window, with floor, into to. */
static void
smoothed(const struct smooth_points *p, double half, double least, double *to)
{
	struct smooth_line l;

	for (size_t i = 0; i < p->n; i++) {
		double value =
		    smooth_at(p, p->x[i], half, &l) == 0 ? l.value : p->y[i];

		to[i] = fmax(value, least);
	}
}

/* The variance of each mean, and of a single answer, from what lines through
 * such a window leave. */
static void
noise(struct invert *v, const double *within, double half)
{
	struct smooth_points p = { v->n, v->in.length.x, v->y, NULL };
	double *r = mem_calloc(v->n + 1, sizeof(*r));
	double *one = mem_calloc(v->n + 1, sizeof(*one));
	struct smooth_line l;

	for (size_t i = 0; i < v->n; i++) {
		double e = 0;

		if (smooth_at(&p, p.x[i], half, &l) == 0 && l.lever < 1)
			e = (v->y[i] - l.value) / (1 - l.lever);
		r[i] = e * e;
		one[i] = e * e + within[i];
	}
	p.y = r;
	smoothed(&p, 2 * v->half, VAR_MIN, v->var);
	p.y = one;
	smoothed(&p, 2 * v->half, VAR_MIN, v->noise);
	free(one);
	free(r);
}

/*
 * The window that the curve wants, where a narrower one has to be clearly
 * better, as it makes the curve less sure; and the one that its interval goes
 * by: a narrower one only where it is so much better that it follows no noise.
 */
static void
windows(struct invert *v)
{
	struct smooth_points p = { v->n, v->in.length.x, v->y, v->var };
	double least = fmax(smooth_least(p.x, p.n) / FEWER, v->half / NARROW);
	double wide = smooth_left_out(&p, v->half), off = NARROWER * wide;

	v->near = v->half;
	for (double half = v->half / M_SQRT2; half >= least; half /= M_SQRT2) {
		double now = smooth_left_out(&p, half);

		if (now < off) {
			v->near = half;
			off = now;
		}
	}
	v->sure = off < NOT_NOISE * wide ? v->near : v->half;
}

/* Autocorrelation of y less the hinge, on the scale of the noise. */
static double
resemblance(const double *y, const double *hinge, const double *scale, size_t n)
{
	double self = 0, next = 0, before = 0;

	for (size_t i = 0; i < n; i++) {
		double r = (y[i] - hinge[i]) / scale[i];

		self += r * r;
		next += r * before;
		before = r;
	}
	return self > 0 ? next / self : 0;
}

/*
 * Where the curve bends beyond doubt it may do so at one place, which a window
 * rounds off and its data cannot tell from a gentle bend: how far the smooth
 * curve would lie elsewhere had the best hinge been taken out of it first.
 */
static void
set_knee(struct invert *v)
{
	struct smooth_points p = { v->n, v->in.length.x, v->y, v->var };
	double *scale = mem_calloc(5 * v->n, sizeof(*scale));
	double *line = scale + v->n, *left = line + v->n, *fit = left + v->n;
	double *rest = fit + v->n;
	struct hinge_grid *g;
	struct hinge h;
	double r;

	for (size_t i = 0; i < v->n; i++)
		scale[i] = sqrt(v->var[i]);
	g = hinge_grid_new(p.x, scale, v->n, KNEE_SIDE);
	if (g != NULL) {
		hinge_fit(g, v->y, &h);
		hinge_values(g, &h, line);
		r = resemblance(v->y, line, scale, v->n);
		for (size_t i = 0; i < v->n; i++)
			left[i] = v->y[i] - line[i];
		smoothed(&p, v->near, -INFINITY, fit);
		p.y = left;
		smoothed(&p, v->near, -INFINITY, rest);
		if (h.f * (1 - r) > KNEE_F * (1 + r))
			for (size_t i = 0; i < v->n; i++)
				v->knee[i] = pow(rest[i] + line[i] - fit[i], 2);
	}
	hinge_grid_free(g);
	free(scale);
}

void
invert_of(struct invert *v, const struct invert_in *in)
{
	struct smooth_points p;
	double *within;

	*v = (struct invert){ .in = *in, .n = in->length.n };
	v->y = mem_calloc(v->n + 1, sizeof(*v->y));
	v->fit = mem_calloc(v->n + 1, sizeof(*v->fit));
	v->knee = mem_calloc(v->n + 1, sizeof(*v->knee));
	v->var = mem_calloc(v->n + 1, sizeof(*v->var));
	v->noise = mem_calloc(v->n + 1, sizeof(*v->noise));
	if (v->n < INVERT_POINTS_MIN) {
		v->why = INVERT_TOO_FEW;
		return;
	}
	within = mem_calloc(v->n, sizeof(*within));
	v->half = smooth_half(in->length.x, v->n);
	means(v, within);
	noise(v, within, v->half);
	windows(v);
	if (v->near < v->half)
		noise(v, within, v->near);
	free(within);
	p = (struct smooth_points){ v->n, in->length.x, v->y, v->var };
	v->hidden = smooth_hidden(&p, v->sure);
	set_knee(v);
	smoothed(&p, v->near, -INFINITY, v->fit);
	isotonic_fit(v->fit, NULL, v->n, v->fit);
	if (v->fit[v->n - 1] - v->fit[0] <=
	    SLOPE_MIN * (p.x[v->n - 1] - p.x[0]))
		v->why = INVERT_DEAF;
}

void
invert_fini(struct invert *v)
{
	free(v->y);
	free(v->fit);
	free(v->knee);
	free(v->var);
	free(v->noise);
}

/* y, known at the asks, at a place between them; NaN outside. */
static double
between(const struct invert *v, const double *y, double ask)
{
	const double *x = v->in.length.x;
	size_t hi;

	if (v->why != INVERT_FINE || !(ask >= x[0] && ask <= x[v->n - 1]))
		return NAN;
	hi = select_first(x, v->n, ask);
	if (x[hi] == ask)
		return y[hi];
	return y[hi - 1] +
	       (y[hi] - y[hi - 1]) * (ask - x[hi - 1]) / (x[hi] - x[hi - 1]);
}

/* Mean and sd of one answer at an ask inside the asks tried, and whether it
 * comes; else NaN. */
static double
invert_mean(const struct invert *v, double ask)
{
	return between(v, v->fit, ask);
}

static double
invert_sd(const struct invert *v, double ask)
{
	return sqrt(between(v, v->noise, ask));
}

static double
invert_share(const struct invert *v, double ask)
{
	return v->in.share == NULL ? 1 : between(v, v->in.share, ask);
}

/* Where y, which never falls, reaches the height; the middle of a level. */
static double
reach(const struct invert *v, const double *y, double height)
{
	const double *x = v->in.length.x;
	/* The last one below the height, and the first one above it. */
	size_t below = select_first(y, v->n, height);
	size_t above = select_first(y, v->n, nextafter(height, INFINITY));

	below -= below > 0;
	above -= above == v->n;
	if (y[below] >= y[above])
		return (x[below] + x[above]) / 2;
	/* Two neighbours, or the two ends around a level. */
	if (above - below > 1)
		return (x[below + 1] + x[above - 1]) / 2;
	return x[below] + (x[above] - x[below]) * (height - y[below]) /
			      (y[above] - y[below]);
}

/* The local line at an ask; -1 with the reason when it can bear no inverse. */
static int
line_at(const struct invert *v, double ask, struct smooth_line *l,
	enum invert_why *why)
{
	struct smooth_points p = { v->n, v->in.length.x, v->y, v->var };

	*why = INVERT_FINE;
	for (size_t i = select_first(p.x, p.n, ask - v->half);
	     v->in.cut != NULL && i < p.n && p.x[i] < ask + v->half; i++)
		if (v->in.cut[i] && p.x[i] > ask - v->half)
			*why = INVERT_CUT;
	if (*why == INVERT_FINE &&
	    (smooth_at(&p, ask, v->half, l) != 0 || !(l->slope > SLOPE_MIN)))
		*why = INVERT_FLAT;
	return *why == INVERT_FINE ? 0 : -1;
}

/* Whether the answers have stopped growing where the asks end. */
static enum invert_why
beyond(const struct invert *v)
{
	struct smooth_line l;
	enum invert_why why;

	line_at(v, v->in.length.x[v->n - 1], &l, &why);
	return why == INVERT_FLAT  ? INVERT_TOPS
	       : why == INVERT_CUT ? INVERT_CUT
				   : INVERT_ABOVE;
}

/* What asking gives: mean, sd, and the chance to be right by `right`. */
static void
outcome(const struct invert *v, struct invert_ask *a,
	double (*right)(const struct invert *v, double target, double ask))
{
	double first = v->in.length.x[0], last = v->in.length.x[v->n - 1];
	double ask = fmin(fmax(round(a->ask), first), last);

	a->mean = invert_mean(v, ask);
	a->sd = invert_sd(v, ask);
	a->hit = right(v, a->target, ask) * invert_share(v, ask);
	a->hit_now =
	    right(v, a->target, a->target) * invert_share(v, a->target);
}

static double
within_k(const struct invert *v, double target, double ask)
{
	return inverse_hit(invert_mean(v, ask), invert_sd(v, ask), target,
			   v->in.k);
}

static double
under(const struct invert *v, double target, double ask)
{
	return dist_normal_cdf((target + 0.5 - invert_mean(v, ask)) /
			       invert_sd(v, ask));
}

static double
t_of(const struct invert *v, const struct smooth_line *l)
{
	double df = l->n > 4 ? (double)l->n - 2 : 2;

	return dist_t_reach(v->in.level, df);
}

/*
 * What a line through the window may be off by where the curve bends and
 * waves, into the variances of the line: on average around an ask, what half
 * the window says otherwise beyond its noise, as a window half as wide is off
 * by a quarter of it where the curve is smooth; and no less than what
 * neighbours, all along the curve, say that the window hides. The slope's is
 * held below what would leave no interval, which noise alone may.
 */
static void
add_bends(const struct invert *v, double t, struct smooth_line *l)
{
	struct smooth_points p = { v->n, v->in.length.x, v->y, v->var };
	double value = 0, slope = 0, n = 0;

	for (size_t i = select_first(p.x, p.n, l->at - v->half);
	     i < p.n && p.x[i] < l->at + v->half; i++) {
		struct smooth_line wide, narrow;
		double off, var, turn;

		if (smooth_bend(&p, p.x[i], v->sure, &off, &var) != 0 ||
		    smooth_at(&p, p.x[i], v->half, &wide) != 0 ||
		    smooth_at(&p, p.x[i], v->sure / 2, &narrow) != 0)
			continue;
		turn = narrow.slope - wide.slope;
		value += off * off - var;
		slope += turn * turn - (narrow.var_slope - wide.var_slope);
		n++;
	}
	value = value > 0 ? value / n * HALF_LEFT * HALF_LEFT : 0;
	l->var_value +=
	    fmax(value, HIDDEN * v->hidden * between(v, v->var, l->at)) +
	    between(v, v->knee, l->at);
	if (slope > 0)
		l->var_slope +=
		    fmin(slope / n,
			 fmax(0, SLOPE_OPEN * l->slope * l->slope / (t * t) -
				     l->var_slope));
}

/* An ask with nothing known yet; false when nothing can be known. */
static bool
begin(const struct invert *v, double target, struct invert_ask *a)
{
	*a = (struct invert_ask){ .target = target,
				  .why = v->why,
				  .bound = NAN,
				  .ask = NAN,
				  .in = interval_none(),
				  .mean = NAN,
				  .sd = NAN,
				  .hit = NAN,
				  .hit_now = NAN };
	if (v->why == INVERT_DEAF)
		a->bound = summary_mean(v->fit, v->n);
	return v->why == INVERT_FINE;
}

/* Shorter than the first ask gives: nothing is better to ask for than it. */
static void
from_below(const struct invert *v, struct invert_ask *a)
{
	if (v->fit[0] - a->target <= v->in.k) {
		a->ask = v->in.length.x[0];
		outcome(v, a, within_k);
	} else {
		a->why = INVERT_BELOW;
		a->bound = v->fit[0];
	}
}

void
invert_ask(const struct invert *v, double target, struct invert_ask *a)
{
	struct smooth_line l, near;
	double t;

	if (!begin(v, target, a))
		return;
	/* Half a character beyond an end is that end. */
	if (target > v->fit[v->n - 1] + 0.5) {
		a->why = beyond(v);
		a->bound = v->fit[v->n - 1];
		return;
	}
	if (target < v->fit[0]) {
		from_below(v, a);
		return;
	}
	a->ask = reach(v, v->fit, target);
	if (line_at(v, a->ask, &l, &a->why) != 0) {
		a->ask = NAN;
		return;
	}
	t = t_of(v, &l);
	l.value = target; /* the monotone curve is there by construction */
	if (smooth_at(
		&(struct smooth_points){ v->n, v->in.length.x, v->y, v->var },
		a->ask, v->sure, &near) == 0)
		l.var_value = near.var_value;
	add_bends(v, t, &l);
	a->in = inverse_fieller(&l, target, t, 0);
	if (isnan(a->in.lo)) {
		a->why = INVERT_OPEN;
		a->ask = NAN;
		return;
	}
	outcome(v, a, within_k);
}

void
invert_limit(const struct invert *v, double limit, double q,
	     struct invert_ask *a)
{
	double z = dist_normal_quantile(q);
	double *high;
	struct smooth_line l;

	if (!begin(v, limit, a))
		return;
	high = mem_calloc(v->n, sizeof(*high));
	for (size_t i = 0; i < v->n; i++)
		high[i] = v->fit[i] + z * sqrt(v->noise[i]);
	isotonic_fit(high, NULL, v->n, high);
	if (limit + 0.5 < high[0]) {
		a->why = INVERT_BELOW;
		a->bound = high[0];
	} else {
		/* Whatever was asked stays under: the last ask will do. */
		a->ask = limit + 0.5 > high[v->n - 1]
			     ? v->in.length.x[v->n - 1]
			     : floor(reach(v, high, limit + 0.5));
		if (line_at(v, a->ask, &l, &a->why) != 0 &&
		    a->why == INVERT_CUT)
			a->ask = NAN;
		else
			a->why = INVERT_FINE;
	}
	free(high);
	if (a->why != INVERT_FINE)
		return;
	outcome(v, a, under);
}
