/*
 * plan: the requests of a sweep, in order, each with a stable name.
 *
 * A plan is arithmetic over a spec: a cell is computed from its index, so a
 * plan of a million cells takes no more memory than one of ten. Order, from
 * the outside in: repeat, target, variant, sampling, model. Models stand
 * next to each other so that a server's drift over the evening falls on all
 * of them alike. With questions (questions.h) there is one target a variant.
 * Where a spec asks some questions more often (spec_grow), these repeats stand
 * behind all others, in the same order.
 */
#ifndef SWEEP_PLAN_H
#define SWEEP_PLAN_H

#include "base/buf.h"
#include "sweep/spec.h"

struct plan {
	const struct spec *spec; /* borrowed */
	uint64_t ncell;
};

/* One planned request; model, sampling and variant are indices. */
struct plan_cell {
	uint64_t index;
	uint32_t model, sampling, variant;
	uint32_t target; /* characters asked for */
	uint32_t repeat; /* from 1 */
};

void plan_init(struct plan *p, const struct spec *s);

struct plan_cell plan_cell(const struct plan *p, uint64_t index);

/* Make the cell ask for one of the spec's targets, in the first variant that
 * has it. */
void plan_aim(const struct plan *p, struct plan_cell *c, uint32_t target);

/*
 * The cell's id, "v2/min/plain/250/1": model, sampling, variant, target,
 * repeat (names with '/' are refused). Replaces out's contents.
 */
void plan_id(const struct plan *p, const struct plan_cell *c, struct buf *out);

/* The index that has this id, or -1 when the plan has no such cell. */
int64_t plan_find(const struct plan *p, const char *id, size_t n);

/*
 * What would be sent, as 64 bits: provider, base URL as the file gives it,
 * model id, prompt, system message, sampling asked for, seed, token ceiling,
 * extra fields. An answer in the journal counts for a cell only when both id
 * and fingerprint match, so a changed prompt is asked again. Limits, keys
 * and prices are left out: they do not change the question.
 */
uint64_t plan_fingerprint(const struct plan *p, const struct plan_cell *c);

/*
 * The same in two steps: what the cells of a model and a variant share, and
 * from there to the fingerprint of one of them.
 */
uint64_t plan_shared(const struct plan *p, uint32_t model, uint32_t variant);
uint64_t plan_fingerprint_from(uint64_t shared, const struct plan *p,
			       const struct plan_cell *c);

/*
 * What is asked (variants' names, texts and relations, system message),
 * whatever the models: two runs compare only when equal. Of which targets is
 * seen cell by cell (verdict/pairs.h), but where each question has its own.
 * {ask} is the same question as {target}, put in other words.
 */
uint64_t plan_prompts_hash(const struct plan *p);

/* The number that a cell's prompt asks for: its target, unless the spec has
 * asks. */
uint32_t plan_ask(const struct plan *p, const struct plan_cell *c);

/* Whether two prompts ask the same, {ask} and {target} taken for one. */
bool plan_same_question(const struct spec_variant *a,
			const struct spec_variant *b);

/* Token ceiling of a cell, or 0 when none is sent: the answer's by the spec's
 * budget, and what its model may think with. */
uint32_t plan_max_tokens(const struct plan *p, const struct plan_cell *c);

/*
 * Tokens that are ample for an answer of the right length, in any script:
 * what is reserved where no ceiling is sent, and below which a ceiling is
 * said to be tight.
 */
static inline int64_t
plan_ample(uint32_t target)
{
	return 2 * (int64_t)target + 64;
}

/* The seed that goes with a cell by the spec's rule (seed.h). */
uint32_t plan_seed(const struct plan *p, const struct plan_cell *c);

#endif
