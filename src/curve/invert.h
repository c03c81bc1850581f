/*
 * invert: what to ask for, to get a length.
 *
 * The mean length m(A) at an ask A is smoothed over the asks (local lines,
 * stat/smooth.h, each target weighted by its noise), made monotone
 * (stat/isotonic.h) and read backwards: the ask for T is where m reaches T.
 * Its interval is Fieller's on the local line, so the slope's uncertainty is
 * in it. Smoothing comes first because isotonic regression alone has twice
 * the error, and a line with a bend is 7 characters off where there is none.
 * A curve that waves has a narrower window, down to a sixth, where that leaves
 * each target's own mean nearer to what its neighbours say (leave-one-out);
 * slopes are read off the wide one, on which a ripple is no plateau. Waves that
 * no window shows, and noise that neighbours share, look alike: both are in the
 * interval, so that it is never too narrow by them; so is what a sharp knee
 * would make of a bend.
 *
 * The noise is read off leave-one-out residuals e / (1 - S_ii), smoothed over
 * a window twice as wide; that of a single answer adds what its repeats
 * differ by. Lengths are whole numbers: no variance below 1/12.
 */
#ifndef CURVE_INVERT_H
#define CURVE_INVERT_H

#include <stdbool.h>
#include <stddef.h>

#include "stat/interval.h"
#include "stat/panel.h"

enum { INVERT_POINTS_MIN = 8 };

/* What is taken where nobody says otherwise. */
#define INVERT_WITHIN 15.0
#define INVERT_LEVEL  0.95

/* Why there is no ask. */
enum invert_why {
	INVERT_FINE,
	INVERT_TOO_FEW, /* fewer than INVERT_POINTS_MIN asks answered */
	INVERT_DEAF,    /* no notice is taken of the number: bound */
	INVERT_TOPS,    /* answers stop growing below the target: bound */
	INVERT_ABOVE,   /* the ask lies beyond the last one tried: bound */
	INVERT_BELOW,   /* by over k shorter than the first ask gives: bound */
	INVERT_FLAT,    /* hardly any growth there: slope <= 0.05 */
	INVERT_OPEN,    /* growth not told from none: no interval */
	INVERT_CUT,     /* cut answers nearby hide how long they would be */
};

struct invert_ask {
	double target;
	enum invert_why why; /* with anything but INVERT_FINE no numbers */
	double bound;        /* the mean length that `why` speaks of, or NaN */
	double ask;          /* not rounded */
	struct interval in;  /* of the ask; none where the first one is all */
	double mean, sd;     /* of one answer at the rounded ask */
	double hit;     /* P(|L - target| <= k) at the rounded ask, and that
			   an answer comes */
	double hit_now; /* the same when the target itself is asked for */
};

struct invert_in {
	struct panel length; /* x: what was asked for; v: lengths */
	const bool *cut;     /* [length.n] an answer there was cut; or NULL */
	const double *share; /* [length.n] of answers that come; NULL: all */
	double k, level;
};

/* All arrays have n elements. */
struct invert {
	struct invert_in in; /* borrowed */
	enum invert_why why; /* INVERT_FINE, or nothing can be asked of it */
	size_t n;
	double half;   /* of the window of lines, and of noise */
	double near;   /* of the curve's own window */
	double sure;   /* of the one its interval goes by */
	double hidden; /* variance that one hides, as a share of var */
	double *y;     /* mean length at each ask */
	double *fit;   /* smoothed and monotone */
	double *knee;  /* what it would be by with a sharp knee, squared */
	double *var, *noise; /* of y; of a single answer */
};

void invert_defaults(struct invert_in *in);

void invert_of(struct invert *v, const struct invert_in *in);
void invert_fini(struct invert *v);

/* The ask whose mean length is the target. */
void invert_ask(const struct invert *v, double target, struct invert_ask *a);

/*
 * The largest ask that stays at or under the limit with probability q:
 * m(A) + z_q sd(A) <= limit + 1/2, of the answers that come: no ask brings the
 * others. hit and hit_now are P(L <= limit) and that one comes.
 */
void invert_limit(const struct invert *v, double limit, double q,
		  struct invert_ask *a);

struct invert_knot {
	double target, ask;
};

/*
 * A piecewise linear rule from target to ask: the asks for the given targets
 * (ascending) with as few knots as keep it within `slack` of each (Douglas
 * and Peucker 1973). knot has room for n. Refused targets are left out.
 */
size_t invert_rule(const struct invert *v, const double *target, size_t n,
		   double slack, struct invert_knot *knot);

#endif
