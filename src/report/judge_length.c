/*
 * Three figures that look alike and mean different things stand in one table,
 * each by what it holds still; only the first is what length does, and even
 * that is length and what was taken away or added.
 */
#include "report/judge_length.h"

#include <math.h>

#include "base/num.h"
#include "data/table.h"
#include "report/title.h"
#include "report/words.h"

/* +0.31 */
static const char *
signed_text(double x, int decimals, char text[NUM_TEXT + 1])
{
	text[0] = '+';
	num_fixed(x < 0 ? text : text + 1, x, decimals);
	return text;
}

static void
cell(struct table *t, double x)
{
	char text[NUM_TEXT + 1];

	table_text(t, isnan(x) ? "-" : signed_text(x, 2, text));
}

static const enum words_id ways[] = {
	[JUDGED_CHANGED] = WORDS_JUDGE_WAY_CHANGED,
	[JUDGED_WITHIN] = WORDS_JUDGE_WAY_WITHIN,
	[JUDGED_FIXED] = WORDS_JUDGE_WAY_FIXED,
};

enum { JUDGE, WAY, SAYS, ANSWERS, TENTH, INTERVAL, OVER, UNDER, COLUMNS };

static void
row(struct table *t, const struct judged_bias *b)
{
	table_text(t, b->judge);
	table_text(t, words_text(ways[b->way]));
	table_text(t, words_text(b->way == JUDGED_CHANGED
				     ? WORDS_JUDGE_CAUSE
				     : WORDS_JUDGE_CORRELATION));
	table_num(t, (double)b->n, 0);
	cell(t, b->tenth);
	words_ends(t, WORDS_RANGE, b->tenth_in.lo, b->tenth_in.hi, 2);
	cell(t, b->tenth_over);
	cell(t, b->tenth_under);
}

/* ---- the chart --------------------------------------------------------- */

static void
fill_panel(struct figure *f, size_t panel, const struct judged_bias *b)
{
	struct figure_line *whole, *over, *under;

	f->panel[panel].title =
	    f->n > 1 ? arena_strdup(f->arena, b->judge) : NULL;
	figure_line(f, panel, words_text(WORDS_JUDGE_BIAS_WHOLE));
	figure_line(f, panel, words_text(WORDS_JUDGE_BIAS_OVER));
	under = figure_line(f, panel, words_text(WORDS_JUDGE_BIAS_UNDER));
	over = under - 1;
	whole = over - 1;
	for (unsigned w = 0; w < JUDGED_WAYS; w++, b++) {
		figure_add(f, whole, w, b->tenth, b->tenth_in);
		figure_add(f, over, w, b->tenth_over, b->tenth_over_in);
		figure_add(f, under, w, b->tenth_under, b->tenth_under_in);
	}
}

/* The best there is of one judge, whose ways begin at b; NULL: nothing. */
static const struct judged_bias *
best_of(const struct judged_bias *b)
{
	const struct judged_bias *x =
	    b[JUDGED_CHANGED].known ? &b[JUDGED_CHANGED] : &b[JUDGED_FIXED];

	return x->known ? x : NULL;
}

/* What of each judge is known; a cause, if it is one of all. */
static const char *
bias_title(const struct judged *j, const char *judge, struct arena *a)
{
	size_t n = j->nbiases / JUDGED_WAYS;
	struct title_found *f = arena_alloc(a, (n + 1) * sizeof(*f));
	bool changed = true;
	const char *list;

	for (size_t i = 0; i < n; i++) {
		const struct judged_bias *b = &j->bias[i * JUDGED_WAYS],
					 *x = best_of(b);

		changed &= x == &b[JUDGED_CHANGED];
		f[i] = (struct title_found){
			.name = b->judge,
			.x = x != NULL ? x->tenth : NAN,
			.says = WORDS_FOUND_NUMBER,
		};
	}
	list = title_list(f, n, WORDS_FOUND_LEAST_MOST, 2, a);
	return words_kept(a,
			  list == NULL ? WORDS_JUDGE_BIAS_CHART
			  : changed    ? WORDS_JUDGE_BIAS_CAUSED
				       : WORDS_JUDGE_BIAS_FOUND,
			  WORDS_ARGS(words_str("list", list),
				     words_str("judge", judge),
				     words_when("simulated", j->simulated,
						WORDS_BOOK_IS_SIMULATED)));
}

struct figure *
judge_length_figure(const struct judged *j, const struct scores *s,
		    struct arena *a)
{
	struct figure *f = figure_new(a, j->nbiases / JUDGED_WAYS);

