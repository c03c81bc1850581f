/*
 * Everything runs in n log n: the pairs behind a shift or a tau are counted by
 * merge or by two fingers and never written down, so that a bootstrap may ask
 * for thousands. p is exact where that is a short table; beyond, it is R's
 * approximation to the letter, so that anybody can check it.
 */
#include "stat/rank.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "stat/dist.h"
#include "stat/select.h"

enum { EXACT_MAX = 25 };

static int
by_size(const void *a, const void *b)
{
	double x = fabs(*(const double *)a), y = fabs(*(const double *)b);

	return (x > y) - (x < y);
}

/*
 * P(V <= v) under the null: the number of subsets of {1..n} with sum s is
 * built one rank at a time.
 */
static double
exact_cdf(size_t n, size_t v)
{
	double ways[EXACT_MAX * (EXACT_MAX + 1) / 2 + 1] = { 1 }, sum = 0;
	size_t top = 0;

	for (size_t r = 1; r <= n; r++) {
		top += r;
		for (size_t s = top; s >= r; s--)
			ways[s] += ways[s - r];
	}
	for (size_t s = 0; s <= v && s <= top; s++)
		sum += ways[s];
	return ldexp(sum, -(int)n);
}

static void
two_sided(struct rank_wilcoxon *w, double ties)
{
	double n = (double)w->n, total = n * (n + 1) / 2;
	double d = w->v - total / 2;
	double var = n * (n + 1) * (2 * n + 1) / 24 - ties / 48;
	double step = d > 0 ? 0.5 : d < 0 ? -0.5 : 0;
	double p;

	w->effect = 2 * w->v / total - 1;
	w->z = (d - step) / sqrt(var);
	if (w->exact)
		p = 2 * exact_cdf(w->n, (size_t)(d > 0 ? total - w->v : w->v));
	else
		p = 2 * dist_normal_cdf(-fabs(w->z));
	w->p = p < 1 ? p : 1;
}

int
rank_wilcoxon(const double *x, size_t n, struct rank_wilcoxon *w)
{
	double *d = mem_calloc(n + 1, sizeof(*d)), ties = 0;
	size_t m = 0;

	*w = (struct rank_wilcoxon){ .z = NAN, .p = NAN, .effect = NAN };
	for (size_t i = 0; i < n; i++)
		if (x[i] != 0)
			d[m++] = x[i];
	qsort(d, m, sizeof(*d), by_size);
	for (size_t i = 0, end; i < m; i = end) {
		double len, rank;

		for (end = i + 1; end < m && fabs(d[end]) == fabs(d[i]);)
			end++;
		len = (double)(end - i);
		rank = (double)(i + end + 1) / 2;
		ties += len * len * len - len;
		for (size_t k = i; k < end; k++)
			w->v += d[k] > 0 ? rank : 0;
	}
	free(d);
	w->n = m;
	if (m == 0)
		return -1;
	w->exact = m <= EXACT_MAX && ties == 0;
	two_sided(w, ties);
	return 0;
}

struct walsh {
	const double *x; /* sorted */
	size_t n;
};

/* Pairs i <= j with x[i] + x[j] <= s. */
static uint64_t
walsh_count(void *ctx, double s)
{
	const struct walsh *w = ctx;
	size_t j = w->n;
	uint64_t count = 0;

	for (size_t i = 0; i < w->n; i++) {
		while (j > i && w->x[i] + w->x[j - 1] > s)
			j--;
		if (j <= i)
			break;
		count += j - i;
	}
	return count;
}

double
rank_hodges_lehmann_sorted(const double *sorted, size_t n)
{
	struct walsh w = { sorted, n };
	uint64_t pairs = (uint64_t)n * (n + 1) / 2;
	double lo, hi, a, b;

	if (n == 0)
		return NAN;
	lo = 2 * sorted[0];
	hi = 2 * sorted[n - 1];
	a = select_counted(walsh_count, &w, (pairs - 1) / 2, lo, hi);
	if (pairs % 2 == 1 || walsh_count(&w, a) > pairs / 2)
		return a / 2;
	b = select_counted(walsh_count, &w, pairs / 2, a, hi);
	return (a + b) / 4;
}

double
rank_hodges_lehmann(const double *x, size_t n)
{
	double *sorted, hl;

	if (n == 0)
		return NAN;
	sorted = mem_calloc(n, sizeof(*sorted));
	memcpy(sorted, x, n * sizeof(*x));
	qsort(sorted, n, sizeof(*sorted), select_compare);
	hl = rank_hodges_lehmann_sorted(sorted, n);
	free(sorted);
	return hl;
}

