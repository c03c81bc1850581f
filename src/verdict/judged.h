/*
 * judged: what a judge's scores say of those who wrote the answers.
 *
 * The questions are the sample: the scores of one question (its answers'
 * repeats, the judge's repeats) are averaged first. Rates have the planned
 * judgements as their denominator, and below JUDGED_COVERAGE of these scored
 * there is no verdict: what a judge leaves out is not left out by chance.
 */
#ifndef VERDICT_JUDGED_H
#define VERDICT_JUDGED_H

#include <stdbool.h>
#include <stddef.h>

#include "data/field.h"
#include "measure/scores.h"
#include "stat/interval.h"

#define JUDGED_COVERAGE 0.95
/* Of the scale, from its lower end: below the first an answer is bad, from
 * the second on excellent; 6 and 9 of 10 points. */
#define JUDGED_BAD  0.6
#define JUDGED_HIGH 0.9
/* A population sd from here on is told: of 10 points .7. */
#define JUDGED_SPREAD 0.07

/* Rows of every table that tells who wrote the answers, and who judged them. */
#define JUDGED_OF(row)                                                         \
	FIELD("model", TEXT, row, model, .about = "who wrote the answers"),    \
	    FIELD("sampling", TEXT, row, sampling,                             \
		  .about = "sampling of the answers"),                         \
	    FIELD("variant", TEXT, row, variant, .about = "prompt or kind")
#define JUDGED_NAME(row)                                                       \
	FIELD("judge", TEXT, row, judge, .about = "the judge's name")
#define JUDGED_BY(row)                                                         \
	JUDGED_NAME(row), FIELD("judge_sampling", TEXT, row, judge_sampling,   \
				.about = "sampling of the judge")

/* Scores from a mark on, up to the next; from the end of the scale: at it. */
struct judged_mark {
	double from;
	size_t scores;
	double share; /* of scored */
};
enum { JUDGED_MARKS = 21 };

/* One judge on one series of answers. Texts are borrowed. */
struct judged_part {
	const char *model, *sampling, *variant; /* of the answers */
	const char *judge, *judge_sampling;
	size_t planned, outcome[JUDGEMENT_OUTCOMES];
	size_t scored, answers, questions; /* with a score */
	double coverage;                   /* scored of planned */
	double mean;                       /* of the questions' means */
	struct interval in;   /* of the mean, classical t over questions */
	double sd_population; /* over all scores, / n, as Qianfan prints it */
	double sd;            /* the same, / (n - 1) */
	double median;
	size_t bad;                   /* scores below JUDGED_BAD */
	double bad_share, high_share; /* of scored */
	double top, top_share;        /* highest score seen, its share */
	/* The points of a scale of whole ones, at most 20 of them; else ten
	 * parts of it, and its end. */
	size_t nmark;
	struct judged_mark mark[JUDGED_MARKS];
	double sd_repeat;     /* between replies to one question */
	double icc, icc_mean; /* of the replies, panel.h */
	bool wide;            /* sd_population from JUDGED_SPREAD on */
	bool covered;
};

/* Another series against the first of the same judge, question by question. */
struct judged_pair {
	const struct judged_part *base, *other;
	size_t questions;
	double diff;        /* other - base */
	struct interval in; /* classical t */
	double sd;          /* of the differences */
	double visible;     /* (z.975 + z.8) se; items are independent */
	enum judged_verdict {
		JUDGED_UNCOVERED, /* too many judgements missing */
		JUDGED_FEW,       /* under three questions in common */
		JUDGED_BETTER,
		JUDGED_WORSE,
		JUDGED_LEVEL, /* the interval holds 0 */
		JUDGED_ALIKE, /* every score of both is the same one */
		/* One would be better or level, but lacks over
		 * LACKING_ALLOWED more of its answers than the other: those
		 * that it did not give were not judged. */
		JUDGED_LACKS,
	} verdict;
	const struct scores_writer *lacks; /* that one; else NULL */
	bool base_lacks;                   /* and it is the base */
};

/* What a verdict is where answers are missing; *lacks and *is_base as above. */
enum judged_verdict judged_held(enum judged_verdict v,
				const struct scores_writer *base,
				const struct scores_writer *other,
				const struct scores_writer **lacks,
				bool *is_base);

/*
 * How a judge's score goes with length, in order of honesty. Whatever the way,
 * what is held against one another are answers to one question.
 */
enum judged_way {
	JUDGED_CHANGED, /* the same answer, cut and padded: no other differs */
	JUDGED_WITHIN,  /* answers of one series, which differ by chance */
	JUDGED_FIXED,   /* of all series, each with a level of its own */
	JUDGED_WAYS
};

struct judged_bias {
	const char *judge, *judge_sampling;
	unsigned way;       /* enum judged_way */
	size_t n, clusters; /* answers; questions that say something */
	bool known, split_known;
	/* Points per unit of log(length / target), WITHIN of length / target;
	 * clustered by question (fixed.h). */
	double slope, se;
	struct interval in;
	double over, over_se;   /* above the target */
	double under, under_se; /* below it */
	/* Points for an answer 10 % longer: of the slope and its ends. */
	double tenth, tenth_over, tenth_under;
	struct interval tenth_in, tenth_over_in, tenth_under_in;
};

/* What a change did to the same answers. */
struct judged_change {
	const char *judge, *judge_sampling;
	unsigned change; /* enum judge_change */
	size_t n, questions;
	double longer; /* mean of length / length before, less 1 */
	double diff;   /* score less the score before, question by question */
	struct interval in; /* classical t over questions */
};

/* How far several judges agree. */
struct judged_agreement {
	size_t judges, answers; /* answers with two scores or more */
	double alpha_ordinal, alpha_interval, raw;
	double kappa; /* quadratic, rounded scores; of two judges, else NaN */
};

/* An answer that two judges see otherwise, by their mean scores. */
struct judged_apart {
	const char *of, *model; /* row of samples.csv, who wrote it */
	int64_t target;
	double low, high;
	const char *low_judge, *high_judge;
};

enum { JUDGED_APART = 5 };

struct judged {
	size_t nparts, npairs, nbiases, nchanges;
	struct judged_part *part;
	struct judged_pair *pair;
	struct judged_bias *bias;     /* JUDGED_WAYS of each judge */
	struct judged_change *change; /* of judges that saw changed answers */
	struct judged_agreement agree;
	size_t napart; /* the answers they see most otherwise, widest first */
	struct judged_apart apart[JUDGED_APART];
	double lo, hi, bad, high, spread; /* on the judge's scale */
	bool simulated;
	bool people; /* gave the scores: there is no template */
	bool shows_count, shows_target, nonce; /* what the template names */
};

extern const char *const judged_verdict_names[];
extern const struct field judged_part_fields[], judged_mark_fields[];
extern const struct field judged_pair_fields[];
extern const struct field judged_bias_fields[];
extern const struct field judged_change_fields[];
extern const struct field judged_agreement_fields[];
extern const struct field judged_apart_fields[];

/* level: of the intervals, 0.95. s must live as long as j. */
void judged_of(struct judged *j, const struct scores *s, double level);
void judged_fini(struct judged *j);

/* Whether the judgement is of that judge on that series. */
bool judged_part_is(const struct judged_part *p, const struct score *x);

/* All judgements with a score. */
size_t judged_scored(const struct judged *j);

#endif
