/*
 * With a night of its own to compare with, a question needs no neighbours to
 * say what it would have been answered: no trend is fitted here, and a band of
 * 50 has hundreds of degrees of freedom where serial.c has five. Neighbours
 * only pool variances, which differ slowly, and, where nights do differ, their
 * lowest cosines give the noise's spectrum at zero, as there.
 *
 * That nights do not differ is taken for granted until two tests of 0.25 %
 * object: an estimate that is nothing but its own noise, times the repeats
 * that were asked to be rid of it, would undo what they bought.
 */
#include "stat/nights.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"
#include "stat/dist.h"
#include "stat/joint.h"

enum { AROUND = 6, FEW = 20 }; /* neighbours a side; degrees of freedom */

#define PI       3.14159265358979323846
#define OBJECTS  0.9975 /* of each of the two tests */
#define AS_WHOLE 0.998  /* that a night moves all targets at once */

/* One target: its answers, and sums of squares within a night. */
struct spot {
	double now, base; /* means; of all answers */
	double n, total;  /* answers tonight; of the baseline */
	double often;     /* mean of 1 / answers, over its nights */
	size_t nights;    /* that have any */
	double now_ss, now_df, base_ss, base_df;
	double now_var, base_var; /* pooled */
};

struct work {
	const struct nights *x;
	size_t from, n; /* of the look */
	struct spot *spot;
	double *m;    /* nights x n: means, NaN: none */
	double w;     /* of a target: 1 / how many are used */
	double alike; /* NaN: cannot be told */
	/* Variance of one night's mean: of its answers, of all there is; and
	 * degrees of freedom. */
	double within, within_df, all, all_df, low, low_df, whole;
};

static bool
used(const struct spot *s)
{
	return s->n > 0 && s->total > 0;
}

static double
value(const struct nights *x, size_t night, size_t cell)
{
	return x->v[night * x->stride + cell];
}

/* One night's answers at one target. */
static double
mean_of(const struct nights *x, size_t night, size_t i, double *n, double *ss)
{
	double sum = 0, mean;

	*n = *ss = 0;
	for (size_t c = x->first[i]; c < x->first[i + 1]; c++) {
		double v = value(x, night, c);

		if (!isnan(v)) {
			sum += v;
			++*n;
		}
	}
	mean = sum / *n;
	for (size_t c = x->first[i]; c < x->first[i + 1]; c++) {
		double d = value(x, night, c) - mean;

		*ss += isnan(d) ? 0 : d * d;
	}
	return *n > 0 ? mean : NAN;
}

static void
set_spot(struct work *k, size_t i)
{
	const struct nights *x = k->x;
	struct spot *s = &k->spot[i];
	double ss;

	*s = (struct spot){ 0 };
	s->now = mean_of(x, x->nights, k->from + i, &s->n, &ss);
	s->now_ss = ss;
	s->now_df = s->n > 1 ? s->n - 1 : 0;
	for (size_t j = 0; j < x->nights; j++) {
		double n, m = mean_of(x, j, k->from + i, &n, &ss);

		k->m[j * k->n + i] = m;
		if (isnan(m))
			continue;
		s->base += n * m;
		s->total += n;
		s->often += 1 / n;
		s->nights++;
		s->base_ss += ss;
		s->base_df += n - 1;
	}
	s->base /= s->total;
	s->often /= (double)s->nights;
}

/* Variances of repeats, pooled over the targets around. */
static void
pool(struct work *k)
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
lend(struct work *k)
{
	double now = 0, base = 0;

	for (size_t i = 0; i < k->n; i++) {
		now += k->spot[i].now_df;
		base += k->spot[i].base_df;
	}
	for (size_t i = 0; i < k->n; i++) {
		struct spot *s = &k->spot[i];

		if (isnan(s->base_var) || (base < FEW && now > base))
			s->base_var = s->now_var;
		if (isnan(s->now_var) || (now < FEW && base > now))
			s->now_var = s->base_var;
	}
}

/*
 * What repeats of one night differ by, and what is left of it when each cell
 * is held against itself over the nights: two-way analysis of variance over
 * the cells that every night has.
 */
