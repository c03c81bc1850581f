/*
 * Whether two JSON trees are the same, names and order too; and the tree that
 * cJSON's own reader makes of a text, once it was mended for it: what our
 * reader is held against.
 */
#ifndef TESTS_JSON_SAME_H
#define TESTS_JSON_SAME_H

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "data/json.h"

static inline bool
json_same_text(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/*
 * Numbers to the bit with slack 0, else to that share of themselves. Linear in
 * the nodes, which cJSON_Compare is not: it doubles with every level of keys.
 */
static inline bool
json_near(const cJSON *a, const cJSON *b, double slack)
{
	for (; a != NULL && b != NULL; a = a->next, b = b->next) {
		double x = a->valuedouble, y = b->valuedouble;

		if (a->type != b->type ||
		    !json_same_text(a->string, b->string) ||
		    !json_same_text(a->valuestring, b->valuestring) ||
		    (slack > 0 ? fabs(x - y) > fabs(x) * slack
			       : memcmp(&x, &y, sizeof(x)) != 0 ||
				     a->valueint != b->valueint) ||
		    !json_near(a->child, b->child, slack))
			return false;
	}
	return a == b;
}

static inline bool
json_same(const cJSON *a, const cJSON *b)
{
	return json_near(a, b, 0);
}

/* The code unit of the \uXXXX at s, or -1 when there is none. */
static inline long
json_escaped_unit(const char *s)
{
	char digits[5] = { 0 };

	if (s[0] != '\\' || s[1] != 'u')
		return -1;
	memcpy(digits, s + 2, 4);
	return strtol(digits, NULL, 16);
}

/* Of a text that json_parse takes, its tree and its notes but for keys. */
static inline cJSON *
json_by_cjson(const char *s, size_t n, unsigned *notes)
{
	struct buf utf8, text;
	cJSON *root;
	long u, low;

	buf_init(&utf8, 3 * n + 1);
	buf_init(&text, 3 * n + 1);
	*notes = json_utf8(&utf8, s, n) > 0 ? JSON_ILL_FORMED : 0;
	s = utf8.data;
	if (strncmp(s, "\xef\xbb\xbf", 3) == 0)
		s += 3;
	while (*s != '\0') {
		size_t take = *s == '\\' ? 2 : 1;

		u = json_escaped_unit(s);
		low = u < 0xd800 || u > 0xdbff ? -1 : json_escaped_unit(s + 6);
		if (low >= 0xdc00 && low <= 0xdfff) {
			take = 12;
		} else if (u == 0 || (u >= 0xd800 && u <= 0xdfff)) {
			*notes |= u == 0 ? JSON_NUL : JSON_LONE_SURROGATE;
			buf_puts(&text, "\xef\xbf\xbd");
			s += 6;
			continue;
		}
		buf_add(&text, s, take);
		s += take;
	}
	root = cJSON_ParseWithLength(buf_text(&text), text.len);
	buf_fini(&utf8);
	buf_fini(&text);
	return root;
}

#endif
