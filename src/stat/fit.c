/*
 * Medians and not least squares where answers are concerned, as one runaway
 * answer must not turn a line. All pairs are listed as long as that is small,
 * as a listed median is exact; beyond, counting by merge sort finds the same
 * slope in linear memory.
 */
#include "stat/fit.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "stat/select.h"
#include "stat/summary.h"

enum { SLOPES_MAX = 2000 };

int
fit_line(const double *x, const double *y, size_t n, struct fit_line *l)
{
	double mx = summary_mean(x, n), my = summary_mean(y, n);
	double xx = 0, xy = 0;

	for (size_t i = 0; i < n; i++) {
		xx += (x[i] - mx) * (x[i] - mx);
		xy += (x[i] - mx) * (y[i] - my);
	}
	*l = (struct fit_line){ NAN, NAN };
	if (!(xx > 0))
		return -1;
	l->slope = xy / xx;
	l->intercept = my - l->slope * mx;
	return 0;
}

/* The slopes of all pairs: listed when there are few, else counted. */
struct slopes {
	struct select_point *p; /* by x, then y */
	size_t n;
	uint64_t pairs;  /* of different x */
	double *listed;  /* NULL: */
	uint64_t equal;  /* pairs of one and the same point */
	double steepest; /* no slope is steeper, up or down */
	double *key, *tmp;
};

/* Merges two ascending runs; the pairs in which the right is not larger. */
static uint64_t
merge(const double *a, size_t na, const double *b, size_t nb, double *to)
{
	uint64_t count = 0;
	size_t i = 0, j = 0, k = 0;

	while (i < na && j < nb) {
		if (b[j] <= a[i]) {
			count += na - i;
			to[k++] = b[j++];
		} else {
			to[k++] = a[i++];
		}
	}
	memcpy(to + k, a + i, (na - i) * sizeof(*a));
	memcpy(to + k + (na - i), b + j, (nb - j) * sizeof(*b));
	return count;
}

/*
 * A slope is <= s when y - s x does not rise from the one point to the other.
 * Points of one x keep their order by y whatever s is, so of those only
 * equal ones are counted, and taken off again.
 */
static uint64_t
slopes_count(void *ctx, double s)
{
	const struct slopes *w = ctx;
	double *from = w->key, *to = w->tmp, *t;
	size_t n = w->n;
	uint64_t count = 0;

	for (size_t i = 0; i < n; i++)
		from[i] = w->p[i].y - s * w->p[i].x;
	for (size_t width = 1; width < n; width *= 2) {
		for (size_t lo = 0; lo < n; lo += 2 * width) {
			size_t mid = lo + width < n ? lo + width : n;
			size_t hi = mid + width < n ? mid + width : n;

			count += merge(from + lo, mid - lo, from + mid,
				       hi - mid, to + lo);
		}
		t = from;
		from = to;
		to = t;
	}
	return count - w->equal;
}

static void
list_slopes(struct slopes *w)
{
	const struct select_point *p = w->p;

	w->listed = mem_calloc(w->n * w->n / 2 + 1, sizeof(*w->listed));
	for (size_t i = 0; i < w->n; i++)
		for (size_t j = i + 1; j < w->n; j++)
			if (p[j].x > p[i].x)
				w->listed[w->pairs++] =
				    (p[j].y - p[i].y) / (p[j].x - p[i].x);
}

static void
prepare_count(struct slopes *w)
{
	const struct select_point *p = w->p;
	double step = INFINITY, ymin = p[0].y, ymax = p[0].y;

	w->pairs = (uint64_t)w->n * (w->n - 1) / 2;
	for (size_t i = 1, run = 0, twins = 0; i < w->n; i++) {
		double dx = p[i].x - p[i - 1].x;

		run = dx > 0 ? 0 : run + 1;
		twins = dx > 0 || p[i].y != p[i - 1].y ? 0 : twins + 1;
		step = dx > 0 && dx < step ? dx : step;
		w->pairs -= run; /* of the same x with those before it */
		w->equal += twins;
		ymin = p[i].y < ymin ? p[i].y : ymin;
		ymax = p[i].y > ymax ? p[i].y : ymax;
	}
	w->steepest = (ymax - ymin) / step;
	w->key = mem_calloc(w->n, sizeof(*w->key));
	w->tmp = mem_calloc(w->n, sizeof(*w->tmp));
}

