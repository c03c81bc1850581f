/*
 * shapes: curves of many kinds whose truth is known, for the study.
 *
 * Answer r of target T has the length, rounded to whole characters,
 *
 *   curve(T) + sd(T) (sqrt(icc) z_T + sqrt(1 - icc) z_r)
 *
 * z_T with autocorrelation rho between neighbours. With items, z_T belongs to
 * the item instead, which is asked at several targets; with questions, to each
 * of so many of one target, all asked `repeats` times. The curve is
 *
 *   min(cap, offset + (1 + slope) T + bend max(0, T - at) + bend2 max(0, T -
 * at2)
 *            + jump [T > at])
 *
 * and sd(T) = sd + grow max(0, T - late). Answers are lost with probability
 * lost, and, where they miss by over twice sd, with four times that.
 */
#ifndef BENCH_SHAPES_H
#define BENCH_SHAPES_H

#include <stddef.h>
#include <stdint.h>

enum {
	SHAPES_TARGETS = 140,
	SHAPES_REPEATS = 5,
	SHAPES_CELLS = SHAPES_TARGETS * SHAPES_REPEATS,
	SHAPES_BAND = 250, /* of 140 targets: 50 of them */
};

struct shapes_row {
	const char *name;
	size_t n; /* targets step, 2 step, ...; 0: 140, by 5 */
	double step, offset, slope, bend, at, bend2, at2, jump, square,
	    cap; /* cap 0: none */
	double sd, grow, late;
	double df; /* of t noise with variance 1; 0: normal */
	size_t repeats, items, questions; /* 0: 1; none; 1 */
	double icc, rho, lost;
};

enum shapes_what {
	SHAPES_MALD,
	SHAPES_BIAS,
	SHAPES_RMSE,
	SHAPES_HIT,
	SHAPES_SLOPE, /* of straight curves */
	SHAPES_WHATS,
};

/* How often an interval held the truth, and how wide it was. */
struct shapes_tally {
	size_t none, held;
	double truth;
	double half;         /* sum of half widths */
	double sum, squares; /* of estimates */
};

enum { SHAPES_ALL, SHAPES_IN_BAND, SHAPES_PARTS };

struct shapes_count {
	size_t n, breaks;
	struct shapes_tally of[SHAPES_PARTS][SHAPES_WHATS];
};

extern const struct shapes_row shapes_table[]; /* a NULL name ends it */

enum { SHAPES_MAX = 64 }; /* rows, at most */

/* Draws a row's curves and looks for its truth in their intervals. */
void shapes_study(const struct shapes_row *row, size_t simulations,
		  size_t draws, uint64_t seed, struct shapes_count *c);

/* The tables, a line for each row. */
void shapes_print(const struct shapes_count *c);

#endif
