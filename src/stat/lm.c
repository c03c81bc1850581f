/*
 * Modified Gram and Schmidt, each column made orthogonal twice: tables of
 * recipes have a few dozen rows, and what matters is that a column the others
 * give is seen to be one.
 */
#include "stat/lm.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "stat/vec.h"

#define ALIASED 1e-9 /* of a column's length, as small as R's 1e-7 squared */

/* Column j of q and r from that of x; whether it is one of its own. */
static int
column(const double *x, double *q, double *r, size_t n, size_t p, size_t j,
       const int *kept)
{
	double *to = q + j * n, before, after;

	memcpy(to, x + j * n, n * sizeof(*to));
	before = sqrt(vec_dot(to, to, n));
	for (int round = 0; round < 2; round++)
		for (size_t k = 0; k < j; k++) {
			double c = kept[k] ? vec_dot(q + k * n, to, n) : 0;

			r[k * p + j] += c;
			for (size_t i = 0; i < n; i++)
				to[i] -= c * q[k * n + i];
		}
	after = sqrt(vec_dot(to, to, n));
	if (!(after > before * ALIASED) || before == 0)
		return 0;
	for (size_t i = 0; i < n; i++)
		to[i] /= after;
	r[j * p + j] = after;
	return 1;
}

/* R z = rhs from below, over the columns kept. */
static void
solve(const double *r, const int *kept, size_t p, const double *rhs, double *z)
{
	for (size_t j = p; j-- > 0;) {
		double sum = rhs[j];

		z[j] = 0;
		if (!kept[j])
			continue;
		for (size_t k = j + 1; k < p; k++)
			sum -= kept[k] ? r[j * p + k] * z[k] : 0;
		z[j] = sum / r[j * p + j];
	}
}

/* The rows of the inverse of R, whose lengths are the scales. */
static void
set_scales(struct lm *m, const double *r, const int *kept, size_t p)
{
	double *unit = mem_calloc(2 * p + 1, sizeof(*unit)), *z = unit + p;

	for (size_t j = 0; j < p; j++)
		m->scale[j] = kept[j] ? 0 : NAN;
	for (size_t k = 0; k < p; k++) {
		if (!kept[k])
			continue;
		memset(unit, 0, p * sizeof(*unit));
		unit[k] = 1;
		solve(r, kept, p, unit, z);
		for (size_t j = 0; j < p; j++)
			m->scale[j] += kept[j] ? z[j] * z[j] : 0;
	}
	for (size_t j = 0; j < p; j++)
		m->scale[j] = sqrt(m->scale[j]);
	free(unit);
}

void
lm_fit(struct lm *m, const double *x, const double *y, size_t n, size_t p)
{
	double *q = mem_calloc(n * p + 1, sizeof(*q));
	double *r = mem_calloc(p * p + 1, sizeof(*r));
	double *rest = mem_calloc(n + 1, sizeof(*rest));
	double *c = mem_calloc(p + 1, sizeof(*c));
	int *kept = mem_calloc(p + 1, sizeof(*kept));

	m->b = mem_calloc(p + 1, sizeof(*m->b));
	m->scale = mem_calloc(p + 1, sizeof(*m->scale));
	m->rank = 0;
	memcpy(rest, y, n * sizeof(*rest));
	for (size_t j = 0; j < p; j++) {
		kept[j] = column(x, q, r, n, p, j, kept);
		if (!kept[j])
			continue;
		m->rank++;
		c[j] = vec_dot(q + j * n, rest, n);
		for (size_t i = 0; i < n; i++)
			rest[i] -= c[j] * q[j * n + i];
	}
	m->rss = vec_dot(rest, rest, n);
	solve(r, kept, p, c, m->b);
	for (size_t j = 0; j < p; j++)
		if (!kept[j])
			m->b[j] = NAN;
	set_scales(m, r, kept, p);
	free(q);
	free(r);
	free(rest);
	free(c);
	free(kept);
}

void
lm_fini(struct lm *m)
{
	free(m->b);
	free(m->scale);
}
