/*
 * recipes: what a study's runs say of the factors of their recipes.
 *
 * A recipe is one setting of all factors but those marked "repeat"; runs of
 * one recipe are models trained anew, and the spread between them (pooled over
 * recipes) is the only honest noise: without it the residual of the main
 * effects stands in its place, which confounds recipe and luck.
 *
 * Main effects are one least squares fit of all factors (a scale: slope, and
 * from three levels on curvature, per tenfold or per unit, centred; words:
 * each level against the first). Interactions are the products of two
 * factors' columns (slopes and levels), one pair at a time beside the main
 * effects. Intervals are Student's with the noise's degrees of freedom.
 */
#ifndef VERDICT_RECIPES_H
#define VERDICT_RECIPES_H

#include "stat/interval.h"
#include "sweep/spec.h"
#include "sweep/study.h"

enum { RECIPES_RESPONSES = 7 + 2 * STUDY_BANDS };

/* What is better: less, more, or nearer to 0. */
enum recipes_way { RECIPES_LESS, RECIPES_MORE, RECIPES_ZERO };

struct recipes_response {
	char name[48]; /* "mald", "miss 5-250", "score" */
	enum recipes_way way;
	bool known;   /* some run has it */
	double noise; /* standard deviation between runs of a recipe */
	size_t df;
	bool pure; /* noise is of repeated recipes */
};

/* Why a run has no score though it was judged. */
enum recipes_left {
	RECIPES_TAKEN,
	RECIPES_ABSENT,    /* not by the judge that the study names */
	RECIPES_UNREAD,    /* that judge's directory cannot be read */
	RECIPES_UNCOVERED, /* too many judgements have no score (judged.h) */
};

extern const char *const recipes_left_names[];

struct recipes_run {
	const struct study_run *run;
	struct study_value value[STUDY_FACTORS];
	size_t recipe;
	const char *judge; /* whose scores, or NULL */
	enum recipes_left left;
	const char *left_judge, *why; /* which, and of UNREAD the error */
	bool simulated;
	size_t planned, answered;
	double y[RECIPES_RESPONSES]; /* NaN: missing */
};

struct recipe {
	size_t level[STUDY_FACTORS]; /* by number, 0 for repeats */
	size_t n;                    /* runs */
	size_t planned, answered;    /* of all of them */
	bool lacks; /* too many answers, against the fullest (lacking.h): what
		       it scores on the rest has no interval, makes it no best
		       and is in no effect and no noise */
	size_t seen[RECIPES_RESPONSES]; /* of them with the response */
	double mean[RECIPES_RESPONSES];
	struct interval in[RECIPES_RESPONSES];
	bool best; /* of the Pareto set */
	/* Against the best recipe of the two goals: other - best. */
	double diff[2];
	struct interval diff_in[2];
	double p[2]; /* Holm's over all recipes; NaN without noise */
};

/* One coefficient of a response. b NULL: a main effect. */
struct recipes_effect {
	size_t response, a, b;         /* factors; b == STUDY_FACTORS: main */
	const char *a_level, *b_level; /* of words: against the first */
	bool curvature;                /* of a */
	double value;
	struct interval in;
	bool real; /* the interval leaves out 0 */
};

struct recipes {
	const struct study *study;
	const char *unit;
	enum relation relation; /* of the first run; all miss by its measure */
	char day[11], last_day[11]; /* of all runs; "": not known */
	struct arena arena;
	size_t nresponse, nrun, nrecipe, neffect, nmissing;
	struct recipes_response response[RECIPES_RESPONSES];
	struct recipes_run *run;
	struct recipe *recipe;
	size_t nlevel[STUDY_FACTORS];
	struct study_value *level[STUDY_FACTORS]; /* ascending, or as met */
	struct recipes_effect *effect;
	size_t (*missing)[STUDY_FACTORS]; /* cells not run, as levels */
	double cells;                     /* of the whole grid */
	size_t goal[2], ngoal, top[2];    /* responses; their best recipes;
					     nrecipe: none */
	bool simulated;
	bool
	    repeated; /* a recipe that does not lack answers has several runs */
};

/*
 * Reads the runs. Of limits the miss and what kept them stand in the place of
 * MALD and hits. -1 with *e: a directory that is missing, a series that is
 * not there or not one, two units or measures of a miss, a factor without a
 * value, two runs of one recipe that nothing tells apart, no response.
 */
int recipes_of(struct recipes *r, const struct study *s,
	       const struct spec_known *k, struct err *e);
void recipes_fini(struct recipes *r);

/* "0.0008", "lora": a recipe's level of a factor. */
const char *recipes_level(const struct recipes *r, size_t factor, size_t level);

/* For recipes.c alone: everything that is computed once runs are read. */
void recipes_fit(struct recipes *r);
void recipes_rank(struct recipes *r);

#endif
