/*
 * shape_spread: means along a curve of what answers score, with their error.
 *
 * A score is a function g of an answer's deviation e: e itself, |e|, e^2, a
 * hit. Where the curve has a trend m and noise of standard deviation s about
 * it (shape_trend.h), a score is, to first order,
 *
 *   g(e) = E g + g'(m, s) (e - m) + rest,   g' = d/dm E g(m + s z)
 *
 * (Stein 1981: the best line through g). The part along e has e's noise, with
 * neighbours that resemble one another: its variance is that of a weighted
 * mean of e (stat/serial.h). The rest is orthogonal to e, so that of noise
 * with autocorrelation rho it has rho^2 at most: its variance is White's
 * (1980), sum w^2 rest^2, times (1 + rho^2) / (1 - rho^2); of a hit only what
 * is along e^2 has that, and the rest rho^3. Neither asks for a trend of g's
 * own, which bends where e crosses zero. A hit is a coin: what coins with the
 * chances of the trend would have, tossed once a target or as much oftener as
 * its repeats differ, is believed for 8 degrees of freedom beside White's,
 * since a few targets on the edge of what hits may have all the variance.
 * Repeats that all agree are one answer, here and everywhere. Degrees of
 * freedom are Satterthwaite's.
 *
 * Where there is no trend (under 10 targets, items shared between targets,
 * questions as the sample) the scores themselves are the sample
 * (stat/panel.h).
 */
#ifndef CURVE_SHAPE_SPREAD_H
#define CURVE_SHAPE_SPREAD_H

#include "curve/shape_trend.h"
#include "stat/interval.h"
#include "stat/panel.h"
#include "stat/serial.h"

enum shape_score_kind {
	SCORE_E,
	SCORE_ABS,      /* |e| */
	SCORE_SQUARE,   /* e^2 */
	SCORE_RELATIVE, /* |e| / T */
	SCORE_OVER,     /* max(0, e - from) */
	SCORE_UNDER,    /* max(0, to - e) */
	SCORE_HIT,      /* from <= e <= to, of whole numbers */
};

struct shape_score {
	enum shape_score_kind kind;
	double from, to;
};

double shape_score(const struct shape_score *g, double e, double target);

/*
 * The mean score of the targets first .. last - 1 of e, of all planned cells
 * where planned is not NULL (a missing answer scores 0, and may as well have
 * been missing elsewhere; nlost further targets have none, of lost[i] cells),
 * of all answers otherwise, or of the targets' means when g is relative or
 * `even`. -1: not enough data for an error.
 */
struct shape_spread_in {
	const struct panel *e;
	const struct shape_trend *trend;
	size_t first, last;
	const size_t *planned;
	size_t nlost;
	const size_t *lost;
	bool even;
};

int shape_spread_serial(const struct shape_spread_in *in,
			const struct shape_score *g, struct serial *s);

/*
 * The interval of a mean score; of one that cannot be below 0 it is that of
 * its logarithm, since what is folded or squared is skewed and its error
 * grows with it; where the error is more than the score, the upper end grows
 * in proportion to it.
 */
struct interval shape_spread_interval(const struct shape_score *g,
				      const struct serial *s, double level);

#endif
