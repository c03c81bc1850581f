/*
 * gate: did the model get worse since the baseline?
 *
 * For each series and band, growth g = mean miss now - mean miss of the
 * baseline, on the cells both have answered; the miss is |e| unless a limit
 * was asked (relation.h). Two questions are asked of it, each with its own
 * risk:
 *
 *   regression   the lower bound of g is above the margin. The risk of a
 *                false alarm, alpha (default 0.01), is that of the whole
 *                night: it is shared by all looks (Bonferroni).
 *   pass         the upper bound of g is below the margin, at 5 % in each
 *                look: all of them must pass, so no look may hide another.
 *
 * A look that is neither is inconclusive: this design cannot tell. A look
 * that lacks many more answers than the baseline did cannot pass: what is
 * left may not be what it was, and an answer that is missing is a miss.
 */
#ifndef VERDICT_GATE_H
#define VERDICT_GATE_H

#include "curve/curve.h"
#include "data/field.h"
#include "measure/samples.h"
#include "stat/serial.h"

enum gate_answer {
	GATE_IMPROVED,   /* a pass: the upper bound is below -margin */
	GATE_EQUIVALENT, /* a pass: both bounds within the margin */
	GATE_NO_WORSE,   /* a pass: the upper bound is below the margin */
	GATE_INCONCLUSIVE,
	GATE_REGRESSION,
	GATE_ANSWERS,
};

extern const char *const gate_answers[]; /* by answer, as in files */

/* What is taken where nobody says otherwise. */
#define GATE_MARGIN  2.0
#define GATE_ALPHA   0.01
#define GATE_MISSING 0.05

struct gate_opts {
	double margin;  /* of the mean miss */
	double alpha;   /* of a false alarm in the night */
	double missing; /* more of the answers that may lack */
	bool common;    /* pair what can be paired */
};

/* Why; the numbers are the look's own. */
enum gate_reason {
	GATE_REASON_MISSING, /* too many more answers are missing */
	GATE_REASON_TOO_FEW, /* pairs */
	GATE_REASON_GREW,    /* by more than the margin, surely */
	GATE_REASON_REACHES, /* the interval reaches the margin */
	GATE_REASON_WITHIN,  /* it does not */
	GATE_REASONS
};

struct gate_look {
	size_t series;                          /* of the current run */
	const char *model, *sampling, *variant; /* its names */
	double lo, hi;                          /* targets */
	size_t planned, pairs;
	double missing_base, missing_now; /* shares of planned */
	bool limits;          /* the word for it is miss, not MALD */
	double base, now;     /* mean miss over the pairs */
	struct serial growth; /* value, se, df */
	double alarm;         /* lower bound of growth at alpha / looks */
	struct interval pass; /* 90 %: two one-sided 5 % bounds */
	double visible;       /* growth that is called a regression 4 times
				 in 5 by a run like this */
	enum gate_answer answer;
	enum gate_reason reason;
};

struct gate {
	struct gate_opts opts;
	const struct samples *s, *base; /* current run, baseline; borrowed */
	bool limits;                    /* a limit is among what was asked */
	size_t n;
	struct gate_look *look;
	double missing_base, missing_now; /* shares of planned */
	enum gate_answer answer;          /* the worst of the looks */
};

void gate_defaults(struct gate_opts *o);

/* Whether so many more answers are missing that nothing can pass. */
bool gate_holes(double base, double now, const struct gate_opts *o);

/* Whether it could not tell for want of answers, somewhere. */
bool gate_lacks(const struct gate *g);

/*
 * One look for each series of `now` that the baseline has, and band. A
 * series that the baseline lacks, other questions, unit or sampling are
 * refused.
 */
int gate_of(struct gate *g, const struct curve *base, const struct curve *now,
	    const struct gate_opts *o, struct err *e);
void gate_fini(struct gate *g);

/* What a look is of, and its answer; its numbers. */
extern const struct field gate_look_name_fields[];
extern const struct field *const gate_look_fields[];

/*
 * A verdict of one look from its differences, for the simulation study:
 * `looks` shares alpha.
 */
void gate_judge(struct gate_look *look, const struct gate_opts *o,
		size_t looks);

#endif
