/*
 * A phrase is read outwards from its number: to the right the other end of a
 * range, the unit and what may follow it, to the left the relation, the head
 * ("字数") and the words that join them. A pattern over the text was rejected:
 * what decides (a limit beats an "about", 不 turns 少于, the unit may stand
 * first) is not in one order, and alternatives that try again cost time that
 * is not linear. Here every step has a fixed reach.
 */
#include <math.h>

#include "text/claim_impl.h"

/* How long a remark between a unit and its relation may be, in tokens. */
enum { ASIDE = 8 };

/* A unit at i, also behind a hyphen ("400-word"). 0, or tokens it takes. */
static size_t
unit_at(struct claim_reading *r, size_t i)
{
	const struct claim_token *t = claim_token(r->l, i);
	size_t taken = 1;

	if (t->kind == CLAIM_T_TO && t->n == 1 &&
	    (claim_token(r->l, i + 1)->flags & CLAIM_ONE) != 0) {
		t = claim_token(r->l, i + 1);
		taken = 2;
	}
	if (t->kind != CLAIM_T_UNIT)
		return 0;
	r->c.unit = (enum claim_unit)t->value;
	r->loose = (t->flags & CLAIM_LOOSE) != 0;
	r->one = (t->flags & CLAIM_ONE) != 0;
	r->unit = true;
	return taken;
}

/* Between the ends of a range, "-to-" too. 0, or tokens it takes. */
static size_t
to_at(const struct claim_line *l, size_t i)
{
	size_t n = 0;

	while (n < 3 && claim_is(l, i + n, CLAIM_T_TO))
		n++;
	return claim_is(l, i + n, CLAIM_T_NUMBER) ? n : 0;
}

/* "2 or 3": neighbours without a unit between them. */
static bool
either_at(const struct claim_reading *r, size_t i)
{
	return !r->unit && claim_is(r->l, i, CLAIM_T_AND) &&
	       (claim_token(r->l, i)->flags & CLAIM_EITHER) != 0;
}

/*
 * "大约3、400字": the round number behind the sign is the next of the first
 * digit. With nothing before it, "3、" is the number of a point.
 */
static bool
next_at(const struct claim_reading *r, size_t i)
{
	const struct claim_line *l = r->l;
	const struct claim_token *before = claim_token(l, r->p.number - 1);
	double a = l->t[r->p.number].number.low, b, power = 1;

	if (r->unit || r->p.number == 0 || !claim_is(l, i, CLAIM_T_AND) ||
	    (l->t[i].flags & CLAIM_NEXT) == 0 ||
	    !claim_is(l, i + 1, CLAIM_T_NUMBER) ||
	    (before->kind != CLAIM_T_VERB &&
	     (before->flags & (CLAIM_BEFORE | CLAIM_ANCHOR | CLAIM_MAKES)) ==
		 0))
		return false;
	b = l->t[i + 1].number.high;
	while (b >= 10 && fmod(b, 10) == 0) {
		b /= 10;
		power *= 10;
	}
	return power > 1 && a >= 1 && b == a + 1;
}

/* "二到三千", "1-2万": the power belongs to both ends. */
static bool
spread(struct claim_reading *r, const struct claim_number *a,
       const struct claim_number *b)
{
	double low = a->low;

	if (a->vague || b->vague || a->bad || b->bad)
		return false;
	if (next_at(r, r->p.number + 1))
		low *= b->high / (low + 1);
	else if (b->power > 0 && a->power == 0 && low < b->high / b->power)
		low *= b->power;
	if (low >= b->high)
		return false;
	r->c.low = llround(low);
	r->c.high = llround(b->high);
	r->spread = true;
	return true;
}

/* 以上 and 以下, which may point elsewhere as well; else -1. */
static int
pointing(const struct claim_line *l, size_t i)
{
	struct span s;

	if (!claim_is(l, i, CLAIM_T_GIVEN))
		return -1;
	s = span_from(l->x, l->t[i].at);
	return span_opens(s, "以上") > 0   ? CLAIM_AT_LEAST
	       : span_opens(s, "以下") > 0 ? CLAIM_AT_MOST
					   : -1;
}

/*
 * "400 or more words", "500+字", "100个左右的汉字": what stands between the
 * number and its unit, in tokens, and means something.
 */
