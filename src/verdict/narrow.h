/*
 * narrow: how narrow the intervals of a run are, and what they need.
 *
 * A look is a target or a band of a series. Of a target it is the mean of its
 * answers' lengths, with the variance of an answer to one question pooled over
 * the 13 targets around, +- t sd / sqrt(n): so pooled it holds 95 to 96 % when
 * asking stops as soon as it is narrow, with a target's own variance 94 %
 * (Stein 1945 for why). Of a band, and of the whole series, it is the wider
 * one of the intervals of the mean miss and of the bias that every verb prints
 * (curve_mean.h), whose variance is partly of the targets: that part no
 * repeats take away.
 *
 * To stop at a width is no test of anything, so that looks need no stricter
 * levels; what is compared afterwards is compared as ever.
 */
#ifndef VERDICT_NARROW_H
#define VERDICT_NARROW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "curve/curve.h"
#include "data/field.h"

enum { NARROW_FIRST = 3 }; /* answers a target at the first look */
enum { NARROW_SCORES = 2 };

#define NARROW_LEVEL 0.95

struct narrow_opts {
	double half;   /* of an interval that is narrow enough, in the unit */
	bool bands;    /* bands and the whole alone, not each target */
	uint32_t most; /* answers a target, on average of a band */
};

struct narrow_look {
	size_t series;
	const char *model, *sampling, *variant; /* its names */
	const char *of;                         /* "target", "band", "all" */
	double lo, hi;                          /* targets */
	size_t planned, measured;
	double answers; /* a target; planned */
	double half;    /* NaN: not known */
	double needs;   /* answers a target; INFINITY: none are enough; NaN:
			 * not known */
	bool enough;
};

/* What answers at one target differ by: of e, of the miss. */
struct narrow_spot {
	uint32_t target;
	size_t planned, measured, questions;
	double ss[NARROW_SCORES], df;   /* within questions */
	double var[NARROW_SCORES], all; /* pooled, with df all */
};

struct narrow {
	struct narrow_opts opts;
	size_t n, open; /* open: looks that are not narrow */
	struct narrow_look *look;
	size_t nseries;
	struct narrow_series {
		size_t n;
		struct narrow_spot *spot;
	} * series;
};

/* Of every series of c, which outlives it. */
void narrow_of(struct narrow *w, const struct curve *c,
	       const struct narrow_opts *o);
void narrow_fini(struct narrow *w);

/*
 * How often each question of a series is to be asked at least, for the next
 * look, which has `answers` a target at most: want[i] of spot i, raised and
 * never lowered. Targets by what they need; those of a band by how much they
 * spread (until_want), unless no answers would make it narrow.
 */
void narrow_want(const struct narrow *w, size_t series, uint32_t answers,
		 uint32_t *want);

extern const struct field narrow_look_fields[];

#endif
