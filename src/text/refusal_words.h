/*
 * refusal_words: the tables of refusal.c, matched against folded clauses.
 */
#ifndef TEXT_REFUSAL_WORDS_H
#define TEXT_REFUSAL_WORDS_H

#include <stddef.h>
#include <stdint.h>

struct refusal_fold {
	const char *from, *to;
};

extern const struct refusal_fold refusal_folds[]; /* the last has NULL */

/*
 * A bit for each character of the first 65,536 that begins no fold, is no
 * space or line feed and has no simplified form: most of a text.
 */
const uint64_t *refusal_plain(void);

/*
 * The simplified character, of three bytes, of a traditional one that
 * refusals are written with; NULL for another.
 */
const char *refusal_simplified(const char *s);

enum refusal_cue {
	CUE_ANY, /* always there */
	/*
	 * What clauses begin with that may stand in front of a refusal: those
	 * that say nothing, those that thank or explain, apologies (more may
	 * follow in the same clause), and "as a ..." with what a model is and
	 * with nobody else.
	 */
	CUE_GREETING,
	CUE_COURTESY,
	CUE_APOLOGY,
	CUE_ROLE,
	/* "I cannot", of us, and without a subject */
	CUE_CANNOT,
	CUE_CANNOT_ZH,
	CUE_CANNOT_ANY,
	/*
	 * What is refused to nobody but who asks a model; what people refuse to
	 * one another too, so that a noun or an apology is asked for, unless it
	 * ends the clause; an apology alone.
	 */
	CUE_SURE,
	CUE_VERB,
	CUE_VERB_LAST,
	CUE_VERB_SORRY,
	CUE_NOUN,
	CUE_NOT_ABLE_ZH, /* behind a verb */
	/* "beyond" and "scope", of "mine"; "can only" and "answer" */
	CUE_OUTSIDE,
	CUE_SCOPE,
	CUE_MINE,
	CUE_LIMIT,
	CUE_LIMITED,
	CUE_SERVICE,
	/* "my instructions" and "do not allow" */
	CUE_RULES,
	CUE_FORBID,
	/* "violates" and "policy" */
	CUE_BREACH,
	CUE_POLICY,
	/* "your request" and "was blocked" */
	CUE_ASKED,
	CUE_STOPPED,
	/* "you have not said" and "topic"; "please provide" and "more details"
	 */
	CUE_LACK,
	CUE_GIVE,
	CUE_DETAIL,
	/* "too long" of "a single reply" */
	CUE_LENGTHY,
	CUE_ONE_REPLY,
	/* as they stand; after an apology or a role; with talk behind them */
	CUE_STOCK,
	CUE_STOCK_SORRY,
	CUE_STOCK_TALK,
	/* The text comes next: what was apologised for is over. */
	CUE_TEXT,
	/* Somebody else is there: a story, or a letter. */
	CUE_PEOPLE,
	/* what a model is, and who else is one; what talk goes on with */
	CUE_SELF,
	CUE_OTHER,
	CUE_TALK,
	CUES,
};

/*
 * By cue, ended by ""; phrases of three bytes and more. They stand in the
 * table: thousands of pointers would each be relocated at every start.
 */
enum { REFUSAL_PHRASE_SIZE = 32 };
extern const char (*const refusal_cues[CUES])[REFUSAL_PHRASE_SIZE];

static inline size_t
refusal_phrases(unsigned cue)
{
	size_t n = 0;

	while (refusal_cues[cue][n][0] != '\0')
		n++;
	return n;
}

#endif
