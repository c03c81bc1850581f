/*
 * serial: the standard error of a mean of dependent neighbours on a trend.
 *
 * The answers of a curve, one number for each target in order, have a smooth
 * trend (a model falls short more and more), noise that may grow with the
 * target, and neighbours that resemble one another. A trend is not noise,
 * and this noise is not independent: s / sqrt(n) is wrong twice, and so is a
 * bootstrap of short blocks. What is needed is the noise's spectrum at zero.
 *
 * It is estimated as the mean power in the lowest cosines along the curve
 * (Mueller 2004; Lazarus, Lewis, Stock and Watson
 * 2018, "HAR inference"). The trend (trend.h) is taken out first; what it takes
 * from each cosine, and how much less power there is in the higher ones, is
 * reckoned with trend.h's working model, which allows for 0.7 n^(2/3) of them.
 * Their power is drawn towards what the innovations of the whole curve make of
 * it, which are believed for up to 6 degrees of freedom: weights that lie on
 * few targets leave few cosines to tell their noise by. Degrees of freedom are
 * Satterthwaite's, and these. Under 10 targets this is exactly the classical t.
 *
 * Its coverage is measured by `make study`.
 */
#ifndef STAT_SERIAL_H
#define STAT_SERIAL_H

#include <stddef.h>

#include "stat/interval.h"

struct serial {
	double value; /* sum w y */
	double se;    /* NaN: not enough data */
	double df;    /* degrees of freedom of se */
};

/*
 * The linear statistic sum w[i] y[i], y in order of target; w NULL is 1 / n,
 * the mean. -1 when n < 2: not enough data, se and df are NaN.
 */
int serial_of(const double *y, const double *w, size_t n, struct serial *s);

/* Half the width of a central interval: t(df) * se; 0.95 for 95 %. */
double serial_half(const struct serial *s, double level);

/* The central interval of value; none when there is no se. */
struct interval serial_interval(const struct serial *s, double level);

/*
 * The interval of a share p of n answers to so many questions, from the error
 * of a mean: Wilson's for as many independent answers as would have it (Korn
 * and Graubard 1998, with Wilson's instead of the exact interval):
 *
 *   n = p (1 - p) / se^2 * (z / t(df))^2
 *
 * Where all agree there is no variance to go by; n is then how many questions
 * were asked. No more than 64 times the answers are believed.
 */
struct interval serial_share(double p, double n, double questions,
			     const struct serial *s, double level);

/*
 * The smallest true difference that a one-sided test at `alpha` will see with
 * probability `power` when this design is run again:
 *
 *   (t + z sqrt(1 + 1.5 t^2 / df)) se,   t = t(1 - alpha, df), z = z(power)
 *
 * The root is there because the next run's se is another estimate, as this
 * one is: each has the relative error 1 / sqrt(2 df), and half as much again
 * because trend, scale and rho are estimated too (the study's table).
 */
double serial_detectable(const struct serial *s, double alpha, double power);

#endif
