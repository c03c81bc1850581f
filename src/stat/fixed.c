/*
 * There may be a thousand units and some tens of arms: units go by their
 * means, arms by one small system of equations, so that no matrix has a row a
 * question.
 */
#include "stat/fixed.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Relative size below which a pivot says "no more than the others do". */
#define RANK 1e-10

/*
 * Cholesky of the n x n a in place, lower half; a pivot that is nothing beside
 * its own diagonal leaves its row out. Returns the rank.
 */
static size_t
factor(double *a, size_t n)
{
	size_t rank = 0;

	for (size_t j = 0; j < n; j++) {
		double whole = a[j * n + j], pivot = whole;

		for (size_t k = 0; k < j; k++)
			pivot -= a[j * n + k] * a[j * n + k];
		if (!(pivot > RANK * whole)) {
			for (size_t i = 0; i < n; i++)
				a[i > j ? i * n + j : j * n + i] = 0;
			continue;
		}
		rank++;
		a[j * n + j] = sqrt(pivot);
		for (size_t i = j + 1; i < n; i++) {
			double v = a[i * n + j];

			for (size_t k = 0; k < j; k++)
				v -= a[i * n + k] * a[j * n + k];
			a[i * n + j] = v / a[j * n + j];
		}
	}
	return rank;
}

/* b becomes the solution; 0 for what was left out. */
static void
solve(const double *a, size_t n, double *b)
{
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < i; k++)
			b[i] -= a[i * n + k] * b[k];
		b[i] = a[i * n + i] > 0 ? b[i] / a[i * n + i] : 0;
	}
	for (size_t i = n; i-- > 0;) {
		for (size_t k = i + 1; k < n; k++)
			b[i] -= a[k * n + i] * b[k];
		b[i] = a[i * n + i] > 0 ? b[i] / a[i * n + i] : 0;
	}
}

/* What the fit keeps of a design: sizes of units, and the arms' equations. */
struct design {
	const struct fixed_in *in;
	double *size;   /* rows a unit */
	double *mean;   /* scratch, a unit */
	double *system; /* arms x arms, factored */
	double *level;  /* scratch, an arm */
	size_t rank, units;
};

static void
center(struct design *d, double *v)
{
	const struct fixed_in *in = d->in;

	memset(d->mean, 0, in->units * sizeof(*d->mean));
	for (size_t i = 0; i < in->n; i++)
		d->mean[in->unit[i]] += v[i] / d->size[in->unit[i]];
	for (size_t i = 0; i < in->n; i++)
		v[i] -= d->mean[in->unit[i]];
}

static void
design_make(struct design *d, const struct fixed_in *in)
{
	double *count = mem_calloc(in->units * in->arms, sizeof(*count));
	size_t arms = in->arms;

	*d = (struct design){ .in = in };
	d->size = mem_calloc(in->units, sizeof(*d->size));
	d->mean = mem_calloc(in->units, sizeof(*d->mean));
	d->system = mem_calloc(arms * arms, sizeof(*d->system));
	d->level = mem_calloc(arms, sizeof(*d->level));
	for (size_t i = 0; i < in->n; i++) {
		d->size[in->unit[i]]++;
		count[in->unit[i] * arms + in->arm[i]]++;
	}
	for (size_t u = 0; u < in->units; u++) {
		const double *c = count + u * arms;

		d->units += d->size[u] > 0;
		for (size_t a = 0; a < arms; a++) {
			if (c[a] == 0)
				continue;
			d->system[a * arms + a] += c[a];
			for (size_t b = 0; b < arms; b++)
				d->system[a * arms + b] -=
				    c[a] * c[b] / d->size[u];
		}
	}
	d->rank = factor(d->system, arms);
	free(count);
}

static void
design_free(struct design *d)
{
	free(d->size);
	free(d->mean);
	free(d->system);
	free(d->level);
}

/* v without what unit and arm explain, in memory of its own. */
static double *
residual(struct design *d, const double *v)
{
	const struct fixed_in *in = d->in;
	double *r = mem_calloc(in->n, sizeof(*r));

	memcpy(r, v, in->n * sizeof(*r));
	center(d, r);
	memset(d->level, 0, in->arms * sizeof(*d->level));
	for (size_t i = 0; i < in->n; i++)
		d->level[in->arm[i]] += r[i];
	solve(d->system, in->arms, d->level);
	for (size_t i = 0; i < in->n; i++)
		r[i] -= d->level[in->arm[i]];
	center(d, r);
	return r;
}

