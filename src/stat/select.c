/*
 * Medians of millions of values and of billions of pairs: the first by
 * selection in place, the second by bisection over the doubles themselves,
 * whose order is that of their bits as integers. That ends in at most 64
 * counts on the very member, where a bisection by halves would end between
 * two.
 */
#include "stat/select.h"

#include <math.h>
#include <string.h>

static void
swap(double *a, double *b)
{
	double t = *a;

	*a = *b;
	*b = t;
}

/* Below this, narrowing by a sample costs more than it saves. */
enum { SAMPLE_MIN = 600 };

static void
narrow(double *a, ptrdiff_t left, ptrdiff_t right, ptrdiff_t k)
{
	while (right > left) {
		ptrdiff_t i = left, j = right;
		double t;

		if (right - left > SAMPLE_MIN) {
			double n = (double)(right - left + 1);
			double m = (double)(k - left + 1), z = log(n);
			double s = 0.5 * exp(2 * z / 3);
			double sd = 0.5 * sqrt(z * s * (n - s) / n) *
				    (m < n / 2 ? -1 : 1);
			double lo = (double)k - m * s / n + sd;
			double hi = (double)k + (n - m) * s / n + sd;

			narrow(a, lo > (double)left ? (ptrdiff_t)lo : left,
			       hi < (double)right ? (ptrdiff_t)hi : right, k);
		}
		t = a[k];
		swap(&a[left], &a[k]);
		if (a[right] > t)
			swap(&a[right], &a[left]);
		while (i < j) {
			swap(&a[i], &a[j]);
			i++;
			j--;
			while (a[i] < t)
				i++;
			while (a[j] > t)
				j--;
		}
		if (a[left] == t) {
			swap(&a[left], &a[j]);
		} else {
			j++;
			swap(&a[j], &a[right]);
		}
		if (j <= k)
			left = j + 1;
		if (k <= j)
			right = j - 1;
	}
}

double
select_kth(double *a, size_t n, size_t k)
{
	narrow(a, 0, (ptrdiff_t)n - 1, (ptrdiff_t)k);
	return a[k];
}

double
select_median(double *a, size_t n)
{
	double hi = select_kth(a, n, n / 2), lo;

	if (n % 2 == 1)
		return hi;
	lo = a[0];
	for (size_t i = 1; i < n / 2; i++)
		lo = a[i] > lo ? a[i] : lo;
	return lo + (hi - lo) / 2;
}

/* Doubles in order as integers in order. */
static int64_t
rank_of(double x)
{
	int64_t i;

	x += 0.0; /* -0 is 0 */
	memcpy(&i, &x, sizeof(i));
	return i >= 0 ? i : INT64_MIN - i;
}

static double
double_of(int64_t r)
{
	double x;

	r = r >= 0 ? r : INT64_MIN - r;
	memcpy(&x, &r, sizeof(x));
	return x;
}

double
select_counted(uint64_t (*count)(void *ctx, double s), void *ctx, uint64_t k,
	       double lo, double hi)
{
	int64_t a = rank_of(lo), b = rank_of(hi);

	while (a < b) {
		/* Halves of a span that may not fit int64_t. */
		int64_t mid = a + (int64_t)(((uint64_t)b - (uint64_t)a) / 2);

		if (count(ctx, double_of(mid)) > k)
			b = mid;
		else
			a = mid + 1;
	}
	return double_of(a);
}

size_t
select_first(const double *x, size_t n, double v)
{
	size_t lo = 0, hi = n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (x[mid] < v)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

int
select_compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

int
select_compare_points(const void *a, const void *b)
{
	const struct select_point *p = a, *q = b;

	if (p->x != q->x)
		return p->x < q->x ? -1 : 1;
	return (p->y > q->y) - (p->y < q->y);
}
