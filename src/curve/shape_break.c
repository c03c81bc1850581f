/*
 * The place of a break is searched for, so the usual F tables are wrong by
 * far, and neighbouring targets resemble one another, so shuffling is too. The
 * test redraws the noise as it was, place, size and resemblance, and searches
 * in each draw as in the data.
 */
#include "curve/shape_break.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/pulse.h"
#include "base/rng.h"
#include "stat/summary.h"
#include "stat/trend.h"

/*
 * Of n targets, sqrt(n) times this: what the hinge, its search and the scale
 * took of the noise (the study's figure).
 */
#define LOST 2.6

/*
 * How much of the variance of the means around the trend is not their single
 * answers': those of a target that differ by themselves resemble no neighbour.
 */
static double
shared(const struct panel *e, const struct trend *t, const double *mean)
{
	double *v = mem_calloc(e->n, sizeof(*v)), all = 0, single = 0;

	trend_values(t, mean, v);
	for (size_t i = 0; i < e->n; i++) {
		size_t n = panel_count(e, i);
		double sd = summary_sd(e->v + e->first[i], n);
		double off = (mean[i] - v[i]) / t->scale[i];

		all += off * off;
		if (n > 1)
			single +=
			    sd * sd / (double)n / (t->scale[i] * t->scale[i]);
	}
	free(v);
	all *= (double)e->n / fmax((double)e->n - t->columns, 1);
	return all > single ? 1 - single / all : 0;
}

void
shape_break_open(struct shape_break *b, const struct panel *e)
{
	struct trend t;

	*b = (struct shape_break){ .n = e->n };
	b->mean = mem_calloc(e->n + 1, sizeof(*b->mean));
	b->scale = mem_calloc(e->n + 1, sizeof(*b->scale));
	for (size_t i = 0; i < e->n; i++)
		b->mean[i] =
		    summary_mean(e->v + e->first[i], panel_count(e, i));
	if (e->n > 0) {
		trend_open(&t, b->mean, e->n);
		memcpy(b->scale, t.scale, e->n * sizeof(*b->scale));
		b->rho = fmax(t.rho, 0);
		b->share = shared(e, &t, b->mean);
		trend_close(&t);
	}
	b->grid = hinge_grid_new(e->x, b->scale, e->n, SHAPE_SIDE);
}

void
shape_break_close(struct shape_break *b)
{
	hinge_grid_free(b->grid);
	free(b->scale);
	free(b->mean);
}

/* What the hinge leaves of y, on a common scale. */
static void
residuals(const struct shape_break *b, const double *y, const struct hinge *h,
	  double *r)
{
	hinge_values(b->grid, h, r);
	for (size_t i = 0; i < b->n; i++)
		r[i] = (y[i] - r[i]) / b->scale[i];
}

/* Residuals, each less what the one before explains. */
static void
innovations(const struct shape_break *b, const struct hinge *h, double *v)
{
	residuals(b, b->mean, h, v);
	for (size_t i = b->n; i-- > 1;)
		v[i] -= b->rho * v[i - 1];
	v[0] *= sqrt(1 - b->rho * b->rho);
}

/*
 * How much y bends: sup-F, times (1 - r) / (1 + r) with the autocorrelation
 * r of what the hinge leaves, since neighbours that resemble one another
 * bend by themselves. tmp has room for the residuals.
 */
static double
bend(const struct shape_break *b, const double *y, double *tmp)
{
	double next = 0, self = 0, r;
	struct hinge h;

	hinge_fit(b->grid, y, &h);
	residuals(b, y, &h, tmp);
	for (size_t i = 0; i < b->n; i++) {
		self += tmp[i] * tmp[i];
		next += i > 0 ? tmp[i] * tmp[i - 1] : 0;
	}
	r = self > 0 ? next / self : 0;
	return h.f * (1 - r) / (1 + r);
}

double
shape_break_longer(const struct shape_break *b, double rho)
{
	return trend_long(rho, b->share) * (1 - rho) / (1 + rho);
}

/*
 * Each innovation keeps its place and size and takes a fair sign, so that
 * noise which grows, or sets in late, does so in the draws too (Liu 1988, the
 * wild bootstrap). The four numbers of the hinge took their share of the
 * innovations, and `lost` gives it back, as it does what the draws, built of
 * the rho that was found, have too little of resemblance.
 */
double
shape_break_p(const struct shape_break *b, const struct hinge *h, size_t draws,
	      uint64_t seed)
{
	double *v = mem_calloc(b->n, sizeof(*v));
	double *z = mem_calloc(b->n, sizeof(*z));
	double *left = mem_calloc(b->n, sizeof(*left));
	double n = (double)b->n, rho = b->rho;
	double lost = (1 - LOST / sqrt(n)) / shape_break_longer(b, rho);
	double seen = bend(b, b->mean, left) * lost;
	size_t more = 0;
	struct rng rng;

	innovations(b, h, v);
	rng_init(&rng, rng_mix(seed));
	for (size_t d = 0; d < draws; d++) {
		for (size_t i = 0; i < b->n; i++)
			z[i] = rng_u64(&rng) >> 63 ? v[i] : -v[i];
		z[0] /= sqrt(1 - rho * rho);
		for (size_t i = 1; i < b->n; i++)
			z[i] += rho * z[i - 1];
		for (size_t i = 0; i < b->n; i++)
			z[i] *= b->scale[i];
		more += bend(b, z, left) >= seen;
		pulse_at("drawing intervals", d, draws);
	}
	free(left);
	free(z);
	free(v);
	return (1 + (double)more) / ((double)draws + 1);
}