static void
set_alike(struct work *k)
{
	const struct nights *x = k->x;
	double nights = (double)x->nights, ss = 0, df = 0, own = 0, own_df = 0;
	double *cell = mem_calloc(x->stride + 1, sizeof(*cell));

	for (size_t i = k->from; i < k->from + k->n; i++) {
		double n = 0;

		for (size_t c = x->first[i]; c < x->first[i + 1]; c++) {
			cell[c] = 0;
			for (size_t j = 0; j < x->nights; j++)
				cell[c] += value(x, j, c) / nights;
			n += !isnan(cell[c]);
		}
		if (n < 2)
			continue;
		for (size_t j = 0; j < x->nights; j++) {
			double m = 0, grand = 0;

			for (size_t c = x->first[i]; c < x->first[i + 1]; c++) {
				m += isnan(cell[c]) ? 0 : value(x, j, c) / n;
				grand += isnan(cell[c]) ? 0 : cell[c] / n;
			}
			for (size_t c = x->first[i]; c < x->first[i + 1]; c++) {
				double d = value(x, j, c) - m;
				double r = d - (cell[c] - grand);

				ss += isnan(cell[c]) ? 0 : d * d;
				own += isnan(cell[c]) ? 0 : r * r;
			}
		}
		df += nights * (n - 1);
		own_df += (nights - 1) * (n - 1);
	}
	free(cell);
	if (df > 0)
		k->alike = ss > 0 ? fmax(0, 1 - own / own_df / (ss / df)) : 0;
}

/* The variance of a night's mean that its answers alone give it. */
static void
set_within(struct work *k)
{
	double square = 0;

	k->within = 0;
	for (size_t i = 0; i < k->n; i++) {
		const struct spot *s = &k->spot[i];
		double a = k->w * k->w * s->base_var * s->often;
		double df = s->base_df > 0 ? s->base_df : s->now_df;

		if (!used(s))
			continue;
		k->within += a;
		square += df > 0 ? a * a / df : 0;
	}
	k->within_df = square > 0 ? k->within * k->within / square : INFINITY;
	/* One answer a night: what nights leave alike is the cells'. */
	if (isnan(k->alike) && k->within > 0)
		k->alike = fmax(0, 1 - k->all / k->within);
	if (k->alike > 0)
		k->within *= 1 - k->alike;
}

/* Residual of a night's mean at a target; 0 where it is no part of it. */
static double
residual(const struct work *k, size_t night, size_t i)
{
	const struct spot *s = &k->spot[i];
	double mean = 0;

	if (!used(s) || s->nights < k->x->nights)
		return 0;
	for (size_t j = 0; j < k->x->nights; j++)
		mean += k->m[j * k->n + i] / (double)k->x->nights;
	return k->w * (k->m[night * k->n + i] - mean);
}

/*
 * What nights differ by: at each target alone, and the power of the lowest
 * cosines, the constant among them, which knows of neighbours that move
 * together.
 */
static void
set_between(struct work *k)
{
	size_t count = (size_t)(0.4 * cbrt((double)k->n * (double)k->n)) + 1;
	double nights = (double)k->x->nights, square = 0;
	double *r = mem_calloc(k->n * k->x->nights, sizeof(*r));
	double *a = mem_calloc(k->n, sizeof(*a));

	if (count > k->n)
		count = k->n;
	for (size_t j = 0; j < k->x->nights; j++) {
		for (size_t i = 0; i < k->n; i++) {
			double d = residual(k, j, i);

			r[j * k->n + i] = d;
			a[i] += d * d / (nights - 1);
		}
		for (size_t c = 0; c < count; c++) {
			double sum = 0;

			for (size_t i = 0; i < k->n; i++)
				sum += r[j * k->n + i] *
				       cos(PI * (double)c * ((double)i + 0.5) /
					   (double)k->n);
			sum *= sum * (c == 0 ? 1 : 2);
			k->whole += c == 0 ? sum / (nights - 1) : 0;
			k->low += sum / (nights - 1) / (double)count;
		}
	}
	for (size_t i = 0; i < k->n; i++) {
		k->all += a[i];
		square += a[i] * a[i];
	}
	k->all_df = square > 0 ? (nights - 1) * k->all * k->all / square : 1;
	k->low_df = (nights - 1) * (double)count;
	free(a);
	free(r);
}

/* Whether a variance is above what chi squared lets it be, by Wilson and
 * Hilferty's cube (1931). */
