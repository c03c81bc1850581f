/*
 * The verdict belongs on the first screen, so that a run compares its own
 * series as `compare` would. Where they cannot be compared the card has no
 * verdict, and says nothing of it: nobody asked.
 */
#include "cmd/curve_card.h"

#include "cmd/known.h"
#include "report/card.h"
#include "report/curve_show.h"
#include "report/judge_view.h"
#include "report/overlap_show.h"
#include "report/shape_show.h"
#include "report/thinking_show.h"
#include "report/words.h"
#include "verdict/compare.h"
#include "verdict/match.h"

/* A comparison takes some 50 ms; what a card has no room for is not made. */
enum { PAIRS_MAX = CARD_LINES, JUDGES_MAX = 1 << 20 };

static size_t
compare_some(const struct curve *c, struct compare *vs)
{
	enum pair_under_test t = match_under_test(c, 1);
	struct compare_opts o;
	struct match_list m;
	struct err e;
	size_t n = 0;

	if (c->s->nseries < 2 || match_series(&m, c, 1, t, NULL, &e) != 0)
		return 0;
	compare_defaults(&o);
	for (size_t i = 0; i < m.n && n < PAIRS_MAX; i++)
		if (compare_of(&vs[n], m.match[i].a, m.match[i].b, t, &o, &e) ==
		    0)
			n++;
	match_fini(&m);
	return n;
}

void
curve_card(const struct curve_run *r, const char *dir, bool all,
	   struct buf *out)
{
	struct compare vs[PAIRS_MAX];
	size_t n = compare_some(&r->c, vs), columns;
	struct buf judges;

	buf_init(&judges, JUDGES_MAX);
	columns = words_screen(WORDS_UNBROKEN);
	judge_view_cards(dir, &r->s, cmd_known(), &judges);
	words_screen(columns);
	card_curve(&r->c, r->shape, &r->misled, vs, n, buf_text(&judges), dir,
		   all, out);
	buf_fini(&judges);
	for (size_t i = 0; i < n; i++)
		compare_fini(&vs[i]);
	if (!all)
		return;
	buf_putc(out, '\n');
	curve_show_text(&r->c, out);
	shape_show_text(&r->c, r->shape, out);
	overlap_show_text(&r->misled, &r->s, out);
	thinking_show_text(&r->c, out);
}
