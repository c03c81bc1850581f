/* judged_impl: judgements by numbers; for the files of judged alone. */
#ifndef VERDICT_JUDGED_IMPL_H
#define VERDICT_JUDGED_IMPL_H

#include <stdint.h>

#include "verdict/judged.h"

struct judged_note {
	uint32_t part, question, answer, judge;
	double score; /* NaN: none */
};

struct judged_work {
	const struct scores *s;
	struct judged *j;
	struct judged_note *note; /* s->n */
	uint32_t *judge;          /* of each part */
	uint64_t *cluster; /* of each question: its item, if it has one */
	size_t nquestions, njudges;
	double level;
};

/* Fill the biases, and how the judges agree. */
void judged_length(struct judged_work *w);
void judged_agree(struct judged_work *w);

#endif
