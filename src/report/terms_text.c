/*
 * Sentences only where something is to be said: a run of today, held against
 * another of today, adds no word to a verdict.
 */
#include "report/terms_text.h"

#include <stdio.h>

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
	if (!sends_seeds(s) || seed_phrase(s->terms.seeds) == NULL)
		return false;
	for (size_t i = 0; i < s->nseries; i++)
		if (!s->series[i].pinned)
			return true;
	return false;
}

void
terms_text_seeds(const struct samples *s, struct buf *out)
{
	if (sends_seeds(s) && seed_phrase(s->terms.seeds) != NULL)
		buf_printf(out, "; %s", seed_phrase(s->terms.seeds));
}

static const char *
phrase(const struct samples *s)
{
	const char *p = seed_phrase(s->terms.seeds);

	return p == NULL ? "a seed for each cell" : p;
}

static void
flight(const struct manifest_terms *t, char text[48])
{
	if (t->flight == t->flight_to)
		snprintf(text, 48, "%u", t->flight);
	else
		snprintf(text, 48, "%u to %u", t->flight, t->flight_to);
}

void
terms_text_between(const struct samples *a, const struct samples *b,
		   const char *was, const char *is, struct buf *out)
{
	const struct manifest_terms *x = &a->terms, *y = &b->terms;
	char then[48], now[48];

	if (shares_noise(a) || shares_noise(b))
		buf_puts(out, "Where one seed goes to many targets, their "
			      "answers share their noise: intervals are too "
			      "narrow, and a difference may be one draw.\n");
	if (sends_seeds(a) && sends_seeds(b) && x->seeds != y->seeds)
		buf_printf(out, "%s had %s, %s %s.\n", was, phrase(a), is,
			   phrase(b));
	if (x->flight == 0 || y->flight == 0 ||
	    (x->flight == y->flight && x->flight_to == y->flight_to))
		return;
	flight(x, then);
	flight(y, now);
	buf_printf(out,
		   "%s was asked %s at a time, %s %s: even at minimal sampling "
		   "servers may answer otherwise.\n",
		   was, then, is, now);
}
