/*
 * rewrite: the number in a prompt becomes the exact count of its answer.
 *
 * A prompt is changed only where one length is asked of the whole answer and
 * the new prompt, read again, asks for just that count: everything else stays
 * as it is and says why. So a second run finds nothing to do.
 */
#ifndef DATASET_REWRITE_H
#define DATASET_REWRITE_H

#include "data/field.h"
#include "dataset/dataset.h"

enum rewrite_strict {
	REWRITE_AS_COUNTED, /* "少于77字" of 77 characters */
	REWRITE_BY_ONE,     /* "少于78字", "超过76字" */
	REWRITE_REFUSE,     /* left as it is */
};

struct rewrite_opts {
	unsigned unit; /* enum lencount_unit of claims of characters */
	bool exact;    /* the whole phrase becomes "77字" */
	enum rewrite_strict strict;
};

enum rewrite_outcome {
	REWRITE_DONE,
	REWRITE_RIGHT, /* it asks for the count already */
	REWRITE_NO_CLAIM,
	REWRITE_TWO_CLAIMS,
	REWRITE_VAGUE,
	REWRITE_NO_ANSWER,
	REWRITE_REFUSAL,
	REWRITE_STRICT,    /* a strict limit, and refused */
	REWRITE_READ_BACK, /* the new prompt would be read otherwise */
	REWRITE_ILL_FORMED,
	REWRITE_OUTCOMES
};

extern const char *const rewrite_outcome_names[]; /* NULL ends it */

/* Whether somebody has to look at it. */
bool rewrite_open(enum rewrite_outcome o);

struct rewrite_row {
	uint64_t record, line, turn;
	enum rewrite_outcome outcome;
	const char *was, *is; /* the phrase; is: NULL unless done */
	size_t was_n, is_n;
	const char *unit;
	int64_t count; /* -1: not counted */
	bool broken;   /* done, and the count breaks its strict limit */
};

struct rewrite_sums {
	uint64_t outcome[REWRITE_OUTCOMES];
	uint64_t broken;
	uint64_t odd; /* records that are not of the shape */
	struct err first_odd;
};

extern const struct field rewrite_fields[];

/*
 * Appends the gap and the record to out, rewritten, and calls tell for each
 * of its items; the texts of a row stand until tell returns.
 */
typedef void (*rewrite_tell)(void *ctx, const struct rewrite_row *row);
void rewrite_record(const struct dataset *d, const struct dataset_record *r,
		    const struct rewrite_opts *o, struct buf *out,
		    rewrite_tell tell, void *ctx);

#endif
