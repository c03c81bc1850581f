/*
 * A cell is read as a prompt is, so that both mean the same by the same words.
 * It stands behind "字数：", as a number alone says of itself that it is a
 * length only there.
 */
#include "sweep/asked.h"

#include <math.h>
#include <string.h>

#include "text/lencount.h"

enum { PHRASE_MAX = 200, CLAIMS = 3 };

static const char head[] = "字数：";

#define HEAD (sizeof(head) - 1)

/* Whether lengths in u are what the count unit of that name counts. */
static bool
counts(const char *name, enum claim_unit u)
{
	enum lencount_unit unit;

	if (lencount_find(name, &unit) != 0)
		return u == CLAIM_TOKEN;
	switch (lencount_of(unit)) {
	case LENCOUNT_OF_CHARACTERS:
		return u == CLAIM_CHAR;
	case LENCOUNT_OF_BYTES:
		return u == CLAIM_BYTE;
	case LENCOUNT_OF_WORDS:
		return u == CLAIM_WORD;
	case LENCOUNT_OF_BOTH:
		return u == CLAIM_CHAR || u == CLAIM_WORD;
	}
	return false;
}

/* The cell's own part of the phrase. */
static struct span
words_of(const struct claim *c, struct span x)
{
	size_t at = c->at > HEAD ? c->at - HEAD : 0;
	size_t end = c->at + c->n > HEAD ? c->at + c->n - HEAD : 0;

	end = end < x.n ? end : x.n;
	return (struct span){ x.s + at, end > at ? end - at : 0 };
}

/* Nothing but a stop or a bracket. */
static bool
idle(struct span x)
{
	static const char *const marks[] = { "。", "．", "，", "；",
					     "、", "）", NULL };

	while (x.n > 0) {
		size_t n = span_opens_any(x, marks);

		if (n == 0 && strchr(" .,;)", x.s[0]) == NULL)
			return false;
		x = span_from(x, n > 0 ? n : 1);
	}
	return true;
}

static int
refuse(const struct asked *a, const char *what, struct err *e)
{
	return err_set(e, STATUS_INPUT, what, (int)a->words.n, a->words.s);
}

int
asked_of(const struct claim *c, const char *unit, bool any_unit,
	 struct asked *a, struct err *e)
{
	if (c->relation == CLAIM_RANGE)
		return refuse(a,
			      "asks for a range (\"%.*s\"), expected one "
			      "length: a number, or a limit such as \"at most "
			      "20 characters\"",
			      e);
	if (!claim_single(c))
		return refuse(a,
			      "names no number (\"%.*s\"), expected one "
			      "length",
			      e);
	if (c->unit > CLAIM_TOKEN)
		return refuse(a,
			      "is no length of a text (\"%.*s\"), expected "
			      "characters, words, bytes or tokens",
			      e);
	if (!any_unit && !counts(unit, c->unit))
		return err_set(e, STATUS_INPUT,
			       "is no length in unit %s (\"%.*s\"), expected "
			       "one, or another unit to count in",
			       unit, (int)a->words.n, a->words.s);
	a->target = c->low >= 0 ? c->low : c->high;
	a->relates =
	    relation_find(claim_relation_names[c->relation], &a->relation) == 0;
	return 0;
}

int
asked_read(struct span x, const char *unit, struct asked *a, struct err *e)
{
	char text[HEAD + PHRASE_MAX];
	struct claim c[CLAIMS];
	struct span whole = { text, 0 };
	size_t n;
	bool alone;

	x = span_trim(x);
	if (x.n == 0 || x.n > PHRASE_MAX)
		return 0;
	whole.n = HEAD + x.n;
	memcpy(text, head, HEAD);
	memcpy(text + HEAD, x.s, x.n);
	n = claim_list(whole, c, CLAIMS);
	if (n == 0 || c[0].at != 0)
		return 0;
	a->words = words_of(&c[0], x);
	if (n > 1)
		return refuse(a,
			      "names another length beside \"%.*s\", expected "
			      "one",
			      e);
	if (!idle(span_from(whole, c[0].n)) && isnan(c[0].tolerance))
		return 0;
	/* A number alone is in whatever is counted. */
	alone = claim_list(x, &c[1], 1) != 1;
	return asked_of(&c[0], unit, alone, a, e) == 0 ? 1 : -1;
}

int
asked_agrees(const struct asked *a, enum relation said, struct err *e)
{
	if (!a->relates || a->relation == said)
		return 0;
	return err_set(e, STATUS_INPUT,
		       "asks %s (\"%.*s\"), where the relation is said to be "
		       "%s; let one of the two say it",
		       relation_name(a->relation), (int)a->words.n, a->words.s,
		       relation_name(said));
}
