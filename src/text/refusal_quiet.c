/*
 * Nearly no answer refuses, and to fold its clauses and find every cue in them
 * costs more than to count it. Here the characters go by once, unfolded but
 * for those that folding makes line feeds of or drops: a cue can only be where
 * two characters that begin one of its phrases follow each other. Whatever
 * needs more than that (Latin letters, traditional characters, a fold of
 * several characters, long clauses) is left to the rules.
 */
#include "text/refusal_quiet.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "text/refusal_clause.h"
#include "text/refusal_words.h"

/* What a character is to this; nothing for most. */
enum {
	ENDS = 1 << 0,  /* a clause */
	DROPS = 1 << 1, /* folded away */
	FOLDS = 1 << 2, /* begins a fold of more characters */
	HEADS = 1 << 3, /* begins a phrase of two and more */
	STOPS = 1 << 4, /* not to be told here */
	ODD = ENDS | DROPS | FOLDS | STOPS,
};

enum {
	CHARACTERS = 1 << 16,
	PAIRS = 1 << 15,
	CLAUSE_MAX = REFUSAL_CLAUSE_MAX - 80, /* bytes: none is cut */
};

static uint8_t class_of[CHARACTERS];
/* Pairs that begin folds, and phrases; those behind a line feed by the next
 * two.
 */
static uint64_t folded[PAIRS / 64], telling[PAIRS / 64], opening[PAIRS / 64];

static unsigned
pair_of(uint32_t first, uint32_t second)
{
	return (first << 16 | second) * UINT32_C(0x9e3779b1) >> 17;
}

static void
add_pair(uint64_t *set, uint32_t first, uint32_t second)
{
	unsigned bit = pair_of(first, second);

	set[bit / 64] |= UINT64_C(1) << bit % 64;
}

static bool
has_pair(const uint64_t *set, uint32_t first, uint32_t second)
{
	unsigned bit = pair_of(first, second);

	return (set[bit / 64] >> bit % 64 & 1) != 0;
}

/* The first two characters of a phrase, 0 for what is not there. */
static void
first_two(const char *s, uint32_t c[2])
{
	size_t n = strlen(s), len = utf8_step((const unsigned char *)s, n, c);

	c[1] = 0;
	if (len < n)
		utf8_step((const unsigned char *)s + len, n - len, &c[1]);
}

static void
add_fold(const struct refusal_fold *f)
{
	uint32_t c[2];

	first_two(f->from, c);
	if (c[1] != 0) {
		class_of[c[0]] |= FOLDS;
		add_pair(folded, c[0], c[1]);
	} else if (strcmp(f->to, "\n") == 0) {
		class_of[c[0]] |= ENDS;
	} else {
		class_of[c[0]] |= f->to[0] == '\0' ? DROPS : STOPS;
	}
}

static void
add_phrase(const char *phrase)
{
	uint32_t c[2], next[2];

	first_two(phrase, c);
	class_of[c[0]] |= c[1] == 0 ? STOPS : HEADS;
	if (c[0] == '\n') {
		first_two(phrase + 1, next);
		if (next[1] != 0) {
			add_pair(opening, next[0], next[1]);
			return;
		}
	}
	add_pair(telling, c[0], c[1]);
}

/*
 * Of ASCII digits and some marks are left: letters make words, white space is
 * folded with what is around it, and a comma or a full stop may be a number's.
 */
static bool
is_left_out(uint32_t c)
{
	return utf8_letter(c) || c == ' ' || c == '\t' || c == '\\' ||
	       c == '\'' || c == 0x2019 || c == ',' || c == '.';
}

void
refusal_quiet_prepare(uint64_t cues)
{
	const uint64_t *plain = refusal_plain();

	class_of['\n'] = ENDS;
	for (size_t i = 0; refusal_folds[i].from != NULL; i++)
		add_fold(&refusal_folds[i]);
	for (unsigned cue = CUE_ANY + 1; cue < CUES; cue++)
		for (size_t i = 0;
		     (cues >> cue & 1) != 0 && refusal_cues[cue][i][0] != '\0';
		     i++)
			add_phrase(refusal_cues[cue][i]);
	for (uint32_t c = 0; c < CHARACTERS; c++) {
		bool may = (plain[c / 64] >> c % 64 & 1) == 0;
		char s[4];

		if (is_left_out(c) || (may && utf8_put(s, c) == 3 &&
				       refusal_simplified(s) != NULL))
			class_of[c] = STOPS;
	}
}

/* The next character; one that is ill-formed, or of four bytes, is 0. */
static inline __attribute__((always_inline)) uint32_t
next(struct span x, size_t *len)
{
	uint32_t c = x.n > 3 ? utf8_three(x.s) : 0;

	*len = 3;
	if (utf8_three_tells(c))
		return c;
	*len = utf8_step((const unsigned char *)x.s, x.n, &c);
	return c < CHARACTERS ? c : 0;
}

/* What went by of a clause. */
struct seen {
	uint32_t last;
	size_t n; /* characters */
};

/* Whether a phrase may begin with the last character and this one. */
static inline bool
tells(const struct seen *s, uint32_t c)
{
	return ((class_of[s->last] & HEADS) != 0 &&
		has_pair(telling, s->last, c)) ||
	       (s->n == 1 && has_pair(opening, s->last, c));
}

/*
 * Whether a clause is quiet; *x goes behind the mark that ends it. An empty one
 * that the text ends with is.
 */
static bool
clause_is_quiet(struct span *x)
{
	struct seen seen = { '\n', 0 };
	size_t room = x->n < CLAUSE_MAX ? x->n : CLAUSE_MAX, at = 0, len;

	for (; at < room; at += len) {
		uint32_t c = next(span_from(*x, at), &len);
		unsigned class = class_of[c];
		size_t unused;

		if ((class & ODD) == 0) {
			if (tells(&seen, c))
				return false;
			seen = (struct seen){ c, seen.n + 1 };
			continue;
		}
		if ((class & STOPS) != 0)
			return false;
		if ((class & FOLDS) != 0 && at + len < x->n &&
		    has_pair(folded, c, next(span_from(*x, at + len), &unused)))
			return false;
		if ((class & ENDS) != 0) {
			if (seen.n == 0)
				continue;
			*x = span_from(*x, at + len);
			return !tells(&seen, '\n');
		}
		if ((class & DROPS) != 0)
			continue;
		if (tells(&seen, c))
			return false;
		seen = (struct seen){ c, seen.n + 1 };
	}
	*x = span_from(*x, at);
	return x->n == 0;
}

bool
refusal_quiet(struct span text)
{
	return clause_is_quiet(&text) && text.n > 0 && clause_is_quiet(&text);
}
