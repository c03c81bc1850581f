/*
 * control: a self-starting control chart and CUSUM (Hawkins and Olwell,
 * Cumulative Sum Charts and Charting for Quality Improvement, 1998, ch. 7).
 *
 * With ten nights to learn from, a chart that takes their mean and sigma for
 * the truth raises a false alarm in every third month. Here each value is
 * held against all before it, by a quantile that knows how few those are:
 *
 *   T = (x - mean) / (s sqrt(1 + 1/n)),  u = normal quantile of t(n - 1)'s P(T)
 *
 * where mean, s and n are of the values so far. While nothing changes u is
 * standard normal and independent from value to value, whatever n. Values
 * that raise a signal are not learnt from.
 *
 *   CUSUM up = max(0, up + u - 1/2), down likewise with -u.
 *
 * Limits are such that all lines of a chart together have one false alarm in
 * about 365 values: half of it for single values beyond the limits, half for
 * the CUSUM, whose decision is ln(730 lines) - 1.166 (Siegmund's
 * approximation of the run length, inverted).
 */
#ifndef STAT_CONTROL_H
#define STAT_CONTROL_H

#include <stddef.h>

enum control_signal {
	CONTROL_QUIET,
	CONTROL_ABOVE, /* this value, by itself */
	CONTROL_BELOW,
	CONTROL_DRIFT_UP, /* the sum of the last ones */
	CONTROL_DRIFT_DOWN,
};

struct control {
	size_t warmup;          /* values to learn from before judging */
	double limit, decision; /* of u and of the CUSUM */
	size_t n;               /* values learnt from */
	double mean, squares;   /* of them; squares about the mean */
	double up, down;
};

/* NaN where there is none yet. */
struct control_point {
	double centre, lower, upper; /* what x was held against */
	double up, down;
	enum control_signal signal;
};

/* warmup at least 3; lines is how many charts share the false alarms. */
void control_init(struct control *c, size_t warmup, size_t lines);

/*
 * The next value. least is the smallest sigma to believe in (> 0), for
 * values that never differed before.
 */
void control_next(struct control *c, double x, double least,
		  struct control_point *out);

#endif
