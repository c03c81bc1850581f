/*
 * shape: what a curve is like, each number with its interval.
 *
 * Works on deviations e = L - T alone, so that a simulation can hold it
 * against the truth. Intervals of means are Student's t with the error of
 * shape_spread.h; a slope's is Sen's, a break's is stat/hinge.h's region;
 * rates have Wilson's. NaN or an enum says where the data give no
 * answer.
 */
#ifndef CURVE_SHAPE_H
#define CURVE_SHAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stat/fit.h"
#include "stat/hinge.h"
#include "stat/interval.h"
#include "stat/panel.h"

enum { SHAPE_DRAWS = 10000 }; /* of the test for a break */

/*
 * Statistics of a part of a curve that have an interval. Medians have none:
 * lengths are whole numbers, and a bootstrap of a median of few values jumps
 * between them.
 */
enum shape_spread {
	SPREAD_MALD, /* mean |e| */
	SPREAD_BIAS, /* mean e */
	SPREAD_RMSE, /* root of mean e^2 */
	SPREAD_LD,   /* mean over targets of mean |e| / T */
	SPREADS,
};

struct shape_estimate {
	double value; /* NaN: nothing measured */
	struct interval in;
};

struct shape_part {
	double lo, hi;        /* targets, both included */
	size_t first, last;   /* the panel's targets first .. last - 1 */
	double within;        /* k of the settings */
	size_t hits, planned; /* |e| <= k, of all planned cells */
	double rate;          /* their share */
	struct shape_estimate spread[SPREADS];
	struct interval hit; /* shape_rate.h */
	double detectable;   /* smallest rise of MALD between two runs like
				this one seen with power 0.8 */
};

enum shape_found {
	FOUND_YES,
	FOUND_NO,      /* no break supported; plateau not identified; no T */
	FOUND_ALL,     /* a horizon that reaches the largest target */
	FOUND_TOO_FEW, /* not enough data to say */
};

struct shape {
	double level;
	uint64_t seed;
	size_t draws;

	struct fit_line line; /* of L on T, Theil and Sen, target means */
	struct interval slope;
	double kendall;     /* of target means of L; NaN: constant */
	double inversions;  /* share of neighbours whose mean L falls */
	double length_mean; /* of target means; NaN: nothing measured */

	double k, q; /* H(k, q) */
	enum shape_found horizon_found;
	double horizon;
	/*
	 * No interval: it moves by whole windows, and draws of a curve near q
	 * stop early where the true rate is above it; they held 18 to 92 %.
	 */

	/*
	 * Without a break: takes no notice of the number asked (a slope of L
	 * near 0), or is off by one amount throughout (e near constant).
	 */
	bool deaf, offset;

	enum shape_found break_found;
	struct hinge hinge; /* of e on T */
	double break_p;
	struct interval tau, slope_before, slope_after;

	enum shape_found plateau_found;
	double plateau;

	struct panel_repeat repeat; /* of e */
	bool tails;                 /* RMSE has no interval: shape_trend.h */
	size_t lost;                /* planned cells without an answer */
	/* So few targets, the sample, that nothing says how alike neighbours
	 * are; 0: there are more, or they are not the sample. */
	size_t few;

	size_t nparts; /* 0: everything; then the bands */
	struct shape_part *part;
};

struct shape_in {
	struct panel e;          /* deviations; n may be 0 */
	const size_t *planned;   /* cells planned at each target, >= measured */
	const size_t *questions; /* different ones among them; NULL: one */
	const uint64_t *item;    /* which one, of each value of e; or NULL */
	/* Targets that no answer was measured for: misses of every rate. */
	size_t nlost;
	const double *lost; /* ascending, none of them in e */
	const size_t *lost_planned;
	const double *band; /* lo, hi of each band */
	size_t nbands;
	bool even;    /* each target counts the same (manifest.h) */
	size_t draws; /* most draws; fewer for huge panels */
	uint64_t seed;
	double level, k, q;
};

/* Defaults: 10,000 draws, seed 1, level 0.95, H(15, 0.9). */
void shape_defaults(struct shape_in *in);

void shape_of(const struct shape_in *in, struct shape *out);
void shape_fini(struct shape *s);

#endif
