/*
 * outcome: how a planned request ended. Every cell of a plan has exactly one,
 * or is still open, so the counts of all of them add up to the plan.
 */
#ifndef SWEEP_OUTCOME_H
#define SWEEP_OUTCOME_H

enum outcome {
	OUTCOME_OK,
	OUTCOME_TRUNCATED, /* cut by a token limit: its length is not one */
	OUTCOME_REFUSED,   /* the model declined */
	OUTCOME_FILTERED,  /* the provider's content filter */
	OUTCOME_EMPTY,     /* no text, or white space only */
	OUTCOME_FAILED,    /* no answer */
	OUTCOMES,
};

/* "ok", "truncated", ...; the same word in every file, table and message. */
extern const char *const outcome_names[]; /* by outcome; ends with NULL */
const char *outcome_name(enum outcome o);
int outcome_find(const char *name, enum outcome *o); /* 0 or -1 */

#endif
