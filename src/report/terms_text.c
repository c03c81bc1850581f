/*
 * Sentences only where something is to be said: a run of today, held against
 * another of today, adds no word to a verdict.
 */
#include "report/terms_text.h"

#include <math.h>

static bool
sends_seeds(const struct samples *s)
{
	if (!s->terms.known)
		return false;
	for (size_t i = 0; i < s->nseries; i++)
		if (s->series[i].seeded)
			return true;
	return false;
}

/* Answers that could have differed share what made them differ. */
static bool
shares_noise(const struct samples *s)
{
	if (!sends_seeds(s) || s->terms.seeds == SEED_CELL)
		return false;
	for (size_t i = 0; i < s->nseries; i++)
		if (!s->series[i].pinned)
			return true;
	return false;
}

static enum words_id
rule(const struct samples *s)
{
	static const enum words_id text[SEED_RULES] = {
		[SEED_CELL] = WORDS_SEED_CELL,
		[SEED_FIXED] = WORDS_SEED_FIXED,
		[SEED_REPEAT] = WORDS_SEED_REPEAT,
	};

	return text[s->terms.seeds];
}

void
terms_text_seeds(const struct samples *s, struct buf *out)
{
	if (!sends_seeds(s) || s->terms.seeds == SEED_CELL)
		return;
	words_say(out, WORDS_PART, NULL);
	words_say(out, rule(s), NULL);
}

/* "8", or "4 to 16" where it changed. */
static const struct words_arg *
flight(const struct manifest_terms *t, struct words_arg arg[3])
{
	arg[0] = words_count("n", t->flight);
	arg[1] = words_fixed(
	    "to", t->flight == t->flight_to ? NAN : (double)t->flight_to, 0);
	arg[2] = (struct words_arg){ .name = NULL };
	return arg;
}

enum words_id
terms_text_via(const struct manifest_terms *t)
{
	if (!t->batch)
		return WORDS_VIA_LIVE;
	return t->flight > 0 ? WORDS_VIA_BOTH : WORDS_VIA_BATCH;
}

void
terms_text_batch(const struct samples *s, struct buf *out)
{
	if (!s->terms.batch)
		return;
	words_say(out, WORDS_PART, NULL);
	words_say(
	    out, WORDS_VIA,
	    WORDS_ARGS(words_clause("how", terms_text_via(&s->terms), NULL)));
}

static void
line(struct buf *out, enum words_id id, const struct words_arg *arg)
{
	words_say(out, id, arg);
	buf_putc(out, '\n');
}

void
terms_text_between(const struct samples *a, const struct samples *b,
		   const char *was, const char *is, struct buf *out)
{
	const struct manifest_terms *x = &a->terms, *y = &b->terms;
	struct words_arg then[3], now[3];

	if (shares_noise(a) || shares_noise(b))
		line(out, WORDS_TERMS_SHARED, NULL);
	if (sends_seeds(a) && sends_seeds(b) && x->seeds != y->seeds)
		line(out, WORDS_TERMS_SEEDS,
		     WORDS_ARGS(words_str("was", was), words_str("is", is),
				words_clause("then", rule(a), NULL),
				words_clause("now", rule(b), NULL)));
	if (x->known && y->known && terms_text_via(x) != terms_text_via(y))
		line(out, WORDS_TERMS_VIA,
		     WORDS_ARGS(words_str("was", was), words_str("is", is),
				words_clause("then", terms_text_via(x), NULL),
				words_clause("now", terms_text_via(y), NULL)));
	if (x->flight == 0 || y->flight == 0 ||
	    (x->flight == y->flight && x->flight_to == y->flight_to))
		return;
	line(out, WORDS_TERMS_FLIGHT,
	     WORDS_ARGS(words_str("was", was), words_str("is", is),
			words_clause("then", WORDS_FLIGHT, flight(x, then)),
			words_clause("now", WORDS_FLIGHT, flight(y, now))));
}
