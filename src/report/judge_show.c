/*
 * The verdict comes first and what weakens it right behind: a mean of scores
 * without its coverage, or without what the judge is known to prefer, is how
 * judges mislead.
 */
#include "report/judge_show.h"

#include <math.h>
#include <string.h>

#include "data/table.h"
#include "report/flags_show.h"
#include "report/judge_length.h"
#include "report/judge_view.h"
#include "report/words.h"

enum { NAME_MAX_LEN = 4096, WORST = 8 };

/* ---- names ------------------------------------------------------------- */

/* Which of their names tell the parts apart. */
struct varying {
	bool sampling, variant, judge;
};

static bool
differs(const char *a, const char *b)
{
	return strcmp(a, b) != 0;
}

static struct varying
varying_of(const struct judged *j)
{
	struct varying v = { false, false, false };

	for (size_t i = 1; i < j->nparts; i++) {
		v.sampling |= differs(j->part[i].sampling, j->part[0].sampling);
		v.variant |= differs(j->part[i].variant, j->part[0].variant);
	}
	v.judge = j->nbiases > JUDGED_WAYS;
	return v;
}

void
judge_show_name(const struct judged *j, const struct judged_part *p, bool judge,
		struct buf *out)
{
	struct varying v = varying_of(j);

	buf_reset(out);
	buf_puts(out, p->model);
	if (v.sampling)
		buf_printf(out, " %s", p->sampling);
	if (v.variant)
		buf_printf(out, " %s", p->variant);
	if (v.judge && judge)
		buf_printf(out, " (%s)", p->judge);
}

static void
name_part(const struct judged *j, const struct judged_part *p, struct buf *out)
{
	judge_show_name(j, p, true, out);
}

/* ---- sentences --------------------------------------------------------- */

void
judge_show_lacks(const struct scores_writer *x, const char *judge,
		 const char *who, const char *base, bool base_lacks,
		 struct buf *out)
{
	words_wrap(out, WORDS_JUDGE_LACKS,
		   WORDS_ARGS(words_str("judge", judge), words_str("who", who),
			      words_str("base", base),
			      words_str("lacks", base_lacks ? base : who),
			      words_count("lost", x->planned - x->answered),
			      words_count("planned", x->planned)));
}

void
judge_show_silent(const struct scores *s, struct buf *out)
{
	for (size_t i = 0; i < s->nwriter; i++) {
		const struct scores_writer *x = &s->writer[i];

		if (x->planned > 0 && x->answered == 0)
			words_wrap(
			    out, WORDS_JUDGE_SILENT,
			    WORDS_ARGS(words_str("who", x->model),
				       words_count("planned", x->planned)));
	}
}

/* judge: who says so, or NULL where that is plain. */
static void
say_pair(const struct judged *j, const struct judged_pair *p, const char *judge,
	 struct buf *out)
{
	static const enum words_id text[] = {
		[JUDGED_FEW] = WORDS_JUDGE_FEW,
		[JUDGED_BETTER] = WORDS_JUDGE_BETTER,
		[JUDGED_WORSE] = WORDS_JUDGE_WORSE,
		[JUDGED_LEVEL] = WORDS_JUDGE_LEVEL,
		[JUDGED_ALIKE] = WORDS_JUDGE_ALIKE,
	};
	bool worse = p->verdict == JUDGED_WORSE;
	struct buf who, base;

	if (p->verdict == JUDGED_UNCOVERED)
		return; /* each part says it of itself */
	buf_init(&who, NAME_MAX_LEN);
	buf_init(&base, NAME_MAX_LEN);
	name_part(j, p->other, &who);
	name_part(j, p->base, &base);
	if (p->verdict == JUDGED_LACKS)
		judge_show_lacks(p->lacks, judge, buf_text(&who),
				 buf_text(&base), p->base_lacks, out);
	else
		words_wrap(
		    out, text[p->verdict],
		    WORDS_ARGS(
			words_str("judge", judge),
			words_str("who", buf_text(&who)),
			words_str("base", buf_text(&base)),
			words_count("n", p->questions),
			words_fixed("diff", fabs(p->diff), 2),
			words_fixed("lo", worse ? -p->in.hi : p->in.lo, 2),
			words_fixed("hi", worse ? -p->in.lo : p->in.hi, 2),
			words_fixed("visible", p->visible, 2)));
	buf_fini(&who);
	buf_fini(&base);
}

