/*
 * A night that passes needs no words; one that cannot tell has to say what it
 * would take, and whether that is answers or nights.
 */
#include "report/gate_notes.h"

#include <math.h>

#include "report/curve_show.h"
#include "report/remarks_text.h"
#include "report/terms_text.h"
#include "report/words.h"

/* A share of an answer's variance: less is of no consequence. */
#define LEAST_CHANGED 0.1
#define LEAST_APART   0.05 /* of characters: 0.0 is none */

/* Nothing when no more than a few answers went missing. */
static void
holes(const struct gate *g, struct buf *out)
{
	if (!gate_holes(g->missing_base, g->missing_now, &g->opts))
		return;
	words_say(out, WORDS_GATE_MISSING,
		  WORDS_ARGS(words_fixed("now", 100 * g->missing_now, 1),
			     words_fixed("base", 100 * g->missing_base, 1)));
	words_say(out, WORDS_STOP, NULL);
	buf_putc(out, '\n');
}

static void
sentence(enum words_id id, const struct words_arg *arg, struct buf *out)
{
	words_say(out, id, arg);
	words_say(out, WORDS_STOP, NULL);
	buf_putc(out, '\n');
}

void
gate_notes_week(size_t nights, struct buf *out)
{
	if (nights < GATE_WEEK)
		sentence(WORDS_GATE_WEEK,
			 WORDS_ARGS(words_count("week", GATE_WEEK),
				    words_count("n", nights)),
			 out);
}

void
gate_notes_expect(const struct gate *g, size_t nights, struct buf *out)
{
	const struct gate_look *k = gate_weakest(g);
	struct buf name;
	double wide;

	if (k == NULL ||
	    !(gate_needs(k, &g->levels, g->opts.margin) > g->levels.most))
		return;
	wide = gate_supports(k, &g->levels);
	buf_init(&name, 1 << 20);
	curve_show_name(g->s, k->series, &name);
	sentence(WORDS_GATE_EXPECT,
		 WORDS_ARGS(words_count("n", nights),
			    words_fixed("most", g->levels.most, 0),
			    words_str("name", buf_text(&name)),
			    words_fixed("lo", k->lo, 0),
			    words_fixed("hi", k->hi, 0),
			    words_short("margin", g->opts.margin),
			    words_fixed("wide", ceil(wide), 0),
			    words_count("week", GATE_WEEK)),
		 out);
	buf_fini(&name);
}

/* Where more nights are needed, and more answers. */
bool
gate_notes_supports(const struct gate *g, double have, struct buf *out)
{
	const struct gate_look *k = gate_weakest(g);
	double need, margin = g->opts.margin;
	struct buf name;

	if (k == NULL || gate_supports(k, &g->levels) < 0.05)
		return true; /* without noise every margin is */
	need = gate_needs(k, &g->levels, margin);
	buf_init(&name, 1 << 20);
	curve_show_name(g->s, k->series, &name);
	words_say(
	    out, WORDS_GATE_SUPPORTS,
	    WORDS_ARGS(words_fixed("margin", gate_supports(k, &g->levels), 1)));
	if (!isnan(need) && need > have)
		words_say(out,
			  isinf(need) ? WORDS_GATE_NEEDS_NIGHTS
				      : WORDS_GATE_NEEDS,
			  WORDS_ARGS(words_short("margin", margin),
				     words_fixed("n", need, 0),
				     words_str("name", buf_text(&name)),
				     words_fixed("lo", k->lo, 0),
				     words_fixed("hi", k->hi, 0),
				     words_fixed("now", have, 0)));
	words_say(out, WORDS_STOP, NULL);
	buf_putc(out, '\n');
	buf_fini(&name);
	return !(need > have);
}

static double
apart(const struct gate_look *k)
{
	return k->apart;
}

/* What was alike, of an answer's variance, and is not any more. */
static double
changed(const struct gate_look *k)
{
	return k->alike * (1 - k->kept);
}

/* Of the look of which there is most, if over `least`. */
static void
say_most(const struct gate *g, double (*of)(const struct gate_look *k),
	 double least, enum words_id id, struct buf *out)
{
	const struct gate_look *most = NULL;
	struct buf name;

	for (size_t i = 0; i < g->n; i++)
		if (of(&g->look[i]) > (most == NULL ? least : of(most)))
			most = &g->look[i];
	if (most == NULL)
		return;
	buf_init(&name, 1 << 20);
	curve_show_name(g->s, most->series, &name);
	sentence(id,
		 WORDS_ARGS(words_str("name", buf_text(&name)),
			    words_fixed("lo", most->lo, 0),
			    words_fixed("hi", most->hi, 0),
			    words_fixed("apart", most->apart, 1)),
		 out);
	buf_fini(&name);
}

static bool
any_reaches(const struct gate *g)
{
	for (size_t i = 0; i < g->n; i++)
		if (g->look[i].reason == GATE_REASON_REACHES)
			return true;
	return false;
}

void
gate_notes(const struct gate *g, struct buf *out)
{
	const struct gate_look *weakest = gate_weakest(g);

	holes(g, out);
	terms_text_between(g->base, g->s, words_text(WORDS_THE_BASELINE),
			   words_text(WORDS_THIS_RUN), out);
	remarks_text_between(g->base, g->s, words_text(WORDS_THE_BASELINE),
			     words_text(WORDS_THIS_RUN),
			     words_text(WORDS_THIS_RUN_FIRST), out);
	if (g->answers > 0 && g->same == g->answers)
		sentence(WORDS_GATE_SAME, WORDS_ARGS(words_count("n", g->same)),
			 out);
	say_most(g, apart, LEAST_APART, WORDS_GATE_APART, out);
	say_most(g, changed, LEAST_CHANGED, WORDS_GATE_CHANGED, out);
	/* Of a run that grew, some looks needed no more. */
	if (weakest != NULL &&
	    (g->opts.until.n < 2 || g->answer == GATE_INCONCLUSIVE))
		gate_notes_supports(g, rint(weakest->answers), out);
	if (g->answer == GATE_INCONCLUSIVE && any_reaches(g))
		gate_notes_week(g->nights, out);
}