static size_t
between_at(struct claim_reading *r, size_t i)
{
	const struct claim_line *l = r->l;
	bool piece = claim_is(l, i, CLAIM_T_PIECE);
	size_t k = i + piece;
	int after = -1;

	if (claim_is(l, k, CLAIM_T_REL) && (l->t[k].flags & CLAIM_AFTER) != 0)
		after = l->t[k].value;
	else if (piece)
		after = pointing(l, k);
	if (after < 0)
		return 0;
	k++;
	k += piece && claim_is(l, k, CLAIM_T_FILL);
	if (!claim_is(l, k, CLAIM_T_UNIT))
		return 0;
	r->after = after;
	return k - i;
}

/* The number at p.number, what it is the first end of, and the unit. */
static void
read_number(struct claim_reading *r)
{
	const struct claim_line *l = r->l;
	const struct claim_number *a = &l->t[r->p.number].number;
	size_t i = r->p.number + 1, second, to;
	bool between = r->p.number > 0 &&
		       l->t[r->p.number - 1].kind == CLAIM_T_REL &&
		       l->t[r->p.number - 1].value == CLAIM_RANGE;

	r->c.low = llround(a->low);
	r->c.high = llround(a->high);
	r->spread = a->low != a->high;
	/* "300±20字": the unit is behind the tolerance. */
	if (claim_is(l, i, CLAIM_T_AROUND) &&
	    claim_is(l, i + 1, CLAIM_T_NUMBER) &&
	    claim_is(l, i + 2, CLAIM_T_UNIT)) {
		unit_at(r, i + 2);
		r->end = i;
		return;
	}
	i += between_at(r, i);
	i += unit_at(r, i);
	r->end = i;
	to = to_at(l, i);
	second = i + (to > 0 ? to : 1);
	if (!(to > 0 || either_at(r, i) || next_at(r, i) ||
	      (claim_is(l, i, CLAIM_T_AND) && (between || r->unit))) ||
	    !claim_is(l, second, CLAIM_T_NUMBER))
		return;
	if (claim_is(l, i, CLAIM_T_AND) && !between && !either_at(r, i) &&
	    !next_at(r, i)) {
		/* "80字和120字之间" */
		size_t k = second + 1;

		k += claim_is(l, k, CLAIM_T_UNIT);
		if (claim_token(l, k)->kind != CLAIM_T_REL ||
		    claim_token(l, k)->value != CLAIM_RANGE)
			return;
	}
	if (!spread(r, a, &l->t[second].number))
		return;
	r->p.number_last = second;
	r->end = second + 1;
	r->end += unit_at(r, r->end);
}

/* "100字，不多不少": a comma and no more is between. */
static bool
exactly_apart(const struct claim_line *l, size_t i)
{
	const struct claim_token *t = claim_token(l, i + 1);

	return claim_is(l, i, CLAIM_T_COMMA) && t->kind == CLAIM_T_REL &&
	       t->value == CLAIM_EXACTLY && (t->flags & CLAIM_AFTER) != 0 &&
	       (t->flags & CLAIM_BEFORE) != 0 &&
	       (claim_is(l, i + 2, CLAIM_T_STOP) ||
		claim_is(l, i + 2, CLAIM_T_COMMA));
}

/*
 * "300字（含标点）以内": tokens of a remark in brackets that a relation is
 * behind; 0 for none.
 */
static size_t
aside_at(const struct claim_line *l, size_t i)
{
	size_t n = 1;

	if (!claim_is(l, i, CLAIM_T_OPEN))
		return 0;
	while (n < ASIDE && !claim_is(l, i + n, CLAIM_T_CLOSE) &&
	       !claim_is(l, i + n, CLAIM_T_NUMBER) &&
	       !claim_is(l, i + n, CLAIM_T_REL) &&
	       !claim_is(l, i + n, CLAIM_T_STOP))
		n++;
	if (!claim_is(l, i + n, CLAIM_T_CLOSE))
		return 0;
	n++;
	return pointing(l, i + n) >= 0 ||
		       (claim_is(l, i + n, CLAIM_T_REL) &&
			(claim_token(l, i + n)->flags & CLAIM_AFTER) != 0)
		   ? n
		   : 0;
}