/* The first answers that are bad. */
static void
worst(const struct judged *j, const struct scores *s,
      const struct judged_part *p, struct buf *out)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++) {
		const struct score *x = &s->score[i];

		if (!(x->score < j->bad) || !judged_part_is(p, x) ||
		    x->judge_repeat > 1)
			continue;
		if (n++ == WORST) {
			buf_puts(out, " …");
			return;
		}
		if (n > 1)
			words_say(out, WORDS_COMMA, NULL);
		buf_puts(out, x->answer->of);
	}
}

static void
say_uncovered(const struct judged *j, const struct judged_part *p,
	      struct buf *out)
{
	struct buf who;

	buf_init(&who, NAME_MAX_LEN);
	name_part(j, p, &who);
	words_wrap(out, WORDS_JUDGE_UNCOVERED,
		   WORDS_ARGS(words_str("who", buf_text(&who)),
			      words_fixed("share", 100 * p->coverage, 1),
			      words_fixed("least", 100 * JUDGED_COVERAGE, 0)));
	buf_fini(&who);
}

static void
say_mean(const struct judged *j, const struct judged_part *p, const char *judge,
	 struct buf *out)
{
	struct buf who;

	buf_init(&who, NAME_MAX_LEN);
	name_part(j, p, &who);
	words_wrap(out, WORDS_JUDGE_MEAN,
		   WORDS_ARGS(words_str("judge", judge),
			      words_str("who", buf_text(&who)),
			      words_fixed("mean", p->mean, 2),
			      words_fixed("lo", p->in.lo, 2),
			      words_fixed("hi", p->in.hi, 2),
			      words_count("n", p->questions)));
	buf_fini(&who);
}

static void
say_part(const struct judged *j, const struct scores *s,
	 const struct judged_part *p, struct buf *out)
{
	struct buf who, which;

	buf_init(&who, NAME_MAX_LEN);
	buf_init(&which, NAME_MAX_LEN);
	name_part(j, p, &who);
	if (!p->covered)
		say_uncovered(j, p, out);
	if (p->wide)
		words_wrap(out, WORDS_JUDGE_WIDE,
			   WORDS_ARGS(words_str("who", buf_text(&who)),
				      words_fixed("sd", p->sd_population, 2),
				      words_short("limit", j->spread)));
	worst(j, s, p, &which);
	if (p->bad > 0)
		words_wrap(out, WORDS_JUDGE_BAD,
			   WORDS_ARGS(words_str("who", buf_text(&who)),
				      words_count("n", p->bad),
				      words_short("score", j->bad),
				      words_str("which", buf_text(&which))));
	if (!isnan(p->icc))
		words_wrap(out, WORDS_JUDGE_REPEATS,
			   WORDS_ARGS(words_str("who", buf_text(&who)),
				      words_fixed("sd", p->sd_repeat, 2),
				      words_fixed("icc", p->icc, 2),
				      words_fixed("mean", p->icc_mean, 2)));
	buf_fini(&who);
	buf_fini(&which);
}

static void
say_agreement(const struct judged_agreement *g, struct buf *out)
{
	if (g->judges < 2)
		return;
	if (g->answers == 0) {
		words_wrap(out, WORDS_JUDGE_NONE_COMMON,
			   WORDS_ARGS(words_count("judges", g->judges)));
		return;
	}
	words_wrap(out, WORDS_JUDGE_AGREE,
		   WORDS_ARGS(words_count("judges", g->judges),
			      words_count("n", g->answers),
			      words_fixed("ordinal", g->alpha_ordinal, 2),
			      words_fixed("interval", g->alpha_interval, 2),
			      words_fixed("kappa", g->kappa, 2),
			      words_fixed("raw", 100 * g->raw, 0)));
}

