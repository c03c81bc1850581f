/*
 * handled: whether anomalous questions (testset.h) were answered as their
 * author wanted, by model, anomaly and wording.
 *
 * A question's line has "anomaly", "wording" (a number from 1) and "want":
 *   do    answer: a text comes, and it does not ask for a length; ask: the
 *         answer refuses, asks back or says that it cannot be; refuse: it
 *         refuses
 *   says  texts of which the answer has one; for ask and refuse that alone
 *         suffices
 *   low, high  of answer: its length, both included
 * What asks back is known by phrases: read some answers before you trust it.
 */
#ifndef DATASET_HANDLED_H
#define DATASET_HANDLED_H

#include "base/err.h"
#include "data/field.h"
#include "measure/row.h"
#include "sweep/spec.h"
#include "text/span.h"

struct handled_row {
	const char *model, *anomaly;
	int64_t wording; /* -1: all of the anomaly */
	uint64_t answers, handled;
	double share; /* NaN of no answer */
};

extern const struct field handled_fields[];

struct handled;
struct handled *handled_new(void);
void handled_free(struct handled *h);

/* A line of the test set; those that want nothing are passed over. -1 with
 * *e for a want that is not as above. */
int handled_line(struct handled *h, uint64_t line, const char *s, size_t n,
		 struct err *e);
/* All lines of a test set that is in memory. */
int handled_lines(struct handled *h, const char *s, size_t n, struct err *e);
size_t handled_questions(const struct handled *h);

/* An answer to that prompt; a prompt of no question is passed over. Cells
 * without one (failed, filtered, never sent) count as not handled. */
void handled_answer(struct handled *h, struct span prompt,
		    const struct row *row, struct span text);

/* All answers of a run; the last message of a prompt is the question. */
int handled_answers(struct handled *h, const char *dir,
		    const struct spec_known *k, struct err *e);

/* By model as they came, in the order of the test set; each anomaly first as
 * a whole. They stand with h. */
const struct handled_row *handled_rows(struct handled *h, size_t *n);

#endif
