/*
 * refusal_talk: how far a folded clause is made of the words that people and
 * models talk about a task with, and whether it says no in one of them.
 *
 * Behind an apology such a clause refuses, however it is put; a story names
 * things. See refusal_clause.h for what is folded.
 */
#ifndef TEXT_REFUSAL_TALK_H
#define TEXT_REFUSAL_TALK_H

#include <stdbool.h>

#include "text/span.h"

/*
 * Per cent of its words, and Han characters, that are none of talk's. Where
 * they are over the limit it is told early, as 100, and *no may be false.
 */
int refusal_talk_strange(struct span clause, int limit, bool *no);

#endif