/* Relations behind the unit, also in brackets. */
static void
read_right(struct claim_reading *r)
{
	const struct claim_line *l = r->l;
	size_t i = r->end + aside_at(l, r->end);

	for (int k = 0; k < 3; k++) {
		bool open = claim_is(l, i, CLAIM_T_OPEN) || exactly_apart(l, i);
		const struct claim_token *t = claim_token(l, i + open);
		bool limit = t->kind == CLAIM_T_LIMIT;

		if (!limit &&
		    (t->kind != CLAIM_T_REL || (t->flags & CLAIM_AFTER) == 0))
			break;
		if (claim_is(l, i, CLAIM_T_OPEN) &&
		    !claim_is(l, i + 2, CLAIM_T_CLOSE))
			break;
		/* "100字，最多…" begins another. */
		if ((t->flags & CLAIM_BEFORE) != 0 &&
		    claim_is(l, i + open + 1, CLAIM_T_NUMBER))
			break;
		if ((t->flags & CLAIM_BREAK) != 0 &&
		    claim_is(l, i + 1, CLAIM_T_GAP) &&
		    claim_token(l, i + 1)->at == t->at + t->n)
			break;
		if (r->after < 0 || r->after == CLAIM_ABOUT)
			r->after = limit ? CLAIM_AT_MOST : t->value;
		i += open ? claim_is(l, i, CLAIM_T_OPEN) ? 3 : 2 : 1;
		r->end = i;
	}
	/* 以上 and 以下 point elsewhere when they stand alone. */
	if (r->after < 0) {
		r->after = pointing(l, i);
		if (r->after >= 0)
			r->end = i + 1;
	}
}

/* "不少于50不超过100字": the unit is the next one's. */
static void
borrow_unit(struct claim_reading *r)
{
	const struct claim_line *l = r->l;
	size_t i = r->end;

	if (r->before < 0)
		return;
	for (int k = 0; k < 7; k++, i++) {
		const struct claim_token *t = claim_token(l, i);

		if (t->kind == CLAIM_T_NUMBER) {
			struct claim_reading ahead = { .l = l };

			if (unit_at(&ahead, i + 1) > 0) {
				r->c.unit = ahead.c.unit;
				r->unit = true;
			}
			return;
		}
		if (t->kind != CLAIM_T_AND && t->kind != CLAIM_T_COMMA &&
		    t->kind != CLAIM_T_NOT && t->kind != CLAIM_T_COMPARE &&
		    t->kind != CLAIM_T_REL && t->kind != CLAIM_T_FILL)
			return;
	}
}

/* "字数大于500小于800", "在500以上800以下": the unit is that of the bound
 * before. */
static void
lend_unit(struct claim_reading *r)
{
	const struct claim_line *l = r->l;

	bool bound = r->before >= 0 && r->p.first < r->p.number;

	bound |= pointing(l, r->end) >= 0;
	if (r->last == NULL || !bound || claim_is(l, r->end, CLAIM_T_PIECE))
		return;
	for (size_t i = r->floor; i < r->p.first; i++)
		if (!claim_is(l, i, CLAIM_T_AND) &&
		    !claim_is(l, i, CLAIM_T_COMMA) &&
		    !claim_is(l, i, CLAIM_T_FILL))
			return;
	if ((r->last->low < 0) == (r->last->high < 0))
		return;
	r->c.unit = r->last->unit;
	r->head_unit = true;
}

/* "200<字数<300", "200<words<300": the lower bound stands before the head. */
static void
read_signs(struct claim_reading *r)
{
	const struct claim_line *l = r->l;
	size_t sign = r->p.first, number;
	bool unit =
	    sign >= 2 && claim_is(l, sign - 1, CLAIM_T_UNIT) && !r->unit;

	if (unit)
		sign -= 2;
	else if (!claim_is(l, sign + 1, CLAIM_T_HEAD))
		return;
	number = sign - 1 - (sign >= 2 && claim_is(l, sign - 1, CLAIM_T_UNIT));
	if (sign < 1 || r->spread || !claim_is_less(claim_token(l, sign)) ||
	    (r->before != CLAIM_LESS_THAN && r->before != CLAIM_AT_MOST) ||
	    !claim_is(l, number, CLAIM_T_NUMBER) ||
	    !spread(r, &l->t[number].number, &l->t[r->p.number].number))
		return;
	if (unit)
		unit_at(r, r->p.first - 1);
	r->p.first = r->p.number = number;
}

/* "300字≤字数": what follows says whose lower bound it is. */
static bool
is_lower_sign(const struct claim_line *l, size_t i)
{
	i += claim_is(l, i, CLAIM_T_UNIT);
	return claim_is_less(claim_token(l, i)) &&
	       claim_is(l, i + 1, CLAIM_T_HEAD) &&
	       claim_is_less(claim_token(l, i + 2)) &&
	       claim_is(l, i + 3, CLAIM_T_NUMBER);
}

