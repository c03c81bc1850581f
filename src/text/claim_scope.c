/*
 * What a phrase of length is about is told by the words in its clause: a part
 * that is named before it or behind it, a text that is pointed at, a rule for
 * marks. A verb of writing between such a word and the phrase takes the
 * phrase back to the answer.
 */
#include <string.h>

#include "text/claim_impl.h"

/* How far the words that decide may stand from the phrase, in tokens. */
enum { REACH = 24 };

static bool
ends_clause(const struct claim_token *t)
{
	return t->kind == CLAIM_T_COMMA || t->kind == CLAIM_T_STOP;
}

static bool
writes(const struct claim_token *t)
{
	return t->kind == CLAIM_T_VERB || (t->flags & CLAIM_MAKES) != 0;
}

/* The first token of the clause that `at` stands in. */
static size_t
clause_start(const struct claim_line *l, size_t at)
{
	size_t i = at;

	while (i > 0 && at - i < REACH && !ends_clause(&l->t[i - 1]))
		i--;
	return i;
}

static size_t
clause_end(const struct claim_line *l, size_t at)
{
	size_t i = at;

	while (i < l->n && i - at < REACH && !ends_clause(&l->t[i]))
		i++;
	return i;
}

static bool
in_clause(const struct claim_line *l, size_t from, size_t to,
	  enum claim_kind kind)
{
	for (size_t i = from; i < to; i++)
		if (l->t[i].kind == kind)
			return true;
	return false;
}

static bool
says(const struct claim_line *l, size_t i, const char *word)
{
	return l->t[i].n == strlen(word) &&
	       span_opens(span_from(l->x, l->t[i].at), word) > 0;
}

/* "…的标题" behind the phrase, or a "部分" or a title before it. */
static bool
of_part(const struct claim_line *l, const struct claim_phrase *p, size_t from,
	size_t to)
{
	bool named = false; /* something of its own, behind an "and" */
	size_t i;

	for (i = from; i < p->first; i++)
		if (says(l, i, "部分"))
			return true;
	if (p->part)
		return true;
	for (i = p->last; i < to && i < p->last + 6; i++) {
		if (l->t[i].kind == CLAIM_T_PART)
			return true;
		if (writes(&l->t[i]) || l->t[i].kind == CLAIM_T_NUMBER ||
		    l->t[i].kind == CLAIM_T_AND ||
		    (l->t[i].kind == CLAIM_T_GAP && l->t[i].n > 24))
			break;
	}
	for (i = p->first; i-- > from;) {
		if (l->t[i].kind == CLAIM_T_PART)
			return true;
		if (writes(&l->t[i]) || (l->t[i].kind == CLAIM_T_AND && named))
			break;
		named |= l->t[i].kind == CLAIM_T_GAP;
	}
	return false;
}

/* The clause before, when this one is only the phrase and a verb:
 * "第3段，写200字". */
static bool
part_before(const struct claim_line *l, const struct claim_phrase *p,
	    size_t from)
{
	size_t start;

	from += from < p->first && writes(&l->t[from]);
	if (from != p->first)
		return false;
	from -= from > 0 && writes(&l->t[from - 1]);
	if (from < 2 || l->t[from - 1].kind != CLAIM_T_COMMA)
		return false;
	start = clause_start(l, from - 1);
	if (says(l, from - 2, "部分"))
		return true;
	return l->t[start].kind == CLAIM_T_PART &&
	       (start == from - 2 ||
		(l->t[start + 1].flags & CLAIM_MODAL) != 0);
}

/* "到", "in", "控制在": what follows is where a text is to be brought. */
static bool
leads_to(const struct claim_token *t)
{
	return t->kind == CLAIM_T_TO ||
	       (t->flags & (CLAIM_NEAR | CLAIM_MAKES)) != 0;
}

/* "把500字作文压缩到150字": behind p is a length that it is brought to. */
static bool
is_brought(const struct claim_line *l, const struct claim_phrase *p, size_t to)
{
	for (size_t i = p->last + 1; i < to; i++)
		if (l->t[i].kind == CLAIM_T_NUMBER)
			return leads_to(&l->t[i - 1]) || writes(&l->t[i - 1]) ||
			       says(l, i - 1, "成");
	return false;
}

/* Points at a text that is there, and nothing but its name is between. */
static bool
of_input(const struct claim_line *l, const struct claim_phrase *p, size_t from,
	 size_t to, enum claim_relation relation)
{
	bool verb = false, given = false, goal;
	bool brought = relation == CLAIM_BARE && is_brought(l, p, to);
	size_t i;

	goal = leads_to(&l->t[p->first]) ||
	       (p->first > 0 && leads_to(&l->t[p->first - 1]));
	if (goal && relation != CLAIM_MORE_THAN)
		return false;
	/* "from 800 words to 500 words" */
	if (brought && l->t[p->first].kind == CLAIM_T_REL &&
	    l->t[p->first].value == CLAIM_RANGE)
		return true;
	for (i = p->first; i-- > from;) {
		if (l->t[i].kind == CLAIM_T_TOLD)
			return true;
		if (l->t[i].kind == CLAIM_T_GIVEN &&
		    (brought || (l->t[i].flags & CLAIM_WEAK) == 0)) {
			given |= (l->t[i].flags & CLAIM_WEAK) == 0;
			/* "这篇800字的文章" */
			if (!verb && relation == CLAIM_BARE && !p->related &&
			    l->t[p->first].at - l->t[i].at <= 24)
				return true;
		}
		verb |= writes(&l->t[i]);
	}
	return given && !verb;
}

