/*
 * The printed tables are rows: which metric, under which heading, and
 * when it is worth a column at all.
 */
#include "report/curve_show.h"

#include <math.h>

#include "curve/metrics.h"
#include "data/escape.h"
#include "report/remarks_text.h"
#include "report/terms_text.h"
#include "report/words.h"

enum { COLUMNS_MAX = 16 }; /* of either table, with its end */

/* Columns of the printed tables; those of `only_if` show when it holds. */
enum condition { ALWAYS, ORDERED, REPEATED, WORDED };

struct printed {
	enum words_id head;
	const char *metric; /* NULL ends a table */
	enum condition only_if;
};

static const struct printed distances[] = {
	{ WORDS_HEAD_N, "planned", ALWAYS },
	{ WORDS_HEAD_M, "measured", ALWAYS },
	{ WORDS_HEAD_MALD, "mald", ALWAYS },
	{ WORDS_HEAD_MEDAD, "medad", ALWAYS },
	{ WORDS_HEAD_BIAS, "bias_mean", ALWAYS },
	{ WORDS_HEAD_MEDIAN_E, "bias_median", ALWAYS },
	{ WORDS_HEAD_RMSE, "rmse", ALWAYS },
	{ WORDS_HEAD_MEDIAN_D, "d_abs_median", ALWAYS },
	{ WORDS_HEAD_LD, "ld", ALWAYS },
	{ WORDS_HEAD_LS, "ls", ALWAYS },
	{ WORDS_HEAD_S_L, "s_l", ALWAYS },
	{ WORDS_HEAD_EXCESS, "excess", ORDERED },
	{ WORDS_HEAD_SHORTFALL, "shortfall", ORDERED },
	{ WORDS_IDS, NULL, ALWAYS },
};

static const struct printed rates[] = {
	{ WORDS_HEAD_EXACT, "exact", ALWAYS },
	{ WORDS_HEAD_HIT_5, "hit_5", ALWAYS },
	{ WORDS_HEAD_HIT_10, "hit_10", ALWAYS },
	{ WORDS_HEAD_HIT_15, "hit_15", ALWAYS },
	{ WORDS_HEAD_HIT_20, "hit_20", ALWAYS },
	{ WORDS_HEAD_HIT_40, "hit_40", ALWAYS },
	{ WORDS_HEAD_HIT_10PCT, "hit_10pct", ALWAYS },
	{ WORDS_HEAD_UNDER, "under", ALWAYS },
	{ WORDS_HEAD_OVER, "over", ALWAYS },
	{ WORDS_HEAD_OBEYED, "satisfied", ORDERED },
	{ WORDS_HEAD_DISTINCT, "distinct", REPEATED },
	{ WORDS_IDS, NULL, ALWAYS },
};

static const struct printed overlaps[] = {
	{ WORDS_HEAD_REFERENCES, "overlapped", ALWAYS },
	{ WORDS_HEAD_BLEU, "bleu", ALWAYS },
	{ WORDS_HEAD_BLEU_ALL, "bleu_all", ALWAYS },
	{ WORDS_HEAD_ROUGE_1, "rouge_1", ALWAYS },
	{ WORDS_HEAD_ROUGE_2, "rouge_2", ALWAYS },
	{ WORDS_HEAD_ROUGE_L, "rouge_l", ALWAYS },
	{ WORDS_HEAD_ROUGE_1_WORDS, "rouge_1_words", WORDED },
	{ WORDS_HEAD_ROUGE_2_WORDS, "rouge_2_words", WORDED },
	{ WORDS_HEAD_ROUGE_L_WORDS, "rouge_l_words", WORDED },
	{ WORDS_IDS, NULL, ALWAYS },
};

static const struct printed *const tables[] = {
	[CURVE_DISTANCES] = distances,
	[CURVE_RATES] = rates,
	[CURVE_OVERLAPS] = overlaps,
};

static bool
same_number(double a, double b)
{
	return a == b || (isnan(a) && isnan(b));
}

