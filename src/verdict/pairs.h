/*
 * pairs: the cells of two series that are one question to both.
 *
 * A pair is one (target, item, repeat). What is compared is how far an answer
 * misses (relation_miss).
 */
#ifndef VERDICT_PAIRS_H
#define VERDICT_PAIRS_H

#include "base/err.h"
#include "curve/curve.h"
#include "stat/panel.h"

/* What may differ between two sides: it is what is being compared. */
enum pair_under_test {
	UNDER_TEST_MODEL,
	UNDER_TEST_SAMPLING,
	UNDER_TEST_VARIANT,
	UNDER_TEST_TIME, /* nothing: one thing, measured again */
};

struct pair_side {
	const struct curve *c; /* borrowed */
	size_t series;
};

static inline const struct series *
pairs_series(struct pair_side s)
{
	return &s.c->s->series[s.series];
}

/* One question to both: which sample of each side's run it is. */
struct pair {
	uint32_t a, b;
};

/* All that both planned, by target, item, repeat. */
struct pairs {
	struct pair_side a, b;
	bool relative; /* misses are in percent of the target */
	size_t n;
	struct pair *pair;
	size_t unmatched; /* cells that only one side planned */
	uint32_t first;   /* 0, or of a run that asked some questions more
			   * often: only the first so many repeats, which all
			   * have, are pairs, for else these would weigh more */
};

/*
 * Whether two runs may be compared, and two series of them: 0, or -1 with
 * the reason as STATUS_INPUT. What may not differ, whoever asks: the unit; the
 * questions, unless prompts are under test; the sampling, unless it is; and
 * the relation, always, since a limit is missed by another measure. `shared`:
 * pairs_shared has seen that the questions in common are the same.
 */
int pairs_check_runs(const struct samples *a, const struct samples *b,
		     enum pair_under_test t, bool shared, struct err *e);
int pairs_check(struct pair_side a, struct pair_side b, enum pair_under_test t,
		bool shared, struct err *e);

/*
 * Whether two runs asked the same questions, or some of those of files that
 * are the same by id and words: 1 or 0; -1 when one is another under its id.
 */
int pairs_shared(const struct samples *a, const struct samples *b,
		 const struct spec_known *k, struct err *e);

/*
 * Misses in characters, or in percent of the target when `relative`.
 * Cells that only one side planned are refused, naming the first of them,
 * or left out and counted when `common`. After -1 there is nothing to free.
 */
int pairs_of(struct pairs *p, struct pair_side a, struct pair_side b,
	     bool common, bool relative, struct err *e);
void pairs_fini(struct pairs *p);

/* Pairs stand by target: that of the i-th. */
uint32_t pairs_target(const struct pairs *p, size_t i);

/*
 * The pairs that both answered, of targets lo to hi: d = a - b, so that
 * d > 0 says B is nearer.
 */
struct pair_differences {
	struct panel p; /* of d by target; arrays below */
	double *x, *d;
	size_t *first;
	uint64_t *group;
	/*
	 * What is independent: a question, or an item that is asked at several
	 * targets. The sums over its pairs: of d, and of hits by A alone less
	 * those by B alone; and the mean of d.
	 */
	size_t nunit;
	double *unit, *unit_hits, *unit_mean;
	double *mean; /* of d by target */
	size_t planned;
	size_t only_a, only_b; /* |miss| <= k on one side; a miss is none */
	size_t hits_a, hits_b;
	size_t lost_a, lost_b; /* unanswered by this side, of planned */
	size_t lost_both;
	double miss_a, miss_b; /* means; NaN when there is no pair */
};

void pair_differences_of(struct pair_differences *d, const struct pairs *p,
			 double lo, double hi, double k);
void pair_differences_fini(struct pair_differences *d);

#endif
