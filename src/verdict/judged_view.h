/*
 * judged_view: a judge's scores beside the answers: by how far off they are,
 * and question by question where two models differ most.
 */
#ifndef VERDICT_JUDGED_VIEW_H
#define VERDICT_JUDGED_VIEW_H

#include "base/arena.h"
#include "verdict/judged.h"

/* Steps of about equally many answers, no fewer than five. */
enum { JUDGED_STEPS = 8, JUDGED_STEP_LEAST = 5 };

struct judged_step {
	const char *model, *sampling, *variant, *judge; /* of the part */
	double from, to; /* deviations, both ends included */
	size_t answers;
	double deviation, score; /* means */
	struct interval in;      /* of the score, classical t over answers */
};

/* An answer: its deviation, and the mean of what the judge gave it. */
struct judged_dot {
	double deviation, score;
};

/* Of one part, by deviation, ascending; both lists lie in the arena. */
struct judged_off {
	size_t ndot, nstep;
	struct judged_dot *dot;
	struct judged_step *step;
};

void judged_off_of(struct judged_off *x, const struct judged_part *p,
		   const struct scores *s, double level, struct arena *a);

/* A question whose answers by two models have scores far apart. */
enum { JUDGED_DIFFER = 5 };

struct judged_differ {
	const char *judge, *base, *other; /* models */
	const char *item, *variant;       /* of the question */
	int64_t target;
	double base_score, other_score; /* means over the question */
	/* The first answer of each that has a score, and why it has it. */
	const char *base_of, *other_of, *base_reason, *other_reason;
};

/* The questions of a pair whose scores differ most, widest first; how many. */
size_t judged_differ_of(struct judged_differ d[JUDGED_DIFFER],
			const struct judged_pair *p, const struct scores *s);

extern const struct field judged_step_fields[], judged_differ_fields[];

#endif
