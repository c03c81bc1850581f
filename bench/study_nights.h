/*
 * study_nights: the gate before nights whose truth is known.
 *
 * The shipped nightly sweep, spring-festival-t0.99: 140 targets, two of the
 * reference models, six looks. A baseline of plain nights of five answers a
 * target; then a night by `run --until gate`.
 */
#ifndef BENCH_STUDY_NIGHTS_H
#define BENCH_STUDY_NIGHTS_H

#include <stddef.h>
#include <stdint.h>

/* What is the same every night, of an answer's noise. */
enum nights_kind {
	NIGHTS_FRESH,   /* nothing */
	NIGHTS_HALF,    /* half of its variance: its cell's */
	NIGHTS_ALIKE,   /* all of it */
	NIGHTS_APART,   /* nothing, and a quarter belongs to night and target */
	NIGHTS_CHANGED, /* all of it, but tonight nothing */
	NIGHTS_CACHED,  /* nothing, but a seed has one answer a night */
};

struct nights_row {
	const char *name;
	enum nights_kind kind;
	size_t nights; /* of the baseline */
	size_t least;  /* plain nights of one look: repeats; 0: until */
};

struct nights_count {
	size_t n, pass, alarm, seen, missed;
	double asked;   /* of an unchanged night, in plain nights: a sum */
	double visible; /* of base over all targets: a sum */
};

extern const struct nights_row nights_table[]; /* a NULL name ends it */

enum { NIGHTS_MAX = 16 };

void nights_study(const struct nights_row *row, size_t simulations,
		  uint64_t seed, struct nights_count *c);

/* The table, a line for each row. */
void nights_print(const struct nights_count *c);

#endif