/* Whether all were sampled alike, so that it can be said once. */
static bool
one_sampling(const struct samples *s)
{
	const struct series *a = &s->series[0];
	bool same = true;

	for (size_t i = 1; i < s->nseries; i++) {
		const struct series *b = &s->series[i];

		same &= same_number(a->temperature, b->temperature) &&
			same_number(a->top_p, b->top_p) &&
			a->pinned == b->pinned;
	}
	return same;
}

void
curve_show_name(const struct samples *s, size_t series, struct buf *out)
{
	struct buf name;

	buf_init(&name, out->max);
	series_name(&s->series[series], s->varying, &name);
	escape_line(out, buf_text(&name), name.len);
	buf_fini(&name);
}

void
curve_show_cell(struct table *t, const struct samples *s, size_t series)
{
	struct buf name;

	buf_init(&name, 1 << 20);
	curve_show_name(s, series, &name);
	table_text(t, buf_text(&name));
	buf_fini(&name);
}

const char *
curve_show_kept(const struct samples *s, size_t series, struct arena *a)
{
	struct buf name;
	const char *kept;

	buf_init(&name, 1 << 20);
	curve_show_name(s, series, &name);
	kept = arena_strdup(a, buf_text(&name));
	buf_fini(&name);
	return kept;
}

void
curve_show_sampling(const struct series *x, struct buf *out)
{
	bool left_out = isnan(x->temperature) && isnan(x->top_p);

	if (x->sampling[0] == '\0') {
		words_say(out, WORDS_SAMPLING_UNKNOWN, NULL);
		return;
	}
	words_say(out,
		  left_out                ? WORDS_SAMPLING_LEFT_OUT
		  : isnan(x->temperature) ? WORDS_SAMPLING_TOP_P
		  : isnan(x->top_p)       ? WORDS_SAMPLING_TEMPERATURE
					  : WORDS_SAMPLING_BOTH,
		  WORDS_ARGS(words_short("temperature", x->temperature),
			     words_short("top_p", x->top_p)));
	if (!x->pinned)
		words_say(out, WORDS_SAMPLING_NOT_PINNED, NULL);
}

void
curve_show_subtitle(const struct samples *s, struct buf *out)
{
	words_say(out, WORDS_UNIT, WORDS_ARGS(words_str("unit", s->unit)));
	words_say(out, WORDS_PART, NULL);
	if (one_sampling(s))
		curve_show_sampling(&s->series[0], out);
	else
		words_say(out, WORDS_SAMPLING_LISTED, NULL);
	terms_text_seeds(s, out);
	terms_text_batch(s, out);
	if (s->labels != NULL) {
		words_say(out, WORDS_PART, NULL);
		words_say(out, WORDS_LABELS,
			  WORDS_ARGS(words_str("labels", s->labels)));
	}
	if (s->terms.grown) {
		words_say(out, WORDS_PART, NULL);
		words_say(out, WORDS_GROWN, NULL);
	}
	if (s->simulated)
		words_say(out, WORDS_PART_SIMULATED, NULL);
}

static bool
holds(const struct curve *c, enum condition when)
{
	for (size_t i = 0; i < c->s->nseries; i++) {
		if (when == ORDERED &&
		    c->s->series[i].relation != RELATION_ABOUT)
			return true;
		if (when == WORDED && !isnan(c->series[i].all.m.rouge_words[0]))
			return true;
		if (when == REPEATED && c->series[i].n > c->series[i].npoint)
			return true;
	}
	return when == ALWAYS;
}

/* The columns to show, once for all rows of a table; returns their number. */
static size_t
choose(const struct curve *c, const struct printed *all,
       struct printed shown[COLUMNS_MAX])
{
	size_t n = 0;

	for (; all->metric != NULL; all++)
		if (holds(c, all->only_if))
			shown[n++] = *all;
	shown[n] = *all;
	return n;
}

