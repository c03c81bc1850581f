/*
 * Answers apologise for much else, and characters in stories cannot do much.
 * So no phrase is enough: a text is folded into clauses, and a refusal is a
 * sequence of them. The words are tables, and the tables multiply: a spelling
 * or an adverb is one fold and serves every sentence. Only the beginning is
 * looked at, as a model that refuses says so first; whether it is a refusal in
 * full is told by what follows, as one that goes on to write has answered.
 */
#include "text/refusal.h"

#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"
#include "text/refusal_words.h"

enum {
	CLAUSE_MAX = 480, /* bytes that are looked at of a clause */
	CLAUSES = 8,
	ASIDES = 2, /* clauses between an opening and the refusal */
};

enum {
	SORRY = 1 << 0,
	ROLE = 1 << 1,
	COURTESY = 1 << 2,
};

/* Reads a text by clauses; most texts are told by their first one. */
struct reader {
	struct span source;
	size_t at;      /* what is read of it */
	int left;       /* clauses */
	bool fold[256]; /* by first byte, whether a fold begins with it */
	char text[CLAUSE_MAX + 32]; /* the clause, between two line feeds */
	size_t n;
};

static bool
is_letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static struct reader
reader_of(struct span source)
{
	struct reader r = { .source = source, .left = CLAUSES };

	for (const struct refusal_fold *f = refusal_folds; f->from != NULL; f++)
		r.fold[(unsigned char)f->from[0]] = true;
	return r;
}

static const struct refusal_fold *
fold_at(const struct reader *r, struct span x)
{
	const struct refusal_fold *f;
	char first = x.s[0];

	if (is_letter(first))
		first = (char)(first | 0x20);
	if (!r->fold[(unsigned char)first])
		return NULL;
	for (f = refusal_folds; f->from != NULL; f++) {
		size_t n = f->from[0] == first ? span_opens(x, f->from) : 0;

		if (n > 0 && (!is_letter(f->from[n - 1]) || n == x.n ||
			      !is_letter(x.s[n])))
			return f;
	}
	return NULL;
}

static void
add(struct reader *r, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char last = r->text[r->n - 1];
		char c = s[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c | 0x20);
		if ((c == ' ' || c == '\n') && last == ' ')
			r->n--;
		else if ((c == ' ' || c == '\n') && last == '\n')
			continue;
		r->text[r->n++] = c;
	}
}

/* The next clause that is not empty; false when there is none to look at. */
static bool
next_clause(struct reader *r, struct span *clause)
{
	r->text[0] = '\n';
	r->n = 1;
	if (r->left-- == 0)
		return false;
	while (r->at < r->source.n && r->n < CLAUSE_MAX &&
	       (r->n == 1 || r->text[r->n - 1] != '\n')) {
		struct span x = span_from(r->source, r->at);
		const struct refusal_fold *f = fold_at(r, x);
		uint32_t c;
		size_t len;

		if (f != NULL) {
			add(r, f->to, strlen(f->to));
			len = strlen(f->from);
		} else {
			len = utf8_step((const unsigned char *)x.s, x.n, &c);
			add(r, x.s, len);
		}
		r->at += len;
	}
	add(r, "\n", 1);
	*clause = (struct span){ r->text, r->n };
	return r->n > 1;
}

/*
 * What follows the first phrase of a table in x, which is preceded by a line
 * feed or begins with one; s is NULL without one. Latin letters match from the
 * beginning of a word.
 */
static struct span
after_any(struct span x, struct span_set *set)
{
	for (; x.n >= 3; x = span_from(x, 1)) {
		size_t n = 0;

		if (span_may_open(x, set))
			n = span_opens_any(x, set->tables[0]);
		if (n > 0 && !(is_letter(x.s[0]) && is_letter(x.s[-1])))
			return span_from(x, n);
	}
	return (struct span){ NULL, 0 };
}

static bool
has_any(struct span x, struct span_set *set)
{
	return after_any(x, set).s != NULL;
}

/*
 * Without an opening, what stands before "I cannot" must speak of what was
 * asked ("this question I cannot answer" in Chinese), and what follows of a
 * text.
 */