static void
set_relation(struct claim_reading *r)
{
	const struct claim_number *n = &r->l->t[r->p.number].number;
	int rel = r->before >= 0 && r->before != CLAIM_RANGE ? r->before : -1;
	bool limit = rel > CLAIM_EXACTLY && !r->weak;

	if (r->after >= 0 && r->after != CLAIM_RANGE && !limit &&
	    (rel < 0 || r->weak || rel == CLAIM_ABOUT ||
	     r->after > CLAIM_EXACTLY))
		rel = r->after;
	if (n->vague) {
		rel = CLAIM_VAGUE;
	} else if (r->spread) {
		rel = CLAIM_RANGE;
	} else if (rel < 0) {
		rel = n->more    ? CLAIM_MORE_THAN
		      : n->about ? CLAIM_ABOUT
				 : CLAIM_BARE;
	}
	r->c.relation = (enum claim_relation)rel;
	if (rel == CLAIM_AT_MOST || rel == CLAIM_LESS_THAN ||
	    rel == CLAIM_VAGUE)
		r->c.low = -1;
	if (rel == CLAIM_AT_LEAST || rel == CLAIM_MORE_THAN ||
	    rel == CLAIM_VAGUE)
		r->c.high = -1;
}

/* "写个一千二左右的读后感": what is written, and so long, says the unit. */
static bool
of_text(const struct claim_reading *r)
{
	static const char *const texts[] = {
		"作文", "文章", "短文", "散文", "论文", "读后感", "观后感",
		"小说", "故事", "日记", "周记", "游记", "演讲稿", "发言稿",
		"稿子", "报告", "总结", "检讨", "评语", "文案",   "简介",
		"影评", "书评", "心得", NULL,
	};
	const struct claim_line *l = r->l;
	const struct claim_token *before = claim_token(l, r->p.first - 1);
	size_t i = r->end;
	struct span s;

	if (r->p.first == 0 || (claim_token(l, i)->flags & CLAIM_AFTER) == 0 ||
	    !claim_is(l, i + 1, CLAIM_T_FILL) || i + 2 >= l->n ||
	    (before->kind != CLAIM_T_VERB &&
	     (before->flags & CLAIM_MAKES) == 0))
		return false;
	s = span_from(l->x, l->t[i + 2].at);
	for (const char *const *t = texts; *t != NULL; t++)
		if (span_opens(s, *t) > 0)
			return true;
	return false;
}

/* A number may do without a unit behind a head, when nothing follows it. */
static bool
has_unit(struct claim_reading *r)
{
	const struct claim_token *t = claim_token(r->l, r->p.number_last + 1);
	const struct claim_token *n = &r->l->t[r->p.number_last];

	if (r->unit)
		return true;
	if (!r->head_unit)
		return false;
	return t->kind != CLAIM_T_GAP || t->at > n->at + n->n ||
	       ((unsigned char)r->l->x.s[t->at] < 0x80);
}

bool
claim_read_phrase(struct claim_reading *r)
{
	const struct claim_number *n = &r->l->t[r->p.number].number;
	const struct claim_token *first, *last;

	r->before = r->after = -1;
	r->c.tolerance = NAN;
	if (n->bad || is_lower_sign(r->l, r->p.number + 1))
		return false;
	read_number(r);
	claim_read_left(r);
	/* A word that both may have is the first one's. */
	if (r->p.first < r->floor)
		r->p.first = r->p.number;
	r->head_unit |= !r->unit && of_text(r);
	if (r->unit || r->head_unit)
		read_right(r);
	if (!r->unit && !r->head_unit)
		borrow_unit(r);
	if (!r->unit && !r->head_unit) {
		lend_unit(r);
		if (r->head_unit)
			read_right(r);
	}
	read_signs(r);
	if (!has_unit(r))
		return false;
	if (r->c.low < 1 && !n->vague)
		return false;
	set_relation(r);
	r->p.last = r->end;
	if (claim_counts_things(r->l, &r->p, &r->c) ||
	    (r->loose && r->c.relation == CLAIM_BARE && r->c.low < 50))
		return false;
	claim_read_tolerance(r);
	r->c.scope = claim_scope(r->l, &r->p, r->c.relation);
	first = &r->l->t[r->p.first];
	last = &r->l->t[r->end - 1];
	r->c.at = first->at;
	r->c.n = last->at + last->n - first->at;
	first = &r->l->t[r->p.number];
	last = &r->l->t[r->p.number_last];
	r->c.number_at = first->at;
	r->c.number_n = last->at + last->n - first->at;
	return true;
}
