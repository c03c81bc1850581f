/*
 * remarks: what is to be told of a run's answers beside their lengths, counted
 * by model: who answered, words and tags that nobody knows, contexts that were
 * full.
 */
#ifndef MEASURE_REMARKS_H
#define MEASURE_REMARKS_H

#include <stdbool.h>
#include <stdint.h>

#include "data/field.h"
#include "data/jsonw.h"
#include "measure/row.h"

enum remark_kind {
	REMARK_SERVED,  /* answered by a model that calls itself so */
	REMARK_TAG,     /* stands in an unknown pair of tags */
	REMARK_FINISH,  /* ended by an unknown word */
	REMARK_EMPTY,   /* had no text, and why */
	REMARK_CONTEXT, /* cut below the ceiling that was sent */
	REMARK_CUT,     /* cut, and beyond the target already */
	REMARK_WAIT,    /* waited far longer than the model's other answers */
	REMARK_KINDS,
};

enum { REMARKS_MAX = 32, REMARK_TEXT = 104 };

/*
 * Latencies of one model's answers, by powers of 2^(1/4) milliseconds. One
 * that takes four times as long as nine in ten of the others, and ten seconds
 * longer, stood in a queue: a longer text is among the ten.
 */
enum { WAIT_STEPS = 112, WAIT_MODELS = 16 };

struct remark_waits {
	char model[REMARK_TEXT];
	uint32_t n[WAIT_STEPS];
	int64_t longest; /* ms */
};

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
	size_t nwait;
	struct remark_waits wait[WAIT_MODELS];
};

void remarks_add(struct remarks *m, const struct row *r);

/* After the last row: what only all of them tell. */
void remarks_end(struct remarks *m);

/* Whether remark i is told: one name a model is what everybody expects. */
bool remarks_told(const struct remarks *m, size_t i);

/*
 * Those that are told, as a list under `key`, and its fields; with another
 * run's also who answered where its names differ, of one run's a and b.
 */
extern const struct field remarks_fields[];
void remarks_json(const struct remarks *m, const struct remarks *other,
		  const char *key, struct jsonw *w);

/* Whether both have names for the model, and not the same. */
bool remarks_changed(const struct remarks *a, const struct remarks *b,
		     const char *model);

#endif
