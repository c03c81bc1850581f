/*
 * What was varied over settings, and over nights: the effect over all targets
 * and the best setting; the last night of each line and whether it signals.
 */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "report/card.h"
#include "report/curve_show.h"
#include "report/effects_said.h"
#include "report/effects_show.h"
#include "report/history_show.h"
#include "report/thinking_show.h"
#include "report/words.h"

enum { EFFECT_COLUMNS = 7, SAID = 4 /* lines */ };

static void
add_effect(struct table *t, const char *model, const char *variant,
	   const char *what, const double *value, const struct interval *in,
	   bool lacks)
{
	table_text(t, model);
	table_text(t, variant);
	table_text(t, what);
	table_num(t, value[EFFECT_BIAS], 1);
	table_num(t, value[EFFECT_SPREAD], 1);
	table_num(t, value[EFFECT_MISS], 1);
	if (lacks)
		table_text(t, words_text(WORDS_ANSWERS_MISSING));
	else
		words_ends(t, WORDS_RANGE, in[EFFECT_MISS].lo,
			   in[EFFECT_MISS].hi, 1);
}

/* Why the table would have no row. */
static enum words_id
why_none(const struct effects *x)
{
	for (size_t i = 0; i < x->n; i++)
		if (x->grid[i].ncells > 1)
			return x->grid[i].whole ? WORDS_EFFECTS_NO_TARGET
						: WORDS_EFFECTS_NO_GRID;
	return WORDS_EFFECTS_ONE;
}

void
card_effects(const struct effects *x, const struct curve *c, bool whole,
	     struct buf *out)
{
	static const unsigned char rank[EFFECT_COLUMNS] = {
		0, 0, 0, 4, 3, 1, 2
	};
	const enum words_id heads[EFFECT_COLUMNS] = {
		WORDS_HEAD_MODEL,    WORDS_HEAD_VARIANT,
		WORDS_HEAD_EFFECT,   WORDS_HEAD_BIAS,
		WORDS_HEAD_SPREAD,   words_miss(c->s->limits),
		WORDS_HEAD_INTERVAL,
	};
	struct buf head, foot;
	struct table t;
	size_t left, columns;

	buf_init(&head, 1 << 20);
	buf_init(&foot, 1 << 20);
	curve_show_subtitle(c->s, &head);
	buf_putc(&head, '\n');
	table_init(&t, EFFECT_COLUMNS);
	words_heads(&t, heads, EFFECT_COLUMNS);
	for (size_t i = 0; i < x->n; i++) {
		const struct effects_grid *g = &x->grid[i];

		for (enum effect_kind k = 0; g->nparts > 0 && k < EFFECT_KINDS;
		     k++)
			if (!isnan(g->effect[0].value[k][EFFECT_BIAS]))
				add_effect(&t, g->model, g->variant,
					   words_text(effects_show_kind(k)),
					   g->effect[0].value[k],
					   g->effect[0].in[k],
					   g->effect[0].lacks[k]);
	}
	for (size_t i = 0; i < x->nvariants; i++) {
		const struct effect_variant *v = &x->variant[i];
		struct buf what;

		if (v->part > 0 || isnan(v->value[EFFECT_BIAS]))
			continue;
		buf_init(&what, 1 << 20);
		words_say(&what, WORDS_LESS,
			  WORDS_ARGS(words_str("base", v->base)));
		add_effect(&t, v->model, v->variant, what.data, v->value, v->in,
			   v->lacks);
		buf_fini(&what);
	}
	if (t.ncell == EFFECT_COLUMNS) {
		words_say(&foot, why_none(x), NULL);
		buf_putc(&foot, '\n');
	}
	left = effects_said_brief(x, c, SAID, &foot);
	effects_said_nearest(x, c, left, &foot);
	columns = words_screen(WORDS_UNBROKEN);
	thinking_show_brief(c, &foot);
	words_screen(columns);
	card_put(&(struct card){ head.data, buf_text(&foot), NULL, &t, rank,
				 CARD_ROWS, NULL, whole },
		 out);
	table_fini(&t);
	buf_fini(&foot);
	buf_fini(&head);
}

enum { LINE_COLUMNS = 8 };

/* What it weighs on a card: one that gave a signal stays. */
static double
add_line(struct table *t, const struct history *h,
	 const struct history_point *p, size_t n, const char *run)
{
	const struct history_point *last = &p[n - 1];
	size_t signals = 0;
	struct buf name;

	for (size_t i = 0; i < n; i++)
		signals += p[i].alarm;
	buf_init(&name, 1 << 20);
	series_name(p->series, h->varying, &name);
	table_text(t, name.data);
	buf_fini(&name);
	words_ends(t, WORDS_TARGETS, p->lo, p->hi, 0);
	table_text(t, run);
	table_num(t, last->miss, 1);
	table_num(t, last->lower, 1);
	table_num(t, last->upper, 1);
	table_text(t, last->signal == HISTORY_QUIET
			  ? "-"
			  : words_text(history_show_signal(last->signal)));
	table_num(t, (double)signals, 0);
	return signals > 0 ? INFINITY : last->miss;
}

void
card_history(const struct history *h, const char *const *run, size_t n,
	     bool whole, struct buf *out)
{
	static const unsigned char rank[LINE_COLUMNS] = {
		0, 2, 6, 1, 4, 5, 0, 3
	};
	const enum words_id heads[LINE_COLUMNS] = {
		WORDS_HEAD_MODEL,      WORDS_HEAD_TARGETS, WORDS_HEAD_LAST,
		words_miss(h->limits), WORDS_HEAD_LOWER,   WORDS_HEAD_UPPER,
		WORDS_HEAD_SIGNAL,     WORDS_HEAD_SIGNALS,
	};
	double *weight = mem_calloc(h->n + 1, sizeof(*weight));
	size_t signals = 0, lines = 0;
	struct buf head, foot;
	struct table t;

	buf_init(&head, 1 << 20);
	buf_init(&foot, 1 << 20);
	table_init(&t, LINE_COLUMNS);
	t.nkey = 2;
	words_heads(&t, heads, LINE_COLUMNS);
	for (size_t i = 0, k; i < h->n; i += k) {
		k = history_line(h, i);
		weight[lines++] = add_line(&t, h, &h->point[i], k,
					   run[h->point[i + k - 1].run]);
	}
	for (size_t i = 0; i < h->n; i++)
		signals += h->point[i].alarm;
	words_tone(&head, signals > 0 ? WORDS_BAD : WORDS_PLAIN);
	words_say(&head, WORDS_CARD_SIGNALS,
		  WORDS_ARGS(words_count("runs", n), words_str("unit", h->unit),
			     words_count("signals", signals)));
	if (h->simulated)
		words_say(&head, WORDS_PART_SIMULATED, NULL);
	words_tone(&head, WORDS_PLAIN);
	buf_putc(&head, '\n');
	if (n <= h->reference) {
		words_say(&foot, WORDS_HISTORY_LEARNS,
			  WORDS_ARGS(words_count("n", n),
				     words_count("reference", h->reference)));
		buf_putc(&foot, '\n');
	}
	card_put(&(struct card){ head.data, buf_text(&foot), NULL, &t, rank,
				 CARD_ROWS, weight, whole },
		 out);
	free(weight);
	table_fini(&t);
	buf_fini(&foot);
	buf_fini(&head);
}