static void
add_row(struct table *t, const struct curve *c, size_t series,
	const struct curve_part *p, const struct printed *cols)
{
	curve_show_cell(t, c->s, series);
	words_ends(t, WORDS_TARGETS, p->lo, p->hi, 0);
	for (; cols->metric != NULL; cols++)
		field_table_cell(t, field_find(metrics_fields, cols->metric),
				 &p->m);
}

size_t
curve_show_tables(const struct curve *c)
{
	return c->s->overlap == NULL ? CURVE_OVERLAPS : CURVE_OVERLAPS + 1;
}

void
curve_show_table(const struct curve *c, enum curve_table which, struct table *t)
{
	struct printed cols[COLUMNS_MAX];
	size_t n = choose(c, tables[which], cols);

	table_init(t, 2 + n);
	t->nkey = 2;
	table_text(t, words_text(WORDS_HEAD_MODEL));
	table_text(t, words_text(WORDS_HEAD_TARGETS));
	for (size_t i = 0; i < n; i++)
		table_text(t, words_text(cols[i].head));
	for (size_t i = 0; i < c->s->nseries; i++) {
		const struct curve_series *cs = &c->series[i];

		add_row(t, c, i, &cs->all, cols);
		for (size_t b = 0; b < cs->nband; b++)
			if (cs->band[b].n > 0 && cs->band[b].n < cs->n)
				add_row(t, c, i, &cs->band[b], cols);
	}
}

static void
print_table(const struct curve *c, enum curve_table which, struct buf *out)
{
	struct table t;

	curve_show_table(c, which, &t);
	words_table(&t, 0, out);
	table_fini(&t);
}

static void
print_sent(const struct curve *c, struct buf *out)
{
	for (size_t i = 0; i < c->s->nseries; i++) {
		const struct series *x = &c->s->series[i];

		buf_puts(out, "  ");
		curve_show_name(c->s, i, out);
		buf_puts(out, ": ");
		curve_show_sampling(x, out);
		buf_putc(out, '\n');
	}
}

static const enum words_id outcomes[OUTCOMES] = {
	[OUTCOME_OK] = WORDS_OUTCOME_OK,
	[OUTCOME_TRUNCATED] = WORDS_OUTCOME_TRUNCATED,
	[OUTCOME_REFUSED] = WORDS_OUTCOME_REFUSED,
	[OUTCOME_FILTERED] = WORDS_OUTCOME_FILTERED,
	[OUTCOME_EMPTY] = WORDS_OUTCOME_EMPTY,
	[OUTCOME_FAILED] = WORDS_OUTCOME_FAILED,
};

void
curve_show_outcomes(const struct curve *c, struct buf *out)
{
	for (size_t i = 0; i < c->s->nseries; i++) {
		const struct metrics *m = &c->series[i].all.m;
		bool first = true;

		if (m->measured == m->planned)
			continue;
		curve_show_name(c->s, i, out);
		words_say(out, WORDS_COLON, NULL);
		for (int o = OUTCOME_OK + 1; o < OUTCOMES; o++) {
			if (m->outcome[o] == 0)
				continue;
			if (!first)
				words_say(out, WORDS_COMMA, NULL);
			words_say(out, outcomes[o],
				  WORDS_ARGS(words_count("n", m->outcome[o])));
			first = false;
		}
		words_say(out, WORDS_OF_PLANNED,
			  WORDS_ARGS(words_count("n", m->planned)));
		buf_putc(out, '\n');
	}
}

void
curve_show_text(const struct curve *c, struct buf *out)
{
	curve_show_subtitle(c->s, out);
	buf_puts(out, "\n");
	if (!one_sampling(c->s))
		print_sent(c, out);
	buf_putc(out, '\n');
	for (size_t which = 0; which < curve_show_tables(c); which++) {
		print_table(c, (enum curve_table)which, out);
		buf_putc(out, '\n');
	}
	words_wrap(out, WORDS_CURVE_TERMS, NULL);
	curve_show_outcomes(c, out);
	remarks_text(&c->s->remarks, NULL, out);
}
