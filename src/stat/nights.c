/*
 * With a night of its own to compare with, a question needs no neighbours to
 * say what it would have been answered: no trend is fitted here, and a band of
 * 50 has hundreds of degrees of freedom where serial.c has five. Neighbours
 * only pool variances, which differ slowly, and, where nights do differ, their
 * lowest cosines give the noise's spectrum at zero, as there.
 */
#include "stat/nights.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"
#include "stat/nights_impl.h"

enum { AROUND = 6, FEW = 20 }; /* neighbours a side; degrees of freedom */

void
nights_add(struct nights_cell *c, double answer)
{
	double d = answer - c->mean;

	if (isnan(answer))
		return;
	c->n++;
	c->mean += d / c->n;
	c->ss += (float)(d * (answer - c->mean));
}

const struct nights_cell *
nights_cells(const struct nights_work *k, size_t night, size_t i, size_t *n)
{
	const size_t *first = &k->x->first[k->from + i];

	*n = first[1] - first[0];
	return k->x->v + night * k->x->stride + first[0];
}

/* One night's answers at one target: their mean, how many, squares about it,
 * and how many times the variance of one these are. */
static double
mean_of(const struct nights_work *k, size_t night, size_t i, double *n,
	double *ss, double *df)
{
	double mean = 0, cells = 0;
	size_t all;
	const struct nights_cell *y = nights_cells(k, night, i, &all);

	*n = *ss = 0;
	for (size_t c = 0; c < all; c++) {
		double more = (double)y[c].n, d = y[c].mean - mean;

		if (y[c].n == 0)
			continue;
		*ss += (double)y[c].ss + d * d * more * *n / (*n + more);
		*n += more;
		cells += more * more;
		mean += d * more / *n;
	}
	*df = *n > 0 ? k->fresh * (*n - 1) + (1 - k->fresh) * (*n - cells / *n)
		     : 0;
	return *n > 0 ? mean : NAN;
}

static void
set_spot(struct nights_work *k, size_t i)
{
	struct nights_spot *s = &k->spot[i];

	*s = (struct nights_spot){ 0 };
	s->now = mean_of(k, k->x->nights, i, &s->n, &s->now_ss, &s->now_df);
	for (size_t j = 0; j < k->x->nights; j++) {
		double n, ss, df, m = mean_of(k, j, i, &n, &ss, &df);

		k->m[j * k->n + i] = m;
		k->asked[j * k->n + i] = n;
		if (isnan(m))
			continue;
		s->base += n * m;
		s->total += n;
		s->often += 1 / n;
		s->nights++;
		s->base_ss += ss;
		s->base_df += df;
	}
	s->base /= s->total;
	s->often /= (double)s->nights;
}

/* Variances of repeats, pooled over the targets around. */
static void
pool(struct nights_work *k)
{
	for (size_t i = 0; i < k->n; i++) {
		size_t lo = i > AROUND ? i - AROUND : 0;
		size_t hi = i + AROUND < k->n ? i + AROUND : k->n - 1;
		double ss = 0, df = 0, base_ss = 0, base_df = 0;

		for (size_t j = lo; j <= hi; j++) {
			ss += k->spot[j].now_ss;
			df += k->spot[j].now_df;
			base_ss += k->spot[j].base_ss;
			base_df += k->spot[j].base_df;
		}
		k->spot[i].now_var = df > 0 ? ss / df : NAN;
		k->spot[i].base_var = base_df > 0 ? base_ss / base_df : NAN;
	}
}

/* Where one side has few repeats, or none, the other speaks for it. */
static void
lend(struct nights_work *k)
{
	double now = 0, base = 0;

	for (size_t i = 0; i < k->n; i++) {
		now += k->spot[i].now_df;
		base += k->spot[i].base_df;
	}
	for (size_t i = 0; i < k->n; i++) {
		struct nights_spot *s = &k->spot[i];

		if (isnan(s->base_var) || (base < FEW && now > base))
			s->base_var = s->now_var;
		if (isnan(s->now_var) || (now < FEW && base > now))
			s->now_var = s->base_var;
	}
}

/* A sum of estimated variances: Satterthwaite's degrees of freedom. */
struct sum {
	double var, square;
};

static void
add(struct sum *s, double var, double df)
{
	s->var += var;
	s->square += df > 0 ? var * var / df : 0;
}

