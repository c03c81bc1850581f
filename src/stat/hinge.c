/*
 * A test of a bend fits ten thousand hinges to the same x, so everything that
 * hangs on x alone is summed beforehand and each tau costs a few products. x
 * is centred, since sums of squares of targets far from 0 would cancel away
 * the digits that a small bend stands in.
 */
#include "stat/hinge.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct hinge_grid {
	size_t n, first, last; /* tau is x[first..last] */
	double *x;             /* centred on their weighted mean */
	double *weight, total; /* 1 / scale^2, and their sum */
	double mean, xx;
	/* The column max(0, x - tau) for each tau: its sums with the column
	 * of ones and x, and its squared length beside them. */
	double *with_one, *with_x, *length;
};

static void
prepare_columns(struct hinge_grid *g)
{
	double w = 0, wx = 0, wxx = 0; /* over the points beyond k */

	for (size_t k = g->n; k-- > 0;) {
		double x = g->x[k], one = wx - x * w, with_x = wxx - x * wx;

		if (k >= g->first && k <= g->last) {
			g->with_one[k] = one;
			g->with_x[k] = with_x;
			g->length[k] = with_x - x * one - one * one / g->total -
				       with_x * with_x / g->xx;
		}
		w += g->weight[k];
		wx += g->weight[k] * x;
		wxx += g->weight[k] * x * x;
	}
}

struct hinge_grid *
hinge_grid_new(const double *x, const double *scale, size_t n, size_t side)
{
	struct hinge_grid *g;
	/* x[k] itself belongs to the left side. */
	if (side < 2 || n < 2 * side)
		return NULL;
	g = mem_calloc(1, sizeof(*g));
	g->n = n;
	g->first = side - 1;
	g->last = n - side - 1;
	g->x = mem_calloc(n, sizeof(double));
	g->weight = mem_calloc(n, sizeof(double));
	g->with_one = mem_calloc(n, sizeof(double));
	g->with_x = mem_calloc(n, sizeof(double));
	g->length = mem_calloc(n, sizeof(double));
	for (size_t i = 0; i < n; i++) {
		g->weight[i] = scale != NULL ? 1 / (scale[i] * scale[i]) : 1;
		g->total += g->weight[i];
		g->mean += g->weight[i] * x[i];
	}
	g->mean /= g->total;
	for (size_t i = 0; i < n; i++) {
		g->x[i] = x[i] - g->mean;
		g->xx += g->weight[i] * g->x[i] * g->x[i];
	}
	prepare_columns(g);
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
	free(g->weight);
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
 * all tau come from one pass of suffix sums; they stay in `product` unless it
 * is NULL.
 */
static struct search
search(const struct hinge_grid *g, const double *y, double *product)
{
	struct search s = { g->first, 0, 0, 0, 0, 0 };
	double sum = 0, with_x = 0, sxy = 0;

	for (size_t i = 0; i < g->n; i++) {
		double wy = g->weight[i] * y[i];

		s.mean += wy;
		sxy += g->x[i] * wy;
	}
	s.mean /= g->total;
	s.slope = sxy / g->xx;
	for (size_t i = g->n; i-- > 0;) {
		double r = y[i] - s.mean - s.slope * g->x[i];
		double wr = g->weight[i] * r;

		if (i >= g->first && i <= g->last && g->length[i] > 0) {
			double dot = with_x - g->x[i] * sum;
			double gain = dot * dot / g->length[i];

			if (product != NULL)
				product[i] = dot;
			if (gain > s.gain) {
				s.gain = gain;
				s.change = dot / g->length[i];
				s.k = i;
			}
		}
		sum += wr;
		with_x += wr * g->x[i];
		s.sse0 += wr * r;
	}
	return s;
}

void
hinge_fit(const struct hinge_grid *g, const double *y, struct hinge *h)
{
	struct search s = search(g, y, NULL);
	double one = g->with_one[s.k] / g->total;

	h->tau = g->x[s.k] + g->mean;
	h->change = s.change;
	h->slope = s.slope - s.change * g->with_x[s.k] / g->xx;
	h->intercept = s.mean - s.change * one - h->slope * g->mean;
	h->ratio = s.sse0 > 0 ? fmin(s.gain / s.sse0, 1) : 0;
	/* A perfect hinge has an F beyond any bound; keep it a number. */
	h->f = h->ratio * (double)(g->n - 3) / fmax(1 - h->ratio, 1e-12);
}

static void
widen(double range[2], double lo, double hi)
{
	range[0] = fmin(range[0], lo);
	range[1] = fmax(range[1], hi);
}

/* For each tau the slopes are a parabola around their least squares. */
void
hinge_region(const struct hinge_grid *g, const double *y, double room,
	     struct hinge_region *r)
{
	double *product = mem_calloc(g->n, sizeof(*product));
	struct search s = search(g, y, product);

	for (int i = 0; i < 2; i++)
		r->tau[i] = r->before[i] = r->after[i] =
		    i == 0 ? INFINITY : -INFINITY;
	for (size_t k = g->first; k <= g->last; k++) {
		double length = g->length[k], dot = product[k];
		double left = room - (s.gain - dot * dot / length);
		double change = dot / length, along = g->with_x[k] / g->xx;
		double slope = s.slope - change * along, beyond = 1 - along;
		double half;

		if (!(left >= 0))
			continue;
		widen(r->tau, g->mean + (g->x[k - 1] + g->x[k]) / 2,
		      g->mean + (g->x[k] + g->x[k + 1]) / 2);
		half = sqrt(left * (1 / g->xx + along * along / length));
		widen(r->before, slope - half, slope + half);
		half = sqrt(left * (1 / g->xx + beyond * beyond / length));
		widen(r->after, slope + change - half, slope + change + half);
	}
	free(product);
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
