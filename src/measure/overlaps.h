/*
 * overlaps: how much of an answer's wording is its reference's, put into a
 * row (text/overlap.h has the mathematics).
 */
#ifndef MEASURE_OVERLAPS_H
#define MEASURE_OVERLAPS_H

#include "base/buf.h"
#include "measure/reference.h"
#include "measure/row.h"
#include "text/overlap.h"

/* An answer of fewer tokens has no BLEU: it has no 4-gram. */
enum { OVERLAPS_LEAST = OVERLAP_ORDER };

/* Beyond as many characters there is no ROUGE-L, which takes n * m / 64. */
enum { OVERLAPS_LONG = 300000 };

struct overlaps {
	enum overlap_tokens how; /* of BLEU; ROUGE is on characters, words */
	struct overlap overlap;
	struct buf stripped;
	/* By how many references; rows borrow them. */
	char signature[REFERENCE_MAX + 1][OVERLAP_SIGNATURE];
};

void overlaps_init(struct overlaps *x, enum overlap_tokens how);
void overlaps_fini(struct overlaps *x);

/*
 * The overlap of an answer that counts (outcome ok), less what r->removed
 * says was taken off its text s[0..n). Without a reference, and of any other
 * outcome, the row keeps it missing.
 */
void overlaps_row(struct overlaps *x, const char *s, size_t n,
		  const struct reference *ref, struct row *r);

/* What the rows of a file amount to. All zero: none yet. */
struct overlaps_sum {
	uint64_t with, without; /* answers that count, and have one or not */
	uint64_t nbleu;
	double bleu; /* sum */
	struct overlap_counts counts;
	size_t nrefs; /* of each; 0: not always as many */
	bool varied;
};

/*
 * BLEU of all together, as sacrebleu's corpus_bleu has it; NaN where no answer
 * has a 4-gram, and of LLaMA-Factory's, which knows means alone.
 */
double overlaps_corpus(const struct overlap_counts *c, enum overlap_tokens how);

/* Adds an answer by what its row has. */
void overlaps_count(struct overlap_counts *c,
		    const int64_t match[OVERLAP_ORDER], int64_t answer,
		    int64_t reference);

void overlaps_add(struct overlaps_sum *sum, const struct row *r);

/* Adds what other rows, which follow these, amount to. */
void overlaps_join(struct overlaps_sum *sum, const struct overlaps_sum *more);

#endif
