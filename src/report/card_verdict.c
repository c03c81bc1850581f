/*
 * Of one pair a card shows the bands, of several a line each. A gate's looks
 * stand worst first, since that is what a night's mail is opened for.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "report/card.h"
#include "report/card_part.h"
#include "report/compare_show.h"
#include "report/curve_show.h"
#include "report/gate_notes.h"
#include "report/gate_show.h"
#include "report/shown.h"

void
card_part_verdict(const struct compare *c, struct buf *out)
{
	enum compare_verdict v = c->part[0].verdict;

	words_tone(out, v == COMPARE_BETTER  ? WORDS_GOOD
			: v == COMPARE_WORSE ? WORDS_BAD
					     : WORDS_PLAIN);
	compare_show_brief(c, false, card_part_name(), out);
	words_tone(out, WORDS_PLAIN);
	buf_putc(out, '\n');
}

enum { KEYS = 1, COLUMNS = 8 };

static const struct shown numbers[][COLUMNS - KEYS + 1] = {
	{ { WORDS_HEAD_MALD_A, "mald_a", NULL },
	  { WORDS_HEAD_MALD_B, "mald_b", NULL },
	  { WORDS_HEAD_SHIFT, "shift", NULL },
	  { WORDS_HEAD_INTERVAL, "shift_interval", NULL },
	  { WORDS_HEAD_HIT_A, "hit_a", NULL },
	  { WORDS_HEAD_HIT_B, "hit_b", NULL },
	  { WORDS_IDS, NULL, NULL } },
	{ { WORDS_HEAD_MISS_A, "miss_a", NULL },
	  { WORDS_HEAD_MISS_B, "miss_b", NULL },
	  { WORDS_HEAD_SHIFT, "shift", NULL },
	  { WORDS_HEAD_INTERVAL, "shift_interval", NULL },
	  { WORDS_HEAD_HIT_A, "hit_a", NULL },
	  { WORDS_HEAD_HIT_B, "hit_b", NULL },
	  { WORDS_IDS, NULL, NULL } },
};

static void
part_row(struct table *t, const struct compare *c, const struct compare_part *p)
{
	shown_cells(t, numbers[c->limits], compare_part_fields[c->limits], p);
	table_text(t, words_text(compare_show_verdict(p->verdict)));
}

/* A row for each band of the one comparison, or for each comparison. */
static void
compare_table(const struct compare *c, size_t n, struct table *t)
{
	struct buf a, b;

	table_init(t, COLUMNS);
	table_text(t, n == 1 ? words_text(WORDS_HEAD_TARGETS) : "B");
	shown_heads(t, numbers[c->limits]);
	table_text(t, words_text(WORDS_HEAD_VERDICT));
	for (size_t k = 0; n == 1 && k < c->nparts; k++) {
		if (c->part[k].planned == 0)
			continue;
		words_ends(t, WORDS_TARGETS, c->part[k].lo, c->part[k].hi, 0);
		part_row(t, c, &c->part[k]);
	}
	buf_init(&a, 1 << 20);
	buf_init(&b, 1 << 20);
	for (size_t k = 0; n > 1 && k < n; k++) {
		buf_reset(&b);
		compare_show_names(&c[k], &a, &b);
		table_text(t, b.data);
		part_row(t, &c[k], &c[k].part[0]);
	}
	buf_fini(&b);
	buf_fini(&a);
}

void
card_compare(const struct compare *c, size_t n, bool whole, struct buf *out)
{
	static const unsigned char rank[COLUMNS] = { 0, 4, 4, 2, 3, 6, 5, 1 };
	double *weight = mem_calloc(n + 1, sizeof(*weight));
	struct buf head, foot;
	struct table t;

	buf_init(&head, 1 << 20);
	buf_init(&foot, 1 << 20);
	compare_show_head(c, n == 1, card_part_name(), &head);
	buf_putc(&head, '\n');
	compare_table(c, n, &t);
	for (size_t k = 0; k < n; k++)
		weight[k] = c[k].part[0].hl;
	if (n == 1)
		card_part_verdict(c, &foot);
	compare_show_notes(&c[0], &foot);
	card_put(&(struct card){ head.data, buf_text(&foot), NULL, &t, rank,
				 CARD_ROWS, n > 1 ? weight : NULL, whole },
		 out);
	free(weight);
	table_fini(&t);
	buf_fini(&foot);
	buf_fini(&head);
}

static void
gate_table(const struct gate *g, const struct gate_look *const *look,
	   struct table *t)
{
	table_init(t, 6);
	t->nkey = 2;
	table_text(t, words_text(WORDS_HEAD_MODEL));
	table_text(t, words_text(WORDS_HEAD_TARGETS));
	table_text(t, words_text(g->limits ? WORDS_HEAD_MISS_THEN
					   : WORDS_HEAD_MALD_THEN));
	table_text(t, words_text(g->limits ? WORDS_HEAD_MISS_NOW
					   : WORDS_HEAD_MALD_NOW));
	table_text(t, words_text(WORDS_HEAD_GROWTH));
	table_text(t, words_text(WORDS_HEAD_GATE));
	for (size_t i = 0; i < g->n; i++) {
		const struct gate_look *k = look[i];

		curve_show_cell(t, g->s, k->series);
		words_ends(t, WORDS_TARGETS, k->lo, k->hi, 0);
		table_num(t, k->base, 1);
		table_num(t, k->now, 1);
		table_num(t, k->growth.value, 1);
		table_text(t, words_text(gate_show_answer(k->answer)));
	}
}

void
card_gate(const struct gate *g, const char *base, const char *now, bool whole,
	  struct buf *out)
{
	static const unsigned char rank[] = { 0, 1, 4, 3, 2, 0 };
	const struct gate_look **look = gate_show_order(g);
	struct buf head, foot;
	struct table t;

	buf_init(&head, 1 << 20);
	buf_init(&foot, 1 << 20);
	words_tone(&head, g->answer == GATE_REGRESSION     ? WORDS_BAD
			  : g->answer == GATE_INCONCLUSIVE ? WORDS_PLAIN
							   : WORDS_GOOD);
	gate_show_headline(g, base, now, &head);
	words_tone(&head, WORDS_PLAIN);
	buf_putc(&head, '\n');
	gate_show_terms(g, &head);
	buf_putc(&head, '\n');
	gate_table(g, look, &t);
	if (g->n > 0) {
		curve_show_name(g->s, look[0]->series, &foot);
		words_say(&foot, WORDS_COLON, NULL);
		gate_show_reason(look[0], &g->opts, &foot);
		words_say(&foot, WORDS_STOP, NULL);
		buf_putc(&foot, '\n');
	}
	gate_notes(g, &foot);
	card_put(&(struct card){ head.data, buf_text(&foot), NULL, &t, rank, 1,
				 NULL, whole },
		 out);
	table_fini(&t);
	buf_fini(&foot);
	buf_fini(&head);
	free(look);
}