struct joint_cell
nights_joint(const struct nights *x, size_t cell)
{
	const struct nights_cell *now = &x->v[x->nights * x->stride + cell];
	struct joint_cell y = { .now = now->mean, .n = (double)now->n };

	for (size_t k = 0; k < x->nights; k++) {
		const struct nights_cell *c = &x->v[k * x->stride + cell];

		if (c->n == 0)
			continue;
		y.nights++;
		y.answers += (double)c->n;
		y.base += (c->mean - y.base) * (double)c->n / y.answers;
	}
	return y;
}

struct joint_noise
nights_noise(const struct nights_work *k, size_t i)
{
	const struct nights_spot *s = &k->spot[i];

	return (struct joint_noise){ .now = fmax(s->now_var, 0),
				     .base = fmax(s->base_var, 0), /* of NaN */
				     .alike = fmax(k->alike, 0),
				     .fresh = k->fresh,
				     .kept = k->kept,
				     .again = k->x->again };
}

/* The growth at one target and its variance; cell: room for its cells. */
static void
add_target(struct nights_work *k, size_t i, struct joint_cell *cell,
	   struct sum *sum, struct nights_growth *g)
{
	const size_t *first = &k->x->first[k->from + i];
	struct nights_spot *s = &k->spot[i];
	struct joint_noise v = nights_noise(k, i);
	double w = k->w * k->w;
	struct joint j;

	for (size_t c = first[0]; c < first[1]; c++)
		cell[c - first[0]] = nights_joint(k->x, c);
	joint_of(cell, first[1] - first[0], &v, &j);
	s->growth = j.now - j.base;
	s->var = j.now_var + j.base_var;
	g->now += k->w * j.now;
	g->base += k->w * j.base;
	add(sum, w * j.now_var, s->now_df > 0 ? s->now_df : s->base_df);
	add(sum, w * j.base_var, s->base_df > 0 ? s->base_df : s->now_df);
	g->cells += (size_t)s->n;
	g->fixed += w * j.fixed;
	g->each += w * (j.now_var + j.base_var - j.fixed) * s->n;
}

static void
sum_up(struct nights_work *k, struct nights_growth *g)
{
	double df, var = nights_apart(k, &df), nights = (double)k->x->nights;
	struct joint_cell *cell = mem_calloc(k->x->stride + 1, sizeof(*cell));
	struct sum sum = { 0, 0 };

	g->apart = sqrt(fmax(var, 0));
	g->fixed = g->each = g->base = g->now = 0;
	for (size_t i = 0; i < k->n; i++)
		if (nights_used(&k->spot[i]))
			add_target(k, i, cell, &sum, g);
	var *= 1 + 1 / nights;
	add(&sum, var, df);
	g->fixed += var;
	var = nights_unlike(
	    k, var, sum.square > 0 ? sum.var * sum.var / sum.square : INFINITY,
	    &df);
	add(&sum, var, df);
	g->fixed += var;
	g->alike = k->alike;
	g->kept = k->kept;
	g->growth.value = g->now - g->base;
	g->growth.se = sqrt(sum.var);
	g->growth.df =
	    sum.square > 0 ? sum.var * sum.var / sum.square : k->low_df;
	free(cell);
}

void
nights_growth_of(const struct nights *x, size_t from, size_t to, double *sd,
		 struct nights_growth *g)
{
	struct nights_work k = {
		.x = x, .from = from, .n = to - from, .alike = NAN
	};

	*g = (struct nights_growth){ .base = NAN, .now = NAN, .alike = NAN };
	g->growth = (struct serial){ NAN, NAN, NAN };
	k.spot = mem_calloc(k.n + 1, sizeof(*k.spot));
	k.m = mem_calloc(k.n * x->nights + 1, sizeof(*k.m));
	k.asked = mem_calloc(k.n * x->nights + 1, sizeof(*k.asked));
	nights_set_shares(&k);
	for (size_t i = 0; i < k.n; i++) {
		set_spot(&k, i);
		g->targets += nights_used(&k.spot[i]);
	}
	k.w = 1 / (double)g->targets;
	pool(&k);
	lend(&k);
	if (g->targets > 0) {
		nights_set_between(&k);
		nights_set_within(&k);
		nights_set_kept(&k);
		sum_up(&k, g);
	}
	for (size_t i = 0; i < k.n && sd != NULL; i++)
		sd[i] = sqrt(k.spot[i].now_var);
	free(k.cosine);
	free(k.asked);
	free(k.m);
	free(k.spot);
}