static bool
exceeds(double var, double df, double of, double of_df, double level)
{
	double d = 1 / (1 / df + 1 / of_df), z = dist_normal_quantile(level);
	double q = 1 - 2 / (9 * d) + z * sqrt(2 / (9 * d));

	return var > of * q * q * q;
}

/* What nights differ by beyond their answers; its degrees of freedom. */
static double
apart(const struct work *k, double *df)
{
	double most = fmax(k->low, k->all), var = 0;

	*df = k->low_df;
	if (!(k->within > 0))
		var = k->low;
	else if (exceeds(k->all, k->all_df, k->within, k->within_df, OBJECTS) ||
		 exceeds(k->low, k->low_df, k->within, k->within_df, OBJECTS))
		var = most - k->within;
	if (exceeds(k->whole, (double)k->x->nights - 1,
		    var + (k->within > 0 ? k->within : 0), k->low_df,
		    AS_WHOLE)) {
		*df = (double)k->x->nights - 1;
		var = k->whole - (k->within > 0 ? k->within : 0);
	}
	return var;
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

/* Cell c of all nights. */
static struct joint_cell
cell_of(const struct nights *x, size_t c)
{
	struct joint_cell y = { .now = value(x, x->nights, c) };

	for (size_t k = 0; k < x->nights; k++) {
		double v = value(x, k, c);

		y.base += isnan(v) ? 0 : v;
		y.nights += !isnan(v);
	}
	y.base /= y.nights;
	return y;
}

/* The growth at one target and its variance; cell: room for its cells. */
static void
add_target(const struct work *k, size_t i, struct joint_cell *cell,
	   struct sum *sum, struct nights_growth *g)
{
	const size_t *first = &k->x->first[k->from + i];
	const struct spot *s = &k->spot[i];
	double w = k->w * k->w, now = fmax(s->now_var, 0);
	double base = fmax(s->base_var, 0); /* a NaN is none */
	struct joint j;

	for (size_t c = first[0]; c < first[1]; c++)
		cell[c - first[0]] = cell_of(k->x, c);
	joint_of(cell, first[1] - first[0], now, base, fmax(k->alike, 0), &j);
	g->now += k->w * j.now;
	g->base += k->w * j.base;
	add(sum, w * j.now_var, s->now_df > 0 ? s->now_df : s->base_df);
	add(sum, w * j.base_var, s->base_df > 0 ? s->base_df : s->now_df);
	g->cells += (size_t)s->n;
	g->fixed += w * j.fixed;
	g->each += w * (j.now_var + j.base_var - j.fixed) * s->n;
}

static void
sum_up(struct work *k, struct nights_growth *g)
{
	double df, var = apart(k, &df), nights = (double)k->x->nights;
	struct joint_cell *cell = mem_calloc(k->x->stride + 1, sizeof(*cell));
	struct sum sum = { 0, 0 };

	g->alike = k->alike;
	g->apart = sqrt(fmax(var, 0));
	g->fixed = g->each = g->base = g->now = 0;
	for (size_t i = 0; i < k->n; i++)
		if (used(&k->spot[i]))
			add_target(k, i, cell, &sum, g);
	add(&sum, var * (1 + 1 / nights), df);
	g->fixed += var * (1 + 1 / nights);
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
	struct work k = { .x = x, .from = from, .n = to - from, .alike = NAN };

	*g = (struct nights_growth){ .base = NAN, .now = NAN, .alike = NAN };
	g->growth = (struct serial){ NAN, NAN, NAN };
	k.spot = mem_calloc(k.n + 1, sizeof(*k.spot));
	k.m = mem_calloc(k.n * x->nights + 1, sizeof(*k.m));
	for (size_t i = 0; i < k.n; i++) {
		set_spot(&k, i);
		g->targets += used(&k.spot[i]);
	}
	k.w = 1 / (double)g->targets;
	pool(&k);
	lend(&k);
	if (g->targets > 0) {
		set_alike(&k);
		set_between(&k);
		set_within(&k);
		sum_up(&k, g);
	}
	for (size_t i = 0; i < k.n && sd != NULL; i++)
		sd[i] = sqrt(k.spot[i].now_var);
	free(k.m);
	free(k.spot);
}
