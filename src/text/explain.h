/*
 * explain: what in a text makes its lengths differ from unit to unit.
 *
 * Of one text in pieces of whole characters: a piece may end only where
 * utf8_pending() is 0.
 */
#ifndef TEXT_EXPLAIN_H
#define TEXT_EXPLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum explain_kind {
	EXPLAIN_SPACES,      /* U+0020 */
	EXPLAIN_BREAKS,      /* U+000A, and U+000D not before it */
	EXPLAIN_OTHER_SPACE, /* the rest of White_Space */
	EXPLAIN_ASTRAL,      /* above U+FFFF */
	EXPLAIN_EAST,        /* East-Asian characters of the unit word */
	EXPLAIN_SIGNS,       /* punctuation and symbols, of any script */
	EXPLAIN_LATIN,       /* runs of [a-zA-Z] */
	EXPLAIN_DIGITS,      /* runs of [0-9] */
	EXPLAIN_INVISIBLE,   /* marks, joiners, selectors, controls */
	EXPLAIN_KINDS
};

struct explain {
	uint64_t n[EXPLAIN_KINDS];
	uint32_t before; /* the last character */
};

/* "line_breaks"; which units count it, in one line. */
const char *explain_name(enum explain_kind kind);
const char *explain_about(enum explain_kind kind);

/* *x is all zero before the first piece. */
void explain_add(struct explain *x, const char *s, size_t n);

#endif