static void
say_apart(const struct judged *j, struct buf *out)
{
	for (size_t i = 0; i < j->napart; i++) {
		const struct judged_apart *x = &j->apart[i];

		words_wrap(out, WORDS_JUDGE_APART,
			   WORDS_ARGS(words_str("who", x->model),
				      words_count("target", (size_t)x->target),
				      words_str("of", x->of),
				      words_str("low_judge", x->low_judge),
				      words_fixed("low", x->low, 1),
				      words_str("high_judge", x->high_judge),
				      words_fixed("high", x->high, 1)));
	}
}

void
judge_show_together(const struct judged *j, size_t left, struct buf *out)
{
	say_agreement(&j->agree, out);
	say_apart(j, out);
	if (left > 0)
		words_wrap(out, WORDS_JUDGE_OTHER_SCALE,
			   WORDS_ARGS(words_count("n", left)));
}

/* ---- tables ------------------------------------------------------------ */

static void
heads(struct table *t, const struct judged *j)
{
	static const enum words_id head[] = {
		WORDS_HEAD_MODEL,           WORDS_HEAD_JUDGE_SCORED,
		WORDS_HEAD_JUDGE_QUESTIONS, WORDS_HEAD_JUDGE_MEAN,
		WORDS_HEAD_INTERVAL,        WORDS_HEAD_JUDGE_SD,
		WORDS_HEAD_JUDGE_SD_SAMPLE, WORDS_HEAD_JUDGE_BAD,
		WORDS_HEAD_JUDGE_HIGH,      WORDS_HEAD_JUDGE_TOP,
		WORDS_HEAD_JUDGE_TOP_SHARE,
	};

	table_init(t, sizeof(head) / sizeof(head[0]));
	for (size_t i = 0; i < sizeof(head) / sizeof(head[0]); i++)
		words_cell(
		    t, head[i],
		    WORDS_ARGS(words_short(
			"score",
			head[i] == WORDS_HEAD_JUDGE_HIGH ? j->high : j->bad)));
}

static void
row(struct table *t, const struct judged *j, const struct judged_part *p)
{
	struct buf who;

	buf_init(&who, NAME_MAX_LEN);
	name_part(j, p, &who);
	table_text(t, buf_text(&who));
	table_share(t, p->coverage);
	table_num(t, (double)p->questions, 0);
	table_num(t, p->mean, 2);
	words_ends(t, WORDS_RANGE, p->in.lo, p->in.hi, 2);
	table_num(t, p->sd_population, 2);
	table_num(t, p->sd, 2);
	table_share(t, p->bad_share);
	table_share(t, p->high_share);
	table_num(t, p->top, 1);
	table_share(t, p->top_share);
	buf_fini(&who);
}

/* How scores lie on the scale; every series has the same marks. */
static void
add_marks(const struct judged *j, struct buf *out)
{
	const struct judged_part *first = NULL;
	struct buf text;
	struct table t;

	for (size_t i = 0; i < j->nparts && first == NULL; i++)
		first = j->part[i].nmark > 0 ? &j->part[i] : NULL;
	if (first == NULL)
		return;
	words_wrap(out, WORDS_JUDGE_MARKS, NULL);
	buf_putc(out, '\n');
	buf_init(&text, NAME_MAX_LEN);
	table_init(&t, first->nmark + 1);
	words_cell(&t, WORDS_HEAD_MODEL, NULL);
	for (size_t k = 0; k < first->nmark; k++)
		words_cell(&t, WORDS_NUMBER,
			   WORDS_ARGS(words_short("x", first->mark[k].from)));
	for (size_t i = 0; i < j->nparts; i++) {
		name_part(j, &j->part[i], &text);
		table_text(&t, buf_text(&text));
		for (size_t k = 0; k < first->nmark; k++)
			table_num(&t, (double)j->part[i].mark[k].scores, 0);
	}
	words_table(&t, 0, out);
	table_fini(&t);
	buf_fini(&text);
	buf_putc(out, '\n');
}

