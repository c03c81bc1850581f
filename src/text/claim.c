/*
 * Phrases are read one by one (claim_phrase.c); here two bounds of one thing
 * become a range, and places become code points.
 */
#include "text/claim.h"

#include <math.h>

#include "base/utf8.h"
#include "text/claim_impl.h"

/* The least length that an answer is taken to claim for itself. */
enum { CLAIM_LEAST = 5 };

const char *const claim_relation_names[] = {
	"bare",      "about",     "exactly", "at_most", "at_least",
	"less_than", "more_than", "range",   "vague",   NULL,
};

const char *const claim_unit_names[] = {
	"char",      "word", "byte", "token",  "sentence",
	"paragraph", "line", "page", "letter", NULL,
};

const char *const claim_scope_names[] = {
	"answer", "part", "each", "input", "grading", "example", NULL,
};

/* "不少于50个字且不多于100字": two bounds of one thing are a range. */
static bool
joins(const struct claim_line *l, size_t from, const struct claim_reading *b,
      struct claim *a)
{
	bool low =
	    a->relation == CLAIM_AT_LEAST || a->relation == CLAIM_MORE_THAN;
	bool high =
	    a->relation == CLAIM_AT_MOST || a->relation == CLAIM_LESS_THAN;
	bool other = low ? b->c.high >= 0 && b->c.low < 0
			 : b->c.low >= 0 && b->c.high < 0;

	if ((!low && !high) || !other || b->p.head || b->p.each || b->p.part ||
	    a->unit != b->c.unit)
		return false;
	for (size_t i = from; i < b->p.first; i++)
		if (l->t[i].kind != CLAIM_T_COMMA &&
		    l->t[i].kind != CLAIM_T_AND && l->t[i].kind != CLAIM_T_FILL)
			return false;
	if ((low ? a->low : b->c.low) > (low ? b->c.high : a->high))
		return false;
	a->low = low ? a->low : b->c.low;
	a->high = low ? b->c.high : a->high;
	a->relation = CLAIM_RANGE;
	a->n = b->c.at + b->c.n - a->at;
	a->number_n = b->c.number_at + b->c.number_n - a->number_at;
	return true;
}

/* Bytes of the text become code points, from the last place on. */
struct points {
	size_t at, points;
};

static size_t
points_at(struct points *p, struct span x, size_t at)
{
	uint32_t c;

	while (p->at < at) {
		p->at += utf8_step((const unsigned char *)x.s + p->at,
				   x.n - p->at, &c);
		p->points++;
	}
	return p->points;
}

/* What has been found so far. */
struct finds {
	struct claim *out;
	size_t max, n;
	struct claim last;
};

static void
keep(struct finds *f, const struct claim *c)
{
	f->last = *c;
	if (f->n++ < f->max)
		f->out[f->n - 1] = *c;
}

static void
allow(struct claim *c, const struct claim_tolerance *t)
{
	if (!isnan(c->tolerance))
		return;
	c->tolerance = t->size;
	c->percent = t->percent;
	if (t->both_ways && c->relation == CLAIM_BARE)
		c->relation = CLAIM_ABOUT;
}

static void
read_line(struct finds *f, const struct claim_line *l)
{
	size_t from = SIZE_MAX, floor = 0;
	struct claim_tolerance around = { .size = NAN };

	for (size_t i = 0; i < l->n;) {
		struct claim_reading r = { .l = l, .floor = floor };

		if (l->t[i].kind == CLAIM_T_STOP)
			around.size = NAN;
		/* It is of the length before it, or else of the next. */
		if (l->t[i].kind == CLAIM_T_NUMBER &&
		    claim_is_tolerance(l, i, &around)) {
			if (floor > 0) {
				allow(&f->last, &around);
				around.size = NAN;
				f->n--;
				keep(f, &f->last);
			}
			i++;
			continue;
		}
		r.last = floor > 0 ? &f->last : NULL;
		r.p.first = r.p.number = r.p.number_last = i;
		if (l->t[i].kind != CLAIM_T_NUMBER || !claim_read_phrase(&r)) {
			i++;
			continue;
		}
		/* A noun of its own behind a claim of the whole is a part. */
		if (f->n > 0 && f->last.scope == CLAIM_ANSWER &&
		    r.c.scope == CLAIM_ANSWER && f->last.unit == r.c.unit &&
		    claim_named(l, &r.p))
			r.c.scope = CLAIM_PART;
		/* "分别为50字和100字" */
		if (f->n > 0 && f->last.scope == CLAIM_EACH &&
		    r.c.scope == CLAIM_ANSWER && from + 1 == r.p.first &&
		    claim_is(l, from, CLAIM_T_AND))
			r.c.scope = CLAIM_EACH;
		if (from != SIZE_MAX && joins(l, from, &r, &f->last)) {
			f->n--;
			r.c = f->last;
		}
		if (!isnan(around.size))
			allow(&r.c, &around);
		around.size = NAN;
		keep(f, &r.c);
		from = floor = r.end;
		i = r.p.last > r.end ? r.p.last : r.end;
	}
}

size_t
claim_list(struct span x, struct claim *out, size_t max)
{
	static _Thread_local struct claim_line l;
	struct finds f = { .out = out, .max = max };
	struct points points = { 0 };

	for (size_t at = 0; at < x.n;) {
		at = claim_lex(&l, x, at);
		read_line(&f, &l);
	}
	for (size_t i = 0; i < f.n && i < max; i++) {
		size_t end = out[i].at + out[i].n;

		out[i].at_points = points_at(&points, x, out[i].at);
		out[i].n_points = points_at(&points, x, end) - out[i].at_points;
	}
	return f.n;
}

bool
claim_single(const struct claim *c)
{
	return c->relation != CLAIM_RANGE && c->relation != CLAIM_VAGUE;
}

bool
claim_find(struct span x, unsigned long *claimed)
{
	struct claim c[8];
	size_t n = claim_list(x, c, 8);

	for (size_t i = 0; i < n && i < 8; i++) {
		int64_t said = c[i].low >= 0 ? c[i].low : c[i].high;

		if (said < CLAIM_LEAST || c[i].unit > CLAIM_WORD)
			continue;
		*claimed = (unsigned long)said;
		return true;
	}
	return false;
}
