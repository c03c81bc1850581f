/*
 * Refused targets come in runs (everything above what a model can do), so a
 * run is one line.
 */
#include "report/invert_text.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/num.h"
#include "data/table.h"
#include "report/words.h"

enum { ROWS = 12, KNOT_SLACK = 1 };

static const enum words_id why_text[] = {
	[INVERT_TOO_FEW] = WORDS_INVERT_TOO_FEW,
	[INVERT_DEAF] = WORDS_INVERT_DEAF,
	[INVERT_TOPS] = WORDS_INVERT_TOPS,
	[INVERT_ABOVE] = WORDS_INVERT_ABOVE,
	[INVERT_BELOW] = WORDS_INVERT_BELOW,
	[INVERT_FLAT] = WORDS_INVERT_FLAT,
	[INVERT_OPEN] = WORDS_INVERT_OPEN,
	[INVERT_CUT] = WORDS_INVERT_CUT,
};

static void
say_ask(const struct invert_row *r, const struct invert_opts *o,
	struct buf *out)
{
	bool limit = !isnan(o->at_most);

	words_say(out, limit ? WORDS_INVERT_LIMIT : WORDS_INVERT_ASK,
		  WORDS_ARGS(words_fixed("ask", (double)r->ask, 0),
			     words_short("target", r->a.target),
			     words_fixed("level", 100 * o->level, 0),
			     words_fixed("lo", r->a.in.lo, 0),
			     words_fixed("hi", r->a.in.hi, 0),
			     words_fixed("hit", 100 * r->a.hit, 0),
			     words_fixed("now", 100 * r->a.hit_now, 0),
			     words_short("k", o->k)));
	buf_putc(out, '\n');
}

/* The row in the middle of those that can be had, or NULL. */
static const struct invert_row *
middle(const struct invert_series *s)
{
	size_t fine = 0, seen = 0;

	for (size_t i = 0; i < s->n; i++)
		fine += s->row[i].why == INVERT_FINE;
	for (size_t i = 0; i < s->n; i++)
		if (s->row[i].why == INVERT_FINE && seen++ == fine / 2)
			return &s->row[i];
	return NULL;
}

static void
rows(const struct invert_series *s, bool all, struct buf *out)
{
	static const enum words_id head[] = { WORDS_HEAD_INVERT_TARGET,
					      WORDS_HEAD_INVERT_ASK,
					      WORDS_HEAD_INTERVAL,
					      WORDS_HEAD_INVERT_HIT,
					      WORDS_HEAD_INVERT_NOW };
	enum { HEADS = sizeof(head) / sizeof(head[0]) };
	size_t fine = 0, seen = 0, step;
	struct table t;

	for (size_t i = 0; i < s->n; i++)
		fine += s->row[i].why == INVERT_FINE;
	step = all || fine <= ROWS ? 1 : (fine + ROWS - 1) / ROWS;
	table_init(&t, HEADS);
	words_heads(&t, head, HEADS);
	for (size_t i = 0; i < s->n; i++) {
		const struct invert_row *r = &s->row[i];

		if (r->why != INVERT_FINE || ++seen % step != 0)
			continue;
		table_num(&t, r->a.target, 0);
		table_num(&t, (double)r->ask, 0);
		words_ends(&t, WORDS_RANGE, r->a.in.lo, r->a.in.hi, 0);
		table_share(&t, r->a.hit);
		table_share(&t, r->a.hit_now);
	}
	if (fine > 0)
		words_table(&t, 2, out);
	table_fini(&t);
}

void
invert_text_why(const struct invert_row *r, struct buf *out)
{
	words_say(out, why_text[r->why],
		  WORDS_ARGS(words_fixed("bound", r->a.bound, 0),
			     words_count("least", INVERT_POINTS_MIN)));
}

static bool
same_reason(const struct invert_row *a, const struct invert_row *b)
{
	return a->why == b->why &&
	       (a->a.bound == b->a.bound || isnan(a->a.bound));
}

static void
refusals(const struct invert_series *s, struct buf *out)
{
	for (size_t i = 0, j; i < s->n; i = j) {
		const struct invert_row *r = &s->row[i];

		for (j = i + 1; j < s->n && same_reason(r, &s->row[j]); j++)
			continue;
		if (r->why == INVERT_FINE)
			continue;
		buf_puts(out, "  ");
		words_say(
		    out,
		    j - i > 1 ? WORDS_INVERT_REFUSED : WORDS_INVERT_REFUSED_ONE,
		    WORDS_ARGS(
			words_short("from", r->a.target),
			words_short("to", s->row[j - 1].a.target),
			words_clause(
			    "why", why_text[r->why],
			    WORDS_ARGS(
				words_fixed("bound", r->a.bound, 0),
				words_count("least", INVERT_POINTS_MIN)))));
		buf_putc(out, '\n');
	}
}

static void
rule(const struct invert_series *s, struct buf *out)
{
	struct invert_knot *knot = mem_calloc(s->n + 1, sizeof(*knot));
	double *target = mem_calloc(s->n + 1, sizeof(*target));
	char from[NUM_TEXT], to[NUM_TEXT];
	size_t n;

	for (size_t i = 0; i < s->n; i++)
		target[i] = s->row[i].a.target;
	n = invert_rule(&s->v, target, s->n, KNOT_SLACK, knot);
	if (n > 1) {
		words_say(out, WORDS_INVERT_RULE, NULL);
		buf_puts(out, "\n ");
		for (size_t i = 0; i < n; i++) {
			num_format(from, knot[i].target);
			num_fixed(to, knot[i].ask, 0);
			buf_printf(out, " %s:%s", from, to);
		}
		buf_putc(out, '\n');
	}
	free(target);
	free(knot);
}

void
invert_text(const struct invert_series *s, const struct invert_opts *o,
	    const char *name, bool all, struct buf *out)
{
	const struct invert_row *r = middle(s);

	buf_printf(out, "%s\n", name);
	if (r != NULL)
		say_ask(r, o, out);
	if (r != NULL && s->answered < s->planned) {
		words_say(
		    out, WORDS_INVERT_LACKS,
		    WORDS_ARGS(words_count("lost", s->planned - s->answered),
			       words_count("planned", s->planned)));
		buf_putc(out, '\n');
	}
	buf_putc(out, '\n');
	rows(s, all, out);
	refusals(s, out);
	if (r != NULL && isnan(o->at_most))
		rule(s, out);
}

void
invert_text_proof(const struct invert_proof *p, const struct invert_opts *o,
		  const char *name, struct buf *out)
{
	buf_printf(out, "%s\n", name);
	words_say(out, WORDS_INVERT_PROVED,
		  WORDS_ARGS(words_fixed("predicted", 100 * p->predicted, 1),
			     words_short("k", o->k),
			     words_count("n", p->planned),
			     words_fixed("observed", 100 * p->observed, 1),
			     words_fixed("level", 100 * o->level, 0),
			     words_fixed("lo", 100 * p->in.lo, 1),
			     words_fixed("hi", 100 * p->in.hi, 1),
			     words_fixed("before", 100 * p->before, 1)));
	buf_putc(out, '\n');
}