/* Sorts y[0..n) and counts the exchanges a bubble sort would make. */
static uint64_t
exchanges(double *y, double *tmp, size_t n)
{
	uint64_t count = 0;

	for (size_t width = 1; width < n; width *= 2) {
		for (size_t lo = 0; lo < n; lo += 2 * width) {
			size_t mid = lo + width < n ? lo + width : n;
			size_t hi = mid + width < n ? mid + width : n;
			size_t i = lo, j = mid, k = lo;

			while (i < mid && j < hi) {
				if (y[j] < y[i]) {
					count += mid - i;
					tmp[k++] = y[j++];
				} else {
					tmp[k++] = y[i++];
				}
			}
			while (i < mid)
				tmp[k++] = y[i++];
			while (j < hi)
				tmp[k++] = y[j++];
		}
		memcpy(y, tmp, n * sizeof(*y));
	}
	return count;
}

static double
pairs_of(size_t run)
{
	return (double)run * ((double)run - 1) / 2;
}

/* Pairs of equal numbers among sorted ones. */
static double
tied(const double *sorted, size_t n)
{
	double pairs = 0;
	size_t run = 1;

	for (size_t i = 1; i <= n; i++) {
		bool same = i < n && sorted[i] == sorted[i - 1];

		pairs += same ? 0 : pairs_of(run);
		run = same ? run + 1 : 1;
	}
	return pairs;
}

void
rank_scores(const double *y, size_t n, double *out)
{
	struct select_point *p = mem_calloc(n + 1, sizeof(*p));

	for (size_t i = 0; i < n; i++)
		p[i] = (struct select_point){ y[i], (double)i };
	qsort(p, n, sizeof(*p), select_compare_points);
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && p[end].x == p[i].x;)
			end++;
		for (size_t k = i; k < end; k++)
			out[(size_t)p[k].y] = (double)(i + end) - (double)n;
	}
	free(p);
}

double
rank_kendall(const double *x, const double *y, size_t n)
{
	struct select_point *p = mem_calloc(n + 1, sizeof(*p));
	double *ys = mem_calloc(n + 1, sizeof(*ys));
	double *tmp = mem_calloc(n + 1, sizeof(*tmp));
	double all = n > 1 ? pairs_of(n) : 0;
	double in_x = 0, in_y, in_both = 0, swaps, tau = NAN;
	size_t run_x = 1, run_both = 1;

	for (size_t i = 0; i < n; i++)
		p[i] = (struct select_point){ x[i], y[i] };
	qsort(p, n, sizeof(*p), select_compare_points);
	for (size_t i = 1; i <= n; i++) {
		bool same_x = i < n && p[i].x == p[i - 1].x;
		bool same = same_x && p[i].y == p[i - 1].y;

		in_x += same_x ? 0 : pairs_of(run_x);
		in_both += same ? 0 : pairs_of(run_both);
		run_x = same_x ? run_x + 1 : 1;
		run_both = same ? run_both + 1 : 1;
		ys[i - 1] = p[i - 1].y;
	}
	swaps = (double)exchanges(ys, tmp, n);
	in_y = tied(ys, n);
	if (all > in_x && all > in_y)
		tau = (all - in_x - in_y + in_both - 2 * swaps) /
		      (sqrt(all - in_x) * sqrt(all - in_y));
	/* Two roots multiplied may be a little less than what they are of. */
	tau = isnan(tau) ? tau : fmin(1, fmax(-1, tau));
	free(tmp);
	free(ys);
	free(p);
	return tau;
}

size_t
rank_inversions(const double *y, size_t n)
{
	size_t count = 0;

	for (size_t i = 1; i < n; i++)
		count += y[i] < y[i - 1];
	return count;
}

/* ---- Spearman ---------------------------------------------------------- */

double
rank_spearman(const double *x, const double *y, size_t n)
{
	double *r = mem_calloc(2 * n + 1, sizeof(*r)), *s = r + n;
	double rr = 0, ss = 0, rs = 0;

	if (n >= 3) {
		rank_scores(x, n, r);
		rank_scores(y, n, s);
	}
	for (size_t i = 0; i < n; i++) {
		rr += r[i] * r[i];
		ss += s[i] * s[i];
		rs += r[i] * s[i];
	}
	free(r);
	return rr > 0 && ss > 0 ? rs / sqrt(rr * ss) : (double)NAN;
}

struct interval
rank_spearman_interval(double rho, size_t n, size_t held, double level)
{
	double z = atanh(rho), se;

	if (isnan(rho) || n < 4 + held)
		return interval_none();
	if (fabs(rho) >= 1)
		return (struct interval){ rho, rho };
	se = sqrt((1 + rho * rho / 2) / (double)(n - 3 - held)) *
	     dist_normal_reach(level);
	return (struct interval){ tanh(z - se), tanh(z + se) };
}
