/*
 * An answer that thinking used up looks like a model that cannot write: it is
 * told apart from other empty ones, with the least target at which it happens,
 * as that is what the next sweep needs to know.
 */
#include "report/thinking_show.h"

#include <math.h>

#include "report/curve_show.h"
#include "report/thinking_view.h"
#include "report/words.h"

/* FEW: series with a sentence each on a card. */
enum { NAME_MAX_LEN = 1 << 16, FEW = 4 };

/* The least target with an answer that is empty after thinking; NaN: none. */
static double
first_empty(const struct curve_series *cs)
{
	for (size_t i = 0; i < cs->npoint; i++)
		if (cs->point[i].m.thought_empty > 0)
			return cs->point[i].lo;
	return NAN;
}

void
thinking_show_brief(const struct curve *c, struct buf *out)
{
	uint64_t n = 0, of = 0, empty = 0;
	double first = NAN;
	size_t series = 0;

	for (size_t i = 0; i < c->s->nseries; i++) {
		const struct metrics *m = &c->series[i].all.m;

		if (m->thought == 0)
			continue;
		series++;
		n += m->thought;
		of += m->planned;
		empty += m->thought_empty;
		first = fmin(first, first_empty(&c->series[i]));
	}
	if (series > 0 && series <= FEW)
		thinking_show_say(c, out);
	else if (series > 0)
		words_wrap(
		    out, WORDS_THINKING_BRIEF,
		    WORDS_ARGS(words_count("n", n), words_count("of", of),
			       words_fixed("empty",
					   empty > 0 ? (double)empty : NAN, 0),
			       words_fixed("first", first, 0)));
}

static void
say_series(const struct curve *c, size_t i, struct buf *out)
{
	const struct curve_series *cs = &c->series[i];
	const struct metrics *m = &cs->all.m;
	uint64_t n = m->thought_empty;
	struct buf who;

	buf_init(&who, NAME_MAX_LEN);
	curve_show_name(c->s, i, &who);
	words_wrap(out,
		   m->reasoned > 0 ? WORDS_THINKING_SAY
				   : WORDS_THINKING_UNCOUNTED,
		   WORDS_ARGS(words_str("who", buf_text(&who)),
			      words_count("n", m->thought),
			      words_count("of", m->planned),
			      words_fixed("mean", m->reasoning_mean, 0),
			      words_fixed("most", m->reasoning_max, 0),
			      words_fixed("empty", n > 0 ? (double)n : NAN, 0),
			      words_fixed("first", first_empty(cs), 0)));
	buf_fini(&who);
}

void
thinking_show_say(const struct curve *c, struct buf *out)
{
	for (int lost = 1; lost >= 0; lost--)
		for (size_t i = 0; i < c->s->nseries; i++) {
			const struct metrics *m = &c->series[i].all.m;

			if (m->thought > 0 && (m->thought_empty > 0) == lost)
				say_series(c, i, out);
		}
}

static void
add_row(struct table *t, const struct curve *c, size_t series,
	const struct curve_part *p)
{
	static const char *const shown[] = {
		"planned",        "thought",          "thought_empty",
		"reasoning_mean", "reasoning_median", "reasoning_max"
	};

	curve_show_cell(t, c->s, series);
	words_ends(t, WORDS_TARGETS, p->lo, p->hi, 0);
	for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++)
		field_table_cell(t, field_find(metrics_fields, shown[i]),
				 &p->m);
}

void
thinking_show_table(const struct curve *c, struct buf *out)
{
	static const enum words_id head[] = {
		WORDS_HEAD_MODEL,
		WORDS_HEAD_TARGETS,
		WORDS_HEAD_N,
		WORDS_HEAD_THOUGHT,
		WORDS_HEAD_THOUGHT_EMPTY,
		WORDS_HEAD_REASONING,
		WORDS_HEAD_REASONING_HALF,
		WORDS_HEAD_REASONING_MOST,
	};
	enum { HEADS = sizeof(head) / sizeof(head[0]) };
	struct table t;

	if (!thinking_view_any(c))
		return;
	table_init(&t, HEADS);
	t.nkey = 2;
	words_heads(&t, head, HEADS);
	for (size_t i = 0; i < c->s->nseries; i++) {
		const struct curve_series *cs = &c->series[i];

		add_row(&t, c, i, &cs->all);
		for (size_t b = 0; b < cs->nband; b++)
			if (cs->band[b].n > 0 && cs->band[b].n < cs->n)
				add_row(&t, c, i, &cs->band[b]);
	}
	words_table(&t, 0, out);
	table_fini(&t);
}

void
thinking_show_text(const struct curve *c, struct buf *out)
{
	const struct figure *f[THINKING_FIGURES];
	size_t n = 0;

	if (!thinking_view_any(c))
		return;
	if (words_arena() != NULL)
		n = thinking_view_figures(c, words_arena(), f);
	for (size_t i = 0; i < n; i++)
		words_figure(f[i], out);
	buf_putc(out, '\n');
	thinking_show_table(c, out);
	buf_putc(out, '\n');
	thinking_show_say(c, out);
}
