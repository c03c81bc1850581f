/*
 * overlap: how much of an answer's wording is a reference's: BLEU and ROUGE.
 *
 * One name hides many metrics: what a token is decides the figure, so each
 * tokenizer bears the name of the program whose figures it gives. BLEU is
 * Papineni et al. 2002 with the smoothing and the order rules of sacrebleu
 * 2.6.0 (Post 2018); ROUGE is Lin 2004 with multisets of n-grams, as
 * rouge_score counts. None of them knows what a text says: an opposite with
 * one character more scores high, a faultless paraphrase near nothing.
 *
 * A struct overlap numbers tokens. Texts cut by one may be compared with one
 * another until overlap_reset, which forgets them and keeps the memory.
 */
#ifndef TEXT_OVERLAP_H
#define TEXT_OVERLAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum overlap_tokens {
	OVERLAP_CHAR,  /* each character but white space; sacrebleu's char */
	OVERLAP_ZH,    /* sacrebleu's zh: Chinese one by one, the rest as 13a */
	OVERLAP_13A,   /* sacrebleu's 13a, made for English newswire */
	OVERLAP_EVERY, /* each character, white space too: LLaMA-Factory's */
	OVERLAP_WORD,  /* rouge_score's: runs of a-z and 0-9, lower case; a
			* Chinese text has none */
	OVERLAP_TOKENS
};

/* "char", "zh", "13a", "llamafactory", "word"; NULL ends them. */
extern const char *const overlap_tokens_names[];

struct overlap {
	struct arena arena; /* the texts and what is counted of them */
	uint64_t *key;      /* open addressing: a pair, and its number */
	uint32_t *number;
	size_t cap, n;
	uint32_t *limit, *seen; /* by number; all 0 between calls */
	size_t counted;
};

/* A text as numbers of tokens; lives in the overlap's arena. */
struct overlap_text {
	uint32_t *token;
	size_t n;
};

void overlap_init(struct overlap *o);
void overlap_fini(struct overlap *o);
void overlap_reset(struct overlap *o);

/* Cut s[0..n); an ill-formed part is one U+FFFD. */
struct overlap_text overlap_cut(struct overlap *o, enum overlap_tokens how,
				const char *s, size_t n);

/*
 * What BLEU is made of: n-grams of the answer that the references have too,
 * each at most as often as in the reference that has it most often; all
 * n-grams of the answer; lengths in tokens, the reference's being the closest
 * one (the shorter of two as close). A corpus is the sum of its answers.
 */
enum { OVERLAP_ORDER = 4 };
struct overlap_counts {
	uint64_t match[OVERLAP_ORDER], total[OVERLAP_ORDER];
	uint64_t answer, reference;
};

/* Adds one answer against nref >= 1 references. */
void overlap_count(struct overlap *o, const struct overlap_text *answer,
		   const struct overlap_text *ref, size_t nref,
		   struct overlap_counts *c);

/* What a precision without a match becomes. */
enum overlap_smooth {
	OVERLAP_EXP,   /* 1 / (2^k total), k counting such orders; default */
	OVERLAP_FLOOR, /* 0.1 / total */
	OVERLAP_ADD_K, /* 1 added to matches and totals beyond the first */
	OVERLAP_NONE,
};

/*
 * BLEU in percent. With effective the mean of the precisions goes over the
 * orders that the answer is long enough for (sacrebleu's sentence_bleu),
 * without it an answer of fewer than four tokens has 0 (corpus_bleu).
 */
double overlap_bleu(const struct overlap_counts *c, enum overlap_smooth smooth,
		    bool effective);

/* exp(1 - reference / answer) where the answer is the shorter, else 1. */
double overlap_brevity(const struct overlap_counts *c);

/*
 * LLaMA-Factory's bleu-4, in percent, of counts by OVERLAP_EVERY: NLTK's
 * sentence_bleu with its method3, where an absent order counts as 0 of 1. It
 * rounds to four decimals; this does not.
 */
double overlap_bleu_llamafactory(const struct overlap_counts *c);

/* Shares of the answer and of the reference, and 2PR/(P+R); 0 for 0/0. */
struct overlap_rouge {
	double precision, recall, f;
};

/*
 * ROUGE-n, n >= 1, and ROUGE-L, whose longest common subsequence takes
 * n * m / 64 steps (Crochemore et al. 2001). Of several references the one
 * with the best f counts. A text without an n-gram has 0: whether that is a
 * figure is for the caller to say.
 */
struct overlap_rouge overlap_rouge_n(struct overlap *o, size_t n,
				     const struct overlap_text *answer,
				     const struct overlap_text *ref,
				     size_t nref);
struct overlap_rouge overlap_rouge_l(struct overlap *o,
				     const struct overlap_text *answer,
				     const struct overlap_text *ref,
				     size_t nref);

/* Which BLEU it is: as sacrebleu 2.6.0 signs its figures, of `nrefs`
 * references each, 0: not always as many; of LLaMA-Factory's what it calls. */
enum { OVERLAP_SIGNATURE = 80 };
void overlap_signature(char out[OVERLAP_SIGNATURE], enum overlap_tokens how,
		       size_t nrefs, bool effective);

/* For overlap_cut alone: the number of a pair, a new one if need be. */
uint32_t overlap_pair(struct overlap *o, uint32_t left, uint32_t right);

#endif
