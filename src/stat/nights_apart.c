/*
 * That nights do not differ beyond their answers is taken for granted until
 * three tests of 0.05 % object: an estimate that is nothing but its own noise,
 * times the repeats that were asked to be rid of it, would undo what they
 * bought.
 */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "stat/dist.h"
#include "stat/nights_impl.h"
#include "stat/vec.h"

#define PI    3.14159265358979323846
#define APART 0.9995 /* a level: a night has six looks or more */

/*
 * What one answer's variance gives a night's mean at a target, beside the mean
 * over nights: by what is new with each, and by the cells in which one night
 * has other weights than the next.
 */
static double
spread(const struct nights_work *k, size_t i)
{
	double nights = (double)k->x->nights, sum = 0;
	double alike = fmax(k->alike, 0); /* a NaN is none */
	size_t cells;

	nights_cells(k, 0, i, &cells);
	for (size_t c = 0; c < cells && alike > 0; c++) {
		double p = 0, squares = 0;

		for (size_t j = 0; j < k->x->nights; j++) {
			double all = k->asked[j * k->n + i];
			size_t n = nights_cells(k, j, i, &cells)[c].n;
			double part = n > 0 ? (double)n / all : 0;

			p += part / nights;
			squares += part * part;
		}
		sum += (squares - nights * p * p) / (nights - 1);
	}
	return (1 - alike) * k->spot[i].often + alike * sum;
}

/* The lowest cosines along the curve, one after the other. */
static void
set_cosines(struct nights_work *k)
{
	size_t count = (size_t)(0.4 * cbrt((double)k->n * (double)k->n)) + 1;

	k->cosines = count > k->n ? k->n : count;
	k->cosine = mem_calloc(k->cosines * k->n, sizeof(*k->cosine));
	for (size_t c = 0; c < k->cosines; c++)
		for (size_t i = 0; i < k->n; i++)
			k->cosine[c * k->n + i] =
			    sqrt(c == 0 ? 1 : 2) *
			    cos(PI * (double)c * ((double)i + 0.5) /
				(double)k->n);
}

/*
 * Satterthwaite's degrees of freedom of one night's power in the lowest
 * cosines, of noise var[i] at each target: where it grows along the curve,
 * they are not independent.
 */
static double
power_df(const struct nights_work *k, const double *var)
{
	double trace = 0, square = 0;

	for (size_t a = 0; a < k->cosines; a++)
		for (size_t b = 0; b <= a; b++) {
			const double *x = k->cosine + a * k->n;
			const double *y = k->cosine + b * k->n;
			double sum = 0;

			for (size_t i = 0; i < k->n; i++)
				sum += var[i] * x[i] * y[i];
			trace += a == b ? sum : 0;
			square += (a == b ? 1 : 2) * sum * sum;
		}
	return square > 0 ? trace * trace / square : (double)k->cosines;
}

void
nights_set_within(struct nights_work *k)
{
	double square = 0, once = 0, nights = (double)k->x->nights;
	double *var = mem_calloc(k->n, sizeof(*var));

	k->within = 0;
	for (size_t i = 0; i < k->n; i++) {
		const struct nights_spot *s = &k->spot[i];
		double a = k->w * k->w * s->base_var;
		double df = s->base_df > 0 ? s->base_df : s->now_df;

		if (!nights_used(s))
			continue;
		once += a * s->often;
		a *= spread(k, i);
		k->within += var[i] = a;
		square += df > 0 ? a * a / df : 0;
	}
	k->within_df = square > 0 ? k->within * k->within / square : INFINITY;
	k->low_df = (nights - 1) * power_df(k, var);
	free(var);
	if (!isnan(k->alike) || !(once > 0))
		return;
	/* One answer a night: what nights leave alike is the cells'. */
	k->alike = fmax(0, 1 - k->all / once);
	k->alike_df = k->all_df;
	k->fresh = fmin(k->fresh, 1 - k->alike);
	k->within *= 1 - k->alike;
}

/* Residual of a night's mean at a target; 0 where it is no part of it. */
static double
residual(const struct nights_work *k, size_t night, size_t i)
{
	const struct nights_spot *s = &k->spot[i];
	double mean = 0;

	if (!nights_used(s) || s->nights < k->x->nights)
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
void
nights_set_between(struct nights_work *k)
{
	double nights = (double)k->x->nights, square = 0;
	double *r = mem_calloc(k->n * k->x->nights, sizeof(*r));
	double *a = mem_calloc(k->n, sizeof(*a));

	set_cosines(k);
	for (size_t j = 0; j < k->x->nights; j++) {
		for (size_t i = 0; i < k->n; i++) {
			double d = residual(k, j, i);

			r[j * k->n + i] = d;
			a[i] += d * d / (nights - 1);
		}
		for (size_t c = 0; c < k->cosines; c++) {
			double sum =
			    vec_dot(r + j * k->n, k->cosine + c * k->n, k->n);

			sum *= sum / (nights - 1);
			k->whole += c == 0 ? sum : 0;
			k->low += sum / (double)k->cosines;
		}
	}
	for (size_t i = 0; i < k->n; i++) {
		k->all += a[i];
		square += a[i] * a[i];
	}
	k->all_df = square > 0 ? (nights - 1) * k->all * k->all / square : 1;
	free(a);
	free(r);
}

/* By Wilson and Hilferty's cube (1931). */
bool
nights_exceeds(double var, double df, double of, double of_df, double level)
{
	double d = 1 / (1 / df + 1 / of_df), z = dist_normal_quantile(level);
	double q = 1 - 2 / (9 * d) + z * sqrt(2 / (9 * d));

	return var > of * q * q * q;
}

double
nights_apart(const struct nights_work *k, double *df)
{
	double most = fmax(k->low, k->all), var = 0;

	*df = k->low_df;
	if (!(k->within > 0))
		var = k->low;
	else if (nights_exceeds(k->all, k->all_df, k->within, k->within_df,
				APART) ||
		 nights_exceeds(k->low, k->low_df, k->within, k->within_df,
				APART))
		var = most - k->within;
	if (nights_exceeds(k->whole, (double)k->x->nights - 1,
			   var + (k->within > 0 ? k->within : 0), k->low_df,
			   APART)) {
		*df = (double)k->x->nights - 1;
		var = k->whole - (k->within > 0 ? k->within : 0);
	}
	return var;
}