/* The j-th column of the inverse of what cross was factored from. */
static void
column(const double *cross, size_t k, size_t j, double *out)
{
	memset(out, 0, k * sizeof(*out));
	out[j] = 1;
	solve(cross, k, out);
}

static const uint32_t *
cluster_of(const struct fixed_in *in, size_t *n)
{
	*n = in->cluster != NULL ? in->clusters : in->units;
	return in->cluster != NULL ? in->cluster : in->unit;
}

/* The clusters that say something of a slope. */
static size_t
varying(const struct fixed_in *in, double *const *x, const double *cross)
{
	size_t n, some = 0;
	const uint32_t *cluster = cluster_of(in, &n);
	double *sum = mem_calloc(n, sizeof(*sum));

	for (size_t i = 0; i < in->n; i++)
		for (size_t j = 0; j < in->slopes; j++)
			sum[cluster[i]] +=
			    x[j][i] * x[j][i] / cross[j * in->slopes + j];
	for (size_t g = 0; g < n; g++)
		some += sum[g] > RANK;
	free(sum);
	return some;
}

/* The variances of the slopes from residuals e of columns x. */
static void
errors(const struct fixed_in *in, double *const *x, const double *e,
       const double *cross, struct fixed *f)
{
	size_t k = in->slopes, clusters;
	const uint32_t *cluster = cluster_of(in, &clusters);
	double(*sum)[FIXED_SLOPES] = mem_calloc(clusters, sizeof(*sum));
	double n = (double)in->n, left = n - (double)f->parameters;
	double g = (double)f->units, square = 0;
	double nested = left + (in->cluster == NULL ? g : 0);

	for (size_t i = 0; i < in->n; i++) {
		square += e[i] * e[i];
		for (size_t j = 0; j < k; j++)
			sum[cluster[i]][j] += x[j][i] * e[i];
	}
	for (size_t j = 0; j < k; j++) {
		double row[FIXED_SLOPES], v = 0;

		column(cross, k, j, row);
		for (size_t u = 0; u < clusters; u++) {
			double s = 0;

			for (size_t a = 0; a < k; a++)
				s += row[a] * sum[u][a];
			v += s * s;
		}
		f->se[j] = sqrt(v * g / (g - 1) * (n - 1) / left);
		f->se_nested[j] = f->se[j] * sqrt(left / nested);
		f->se_ols[j] = sqrt(square / left * row[j]);
	}
	free(sum);
}

int
fixed_fit(const struct fixed_in *in, struct fixed *f)
{
	double *x[FIXED_SLOPES] = { NULL }, *e;
	double cross[FIXED_SLOPES * FIXED_SLOPES] = { 0 };
	size_t k = in->slopes, n = in->n;
	struct design d;
	int rc = -1;

	design_make(&d, in);
	e = residual(&d, in->y);
	memset(f, 0, sizeof(*f));
	for (size_t j = 0; j < k; j++)
		x[j] = residual(&d, in->x[j]);
	for (size_t a = 0; a < k; a++) {
		double raw = 0;

		for (size_t i = 0; i < n; i++)
			raw += in->x[a][i] * in->x[a][i];
		for (size_t b = 0; b < k; b++)
			for (size_t i = 0; i < n; i++)
				cross[a * k + b] += x[a][i] * x[b][i];
		/* What rounding leaves of a constant is no variation. */
		if (!(cross[a * k + a] > RANK * raw))
			goto done;
		for (size_t i = 0; i < n; i++)
			f->slope[a] += x[a][i] * e[i];
	}
	f->units = d.units;
	f->parameters = d.units + d.rank + k;
	if (in->cluster != NULL) {
		f->units = varying(in, x, cross);
		f->parameters = d.rank + k;
	}
	if (factor(cross, k) < k || f->units < 2 || n <= f->parameters)
		goto done;
	solve(cross, k, f->slope);
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < k; j++)
			e[i] -= f->slope[j] * x[j][i];
	errors(in, x, e, cross, f);
	rc = 0;
done:
	for (size_t j = 0; j < k; j++)
		free(x[j]);
	free(e);
	design_free(&d);
	return rc;
}
