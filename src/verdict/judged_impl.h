/* judged_impl: judgements by numbers; for the files of judged alone. */
#ifndef VERDICT_JUDGED_IMPL_H
#define VERDICT_JUDGED_IMPL_H

#include <stdint.h>

#include "stat/serial.h"
#include "verdict/judged.h"

struct judged_note {
	uint32_t part, question, answer, judge;
	double score; /* NaN: none */
};

struct judged_work {
	const struct scores *s;
	struct judged *j;
	struct judged_note *note;    /* s->n */
	struct judged_note *changed; /* s->nchanged */
	uint32_t *judge;             /* of each part */
	uint32_t *question;          /* of each answer */
	uint64_t *cluster; /* of each question: its item, if it has one */
	uint32_t *group;   /* the same by number */
	size_t nquestions, njudges, ngroups;
	double level;
};

/*
 * The mean over the questions whose x is not NaN, with its error: of items,
 * where several questions are of one. Returns how many questions.
 */
size_t judged_mean(const struct judged_work *w, const double *x, double *sd,
		   struct serial *s);

/* Fill the biases, and how the judges agree. */
void judged_length(struct judged_work *w);
void judged_agree(struct judged_work *w);

#endif
