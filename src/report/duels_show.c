/*
 * A win rate says nothing without what the first place is worth and what
 * length does to it: both stand right behind, and where one of them cannot be
 * told, why.
 */
#include "report/duels_show.h"

#include <math.h>
#include <string.h>

#include "data/jsonw.h"
#include "data/table.h"
#include "report/duels_view.h"
#include "report/flags_show.h"
#include "report/judge_show.h"
#include "report/words.h"

enum { NAME_MAX_LEN = 4096 };

/* ---- names ------------------------------------------------------------- */

static bool
differs(const char *a, const char *b)
{
	return strcmp(a, b) != 0;
}

/* Which of their names tell the parts apart. */
struct names {
	bool sampling, variant, judge;
	struct buf who, base;
};

static void
names_of(struct names *v, const struct duels *d)
{
	*v = (struct names){ .sampling = false };
	for (size_t i = 0; i < d->nparts; i++) {
		const struct duels_part *p = &d->part[i], *o = &d->part[0];

		v->sampling |= differs(p->sampling, p->base_sampling) ||
			       differs(p->sampling, o->sampling);
		v->variant |= differs(p->variant, o->variant);
		v->judge |= differs(p->judge, o->judge) ||
			    differs(p->judge_sampling, o->judge_sampling);
	}
	buf_init(&v->who, NAME_MAX_LEN);
	buf_init(&v->base, NAME_MAX_LEN);
}

static void
name(struct names *v, const struct duels_part *p)
{
	buf_reset(&v->who);
	buf_reset(&v->base);
	buf_puts(&v->who, p->model);
	buf_puts(&v->base, p->base);
	if (v->sampling) {
		buf_printf(&v->who, " %s", p->sampling);
		buf_printf(&v->base, " %s", p->base_sampling);
	}
	if (v->variant)
		buf_printf(&v->who, " %s", p->variant);
	if (v->judge)
		buf_printf(&v->who, " (%s %s)", p->judge, p->judge_sampling);
}

static void
names_fini(struct names *v)
{
	buf_fini(&v->who);
	buf_fini(&v->base);
}

void
duels_show_name(const struct duels *d, const struct duels_part *p,
		struct buf *who)
{
	struct names v;

	names_of(&v, d);
	name(&v, p);
	buf_reset(who);
	buf_add(who, v.who.data, v.who.len);
	names_fini(&v);
}

/* ---- sentences --------------------------------------------------------- */

static void
say_verdict(const struct names *v, const struct duels_part *p,
	    const char *judge, struct buf *out)
{
	static const enum words_id text[] = {
		[JUDGED_FEW] = WORDS_DUELS_FEW,
		[JUDGED_BETTER] = WORDS_DUELS_BETTER,
		[JUDGED_WORSE] = WORDS_DUELS_WORSE,
		[JUDGED_LEVEL] = WORDS_DUELS_LEVEL,
	};

	if (p->verdict == JUDGED_UNCOVERED)
		return; /* said below, with what is missing */
	if (p->verdict == JUDGED_LACKS) {
		judge_show_lacks(p->lacks, judge, buf_text(&v->who),
				 buf_text(&v->base), p->base_lacks, out);
		return;
	}
	words_wrap(out, text[p->verdict],
		   WORDS_ARGS(words_str("judge", judge),
			      words_str("who", buf_text(&v->who)),
			      words_str("base", buf_text(&v->base)),
			      words_count("n", p->questions),
			      words_fixed("rate", 100 * p->rate.value, 1),
			      words_fixed("lo", 100 * p->rate.in.lo, 1),
			      words_fixed("hi", 100 * p->rate.in.hi, 1),
			      words_fixed("visible", 100 * p->visible, 1)));
}

/* Whether the two orders say the same, and whom they favour. */
static void
say_orders(const struct names *v, const struct duels_part *p, struct buf *out)
{
	if (p->turns > 0)
		words_wrap(
		    out, WORDS_DUELS_AGREE,
		    WORDS_ARGS(words_str("who", buf_text(&v->who)),
			       words_fixed("agree", 100 * p->agree.value, 1),
			       words_count("n", p->turns)));
	if (isnan(p->first.value))
		return;
	words_wrap(out,
		   p->first.in.lo > 0.5   ? WORDS_DUELS_FIRST
		   : p->first.in.hi < 0.5 ? WORDS_DUELS_SECOND
					  : WORDS_DUELS_NO_ORDER,
		   WORDS_ARGS(words_fixed("first", 100 * p->first.value, 1),
			      words_fixed("lo", 100 * p->first.in.lo, 1),
			      words_fixed("hi", 100 * p->first.in.hi, 1)));
}

