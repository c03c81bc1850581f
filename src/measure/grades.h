/*
 * grades: what a run's judges and people gave each answer, for whoever shows
 * an answer.
 */
#ifndef MEASURE_GRADES_H
#define MEASURE_GRADES_H

#include "measure/scores.h"

struct grades {
	struct scores all; /* of all on one scale, answer by answer */
	struct scores *one;
	size_t read;
	struct arena arena;
};

/*
 * Of DIR/judge; pairwise judges give no scores, and one that cannot be read or
 * has another scale than the first is passed over (judge says why). all.n is 0
 * where there is none.
 */
void grades_read(struct grades *g, const char *dir, const struct spec_known *k);
void grades_fini(struct grades *g);

/* The judgements of an answer by its id in samples.csv; NULL: none. */
const struct score *grades_of(const struct grades *g, const char *id,
			      size_t *n);

/* The mean of those that have a score; NaN: none has. */
double grades_mean(const struct score *x, size_t n);

#endif