static bool
cannot(struct span x, unsigned flags)
{
	struct span rest = after_any(x, &refusal_cannots), before = x;
	bool opens =
	    span_opens_any(x, refusal_cannots.tables[0]) > 0 ||
	    span_opens_any(span_from(x, 1), refusal_cannots.tables[0]) > 0;
	bool chinese = (x.s[1] & 0x80) != 0;

	if (rest.s == NULL && (chinese || (flags & (SORRY | ROLE)) != 0))
		rest = after_any(x, &refusal_cannots_any);
	if (rest.s == NULL)
		return false;
	if ((flags & ROLE) != 0)
		return true;
	before.n -= rest.n;
	if (flags == 0 && !opens &&
	    (!chinese || !has_any(before, &refusal_nouns)))
		return false;
	if (has_any(rest, &refusal_sure))
		return true;
	if ((flags & SORRY) != 0)
		return has_any(rest, &refusal_verbs) ||
		       has_any(rest, &refusal_verbs_sorry);
	return has_any(rest, &refusal_verbs) && has_any(x, &refusal_nouns);
}

/* Whether a clause has a phrase of each table, the second after the first. */
static bool
has_both(struct span x, struct span_set *first, struct span_set *then)
{
	struct span rest = after_any(x, first);

	return rest.s != NULL && has_any(rest, then);
}

static bool
declines(struct span x, unsigned flags)
{
	if ((flags & ROLE) == 0 && has_any(x, &refusal_people))
		return false;
	if (has_any(x, &refusal_stock) || cannot(x, flags) ||
	    has_both(x, &refusal_breaches, &refusal_policies))
		return true;
	if (((flags & ROLE) != 0 || has_any(x, &refusal_mine)) &&
	    (has_both(x, &refusal_outside, &refusal_scopes) ||
	     has_both(x, &refusal_limits, &refusal_limited)))
		return true;
	return (flags & (SORRY | ROLE)) != 0 &&
	       (has_any(x, &refusal_stock_sorry) ||
		(has_any(x, &refusal_lengths) && has_any(x, &refusal_nouns)));
}

/* The opening that a clause is, taken off it; 0 when it is none. */
static unsigned
opening(struct span *clause, bool *nothing)
{
	static const struct {
		struct span_set *set;
		unsigned flag;
	} openings[] = {
		{ &refusal_apologies, SORRY },
		{ &refusal_roles, ROLE },
		{ &refusal_courtesies, COURTESY },
		{ &refusal_greetings, 0 },
	};

	*nothing = false;
	for (size_t i = 0; i < sizeof(openings) / sizeof(openings[0]); i++) {
		size_t n = span_opens_any(*clause, openings[i].set->tables[0]);

		if (n == 0 || (openings[i].flag == ROLE &&
			       (!has_any(*clause, &refusal_selves) ||
				has_any(*clause, &refusal_others))))
			continue;
		*clause = span_from(*clause, n);
		*nothing = openings[i].flag == 0;
		return openings[i].flag;
	}
	return 0;
}

/* "I can't do that", said the robot: whether the next clause says so. */
static bool
told_by_somebody(struct reader *r, unsigned flags)
{
	struct span x;

	return (flags & ROLE) == 0 && next_clause(r, &x) &&
	       has_any(x, &refusal_people);
}

/* Where the clause that declines ends in the source; 0 when none does. */
static size_t
decline_end(struct reader *r)
{
	unsigned flags = 0;
	int asides = 0;
	struct span x;

	while (next_clause(r, &x)) {
		size_t end = r->at;
		bool nothing;
		unsigned flag = opening(&x, &nothing);

		flags |= flag;
		if (declines(x, flags))
			return told_by_somebody(r, flags) ? 0 : end;
		if (flag != 0 || nothing)
			continue;
		if (flags == 0 || has_any(x, &refusal_people) ||
		    has_any(x, &refusal_texts) || ++asides > ASIDES)
			return 0;
	}
	return 0;
}

/* Whether a text is held out: a colon ends a line, and another follows. */
static bool
holds_out(struct span x)
{
	while (x.n > 0) {
		struct span line = span_line(x), end = line;

		end.n -= span_space_after(end);
		x = span_trim(span_from(x, line.n));
		if (x.n > 0 && (span_ends(end, ":") || span_ends(end, "：")))
			return true;
	}
	return false;
}

enum refusal
refusal_find(struct span x)
{
	struct reader r = reader_of(x);
	size_t end = decline_end(&r), line;

	if (end == 0)
		return REFUSAL_NONE;
	if (holds_out(span_from(x, end)))
		return REFUSAL_SOFT;
	line = end - 1 + span_line(span_from(x, end - 1)).n;
	if (span_trim(span_from(x, line)).n > line)
		return REFUSAL_SOFT;
	return REFUSAL_HARD;
}
