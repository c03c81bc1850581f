/*
 * gate: did the model get worse since the baseline?
 *
 * For each series and band, growth g = mean miss now - mean miss of the
 * baseline; the miss is |e| unless a limit was asked (relation.h). Against one
 * night, on the cells that both have answered, with the noise that a curve
 * shows between neighbours (stat/panel.h); against several, or when a run has
 * asked some targets more often, as a mean over targets, with the noise that
 * the nights show (stat/nights.h). Two questions are asked of it, each with
 * its own risk:
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
#include "stat/nights.h"
#include "stat/serial.h"
#include "verdict/until.h"

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
#define GATE_MARGIN 2.0
#define GATE_ALPHA  0.01
/* Of a baseline's nights: from so many on the study's gate is decided on 95 of
 * 100 unchanged nights that ask on until it is. */
#define GATE_WEEK 7

struct gate_opts {
	double margin;      /* of the mean miss */
	double alpha;       /* of a false alarm in the night */
	double missing;     /* more of the answers that may lack */
	bool common;        /* pair what can be paired */
	bool shared;        /* as in pairs_check; of a single night only */
	struct until until; /* looks at the night; none: one */
	size_t look;        /* which of them this is, from 0 */
};

/* Why; the numbers are the look's own. */
enum gate_reason {
	GATE_REASON_MISSING, /* too many more answers are missing */
	GATE_REASON_TOO_FEW, /* pairs */
	GATE_REASON_GREW,    /* by more than the margin, surely */
	GATE_REASON_LACKS,   /* the same, but how far is not known */
	GATE_REASON_REACHES, /* the interval reaches the margin */
	GATE_REASON_WITHIN,  /* it does not */
	GATE_REASONS
};

struct gate_look {
	size_t series;                          /* of the current run */
	const char *model, *sampling, *variant; /* its names */
	double lo, hi;                          /* targets */
	size_t planned, pairs;            /* cells; answered in both, or now */
	double missing_base, missing_now; /* shares of planned */
	bool lacks;  /* either side too many answers (lacking.h): numbers are of
			what came */
	bool limits; /* the word for it is miss, not MALD */
	double base, now;     /* mean miss over the pairs */
	struct serial growth; /* value, se, df */
	double fixed, each;   /* its variance with n answers a target tonight
			       * is fixed + each / n; NaN: not known */
	double answers;       /* a target, tonight */
	double apart;         /* sd of nights beyond their answers; or NaN */
	double alike, kept;   /* shares (stat/nights.h); or NaN */
	/* Of the several nights' way: its targets, and the sd of an answer. */
	size_t ntarget;
	uint32_t *targets;
	double *sd;
	double alarm;         /* lower bound of growth at alpha / looks */
	struct interval pass; /* two one-sided 5 % bounds over all looks */
	double level;         /* of the interval that they are; 0.9: one look */
	double visible;       /* growth that is called a regression 4 times
				 in 5 by a run like this */
	enum gate_answer answer;
	enum gate_reason reason;
	uint64_t took; /* ns, to compute it; the pairing of runs is no look's */
};

/*
 * One-sided levels of each look: of an alarm, and of a pass, at this time and
 * at the last. A pass has one for each eighth of the variance at the last look
 * that more answers do not take away (until_levels).
 */
enum { GATE_KNOWN = 8 };
struct gate_levels {
	double alarm, pass[GATE_KNOWN], last[GATE_KNOWN];
	double most; /* answers at the last look; 0: there is only one */
};

struct gate {
	struct gate_opts opts;
	const struct samples *s, *base; /* current run, first of the
					 * baseline's nights; borrowed */
	size_t nights;                  /* of the baseline */
	struct gate_levels levels;
	size_t answers, same; /* cells answered in both; of them by the same
			       * text as in its last night; known texts only */
	bool limits;          /* a limit is among what was asked */
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
 * One look for each series of `now` that the baseline, base[0..nights), has,
 * and band. A series that the baseline lacks, other questions, unit or
 * sampling are refused.
 */
int gate_of(struct gate *g, const struct curve *base, size_t nights,
	    const struct curve *now, const struct gate_opts *o, struct err *e);
void gate_fini(struct gate *g);

/* What a look is of, and its answer; its numbers. */
extern const struct field gate_look_name_fields[];
extern const struct field *const gate_look_fields[];

/* The levels, when `looks` share the night's risk. */
struct gate_levels gate_levels_of(const struct gate_opts *o, size_t looks);

/* A look's answer, from its growth. */
void gate_judge(struct gate_look *look, const struct gate_opts *o,
		const struct gate_levels *l);

/*
 * The least margin at which a run like this, when nothing has changed, passes
 * a look 19 times in 20; how many answers a target tonight give that at
 * `margin`: INFINITY when none do. NaN where it cannot be told.
 */
double gate_supports(const struct gate_look *look, const struct gate_levels *l);
double gate_needs(const struct gate_look *look, const struct gate_levels *l,
		  double margin);

/* The look as so many answers a target would know it. */
void gate_answered(struct gate_look *look, double answers);

/*
 * g, of a baseline's last night held against its others, as all of them would
 * know a night of so many answers a target.
 */
void gate_expect(struct gate *g, double answers);

/* The look that supports least; NULL when none can tell. */
const struct gate_look *gate_weakest(const struct gate *g);

/*
 * Which of the n looks at a night, open ones all, more answers could decide:
 * asks[i]. With the answers of the last time a target, the interval would be
 * narrower than the margin. Where that is so of only some, the night cannot
 * pass any more, and those alone are asked whose growth they would prove.
 */
void gate_asks(const struct gate_look *look, size_t n,
	       const struct gate_opts *o, const struct gate_levels *l,
	       bool *asks);

#endif
