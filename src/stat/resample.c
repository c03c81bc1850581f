/*
 * Only what the trend leaves is moved: a drawn block brings its noise and not
 * its level. All values of a target move together, by the difference of the
 * two places on the trend, which keeps what its repeats have in common.
 */
#include "stat/resample.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/rng.h"
#include "stat/boot.h"
#include "stat/summary.h"
#include "stat/trend.h"

struct resample {
	const struct panel *p;
	double *fit, *left;   /* trend; means less trend */
	size_t *from, *first; /* of the drawn curve */
	double *v, *mean;
	size_t room; /* values v has room for */
	struct rng rng;
};

struct resample *
resample_new(const struct panel *p, uint64_t seed)
{
	struct resample *r = mem_calloc(1, sizeof(*r));
	struct trend t;

	r->p = p;
	r->fit = mem_calloc(p->n, sizeof(double));
	r->left = mem_calloc(p->n, sizeof(double));
	r->mean = mem_calloc(p->n, sizeof(double));
	r->from = mem_calloc(p->n, sizeof(size_t));
	r->first = mem_calloc(p->n + 1, sizeof(size_t));
	for (size_t i = 0; i < p->n; i++) {
		size_t k = panel_count(p, i);

		r->left[i] = summary_mean(p->v + p->first[i], k);
	}
	trend_open(&t, r->left, p->n);
	trend_values(&t, r->left, r->fit);
	trend_close(&t);
	for (size_t i = 0; i < p->n; i++)
		r->left[i] -= r->fit[i];
	r->room = p->first[p->n];
	r->v = mem_calloc(r->room, sizeof(double));
	rng_init(&r->rng, seed);
	return r;
}

void
resample_free(struct resample *r)
{
	if (r == NULL)
		return;
	free(r->v);
	free(r->first);
	free(r->from);
	free(r->mean);
	free(r->left);
	free(r->fit);
	free(r);
}

struct panel
resample_next(struct resample *r, const double **mean)
{
	const struct panel *p = r->p;
	size_t at = 0;

	boot_blocks(&r->rng, p->n, r->from);
	for (size_t i = 0; i < p->n; i++) {
		r->first[i] = at;
		at += panel_count(p, r->from[i]);
	}
	r->first[p->n] = at;
	if (at > r->room) {
		r->room = at + at / 8;
		r->v = mem_realloc(r->v, r->room, sizeof(double));
	}
	for (size_t i = 0; i < p->n; i++) {
		size_t s = r->from[i];
		double shift = r->fit[i] - r->fit[s];
		const double *v = p->v + p->first[s];
		double *to = r->v + r->first[i];

		for (size_t k = 0; k < panel_count(p, s); k++)
			to[k] = v[k] + shift;
		r->mean[i] = r->fit[i] + r->left[s];
	}
	*mean = r->mean;
	return (struct panel){ p->n, p->x, r->first, r->v, NULL };
}
