/*
 * refusal_words: the tables of refusal.c.
 *
 * They are matched against a text that is folded by refusal_folds: lower
 * case, contractions written out, adverbs gone, and each mark and "but" a line
 * feed, which stands at both ends of every clause.
 */
#ifndef TEXT_REFUSAL_WORDS_H
#define TEXT_REFUSAL_WORDS_H

#include "text/span.h"

struct refusal_fold {
	const char *from, *to;
};

extern const struct refusal_fold refusal_folds[]; /* the last has NULL */

/*
 * Clauses that may stand in front of a refusal, by what they begin with: those
 * that say nothing, those that thank or explain, apologies (more may follow in
 * the same clause), and "as a ..." with what a model is and with nobody else.
 */
extern struct span_set refusal_greetings;
extern struct span_set refusal_courtesies;
extern struct span_set refusal_apologies;
extern struct span_set refusal_roles;
extern struct span_set refusal_selves;
extern struct span_set refusal_others;

/* "I cannot", and without a subject after an opening; */
extern struct span_set refusal_cannots;
extern struct span_set refusal_cannots_any;
/* what is refused to nobody but who asks a model; what people refuse to one */
/* another too, so that a noun or an apology is asked for; an apology alone. */
extern struct span_set refusal_sure;
extern struct span_set refusal_verbs;
extern struct span_set refusal_verbs_sorry;
extern struct span_set refusal_nouns;

/* "beyond" and "scope", of "mine"; */
extern struct span_set refusal_outside;
extern struct span_set refusal_scopes;
extern struct span_set refusal_mine;
/* "can only" and "answer"; */
extern struct span_set refusal_limits;
extern struct span_set refusal_limited;
/* "violates" and "policy"; */
extern struct span_set refusal_breaches;
extern struct span_set refusal_policies;

/* after an apology "too long", with a noun; */
extern struct span_set refusal_lengths;
/* refusals as they stand, and those that are one after an apology or a role. */
extern struct span_set refusal_stock;
extern struct span_set refusal_stock_sorry;

/* The text comes next: what was apologised for is over. */
extern struct span_set refusal_texts;
/* Somebody else is there: a story, or a letter. */
extern struct span_set refusal_people;

#endif