static void
open_slopes(struct slopes *w, const double *x, const double *y, size_t n)
{
	*w = (struct slopes){ .n = n };
	w->p = mem_calloc(n + 1, sizeof(*w->p));
	for (size_t i = 0; i < n; i++)
		w->p[i] = (struct select_point){ x[i], y[i] };
	qsort(w->p, n, sizeof(*w->p), select_compare_points);
	if (n <= SLOPES_MAX)
		list_slopes(w);
	else
		prepare_count(w);
}

static void
close_slopes(struct slopes *w)
{
	free(w->tmp);
	free(w->key);
	free(w->listed);
	free(w->p);
}

/* The k-th smallest, from 0. */
static double
slope_at(struct slopes *w, uint64_t k)
{
	if (w->listed != NULL)
		return select_kth(w->listed, w->pairs, k);
	return select_counted(slopes_count, w, k, -w->steepest, w->steepest);
}

int
fit_theil_sen(const double *x, const double *y, size_t n, struct fit_line *l)
{
	struct slopes w;
	double *rest, a, b;

	*l = (struct fit_line){ NAN, NAN };
	open_slopes(&w, x, y, n);
	if (w.pairs > 0) {
		a = slope_at(&w, (w.pairs - 1) / 2);
		b = w.pairs % 2 == 1 ? a : slope_at(&w, w.pairs / 2);
		l->slope = a + (b - a) / 2;
		rest = mem_calloc(n, sizeof(*rest));
		for (size_t i = 0; i < n; i++)
			rest[i] = y[i] - l->slope * x[i];
		l->intercept = select_median(rest, n);
		free(rest);
	}
	close_slopes(&w);
	return isnan(l->slope) ? -1 : 0;
}

int
fit_sen(const double *x, const double *y, size_t n, double s_lo, double s_hi,
	double *lo, double *hi)
{
	struct slopes w;
	double below, above;
	int rc = -1;

	open_slopes(&w, x, y, n);
	below = ceil(((double)w.pairs - s_hi) / 2) - 1;
	above = floor(((double)w.pairs - s_lo) / 2);
	if (below >= 0 && above < (double)w.pairs && below <= above) {
		*lo = slope_at(&w, (uint64_t)below);
		*hi = slope_at(&w, (uint64_t)above);
		rc = 0;
	}
	close_slopes(&w);
	return rc;
}

/*
 * From the right, the y beyond the candidate's segment are kept sorted; the
 * best c of a segment is their median, held within the segment.
 */
int
fit_plateau(const double *x, const double *y, size_t n, double *c, bool *found)
{
	double *beyond = mem_calloc(n + 1, sizeof(*beyond));
	double within = 0, best = INFINITY;

	*c = NAN;
	*found = false;
	for (size_t i = 0; i < n; i++)
		within += fabs(y[i] - x[i]);
	if (n > 0) {
		best = within;
		*c = x[n - 1];
	}
	for (size_t k = n; k-- > 0;) {
		size_t m = n - 1 - k, at = m;
		double lo = k > 0 ? x[k - 1] : 0, level, cost;

		for (; at > 0 && beyond[at - 1] > y[k]; at--)
			beyond[at] = beyond[at - 1];
		beyond[at] = y[k];
		within -= fabs(y[k] - x[k]);
		if (k > 0 && x[k - 1] == x[k])
			continue;
		level = beyond[m / 2];
		level = level < lo ? lo : level > x[k] ? x[k] : level;
		cost = within;
		for (size_t i = 0; i <= m; i++)
			cost += fabs(beyond[i] - level);
		/* Ties and rounding go to the larger c: fewer claims. */
		if (cost < best - 1e-9 * (1 + best)) {
			best = cost;
			*c = level;
			*found = level < x[n - 1];
		}
	}
	free(beyond);
	return n > 0 ? 0 : -1;
}
