/*
 * compare: two series of the same questions, and the verdict.
 *
 * A is the base. d = miss_A - miss_B of a pair, the miss |e| unless a limit
 * was asked (relation.h): d > 0 says B came nearer.
 * Ranks lead, means follow: one wild answer moves a mean, not a rank. All
 * intervals hold for dependent neighbours (stat/serial.h); the p-values of
 * the rank test and of McNemar take pairs as independent.
 */
#ifndef VERDICT_COMPARE_H
#define VERDICT_COMPARE_H

#include "data/field.h"
#include "stat/interval.h"
#include "stat/paired.h"
#include "stat/rank.h"
#include "stat/serial.h"
#include "verdict/pairs.h"

enum compare_verdict {
	COMPARE_BETTER,       /* B is nearer */
	COMPARE_WORSE,        /* A is nearer */
	COMPARE_EQUIVALENT,   /* within the margin, by two one-sided tests */
	COMPARE_INCONCLUSIVE, /* this design cannot tell */
	COMPARE_TOO_FEW,      /* fewer than two units */
};

extern const char *const compare_verdicts[]; /* by verdict, as in files */

/* What is taken where nobody says otherwise. */
#define COMPARE_MARGIN 2.0
#define COMPARE_WITHIN 15.0

struct compare_opts {
	double margin; /* characters that make no difference */
	double level;  /* of intervals, 0.95 */
	double k;      /* hit within k characters */
	uint64_t seed;
	size_t draws;
	double missing; /* more of the answers that a winner may lack, 0.05 */
	bool common;    /* pair what can be paired */
	bool shared;    /* as in pairs_check */
	bool relative;  /* misses, margin and k in percent of the target */
};

/* One band, or all targets. */
struct compare_part {
	double lo, hi;
	size_t planned, pairs, targets;
	double miss_a, miss_b; /* means over the pairs */
	double hl;             /* Hodges-Lehmann shift of d */
	struct interval hl_in;
	struct serial mean; /* of d */
	struct interval mean_in;
	struct paired_tally tally; /* of planned: no answer is furthest */
	struct rank_wilcoxon wilcoxon;
	struct paired_flips flips;
	size_t hits_a, hits_b, only_a, only_b; /* of planned */
	size_t lost_a, lost_b; /* without an answer, of planned */
	bool lacks;     /* a side lacks too many (lacking.h): the numbers are of
			   what came, and how large d is is not known */
	bool held_back; /* of these those that are not worse by what lacks */
	double mcnemar;
	double wilcoxon_holm, mcnemar_holm; /* bands; NaN overall */
	double p_rank, p_mcnemar;           /* corrected in bands */
	double visible;      /* smallest mean d seen with power 0.8 */
	double visible_rate; /* the same for hit rates near one half */
	enum compare_verdict verdict;
};

struct compare {
	struct pair_side a, b;
	struct compare_opts opts;
	bool limits;    /* the word for the mean miss is miss, not MALD */
	uint32_t first; /* as in pairs */
	size_t unmatched, nparts; /* part 0: all targets; then the bands */
	struct compare_part *part;
	double repeats; /* now, a target */
	/* Repeats a target that would settle an inconclusive verdict at the
	 * difference seen; 0: no number would, or none is needed. */
	double repeats_needed;
};

void compare_defaults(struct compare_opts *o);

/* Refuses what pairs.h refuses. The bands are those of a's curve. */
int compare_of(struct compare *c, struct pair_side a, struct pair_side b,
	       enum pair_under_test t, const struct compare_opts *o,
	       struct err *e);
void compare_fini(struct compare *c);

/* The rows of a part; limits as in struct compare. */
extern const struct field *const compare_part_fields[];

#endif