static void
say_length(const struct names *v, const struct duels_part *p, struct buf *out)
{
	static const enum words_id why[] = {
		[DUELS_TOO_FEW] = WORDS_DUELS_CONTROL_FEW,
		[DUELS_SAME] = WORDS_DUELS_CONTROL_SAME,
		[DUELS_APART] = WORDS_DUELS_CONTROL_APART,
		[DUELS_DECIDED] = WORDS_DUELS_CONTROL_DECIDED,
	};

	if (p->unlike > 0)
		words_wrap(
		    out, WORDS_DUELS_LONGER,
		    WORDS_ARGS(words_fixed("share", 100 * p->longer.value, 1),
			       words_fixed("lo", 100 * p->longer.in.lo, 1),
			       words_fixed("hi", 100 * p->longer.in.hi, 1),
			       words_count("apart", DUELS_UNLIKE),
			       words_count("n", p->unlike)));
	if (p->control != DUELS_CONTROLLED) {
		words_wrap(
		    out, why[p->control],
		    WORDS_ARGS(words_str("who", buf_text(&v->who)),
			       words_str("base", buf_text(&v->base)),
			       words_fixed("longer", 100 * p->longer_side, 1),
			       words_count("n", p->questions),
			       words_count("least", DUELS_FEW)));
		return;
	}
	words_wrap(out, WORDS_DUELS_CONTROLLED,
		   WORDS_ARGS(words_str("who", buf_text(&v->who)),
			      words_fixed("rate", 100 * p->controlled.value, 1),
			      words_fixed("lo", 100 * p->controlled.in.lo, 1),
			      words_fixed("hi", 100 * p->controlled.in.hi, 1)));
	if (p->far)
		words_wrap(out, WORDS_DUELS_FAR, NULL);
}

static void
say_uncovered(const struct names *v, const struct duels_part *p,
	      struct buf *out)
{
	words_wrap(out, WORDS_DUELS_UNCOVERED,
		   WORDS_ARGS(words_str("who", buf_text(&v->who)),
			      words_fixed("share", 100 * p->coverage, 1),
			      words_fixed("least", 100 * JUDGED_COVERAGE, 0)));
}

static void
say_part(const struct names *v, const struct duels_part *p, struct buf *out)
{
	if (!p->covered)
		say_uncovered(v, p, out);
	say_orders(v, p, out);
	say_length(v, p, out);
}

/* ---- the table --------------------------------------------------------- */

static void
heads(struct table *t)
{
	static const enum words_id head[] = {
		WORDS_HEAD_MODEL,
		WORDS_HEAD_DUELS_BASE,
		WORDS_HEAD_DUELS_RATE,
		WORDS_HEAD_INTERVAL,
		WORDS_HEAD_DUELS_CONTROLLED,
		WORDS_HEAD_DUELS_PAIRS,
		WORDS_HEAD_DUELS_WON,
		WORDS_HEAD_DUELS_TIED,
		WORDS_HEAD_DUELS_LOST,
	};

	table_init(t, sizeof(head) / sizeof(head[0]));
	t->nkey = 2;
	for (size_t i = 0; i < sizeof(head) / sizeof(head[0]); i++)
		table_text(t, words_text(head[i]));
}

static void
row(struct table *t, const struct names *v, const struct duels_part *p)
{
	table_text(t, buf_text(&v->who));
	table_text(t, buf_text(&v->base));
	table_share(t, p->rate.value);
	if (isnan(p->rate.in.lo))
		table_text(t, "-");
	else
		words_cell(
		    t, WORDS_RANGE_PERCENT,
		    WORDS_ARGS(words_fixed("lo", 100 * p->rate.in.lo, 1),
			       words_fixed("hi", 100 * p->rate.in.hi, 1)));
	table_share(t, p->controlled.value);
	table_num(t, (double)p->pairs, 0);
	table_num(t, (double)p->won, 0);
	table_num(t, (double)p->tied, 0);
	table_num(t, (double)p->lost, 0);
}

static void
say_missing(const struct duels *d, struct buf *out)
{
	size_t outcome[JUDGEMENT_OUTCOMES] = { 0 };

	for (size_t i = 0; i < d->nparts; i++)
		for (size_t o = 0; o < JUDGEMENT_OUTCOMES; o++)
			outcome[o] += d->part[i].outcome[o];
	judge_show_missing(outcome, WORDS_DUELS_MISSING, out);
}

/* The verdicts and what may turn them, for a card. Appended. */
static void
duels_show_card(const struct duels *d, const struct scores *s, struct buf *out)
{
	struct names v;

	names_of(&v, d);
	for (size_t i = 0; i < d->nparts; i++) {
		name(&v, &d->part[i]);
		say_verdict(&v, &d->part[i], s->spec.name, out);
		if (!d->part[i].covered)
			say_uncovered(&v, &d->part[i], out);
	}
	judge_show_silent(s, out);
	flags_show_short(s, out);
	names_fini(&v);
}

