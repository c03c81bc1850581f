/*
 * judge_ask: the questions of a judge, made from a run's answers.
 *
 * A question's id is a hash of the answer's id and text: an answer that came
 * anew is another question, and one that is as it was keeps its judgements.
 */
#ifndef MEASURE_JUDGE_ASK_H
#define MEASURE_JUDGE_ASK_H

#include "base/buf.h"
#include "base/err.h"
#include "measure/judge_of.h"
#include "sweep/spec.h"

/* Which answers. What is asked alike is picked alike in every series. */
struct judge_pick {
	const uint32_t *target; /* ascending; NULL: all */
	size_t ntarget;
	size_t sample; /* so many questions of the run, 0: all */
	uint64_t seed;
	uint64_t change_seed; /* of the answers that are shown changed too */
};

struct judge_asked {
	size_t asked;    /* questions */
	size_t changed;  /* further ones, of answers cut or padded */
	size_t left_out; /* answers that failed, were refused or are empty */
	size_t lost;     /* answers whose text is not there any more */
	size_t alone;    /* pairwise: answers without one of the base */
};

/*
 * Appends a line a question to out (questions.h), in the order of
 * DIR/samples.csv, what was made of an answer behind it. -1 with *e: nothing
 * can be judged, or the template asks for what the run has not.
 *
 * Pairwise, the base is the first series (model and sampling) of each variant
 * in that file; each answer of another series meets the base's answer to the
 * same question and repeat, twice: the base's shown first, and second.
 */
int judge_ask(const char *dir, const struct spec_judge *judge,
	      const struct judge_pick *pick, const struct spec_known *k,
	      struct buf *out, struct judge_asked *n, struct err *e);

/* The word in the place of {nonce} for a question. */
enum { JUDGE_NONCE = 9 };
void judge_ask_nonce(const char *id, char out[JUDGE_NONCE]);

/* The lines of a judge's questions as rows, in order; they live in a. */
int judge_ask_read(const char *lines, size_t len, struct judge_of **of,
		   size_t *n, struct arena *a, struct err *e);

#endif
