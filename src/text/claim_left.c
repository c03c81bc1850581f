/*
 * What stands before the number of a phrase: its relation, its head, and the
 * words that join them, walked over one at a time. The phrase begins at the
 * leftmost word that carries meaning; fillers count only between such words.
 */
#include "text/claim_impl.h"

/*
 * How far a phrase reaches, in tokens; how far "每" and a "not" may stand from
 * it, in bytes.
 */
enum { REACH = 14, NEAR = 24 };

static int
turned(int relation)
{
	return relation == CLAIM_MORE_THAN ? CLAIM_AT_MOST : CLAIM_AT_LEAST;
}

/* A relation met on the way to the left; the stronger one stays. */
static void
meet(struct claim_reading *r, int relation, bool weak)
{
	bool soft =
	    r->before < 0 || r->weak || (r->before == CLAIM_ABOUT && !weak);

	if (!soft || (weak && r->before >= 0))
		return;
	r->before = relation;
	r->weak = weak;
}

/* "【字数】600": the head stands in brackets. Tokens to skip. */
static size_t
bracketed_head(const struct claim_reading *r, size_t i)
{
	const struct claim_line *l = r->l;

	return i >= 2 && claim_is(l, i, CLAIM_T_CLOSE) &&
	       claim_is(l, i - 1, CLAIM_T_HEAD) &&
	       claim_is(l, i - 2, CLAIM_T_OPEN);
}

/*
 * "长度为20。": the length of many things has no unit. It is a text's where the
 * head begins its clause, the number ends it, and nothing is before it or
 * something is to be written.
 */
static bool
of_text(const struct claim_reading *r, size_t i)
{
	const struct claim_line *l = r->l;
	const struct claim_token *end = claim_token(l, r->end);
	bool writes = i == 0;

	if (end->kind != CLAIM_T_COMMA && end->kind != CLAIM_T_STOP &&
	    end->kind != CLAIM_T_CLOSE && (end->flags & CLAIM_AFTER) == 0)
		return false;
	if (i > 0 && l->t[i - 1].kind != CLAIM_T_COMMA &&
	    l->t[i - 1].kind != CLAIM_T_STOP &&
	    l->t[i - 1].kind != CLAIM_T_OPEN &&
	    l->t[i - 1].kind != CLAIM_T_FILL &&
	    l->t[i - 1].kind != CLAIM_T_VERB)
		return false;
	while (i-- > 0)
		writes |= l->t[i].kind == CLAIM_T_VERB ||
			  (l->t[i].flags & CLAIM_MAKES) != 0;
	return writes;
}

static bool
read_head(struct claim_reading *r, size_t i)
{
	const struct claim_token *t = &r->l->t[i];
	bool english = t->n > 0 && (unsigned char)r->l->x.s[t->at] < 0x80;

	r->p.head = true;
	if (!r->unit && (t->flags & CLAIM_NO_UNIT) == 0 && !of_text(r, i))
		return true;
	if ((t->flags & CLAIM_WEAK) != 0)
		meet(r, CLAIM_AT_MOST, true);
	if (!r->unit) {
		r->c.unit = (enum claim_unit)t->value;
		r->head_unit = true;
	}
	/* English heads are part of the phrase only in place of a unit. */
	if (!english || !r->unit)
		r->p.first = i;
	return true;
}

/* The "not" of a comparison at i, a word or two before it; else i. */
static size_t
not_before(const struct claim_line *l, size_t i)
{
	for (size_t k = 1; k <= 3 && k <= i; k++) {
		const struct claim_token *t = &l->t[i - k];

		if (t->kind == CLAIM_T_NOT)
			return i - k;
		if (t->kind != CLAIM_T_FILL && t->kind != CLAIM_T_TO &&
		    (t->kind != CLAIM_T_VERB ||
		     (unsigned char)l->x.s[t->at] >= 0x80) &&
		    (t->kind != CLAIM_T_GAP || t->n > NEAR ||
		     (unsigned char)l->x.s[t->at] >= 0x80))
			break;
	}
	return i;
}

/* "控制在140以内": what is begun by itself, a limit behind it, is a length. */
static bool
kept_within(const struct claim_reading *r, size_t i)
{
	return !r->unit && (r->l->t[i].flags & CLAIM_MAKES) != 0 &&
	       (r->l->t[i].flags & CLAIM_ANCHOR) != 0 && r->c.high >= 10 &&
	       (claim_token(r->l, r->end)->flags & CLAIM_AFTER) != 0 &&
	       of_text(r, i);
}