void
duels_show_text(const struct duels *d, const struct scores *s, struct buf *out)
{
	struct arena *a = words_arena();
	struct names v;
	struct table t;

	names_of(&v, d);
	for (size_t i = 0; i < d->nparts; i++) {
		name(&v, &d->part[i]);
		say_verdict(&v, &d->part[i], NULL, out);
	}
	judge_show_silent(s, out);
	words_wrap(out, WORDS_DUELS_TITLE,
		   WORDS_ARGS(words_str("judge", s->spec.name),
			      words_count("scored", duels_scored(d)),
			      words_count("planned", s->n),
			      words_when("simulated", d->simulated,
					 WORDS_BOOK_IS_SIMULATED)));
	judge_show_told(d->shows_count, d->shows_target, out);
	buf_putc(out, '\n');
	heads(&t);
	for (size_t i = 0; i < d->nparts; i++) {
		name(&v, &d->part[i]);
		row(&t, &v, &d->part[i]);
	}
	words_table(&t, 0, out);
	table_fini(&t);
	if (a != NULL)
		words_figure(duels_view_figure(d, s, a), out);
	buf_putc(out, '\n');
	say_missing(d, out);
	flags_show_text(s, out);
	for (size_t i = 0; i < d->nparts; i++) {
		name(&v, &d->part[i]);
		say_part(&v, &d->part[i], out);
	}
	names_fini(&v);
}

typedef void say_duels(const struct duels *d, const struct scores *s,
		       struct buf *out);

static void
say_judge(const char *path, const char *judge, const struct samples *of,
	  const struct spec_known *k, say_duels *say, struct buf *out)
{
	struct scores s;
	struct duels d;
	struct err e;

	if (scores_read_pairs(&s, path, of, k, &e) != 0) {
		words_wrap(out, WORDS_JUDGE_UNREAD,
			   WORDS_ARGS(words_str("judge", judge),
				      words_str("why", e.msg)));
		return;
	}
	duels_of(&d, &s, 0.95);
	say(&d, &s, out);
	duels_fini(&d);
	scores_fini(&s);
}

static bool
say_run(const char *dir, const struct samples *of, const struct spec_known *k,
	say_duels *say, struct buf *out)
{
	struct arena a;
	char **name;
	size_t n;

	arena_init(&a);
	name = scores_pair_judges(dir, k, &a, &n);
	for (size_t i = 0; i < n; i++)
		say_judge(scores_dir(&a, dir, name[i]), name[i], of, k, say,
			  out);
	arena_fini(&a);
	return n > 0;
}

static void
say_all(const struct duels *d, const struct scores *s, struct buf *out)
{
	duels_show_text(d, s, out);
	buf_putc(out, '\n');
}

bool
duels_show_run(const char *dir, const struct samples *of,
	       const struct spec_known *k, struct buf *out)
{
	return say_run(dir, of, k, say_all, out);
}

void
duels_show_cards(const char *dir, const struct samples *of,
		 const struct spec_known *k, struct buf *out)
{
	say_run(dir, of, k, duels_show_card, out);
}

/* ---- JSON -------------------------------------------------------------- */

struct head {
	const char *judge;
	bool pairwise, simulated, shows_count, shows_target, nonce;
};

#define H(name, kind, text) FIELD(#name, kind, struct head, name, .about = text)

static const struct field head_fields[] = {
	H(judge, TEXT, "name of the judge's file"),
	H(pairwise, BOOL, "true: it compares two answers"),
	H(simulated, BOOL, "whether a judge is the simulator's"),
	H(shows_count, BOOL, "whether the judge is told the lengths"),
	H(shows_target, BOOL, "whether it is told the target"),
	H(nonce, BOOL, "whether a word of its own guards each question"),
	FIELD_END,
};

const struct field_place duels_show_places[] = {
	{ "", head_fields, NULL, NULL },
	{ "pairs[]", duels_part_fields, NULL,
	  "each series of answers against the first, by each judge" },
	FLAGS_SHOW_PLACES,
	{ .at = NULL },
};

void
duels_show_json(const struct duels *d, const struct scores *s, struct jsonw *w)
{
	struct head head = { s->spec.name,    true,
			     d->simulated,    d->shows_count,
			     d->shows_target, d->nonce };

	jsonw_object(w);
	field_json(w, head_fields, &head);
	field_json_list(w, "pairs", duels_part_fields, d->part,
			sizeof(*d->part), d->nparts);
	flags_show_json(s, w);
	jsonw_end(w);
}
