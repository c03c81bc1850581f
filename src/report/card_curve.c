/*
 * The first models of a run in a line each: the share that is right, how far
 * and to which side the rest is off, up to which length it holds, and whether
 * one is better than the first.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "report/card.h"
#include "report/card_part.h"
#include "report/chart.h"
#include "report/compare_show.h"
#include "report/curve_show.h"
#include "report/overlap_show.h"
#include "report/remarks_text.h"
#include "report/thinking_show.h"
#include "report/words.h"

/* The comparison that series i is B of, or NULL. */
static const struct compare *
against(const struct compare *vs, size_t n, size_t i)
{
	for (size_t k = 0; k < n; k++)
		if (vs[k].b.series == i)
			return &vs[k];
	return NULL;
}

static void
found_cell(struct table *t, enum shape_found found, double x)
{
	if (found == FOUND_YES)
		table_num(t, x, 0);
	else if (found == FOUND_ALL)
		words_cell(t, WORDS_CARD_ALL,
			   WORDS_ARGS(words_fixed("value", x, 0)));
	else
		table_text(t, found == FOUND_NO ? words_text(WORDS_CARD_NONE)
						: "-");
}

/* "140", or "138/140" where some were not measured. */
static void
answers_cell(struct table *t, const struct metrics *m)
{
	char text[64];

	if (m->measured == m->planned)
		snprintf(text, sizeof(text), "%llu",
			 (unsigned long long)m->planned);
	else
		snprintf(text, sizeof(text), "%llu/%llu",
			 (unsigned long long)m->measured,
			 (unsigned long long)m->planned);
	table_text(t, text);
}

enum column {
	MODEL,
	HIT,
	BIAS,
	MALD,
	INTERVAL,
	HORIZON,
	BREAK,
	ANSWERS,
	VERDICT,
	COLUMNS
};

static void
row(struct table *t, const struct curve *c, size_t i,
    const struct shape_series *x, const struct compare *vs)
{
	const struct metrics *m = &c->series[i].all.m;
	bool limit = relation_limits(x->relation);

	curve_show_cell(t, c->s, i);
	table_share(t, limit ? m->satisfied : m->hit[2]);
	table_num(t, m->bias_mean, 1);
	table_num(t, m->mald, 1);
	words_ends(t, WORDS_RANGE, x->shape.part[0].spread[SPREAD_MALD].in.lo,
		   x->shape.part[0].spread[SPREAD_MALD].in.hi, 1);
	found_cell(t, limit ? FOUND_TOO_FEW : x->shape.horizon_found,
		   x->shape.horizon);
	found_cell(t, limit ? FOUND_TOO_FEW : x->shape.break_found,
		   x->shape.hinge.tau);
	answers_cell(t, m);
	table_text(t,
		   vs == NULL
		       ? "-"
		       : words_text(compare_show_verdict(vs->part[0].verdict)));
}

static void
put_table(const struct curve *c, const struct shape_series *shape,
	  const struct compare *vs, size_t nvs, struct table *t)
{
	const enum words_id head[COLUMNS] = {
		[MODEL] = WORDS_HEAD_MODEL,
		[HIT] = c->s->limits ? WORDS_HEAD_KEPT : WORDS_HEAD_HIT_15,
		[BIAS] = WORDS_HEAD_BIAS,
		[MALD] = WORDS_HEAD_MALD,
		[INTERVAL] = WORDS_HEAD_INTERVAL,
		[HORIZON] = WORDS_HEAD_HORIZON,
		[BREAK] = WORDS_HEAD_BREAK,
		[ANSWERS] = WORDS_HEAD_ANSWERS,
		[VERDICT] = WORDS_HEAD_VERDICT,
	};

	table_init(t, COLUMNS);
	words_heads(t, head, COLUMNS);
	for (size_t i = 0; i < c->s->nseries; i++)
		row(t, c, i, &shape[i], against(vs, nvs, i));
	/* One comparison is a sentence below. */
	if (nvs < 2)
		t->hidden = UINT64_C(1) << VERDICT;
}

/* By weight: thinking that came to nothing says what to do about it. */
static void
add_remarks(const struct curve *c, const struct misled_run *m,
	    const char *judges, struct buf *foot)
{
	bool lost = false;

	for (size_t i = 0; i < c->s->nseries; i++)
		lost |= c->series[i].all.m.thought_empty > 0;
	if (lost)
		thinking_show_brief(c, foot);
	curve_show_outcomes(c, foot);
	overlap_show_say(m, c->s, foot);
	remarks_text(&c->s->remarks, NULL, foot);
	buf_puts(foot, judges);
	if (!lost)
		thinking_show_brief(c, foot);
}

void
card_curve(const struct curve *c, const struct shape_series *shape,
	   const struct misled_run *m, const struct compare *vs, size_t nvs,
	   const char *judges, const char *dir, bool whole, struct buf *out)
{
	static const unsigned char rank[COLUMNS] = {
		[HIT] = 1,     [BIAS] = 3,  [MALD] = 2,    [INTERVAL] = 6,
		[HORIZON] = 5, [BREAK] = 7, [ANSWERS] = 8, [VERDICT] = 4,
	};
	double *weight = mem_calloc(c->s->nseries + 1, sizeof(*weight));
	struct buf head, foot;
	struct table t;
	size_t columns;

	buf_init(&head, 1 << 20);
	buf_init(&foot, 1 << 20);
	chart_run_name(c->s->path, &head);
	words_say(&head, WORDS_PART, NULL);
	curve_show_subtitle(c->s, &head);
	buf_putc(&head, '\n');
	put_table(c, shape, vs, nvs, &t);
	for (size_t i = 0; i < c->s->nseries; i++)
		weight[i] = i == (nvs > 0 ? vs[0].a.series : 0)
				? INFINITY
				: c->series[i].all.m.mald;
	if (nvs == 1)
		card_part_verdict(&vs[0], &foot);
	columns = words_screen(WORDS_UNBROKEN);
	add_remarks(c, m, judges, &foot);
	words_screen(columns);
	card_put(&(struct card){ head.data, buf_text(&foot), dir, &t, rank,
				 CARD_ROWS, weight, whole },
		 out);
	free(weight);
	table_fini(&t);
	buf_fini(&foot);
	buf_fini(&head);
}