/* One token to the left; false where the phrase ends. */
static bool
step_left(struct claim_reading *r, size_t i)
{
	const struct claim_line *l = r->l;
	const struct claim_token *t = &l->t[i];
	size_t was = r->p.first;

	switch (t->kind) {
	case CLAIM_T_REL:
		if ((t->flags & CLAIM_BEFORE) == 0)
			return false;
		meet(r, t->value,
		     (t->flags & CLAIM_WEAK) != 0 ||
			 span_opens(span_from(l->x, t->at), "限制") > 0);
		r->p.first = i;
		break;
	case CLAIM_T_COMPARE:
		r->p.first = not_before(l, i);
		meet(r, r->p.first < i ? turned(t->value) : t->value, false);
		break;
	case CLAIM_T_LIMIT:
		meet(r, CLAIM_AT_MOST, true);
		r->p.first = i;
		break;
	case CLAIM_T_HEAD:
		return read_head(r, i);
	case CLAIM_T_TO:
		/* "到" and "至" are both; and so is a "~". */
		if (i + 1 != r->p.number)
			return false;
		if (t->n == 3)
			r->p.first = i;
		else if (l->x.s[t->at] == '~')
			r->before = CLAIM_ABOUT, r->p.first = i;
		break;
	case CLAIM_T_FILL:
		if ((t->flags & CLAIM_WEAK) != 0)
			meet(r, CLAIM_AT_MOST, true);
		if ((t->flags & CLAIM_ANCHOR) != 0 &&
		    ((t->flags & CLAIM_NEAR) == 0 || i + 1 == was))
			r->p.first = i;
		r->head_unit |= kept_within(r, i);
		break;
	default:
		return false;
	}
	return true;
}

/* "每条评论控制在…", "各写…": from there on, when it is near. */
static void
read_each(struct claim_reading *r, size_t i)
{
	const struct claim_line *l = r->l;

	for (int k = 0; k < 6; k++, i--) {
		const struct claim_token *t = &l->t[i];

		if (l->t[r->p.first].at - t->at > NEAR)
			return;
		if (t->kind == CLAIM_T_EACH) {
			r->p.each = true;
			if ((unsigned char)l->x.s[t->at] >= 0x80)
				r->p.first = i;
			return;
		}
		if (t->kind == CLAIM_T_COMMA || t->kind == CLAIM_T_STOP ||
		    t->kind == CLAIM_T_GRADE || t->kind == CLAIM_T_UNIT ||
		    i == 0)
			return;
	}
}

/* "limit your answer to 100 words": i is behind the "to". */
static void
read_limit(struct claim_reading *r, size_t i)
{
	const struct claim_line *l = r->l;

	if (!claim_is(l, i, CLAIM_T_TO))
		return;
	for (int k = 0; k < 4 && i-- > 0;) {
		if (claim_is(l, i, CLAIM_T_LIMIT)) {
			meet(r, CLAIM_AT_MOST, true);
			r->p.first = i;
		}
		if (!claim_is(l, i, CLAIM_T_GAP) &&
		    !claim_is(l, i, CLAIM_T_FILL) &&
		    !claim_is(l, i, CLAIM_T_VERB))
			return;
		k++;
	}
}

void
claim_read_left(struct claim_reading *r)
{
	const struct claim_line *l = r->l;
	size_t i = r->p.number, steps = 0;

	while (i > 0 && steps++ < REACH) {
		if (bracketed_head(r, i - 1)) {
			read_head(r, i - 2);
			r->p.first = i - 3;
			i -= 3;
			break;
		}
		if (!step_left(r, i - 1))
			break;
		i = r->p.first < i - 1 ? r->p.first : i - 1;
	}
	read_limit(r, i);
	r->p.related = r->before >= 0 || r->p.head;
	if (i == 0)
		return;
	if (l->t[i - 1].kind == CLAIM_T_PART) {
		r->p.part = true;
		if (r->p.related &&
		    (unsigned char)l->x.s[l->t[i - 1].at] >= 0x80)
			r->p.first = i - 1;
		if (i > 1 && claim_is(l, i - 2, CLAIM_T_EACH))
			read_each(r, i - 2);
		return;
	}
	read_each(r, i - 1);
}
