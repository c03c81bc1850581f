/*
 * Alpha goes by the coincidences of values, not by pairs of raters, so that
 * gaps need no special case: a unit with m scores counts each of its ordered
 * pairs 1 / (m - 1) times.
 */
#include "stat/agree.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "stat/select.h"

/* The different numbers among n, sorted, at v; returns how many. */
static size_t
distinct(const double *x, size_t n, double *v)
{
	size_t found = 0, kept = 0;

	for (size_t i = 0; i < n; i++)
		if (!isnan(x[i]))
			v[found++] = x[i];
	qsort(v, found, sizeof(*v), select_compare);
	for (size_t i = 0; i < found; i++)
		if (kept == 0 || v[i] != v[kept - 1])
			v[kept++] = v[i];
	return kept;
}

static size_t
place(const double *v, size_t k, double x)
{
	const double *at = bsearch(&x, v, k, sizeof(*v), select_compare);

	return (size_t)(at - v);
}

/* The squared distance of values c < d; mass[] is how often each stands. */
static double
distance(const double *v, const double *mass, size_t c, size_t d,
	 enum agree_scale scale)
{
	double between = 0;

	switch (scale) {
	case AGREE_ORDINAL:
		for (size_t g = c; g <= d; g++)
			between += mass[g];
		between -= (mass[c] + mass[d]) / 2;
		return between * between;
	case AGREE_INTERVAL:
		return (v[c] - v[d]) * (v[c] - v[d]);
	case AGREE_RATIO:
		between = (v[c] - v[d]) / (v[c] + v[d]);
		return between * between;
	case AGREE_NOMINAL:
	default:
		return 1;
	}
}

static size_t
scores_of(const double *row, size_t raters)
{
	size_t m = 0;

	for (size_t r = 0; r < raters; r++)
		m += isnan(row[r]) ? 0 : 1;
	return m;
}

/* Coincidences of the k values v, both halves of the table. */
static void
coincide(const double *score, size_t units, size_t raters, const double *v,
	 size_t k, double *o)
{
	for (size_t u = 0; u < units; u++) {
		const double *row = score + u * raters;
		size_t m = scores_of(row, raters);

		if (m < 2)
			continue;
		for (size_t a = 0; a < raters; a++)
			for (size_t b = 0; b < raters; b++)
				if (a != b && !isnan(row[a]) && !isnan(row[b]))
					o[place(v, k, row[a]) * k +
					  place(v, k, row[b])] +=
					    1 / ((double)m - 1);
	}
}

double
agree_alpha(const double *score, size_t units, size_t raters,
	    enum agree_scale scale)
{
	double *v = mem_calloc(units * raters + 1, sizeof(*v));
	size_t k = distinct(score, units * raters, v);
	double *o = mem_calloc(k * k + 1, sizeof(*o));
	double *mass = mem_calloc(k + 1, sizeof(*mass));
	double n = 0, seen = 0, expected = 0;

	coincide(score, units, raters, v, k, o);
	for (size_t c = 0; c < k; c++) {
		for (size_t d = 0; d < k; d++)
			mass[c] += o[c * k + d];
		n += mass[c];
	}
	for (size_t c = 0; c < k; c++) {
		for (size_t d = c + 1; d < k; d++) {
			double far = distance(v, mass, c, d, scale);

			seen += o[c * k + d] * far;
			expected += mass[c] * mass[d] * far;
		}
	}
	free(v);
	free(o);
	free(mass);
	return expected > 0 ? 1 - (n - 1) * seen / expected : (double)NAN;
}

static double
weighed(double a, double b, double span, enum agree_weight weight)
{
	double d = fabs(a - b) / span;

	if (weight == AGREE_EQUAL)
		return a != b;
	return weight == AGREE_LINEAR ? d : d * d;
}

double
agree_kappa(const double *a, const double *b, size_t n,
	    enum agree_weight weight)
{
	double lo = INFINITY, hi = -INFINITY, seen = 0, chance = 0, pairs = 0;

	for (size_t i = 0; i < n; i++) {
		if (isnan(a[i]) || isnan(b[i]))
			continue;
		lo = fmin(lo, fmin(a[i], b[i]));
		hi = fmax(hi, fmax(a[i], b[i]));
		pairs++;
	}
	for (size_t i = 0; i < n; i++) {
		if (isnan(a[i]) || isnan(b[i]))
			continue;
		seen += weighed(a[i], b[i], hi - lo, weight);
		for (size_t j = 0; j < n; j++)
			if (!isnan(a[j]) && !isnan(b[j]))
				chance += weighed(a[i], b[j], hi - lo, weight);
	}
	if (!(hi > lo) || !(chance > 0))
		return (double)NAN;
	return 1 - seen * pairs / chance;
}

double
agree_raw(const double *score, size_t units, size_t raters)
{
	double same = 0, pairs = 0;

	for (size_t u = 0; u < units; u++) {
		const double *row = score + u * raters;

		for (size_t a = 0; a < raters; a++) {
			for (size_t b = a + 1; b < raters; b++) {
				if (isnan(row[a]) || isnan(row[b]))
					continue;
				pairs++;
				same += row[a] == row[b];
			}
		}
	}
	return pairs > 0 ? same / pairs : (double)NAN;
}
