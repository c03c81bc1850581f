#include "stat/hinge.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct hinge_grid {
	size_t n, first, last; /* tau is x[first..last] */
	double *x;             /* centred on their mean */
	double mean, xx;
	/* The column max(0, x - tau) for each tau: its sums with the column
	 * of ones and x, and its squared length beside them. */
	double *with_one, *with_x, *length;
};

static void
prepare_column(struct hinge_grid *g, size_t k)
{
	double one = 0, with_x = 0, self = 0;

	for (size_t i = k + 1; i < g->n; i++) {
		double v = g->x[i] - g->x[k];

		one += v;
		with_x += v * g->x[i];
		self += v * v;
	}
	g->with_one[k] = one;
	g->with_x[k] = with_x;
	g->length[k] =
	    self - one * one / (double)g->n - with_x * with_x / g->xx;
}

struct hinge_grid *
hinge_grid_new(const double *x, size_t n, size_t side)
{
	struct hinge_grid *g;
	double sum = 0;

	/* x[k] itself belongs to the left side. */
	if (side < 2 || n < 2 * side)
		return NULL;
	g = mem_calloc(1, sizeof(*g));
	g->n = n;
	g->first = side - 1;
	g->last = n - side - 1;
	g->x = mem_calloc(n, sizeof(double));
	g->with_one = mem_calloc(n, sizeof(double));
	g->with_x = mem_calloc(n, sizeof(double));
	g->length = mem_calloc(n, sizeof(double));
	for (size_t i = 0; i < n; i++)
		sum += x[i];
	g->mean = sum / (double)n;
	for (size_t i = 0; i < n; i++) {
		g->x[i] = x[i] - g->mean;
		g->xx += g->x[i] * g->x[i];
	}
	for (size_t k = g->first; k <= g->last; k++)
		prepare_column(g, k);
	return g;
}

void
hinge_grid_free(struct hinge_grid *g)
{
	if (g == NULL)
		return;
	free(g->length);
	free(g->with_x);
	free(g->with_one);
	free(g->x);
	free(g);
}

struct search {
	size_t k;
	double mean, slope; /* of the straight line, x centred */
	double gain, change, sse0;
};

/*
 * Adding a column to a least-squares fit takes (column . residual)^2 / its
 * squared length beside the others off the sum of squares. The products for
 * all tau come from one pass of suffix sums.
 */
static struct search
search(const struct hinge_grid *g, const double *y)
{
	struct search s = { g->first, 0, 0, 0, 0, 0 };
	double sum = 0, with_x = 0, sxy = 0;

	for (size_t i = 0; i < g->n; i++) {
		s.mean += y[i];
		sxy += g->x[i] * y[i];
	}
	s.mean /= (double)g->n;
	s.slope = sxy / g->xx;
	for (size_t i = g->n; i-- > 0;) {
		double r = y[i] - s.mean - s.slope * g->x[i];

		if (i >= g->first && i <= g->last && g->length[i] > 0) {
			double dot = with_x - g->x[i] * sum;
			double gain = dot * dot / g->length[i];

			if (gain > s.gain) {
				s.gain = gain;
				s.change = dot / g->length[i];
				s.k = i;
			}
		}
		sum += r;
		with_x += r * g->x[i];
		s.sse0 += r * r;
	}
	return s;
}

static double
share(const struct search *s)
{
	double ratio = s->sse0 > 0 ? s->gain / s->sse0 : 0;

	return ratio < 1 ? ratio : 1;
}

double
hinge_tau(const struct hinge_grid *g, const double *y, double *ratio)
{
	struct search s = search(g, y);

	*ratio = share(&s);
	return g->x[s.k] + g->mean;
}

void
hinge_fit(const struct hinge_grid *g, const double *y, struct hinge *h)
{
	struct search s = search(g, y);
	double one = g->with_one[s.k] / (double)g->n;

	h->tau = g->x[s.k] + g->mean;
	h->change = s.change;
	h->slope = s.slope - s.change * g->with_x[s.k] / g->xx;
	h->intercept = s.mean - s.change * one - h->slope * g->mean;
	h->ratio = share(&s);
	/* A perfect hinge has an F beyond any bound; keep it a number. */
	h->f = h->ratio * (double)(g->n - 3) / fmax(1 - h->ratio, 1e-12);
}

void
hinge_values(const struct hinge_grid *g, const struct hinge *h, double *out)
{
	for (size_t i = 0; i < g->n; i++) {
		double x = g->x[i] + g->mean, past = x - h->tau;

		out[i] = h->intercept + h->slope * x +
			 h->change * (past > 0 ? past : 0);
	}
}
