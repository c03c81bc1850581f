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
fit_line(const double *x, const double *y, size_t n, struct line *l)
{
	double mx = summary_mean(x, n), my = summary_mean(y, n);
	double xx = 0, xy = 0;

	for (size_t i = 0; i < n; i++) {
		xx += (x[i] - mx) * (x[i] - mx);
		xy += (x[i] - mx) * (y[i] - my);
	}
	*l = (struct line){ NAN, NAN };
	if (!(xx > 0))
		return -1;
	l->slope = xy / xx;
	l->intercept = my - l->slope * mx;
	return 0;
}

/*
 * The slopes in [lo, hi], and how many are below. Branches on the data would
 * be guessed wrong half of the time; every slope is stored and most are
 * overwritten.
 */
static size_t
slopes_between(const double *x, const double *y, size_t n, double lo, double hi,
	       double *room, size_t *below)
{
	size_t m = 0, less = 0;

	for (size_t i = 0; i + 1 < n; i++) {
		for (size_t j = i + 1; j < n; j++) {
			double s = (y[j] - y[i]) / (x[j] - x[i]);

			room[m] = s;
			m += (size_t)((s >= lo) & (s <= hi));
			less += (size_t)(s < lo);
		}
	}
	*below = less;
	return m;
}

double
fit_theil_sen_near(const double *x, const double *y, size_t n, double near,
		   double within, double *room)
{
	size_t all = n * (n - 1) / 2, below, m, k;
	double a, b;

	m = slopes_between(x, y, n, near - within, near + within, room, &below);
	if (below > (all - 1) / 2 || below + m <= all / 2) {
		m = slopes_between(x, y, n, -INFINITY, INFINITY, room, &below);
		return select_median(room, m);
	}
	k = all / 2 - below;
	a = select_kth(room, m, k);
	if (all % 2 == 1)
		return a;
	b = room[0];
	for (size_t i = 1; i < k; i++)
		b = room[i] > b ? room[i] : b;
	return b + (a - b) / 2;
}

struct point {
	double x, y;
};

static int
by_x_then_y(const void *a, const void *b)
{
	const struct point *p = a, *q = b;

	if (p->x != q->x)
		return p->x < q->x ? -1 : 1;
	return (p->y > q->y) - (p->y < q->y);
}

struct slopes {
	const struct point *p; /* by x, then y */
	size_t n;
	uint64_t equal; /* pairs of one and the same point */
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

/* The median slope of points sorted by x; -1 when there is none. */
static int
slope_counted(const struct point *p, size_t n, double *slope)
{
	double step = INFINITY, ymin = p[0].y, ymax = p[0].y, steepest, a, b;
	struct slopes w = { p, n, 0, NULL, NULL };
	uint64_t pairs = (uint64_t)n * (n - 1) / 2;

	for (size_t i = 1, run = 0, twins = 0; i < n; i++) {
		double dx = p[i].x - p[i - 1].x;

		run = dx > 0 ? 0 : run + 1;
		twins = dx > 0 || p[i].y != p[i - 1].y ? 0 : twins + 1;
		step = dx > 0 && dx < step ? dx : step;
		pairs -= run; /* of the same x with those before it */
		w.equal += twins;
		ymin = p[i].y < ymin ? p[i].y : ymin;
		ymax = p[i].y > ymax ? p[i].y : ymax;
	}
	if (pairs == 0)
		return -1;
	w.key = mem_calloc(n, sizeof(*w.key));
	w.tmp = mem_calloc(n, sizeof(*w.tmp));
	steepest = (ymax - ymin) / step;
	a = select_counted(slopes_count, &w, (pairs - 1) / 2, -steepest,
			   steepest);
	b = pairs % 2 == 1
		? a
		: select_counted(slopes_count, &w, pairs / 2, a, steepest);
	*slope = a + (b - a) / 2;
	free(w.tmp);
	free(w.key);
	return 0;
}

/* The same with every slope written down. */
static int
slope_listed(const struct point *p, size_t n, double *slope)
{
	double *s = mem_calloc(n * n / 2 + 1, sizeof(*s));
	size_t m = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t j = i + 1; j < n; j++)
			if (p[j].x > p[i].x)
				s[m++] = (p[j].y - p[i].y) / (p[j].x - p[i].x);
	if (m > 0)
		*slope = select_median(s, m);
	free(s);
	return m > 0 ? 0 : -1;
}

int
fit_theil_sen(const double *x, const double *y, size_t n, struct line *l)
{
	struct point *p;
	double *rest;
	int rc;

	*l = (struct line){ NAN, NAN };
	if (n < 2)
		return -1;
	p = mem_calloc(n, sizeof(*p));
	for (size_t i = 0; i < n; i++)
		p[i] = (struct point){ x[i], y[i] };
	qsort(p, n, sizeof(*p), by_x_then_y);
	rc = n <= SLOPES_MAX ? slope_listed(p, n, &l->slope)
			     : slope_counted(p, n, &l->slope);
	if (rc == 0) {
		rest = mem_calloc(n, sizeof(*rest));
		for (size_t i = 0; i < n; i++)
			rest[i] = y[i] - l->slope * x[i];
		l->intercept = select_median(rest, n);
		free(rest);
	}
	free(p);
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
