/* Whether two JSON trees are the same, names, order and bits of numbers too. */
#ifndef TESTS_JSON_SAME_H
#define TESTS_JSON_SAME_H

#include <stdbool.h>
#include <string.h>

#include "data/json.h"

static inline bool
json_same_text(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static inline bool
json_same(const cJSON *a, const cJSON *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return a->type == b->type && json_same_text(a->string, b->string) &&
	       json_same_text(a->valuestring, b->valuestring) &&
	       memcmp(&a->valuedouble, &b->valuedouble, sizeof(double)) == 0 &&
	       json_same(a->child, b->child) && json_same(a->next, b->next);
}

#endif
