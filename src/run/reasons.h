/*
 * reasons: why requests failed, counted.
 *
 * The same trouble comes in many words: a request id, a time, a number of
 * tokens differ from one body to the next. A word with a digit in it is no
 * part of a reason, but for the HTTP status; the first wording seen is kept to
 * be shown.
 */
#ifndef RUN_REASONS_H
#define RUN_REASONS_H

#include <stddef.h>
#include <stdint.h>

enum { REASONS_MAX = 32, REASONS_TEXT = 160 };

struct reason {
	uint64_t key, count;
	char text[REASONS_TEXT]; /* shortened at a character's end */
};

/* Zeroed to begin with. What comes when the table is full is counted only. */
struct reasons {
	size_t n;
	uint64_t other;
	struct reason reason[REASONS_MAX];
};

/* Equal for two wordings of one reason. */
uint64_t reasons_key(const char *why);

void reasons_add(struct reasons *r, const char *why);

/* All of them, as often as they came. */
void reasons_merge(struct reasons *r, const struct reasons *more);

/* The most frequent first; of equals the earlier. */
void reasons_sort(struct reasons *r);

#endif
