/* Where a text is no JSON. A position is worked out when it is needed. */
#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"
#include "data/json_parts.h"

enum { FOUND_MAX = 24 }; /* characters quoted in a message */

/* "line 3, column 14", the column in characters. */
static void
position(const struct json_text *t, size_t *line, size_t *column)
{
	*line = 1;
	*column = 1;
	for (const char *q = t->start; q < t->p; q++) {
		if (*q == '\n') {
			++*line;
			*column = 1;
		} else if (!utf8_continues((unsigned char)*q)) {
			++*column;
		}
	}
}

/* What stands at the place, short enough to quote. */
static void
found(const struct json_text *t, char *out, size_t size)
{
	static const char *const stop = ",:{}[]\" \t\r\n";
	size_t n = 0, chars = 0;
	int bad;

	if (t->p == t->end) {
		strcpy(out, "the end of the text");
		return;
	}
	out[n++] = '\'';
	for (const char *q = t->p; q < t->end && chars < FOUND_MAX; chars++) {
		size_t left = (size_t)(t->end - q);
		size_t k = json_utf8_step((const unsigned char *)q, left, &bad);

		if (n + k + 2 > size || (chars > 0 && strchr(stop, *q)))
			break;
		if (bad || (unsigned char)*q < 0x20) {
			out[n++] = '?';
		} else {
			memcpy(out + n, q, k);
			n += k;
		}
		q += k;
		if (chars == 0 && strchr(stop, q[-1]) != NULL)
			break;
	}
	out[n++] = '\'';
	out[n] = '\0';
}

int
json_unexpected(const struct json_text *t, const char *expected)
{
	char what[4 * FOUND_MAX + 8];
	size_t line, column;

	position(t, &line, &column);
	found(t, what, sizeof(what));
	return err_set(t->e, STATUS_INPUT,
		       "line %zu, column %zu: found %s, expected %s", line,
		       column, what, expected);
}

int
json_refused(const struct json_text *t, const char *why)
{
	size_t line, column;

	position(t, &line, &column);
	return err_set(t->e, STATUS_INPUT, "line %zu, column %zu: %s", line,
		       column, why);
}