/* "How do I write a 500-word essay", "800字作文怎么开头": no text is wanted. */
static bool
of_asked(const struct claim_line *l, const struct claim_phrase *p, size_t from,
	 size_t to, enum claim_relation relation)
{
	if (relation != CLAIM_BARE || leads_to(&l->t[p->first]) ||
	    (p->first > 0 && leads_to(&l->t[p->first - 1])))
		return false;
	for (size_t i = from; i < p->first; i++) {
		if (l->t[i].kind == CLAIM_T_ASKED)
			return (l->t[i].flags & CLAIM_BEFORE) != 0;
		if (writes(&l->t[i]))
			return false;
	}
	for (size_t i = p->last; i < to && !writes(&l->t[i]); i++)
		if (l->t[i].kind == CLAIM_T_ASKED)
			return (l->t[i].flags & CLAIM_AFTER) != 0;
	return false;
}

/* "A password must have 8 characters", and nobody is to write one. */
static bool
of_kept(const struct claim_line *l, const struct claim_phrase *p, size_t from,
	size_t to)
{
	bool kept = false, modal = false, verb = false;

	for (size_t i = p->first; i-- > from;) {
		kept |= l->t[i].kind == CLAIM_T_KEPT;
		modal |= !kept && (l->t[i].flags & CLAIM_MODAL) != 0;
		verb |= writes(&l->t[i]);
	}
	if (kept)
		return modal || !verb;
	return !verb &&
	       in_clause(l, p->last, to < p->last + 3 ? to : p->last + 3,
			 CLAIM_T_KEPT);
}

/* "Each paragraph should be 100 words", with no verb of writing between. */
static bool
of_each(const struct claim_line *l, const struct claim_phrase *p, size_t from)
{
	bool modal = false;

	for (size_t i = p->first; i-- > from && !writes(&l->t[i]);) {
		if (l->t[i].kind == CLAIM_T_EACH)
			return modal &&
			       (unsigned char)l->x.s[l->t[i].at] < 0x80;
		modal |= (l->t[i].flags & CLAIM_MODAL) != 0;
	}
	return false;
}

/* "100 words each", and not "two paragraphs of 60 words each". */
static bool
each_behind(const struct claim_line *l, const struct claim_phrase *p, size_t to)
{
	for (size_t i = p->last; i < to && i < p->last + 4; i++) {
		if (l->t[i].kind == CLAIM_T_EACH)
			return true;
		if (l->t[i].kind == CLAIM_T_NUMBER)
			return false;
	}
	return false;
}

enum claim_scope
claim_scope(const struct claim_line *l, const struct claim_phrase *p,
	    enum claim_relation relation)
{
	size_t from = clause_start(l, p->first), to = clause_end(l, p->last);

	if (in_clause(l, from, p->number, CLAIM_T_GRADE) ||
	    in_clause(l, p->last, to, CLAIM_T_GRADE))
		return CLAIM_GRADING;
	if (in_clause(l, from, p->first, CLAIM_T_EXAMPLE))
		return CLAIM_EXAMPLE;
	if ((relation == CLAIM_MORE_THAN || relation == CLAIM_LESS_THAN ||
	     relation == CLAIM_AT_MOST || relation == CLAIM_AT_LEAST) &&
	    in_clause(l, from, p->first, CLAIM_T_IF))
		return CLAIM_INPUT;
	if (of_input(l, p, from, to, relation) || of_kept(l, p, from, to) ||
	    of_asked(l, p, from, to, relation))
		return CLAIM_INPUT;
	if (p->each || of_each(l, p, from) || each_behind(l, p, to))
		return CLAIM_EACH;
	if (of_part(l, p, from, to) || part_before(l, p, from))
		return CLAIM_PART;
	return CLAIM_ANSWER;
}

bool
claim_named(const struct claim_line *l, const struct claim_phrase *p)
{
	size_t from = clause_start(l, p->first);

	return from + 1 == p->first && from > 0 &&
	       l->t[from].kind == CLAIM_T_GAP && l->t[from].n <= 12;
}

/* Characters in a play are people. */
static bool
people(const struct claim_line *l, const struct claim_phrase *p,
       const struct claim *c)
{
	const struct claim_token *u = &l->t[p->last - 1];

	return c->unit == CLAIM_CHAR && c->low <= 20 &&
	       (unsigned char)l->x.s[u->at] < 0x80 &&
	       in_clause(l, clause_start(l, p->first), p->first, CLAIM_T_CAST);
}

bool
claim_counts_things(const struct claim_line *l, const struct claim_phrase *p,
		    const struct claim *c)
{
	const struct claim_token *before =
	    p->number > 0 ? &l->t[p->number - 1] : NULL;
	const struct claim_token *behind =
	    p->last < l->n ? &l->t[p->last] : NULL;
	bool numeral = l->t[p->number].number.han;

	if (before != NULL && before->kind == CLAIM_T_POINTED)
		return true;
	if (behind != NULL && behind->kind == CLAIM_T_POINTED)
		return true;
	if (c->relation != CLAIM_BARE)
		return false;
	if (behind != NULL && behind->kind == CLAIM_T_THINGS && c->low <= 99)
		return true;
	if (before != NULL && c->low <= 20 &&
	    (before->kind == CLAIM_T_QUOTE || before->kind == CLAIM_T_GIVEN))
		return true;
	if (c->unit == CLAIM_CHAR && c->low == 1)
		return true;
	if ((c->unit == CLAIM_PARAGRAPH || c->unit == CLAIM_LINE ||
	     c->unit == CLAIM_PAGE || c->unit == CLAIM_WORD) &&
	    c->low == 1 && numeral)
		return true;
	return people(l, p, c);
}
