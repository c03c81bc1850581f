/*
 * remarks: what is to be told of a run's answers beside their lengths, counted
 * by model: who answered, words and tags that nobody knows, contexts that were
 * full.
 */
#ifndef MEASURE_REMARKS_H
#define MEASURE_REMARKS_H

#include <stdint.h>

#include "measure/row.h"

enum remark_kind {
	REMARK_SERVED,  /* answered by a model that calls itself so */
	REMARK_TAG,     /* stands in an unknown pair of tags */
	REMARK_FINISH,  /* ended by an unknown word */
	REMARK_EMPTY,   /* had no text, and why */
	REMARK_CONTEXT, /* cut below the ceiling that was sent */
	REMARK_KINDS,
};

enum { REMARKS_MAX = 32, REMARK_TEXT = 104 };

struct remark {
	enum remark_kind kind;
	uint64_t key; /* of kind, model and text */
	uint64_t n;
	char model[REMARK_TEXT], text[REMARK_TEXT]; /* shortened */
};

/* Zeroed to begin with; what comes when it is full is left out. */
struct remarks {
	size_t n;
	struct remark remark[REMARKS_MAX];
};

void remarks_add(struct remarks *m, const struct row *r);

/* How many models answered under the name of `model`. */
size_t remarks_served(const struct remarks *m, const char *model);

#endif
