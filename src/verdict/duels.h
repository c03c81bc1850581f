/*
 * duels: what a pairwise judge says of those who wrote the answers.
 *
 * The questions are the sample. A pair counts where both orders of it were
 * read: what the first place is worth is then in both sides and cancels. Of a
 * pair all replies are averaged, order by order, then the pairs of a question;
 * shares have serial_share's intervals, over questions or, where one item is
 * asked at several targets, over items. Below JUDGED_COVERAGE of the planned
 * judgements there is no verdict.
 */
#ifndef VERDICT_DUELS_H
#define VERDICT_DUELS_H

#include "verdict/judged.h"

/* Lengths further apart than this are unlike, as in AlpacaEval. */
#define DUELS_UNLIKE 30
/* Of the pairs that differ in length, shorter or longer in fewer than this:
 * lengths do not overlap. */
#define DUELS_OVERLAP 0.1
/* Questions that a length-controlled rate needs. */
#define DUELS_FEW 10

/* Of 0 to 1; NaN and no interval where nothing is known. */
struct duels_share {
	double value;
	struct interval in;
};

/* Why there is a length-controlled rate, or none. */
enum duels_control {
	DUELS_CONTROLLED,
	DUELS_TOO_FEW, /* under DUELS_FEW questions */
	DUELS_SAME,    /* lengths do not differ at all */
	DUELS_APART,   /* one side is nearly always the longer one */
	DUELS_DECIDED, /* length alone decides, or one side wins all */
};

/* One judge on one series of answers against the base. Texts are borrowed. */
struct duels_part {
	const char *model, *sampling, *variant;
	const char *base, *base_sampling;
	const char *judge, *judge_sampling;
	size_t planned, outcome[JUDGEMENT_OUTCOMES];
	double coverage; /* scored of planned */
	bool covered;
	size_t pairs, questions;   /* read in both orders */
	size_t won, tied, lost;    /* pairs, by the mean of their replies */
	struct duels_share rate;   /* what the answers win, a tie is a half */
	double visible;            /* (z.975 + z.8) se: distance from a half */
	size_t turns;              /* replies of both orders, side by side */
	struct duels_share agree;  /* of these, how many name one winner */
	struct duels_share first;  /* what stands first wins; .5: no bias */
	size_t unlike;             /* pairs further apart than DUELS_UNLIKE */
	struct duels_share longer; /* what the longer one wins of these */
	double longer_side; /* share of pairs whose answer is the longer one */
	/*
	 * The rate at equal lengths (Dubois and others 2024, without their
	 * terms for instructions): logit P = level + slope tanh(d / s), at
	 * d = 0. d is the base's length less the answer's, over the target:
	 * where one length is asked for it is theirs, and where many are, a
	 * tenth is a tenth at each; s is its standard deviation.
	 */
	enum duels_control control;
	struct duels_share controlled;
	double length_slope, length_se;
	bool far; /* further from the rate than AlpacaEval believes */
	enum judged_verdict verdict;       /* better, worse: than a half */
	const struct scores_writer *lacks; /* as in judged.h */
	bool base_lacks;
};

struct duels {
	size_t nparts;
	struct duels_part *part;
	bool simulated, shows_count, shows_target, nonce;
};

extern const struct field duels_part_fields[];

/* s: of scores_read_pairs, and must live as long as d. level: 0.95. */
void duels_of(struct duels *d, const struct scores *s, double level);
void duels_fini(struct duels *d);

/* All judgements that name a winner or a tie. */
size_t duels_scored(const struct duels *d);

#endif
