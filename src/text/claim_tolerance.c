/*
 * How far a length may be missed, as the text says it: right behind its phrase
 * ("±10%", "，误差不超过5字"), where both ways make it an "about", or in a
 * clause of its own, which is no length though it has a number and a unit.
 */
#include "text/claim_impl.h"

/*
 * "±5字", "（±10%）", "，误差不超过5个字" behind a phrase. Those that go both
 * ways make a bare number an "about" and are part of it.
 */
void
claim_read_tolerance(struct claim_reading *r)
{
	const struct claim_line *l = r->l;
	size_t i = r->end, end;
	bool open = false;
	const struct claim_token *around = NULL, *t;

	for (int k = 0; k < 8 && around == NULL; k++, i++) {
		t = claim_token(l, i);
		open |= t->kind == CLAIM_T_OPEN;
		if (t->kind == CLAIM_T_AROUND) {
			around = t;
			i += claim_is(l, i + 1, CLAIM_T_AROUND);
		} else if (t->kind != CLAIM_T_COMMA &&
			   t->kind != CLAIM_T_OPEN && t->kind != CLAIM_T_FILL &&
			   t->kind != CLAIM_T_GAP)
			return;
		if (t->kind == CLAIM_T_GAP && t->n > 24)
			return;
	}
	for (int k = 0; k < 5 && !claim_is(l, i, CLAIM_T_NUMBER); k++, i++)
		if (!claim_is(l, i, CLAIM_T_FILL) &&
		    !claim_is(l, i, CLAIM_T_NOT) &&
		    !claim_is(l, i, CLAIM_T_COMPARE) &&
		    !claim_is(l, i, CLAIM_T_REL))
			return;
	if (around == NULL || !claim_is(l, i, CLAIM_T_NUMBER))
		return;
	r->c.tolerance = l->t[i].number.high;
	end = i + 1;
	r->c.percent = claim_is(l, end, CLAIM_T_PERCENT);
	end += r->c.percent || claim_is(l, end, CLAIM_T_UNIT);
	r->p.last = end;
	if ((around->flags & CLAIM_BOTH_WAYS) == 0 ||
	    r->c.relation != CLAIM_BARE)
		return;
	r->c.relation = CLAIM_ABOUT;
	r->end = r->p.last = end + (open && claim_is(l, end, CLAIM_T_CLOSE));
}

bool
claim_is_tolerance(const struct claim_line *l, size_t number,
		   struct claim_tolerance *out)
{
	size_t i = number;

	for (int k = 0; k < 5 && i > 0; k++) {
		const struct claim_token *t = &l->t[--i];

		if (t->kind == CLAIM_T_AROUND) {
			out->size = l->t[number].number.high;
			out->percent = claim_is(l, number + 1, CLAIM_T_PERCENT);
			out->both_ways = (t->flags & CLAIM_BOTH_WAYS) != 0;
			return true;
		}
		if (t->kind != CLAIM_T_FILL && t->kind != CLAIM_T_NOT &&
		    t->kind != CLAIM_T_COMPARE && t->kind != CLAIM_T_REL)
			break;
	}
	return false;
}