void
judge_show_missing(const size_t outcome[JUDGEMENT_OUTCOMES], enum words_id text,
		   struct buf *out)
{
	static const enum words_id name[JUDGEMENT_OUTCOMES] = {
		[JUDGEMENT_UNPARSED] = WORDS_JUDGE_UNPARSED,
		[JUDGEMENT_AMBIGUOUS] = WORDS_JUDGE_AMBIGUOUS,
		[JUDGEMENT_OUT_OF_RANGE] = WORDS_JUDGE_OUT_OF_RANGE,
		[JUDGEMENT_REFUSED] = WORDS_JUDGE_REFUSED,
		[JUDGEMENT_TRUNCATED] = WORDS_JUDGE_TRUNCATED,
		[JUDGEMENT_EMPTY] = WORDS_JUDGE_EMPTY,
		[JUDGEMENT_FAILED] = WORDS_JUDGE_FAILED,
	};
	struct buf list;

	buf_init(&list, NAME_MAX_LEN);
	for (size_t o = JUDGEMENT_UNPARSED; o < JUDGEMENT_OUTCOMES; o++) {
		if (outcome[o] == 0)
			continue;
		buf_puts(&list, list.len > 0 ? ", " : "");
		words_say(&list, name[o],
			  WORDS_ARGS(words_count("n", outcome[o])));
	}
	if (list.len > 0)
		words_wrap(out, text,
			   WORDS_ARGS(words_str("list", buf_text(&list))));
	buf_fini(&list);
}

static void
say_missing(const struct judged *j, struct buf *out)
{
	size_t outcome[JUDGEMENT_OUTCOMES] = { 0 };

	for (size_t i = 0; i < j->nparts; i++)
		for (size_t o = 0; o < JUDGEMENT_OUTCOMES; o++)
			outcome[o] += j->part[i].outcome[o];
	judge_show_missing(outcome, WORDS_JUDGE_MISSING, out);
}

void
judge_show_told(bool count, bool target, struct buf *out)
{
	words_wrap(out,
		   count && target ? WORDS_JUDGE_SEES_BOTH
		   : count         ? WORDS_JUDGE_SEES_COUNT
		   : target        ? WORDS_JUDGE_SEES_TARGET
				   : WORDS_JUDGE_SEES_NEITHER,
		   NULL);
}

static void
say_title(const struct judged *j, const struct scores *s, struct buf *out)
{
	words_wrap(out, WORDS_JUDGE_TITLE,
		   WORDS_ARGS(words_str("judge", s->spec.name),
			      words_count("scored", judged_scored(j)),
			      words_count("planned", s->n),
			      words_short("lo", j->lo),
			      words_short("hi", j->hi),
			      words_when("simulated", j->simulated,
					 WORDS_BOOK_IS_SIMULATED)));
	if (j->people)
		words_wrap(out, WORDS_JUDGE_PEOPLE, NULL);
	else
		judge_show_told(j->shows_count, j->shows_target, out);
}

void
judge_show_card(const struct judged *j, const struct scores *s, struct buf *out)
{
	for (size_t i = 0; i < j->npairs; i++)
		say_pair(j, &j->pair[i], s->spec.name, out);
	judge_show_silent(s, out);
	for (size_t i = 0; i < j->nparts; i++)
		if (!j->part[i].covered)
			say_uncovered(j, &j->part[i], out);
		else if (j->npairs == 0)
			say_mean(j, &j->part[i], s->spec.name, out);
	flags_show_short(s, out);
}

void
judge_show_text(const struct judged *j, const struct scores *s,
		const char *unit, struct buf *out)
{
	struct table t;

	for (size_t i = 0; i < j->npairs; i++)
		say_pair(j, &j->pair[i], NULL, out);
	judge_show_silent(s, out);
	say_title(j, s, out);
	buf_putc(out, '\n');
	heads(&t, j);
	for (size_t i = 0; i < j->nparts; i++)
		row(&t, j, &j->part[i]);
	words_table(&t, 0, out);
	table_fini(&t);
	buf_putc(out, '\n');
	add_marks(j, out);
	say_missing(j, out);
	flags_show_text(s, out);
	for (size_t i = 0; i < j->nparts; i++)
		say_part(j, s, &j->part[i], out);
	say_agreement(&j->agree, out);
	say_apart(j, out);
	judge_length_text(j, s, out);
	judge_view_text(j, s, unit, out);
}
