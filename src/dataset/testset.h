/*
 * testset: questions that a model has not been trained on, each with one exact
 * length, made and checked.
 *
 * A line of a test set is one of a sweep's questions (sweep/questions.h):
 * id, kind (greeting, essay, plan, summary), prompt, target, and where there
 * is one a reference answer of just that length. Prompts are in the two forms
 * that have worked for Spring Festival: a role that writes in a style for
 * somebody, and a title with a technique. No two are near each other
 * (alike.h); targets lie evenly over the range of their kind.
 *
 * A line of kind "anomalous" asks for what cannot be held against a curve: no
 * length, none at all, an impossible one, two that contradict each other, or
 * another topic, each in several wordings; `want` says what its author wants
 * instead, and target only bounds what may be sent.
 */
#ifndef DATASET_TESTSET_H
#define DATASET_TESTSET_H

#include "base/buf.h"
#include "data/field.h"
#include "dataset/kind.h"

enum { TESTSET_EACH = 15, TESTSET_EACH_MAX = 25, TESTSET_LEAST = 60 };

/* `each` questions of each of the four kinds, the same for one seed. */
int testset_make(uint64_t seed, size_t each, struct buf *out, struct err *e);
void testset_make_anomalous(struct buf *out);

/* What is wrong with a question, or with the set. */
enum testset_fault {
	TESTSET_UNREADABLE, /* no JSON object */
	TESTSET_NO_PROMPT,
	TESTSET_ID_TWICE,
	TESTSET_NO_KIND, /* or one that is unknown */
	TESTSET_NO_CLAIM,
	TESTSET_TWO_CLAIMS,
	TESTSET_NOT_EXACT, /* a limit, a range, "about" */
	TESTSET_TARGET,    /* the prompt asks for another number */
	TESTSET_REFERENCE, /* its length is not the target */
	TESTSET_NO_WANT,   /* anomalous, and nothing is wanted of it */
	TESTSET_NEAR,      /* or the same as a question before */
	TESTSET_FEW,
	TESTSET_UNBALANCED,
	TESTSET_FAULTS
};

struct testset_row {
	uint64_t line;  /* 0: of the whole set */
	const char *id; /* or NULL */
	unsigned fault;
	int64_t found, expected; /* numbers that differ; -1: none */
};

extern const struct field testset_fields[];

struct testset_sums {
	uint64_t questions, kind[KINDS], anomalous;
	int64_t least, most; /* targets; -1: none */
};

struct testset;
struct testset *testset_new(unsigned unit);
void testset_free(struct testset *t);

/* A line of the file, without its break. */
void testset_line(struct testset *t, uint64_t line, const char *s, size_t n);

/* Behind the last: everything that is wrong. It stands with t. */
const struct testset_row *testset_end(struct testset *t,
				      struct testset_sums *sums, size_t *n);

#endif
