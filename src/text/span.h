/*
 * span: bytes somewhere else, and looking for phrases in them.
 *
 * Phrases are NUL-terminated UTF-8, Latin letters in lower case; they match
 * without regard to the case of Latin letters. A table of phrases ends with
 * NULL, and each of its phrases has three bytes or more.
 */
#ifndef TEXT_SPAN_H
#define TEXT_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct span {
	const char *s;
	size_t n;
};

static inline struct span
span_from(struct span x, size_t at)
{
	return (struct span){ x.s + at, x.n - at };
}

/* Bytes of White_Space that the span begins or ends with. */
size_t span_space_before(struct span x);
size_t span_space_after(struct span x);
struct span span_trim(struct span x);

/* Up to the first line break, without it. */
struct span span_line(struct span x);

/* The length of the phrase the span opens with; 0 when it does not. */
size_t span_opens(struct span x, const char *phrase);
size_t span_opens_any(struct span x, const char *const *phrases);

/*
 * Whether the span can open with a phrase of some tables at all; nearly
 * always false where none is. The set fills itself when it is first asked,
 * in whichever thread that is.
 */
enum { SPAN_TABLES = 3 };

struct span_set {
	const char *const *tables[SPAN_TABLES + 1]; /* NULL ends them */
	_Atomic bool ready;
	_Atomic uint64_t heads[8];
};

bool span_may_open(struct span x, struct span_set *set);

bool span_ends(struct span x, const char *phrase);
bool span_has(struct span x, const char *phrase);
bool span_has_any(struct span x, const char *const *phrases);

#endif
