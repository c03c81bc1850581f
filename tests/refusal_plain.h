/*
 * What text/refusal_clause, refusal_sight and refusal_odds are held against:
 * the same by going through each table at each place; and refusal_quiet, by the
 * rules.
 */
#ifndef TESTS_REFUSAL_PLAIN_H
#define TESTS_REFUSAL_PLAIN_H

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "text/refusal.h"
#include "text/refusal_clause.h"
#include "text/refusal_odds.h"
#include "text/refusal_quiet.h"
#include "text/refusal_sight.h"
#include "text/refusal_words.h"

static const struct {
	const char *mark;
	int weight;
} refusal_plain_marks[] = {
#include "text/refusal_odds.inc"
};

enum {
	PLAIN_MARKS =
	    sizeof(refusal_plain_marks) / sizeof(refusal_plain_marks[0]),
};

struct refusal_plain_sum {
	bool seen[PLAIN_MARKS];
	int known, sum;
};

static inline void
refusal_plain_weigh(void *to, const char *mark, size_t n)
{
	struct refusal_plain_sum *t = to;

	for (int i = 1; i < PLAIN_MARKS; i++) {
		const char *s = refusal_plain_marks[i].mark;

		if (t->seen[i] || strncmp(s, mark, n) != 0 || s[n] != '\0')
			continue;
		t->seen[i] = true;
		t->known++;
		t->sum += refusal_plain_marks[i].weight;
	}
}

static inline double
refusal_plain_odds(struct span x)
{
	struct refusal_plain_sum t = { .known = 0 };

	refusal_odds_marks(x, refusal_plain_weigh, &t);
	return (refusal_plain_marks[0].weight + t.sum / sqrt(t.known + 1.0)) /
	       100;
}

/* The first phrase of a cue in a clause; false without. */
static inline bool
refusal_plain_find(struct span x, enum refusal_cue cue, size_t *first,
		   size_t *behind)
{
	for (size_t at = 0; at < x.n; at++) {
		bool inside = at > 0 && x.s[at] >= 'a' && x.s[at] <= 'z' &&
			      x.s[at - 1] >= 'a' && x.s[at - 1] <= 'z';

		for (size_t i = 0; refusal_cues[cue][i][0] != '\0'; i++) {
			size_t n = strlen(refusal_cues[cue][i]);

			if (inside || n > x.n - at ||
			    memcmp(x.s + at, refusal_cues[cue][i], n) != 0)
				continue;
			*first = at;
			*behind = at + n;
			return true;
		}
	}
	return false;
}

/* A text with simplified characters; to be freed. */
static inline char *
refusal_plain_simple(struct span x)
{
	char *s = malloc(x.n + 1);

	memcpy(s, x.s, x.n);
	for (size_t at = 0, len; at < x.n; at += len) {
		uint32_t c;

		len = utf8_step((const unsigned char *)x.s + at, x.n - at, &c);
		if (len == 3 && refusal_simplified(x.s + at) != NULL)
			memcpy(s + at, refusal_simplified(x.s + at), 3);
	}
	return s;
}

/*
 * A piece of a text that is folded by itself: to a full stop or comma of
 * Chinese, a line feed, or so many bytes.
 */
static inline size_t
refusal_plain_piece(struct span x)
{
	size_t at = 0;

	while (at < x.n && at < REFUSAL_CLAUSE_MAX - 4) {
		uint32_t c;

		at += utf8_step((const unsigned char *)x.s + at, x.n - at, &c);
		if (c == 0xff0c || c == 0x3002 || c == '\n')
			break;
	}
	return at;
}

/* The fold that a text begins with: one of a single byte is the last. */
static inline const struct refusal_fold *
refusal_plain_fold(struct span x)
{
	for (int single = 0; single < 2; single++) {
		for (size_t i = 0; refusal_folds[i].from != NULL; i++) {
			const char *from = refusal_folds[i].from;
			size_t n = strlen(from), k = 0;

			while (k < n && k < x.n &&
			       (utf8_letter(x.s[k]) ? x.s[k] | 0x20 : x.s[k]) ==
				   from[k])
				k++;
			if ((n == 1) == single && k == n &&
			    (!utf8_letter(from[n - 1]) || n == x.n ||
			     !utf8_letter(x.s[n])))
				return &refusal_folds[i];
		}
	}
	return NULL;
}

/* Bytes behind a clause, where white space is one and none at its ends. */
static inline size_t
refusal_plain_add(char *to, size_t n, const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		bool space = s[i] == ' ' || s[i] == '\n';

		if (space && to[n - 1] == '\n')
			continue;
		if (space && to[n - 1] == ' ')
			n--;
		to[n++] =
		    s[i] >= 'A' && s[i] <= 'Z' ? (char)(s[i] | 0x20) : s[i];
	}
	return n;
}

/*
 * The clause that begins at *at of a simplified text, put into `to`; its
 * length, with a line feed at both ends.
 */
static inline size_t
refusal_plain_clause(struct span text, size_t *at, char *to)
{
	size_t n = 1, piece = 0;

	to[0] = '\n';
	while (*at < text.n && n < REFUSAL_CLAUSE_MAX &&
	       (n == 1 || to[n - 1] != '\n')) {
		const struct refusal_fold *f;
		struct span x;
		uint32_t c;
		size_t len;

		if (piece == 0)
			piece = refusal_plain_piece(span_from(text, *at));
		x = (struct span){ text.s + *at, piece };
		f = refusal_plain_fold(x);
		len = utf8_step((const unsigned char *)x.s, x.n, &c);
		if ((c == ',' || c == '.') && utf8_digit(to[n - 1]) &&
		    x.n > 1 && utf8_digit(x.s[1])) {
			;
		} else if (f != NULL) {
			n = refusal_plain_add(to, n, f->to, strlen(f->to));
			len = strlen(f->from);
		} else {
			n = refusal_plain_add(to, n, x.s, len);
		}
		*at += len;
		piece -= len;
	}
	return refusal_plain_add(to, n, "\n", 1);
}

/* What differs from what the program has of a text, or NULL. */
static inline const char *
refusal_plain_differs(struct span text)
{
	static char clause[2 * REFUSAL_CLAUSE_MAX];
	char *simple = refusal_plain_simple(text);
	struct refusal_reader r;
	const char *what = NULL;
	double odds;
	size_t at = 0;
	struct span x;

	refusal_reader_init(&r, text);
	while (what == NULL && refusal_next(&r, &x)) {
		struct refusal_sight s;
		size_t n = refusal_plain_clause((struct span){ simple, text.n },
						&at, clause);

		if (n != x.n || memcmp(clause, x.s, n) != 0 || at != r.at)
			what = "clause";
		refusal_look(&s, x);
		for (enum refusal_cue cue = CUE_ANY + 1; cue < CUES; cue++) {
			size_t first, behind;
			bool sees = refusal_plain_find(x, cue, &first, &behind);

			if (sees != refusal_sees(&s, cue) ||
			    (sees && (s.first[cue] != first ||
				      s.behind[cue] != behind)))
				what = "cue";
		}
	}
	free(simple);
	odds = refusal_plain_odds(text);
	if (what == NULL && refusal_odds(text) != odds)
		what = "odds";
	for (double bound = -4; what == NULL && bound < odds; bound += 0.5)
		if (refusal_odds_below(text, bound))
			what = "odds below";
	refusal_find(text);
	if (refusal_quiet(refusal_unwrap(text)) && refusal_declines(text))
		what = "quiet";
	return what;
}

#endif