	for (size_t i = 0; i < f->n; i++)
		fill_panel(f, i, &j->bias[i * JUDGED_WAYS]);
	for (size_t i = 0; i < JUDGED_WAYS; i++)
		figure_word(f, words_text(ways[i]));
	f->title = bias_title(j, s->spec.name, a);
	f->note = words_text(WORDS_JUDGE_BIAS_NOTE);
	f->x_title = words_text(WORDS_AXIS_JUDGE_COMPARED);
	f->x_head = words_text(WORDS_HEAD_JUDGE_COMPARED);
	f->y_title = words_text(WORDS_AXIS_JUDGE_TENTH);
	f->y_head = words_text(WORDS_HEAD_JUDGE_TENTH);
	f->key = "bias";
	f->words = true;
	f->level = 0;
	f->decimals = 2;
	figure_known(f);
	return f;
}

/* ---- in words ---------------------------------------------------------- */

/* Whether somebody's answers were changed, or any slope is known. */
static bool
any(const struct judged *j)
{
	bool known = false;

	for (size_t i = 0; i < j->nbiases; i++)
		known |= j->bias[i].known;
	return known;
}

static void
put_table(const struct judged *j, struct buf *out)
{
	static const enum words_id head[COLUMNS] = {
		[JUDGE] = WORDS_HEAD_JUDGE,
		[WAY] = WORDS_HEAD_JUDGE_COMPARED,
		[SAYS] = WORDS_HEAD_JUDGE_SAYS,
		[ANSWERS] = WORDS_HEAD_ANSWERS,
		[TENTH] = WORDS_HEAD_JUDGE_TENTH,
		[INTERVAL] = WORDS_HEAD_INTERVAL,
		[OVER] = WORDS_HEAD_JUDGE_OVER,
		[UNDER] = WORDS_HEAD_JUDGE_UNDER,
	};
	struct table t;

	buf_putc(out, '\n');
	words_wrap(out, WORDS_JUDGE_LENGTH, NULL);
	buf_putc(out, '\n');
	table_init(&t, COLUMNS);
	t.nkey = WAY + 1;
	words_heads(&t, head, COLUMNS);
	for (size_t i = 0; i < j->nbiases; i++)
		if (j->bias[i].way != JUDGED_CHANGED || !j->people)
			row(&t, &j->bias[i]);
	if (j->nbiases <= JUDGED_WAYS)
		t.hidden |= UINT64_C(1) << JUDGE;
	words_table(&t, 0, out);
	table_fini(&t);
	buf_putc(out, '\n');
}

static void
say_best(const struct judged_bias *b, struct buf *out)
{
	const struct judged_bias *x = best_of(b);
	bool lower = x != NULL && x->tenth < 0;

	if (x == NULL) {
		if (!b[JUDGED_WITHIN].known)
			words_wrap(out, WORDS_JUDGE_NO_BIAS,
				   WORDS_ARGS(words_str("judge", b->judge)));
		return;
	}
	words_wrap(
	    out,
	    x->way == JUDGED_CHANGED ? WORDS_JUDGE_MOVED : WORDS_JUDGE_BIAS,
	    WORDS_ARGS(
		words_str("judge", b->judge), words_count("n", x->n),
		words_fixed("points", fabs(x->tenth), 2),
		words_count("more", lower ? 2 : 1),
		words_fixed("lo", lower ? -x->tenth_in.hi : x->tenth_in.lo, 2),
		words_fixed("hi", lower ? -x->tenth_in.lo : x->tenth_in.hi,
			    2)));
}

static void
say_change(const struct judged_change *c, struct buf *out)
{
	char diff[NUM_TEXT + 1];

	words_wrap(out,
		   c->change == JUDGE_CUT ? WORDS_JUDGE_WAS_CUT
					  : WORDS_JUDGE_WAS_PADDED,
		   WORDS_ARGS(words_str("judge", c->judge),
			      words_count("n", c->n),
			      words_fixed("share", 100 * fabs(c->longer), 0),
			      words_str("diff", signed_text(c->diff, 2, diff)),
			      words_fixed("lo", c->in.lo, 2),
			      words_fixed("hi", c->in.hi, 2)));
}

void
judge_length_text(const struct judged *j, const struct scores *s,
		  struct buf *out)
{
	struct arena *a = words_arena();

	if (any(j))
		put_table(j, out);
	if (a != NULL)
		words_figure(judge_length_figure(j, s, a), out);
	for (size_t i = 0; i < j->nbiases; i += JUDGED_WAYS)
		say_best(&j->bias[i], out);
	for (size_t i = 0; i < j->nchanges; i++)
		say_change(&j->change[i], out);
	if (j->nchanges == 0 && !j->people)
		words_wrap(out, WORDS_JUDGE_NOT_MOVED, NULL);
}
