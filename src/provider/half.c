/*
 * Works on the bytes of the events, before any of them is read: a reader must
 * turn a lone surrogate into U+FFFD, and what it was cannot be got back from
 * that. Moving the half into the next event spares the reader all state.
 */
#include "provider/half.h"

#include <ctype.h>
#include <string.h>

/* An escape \uDxxx at s[0..n) whose second digit is one of `second`. */
static bool
is_escape(const char *s, size_t n, const char *second)
{
	if (n < HALF_ESCAPE || s[0] != '\\' || s[1] != 'u' ||
	    tolower((unsigned char)s[2]) != 'd' ||
	    strchr(second, tolower((unsigned char)s[3])) == NULL)
		return false;
	return isxdigit((unsigned char)s[4]) && isxdigit((unsigned char)s[5]);
}

/* Whether the backslash at `at` begins an escape, and is not itself one's. */
static bool
begins(const char *s, size_t at)
{
	size_t before = 0;

	while (before < at && s[at - 1 - before] == '\\')
		before++;
	return before % 2 == 0;
}

static bool
give(const struct half *p, struct buf *b)
{
	for (size_t i = 0; i + 1 < b->len; i++) {
		char *at = b->data + i + 1;

		if (b->data[i] != '"' || !begins(b->data, i) ||
		    !is_escape(at, b->len - i - 1, "cdef") ||
		    buf_reserve(b, HALF_ESCAPE) != 0)
			continue;
		at = b->data + i + 1;
		memmove(at + HALF_ESCAPE, at, b->len - i);
		memcpy(at, p->escape, HALF_ESCAPE);
		b->len += HALF_ESCAPE;
		return true;
	}
	return false;
}

void
half_join(struct half *p, struct buf *b)
{
	if (b->len == 0 || memchr(b->data, '\\', b->len) == NULL)
		return;
	if (p->waits)
		p->waits = !give(p, b);
	for (size_t i = 0; !p->waits && i + HALF_ESCAPE < b->len; i++) {
		char *at = b->data + i;

		if (!is_escape(at, b->len - i, "89ab") || !begins(b->data, i) ||
		    at[HALF_ESCAPE] != '"')
			continue;
		memcpy(p->escape, at, HALF_ESCAPE);
		p->waits = true;
		memmove(at, at + HALF_ESCAPE, b->len - i - HALF_ESCAPE + 1);
		b->len -= HALF_ESCAPE;
	}
}
