/*
 * Trees of JSON asked: members, lines, keys that stand twice. How a text
 * becomes a tree is json_read.c's.
 */
#include "data/json.h"

#include <assert.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "data/json_text.h"

/* cJSON's own questions are calls into a library, and there are many. */
static inline bool
is(const cJSON *o, int type)
{
	return o != NULL && (o->type & 0xff) == type;
}

/* strcmp's answer sooner: keys are short, and most differ at their start. */
static inline bool
same_key(const char *a, const char *b)
{
	for (; *a == *b; a++, b++)
		if (*a == '\0')
			return true;
	return false;
}

static int
by_key(const void *a, const void *b)
{
	return strcmp((*(const cJSON *const *)a)->string,
		      (*(const cJSON *const *)b)->string);
}

enum { FEW = 12 }; /* children that are cheaper compared than sorted */

static const cJSON *
duplicate_here(const cJSON *o)
{
	const cJSON **list, *twice = NULL;
	size_t n = 0, i = 0;

	for (const cJSON *c = o->child; c != NULL; c = c->next) {
		if (n++ >= FEW)
			continue;
		for (const cJSON *d = o->child; d != c; d = d->next)
			if (same_key(c->string, d->string))
				return c;
	}
	if (n <= FEW)
		return NULL;
	list = mem_calloc(n, sizeof(*list));
	for (const cJSON *c = o->child; c != NULL; c = c->next)
		list[i++] = c;
	qsort(list, n, sizeof(*list), by_key);
	for (i = 1; i < n && twice == NULL; i++)
		if (strcmp(list[i - 1]->string, list[i]->string) == 0)
			twice = list[i];
	free(list);
	return twice;
}

const cJSON *
json_duplicate(const cJSON *root)
{
	const cJSON *twice = NULL;

	if (is(root, cJSON_Object))
		twice = duplicate_here(root);
	for (const cJSON *c = root->child; c != NULL && twice == NULL;
	     c = c->next)
		if (c->child != NULL)
			twice = json_duplicate(c);
	return twice;
}

void
json_strip_comments(char *s, size_t n)
{
	char *end = s + n;
	bool in_string = false;

	for (char *p = s; p < end; p++) {
		if (*p == '"')
			in_string = !in_string;
		else if (*p == '\n')
			in_string = false; /* not JSON; spoil one line only */
		else if (*p == '\\' && in_string && p + 1 < end)
			p++;
		if (in_string || *p != '/' || p + 1 == end)
			continue;
		if (p[1] == '/') {
			for (; p < end && *p != '\n'; p++)
				*p = ' ';
		} else if (p[1] == '*') {
			p[0] = p[1] = ' ';
			for (p += 2; p < end; p++) {
				bool last =
				    *p == '*' && p + 1 < end && p[1] == '/';

				if (*p != '\n')
					*p = ' ';
				if (last) {
					*++p = ' ';
					break;
				}
			}
		}
	}
}

/* A walk over tree and text side by side; the text has passed the reader. */
struct lines {
	struct json_text text;
	int line;
	bool offsets; /* where values begin, in place of lines */
};

static void
skip_to_token(struct lines *l)
{
	struct json_text *t = &l->text;

	for (; t->p < t->end && utf8_among(*t->p, " \t\r\n,:]}" JSON_MARK);
	     t->p++)
		l->line += *t->p == '\n';
}

static void
lines_of(struct lines *l, cJSON *node)
{
	struct json_text *t = &l->text;
	struct json_span unused;

	skip_to_token(l);
	node->valueint = l->line;
	if (node->string != NULL) {
		json_span(t, NULL, &unused);
		skip_to_token(l);
	}
	if (l->offsets)
		node->valueint = (int)(t->p - t->start);
	if (is(node, cJSON_String))
		json_span(t, NULL, &unused);
	else if (is(node, cJSON_Number))
		json_number(t, NULL);
	else if (!is(node, cJSON_Object) && !is(node, cJSON_Array))
		json_word(t);
	else
		t->p++;
	for (cJSON *c = node->child; c != NULL; c = c->next)
		lines_of(l, c);
}

void
json_lines(cJSON *root, const char *s, size_t n)
{
	struct lines l = {
		.text = { .start = s, .p = s, .end = s + n },
		.line = 1,
	};

	lines_of(&l, root);
}

void
json_offsets(cJSON *root, const char *s, size_t n)
{
	struct lines l = {
		.text = { .start = s, .p = s, .end = s + n },
		.offsets = true,
	};

	assert(n <= INT_MAX);
	lines_of(&l, root);
}

const cJSON *
json_get(const cJSON *o, const char *key)
{
	const cJSON *last = NULL;

	if (!is(o, cJSON_Object))
		return NULL;
	for (const cJSON *c = o->child; c != NULL; c = c->next)
		if (same_key(c->string, key))
			last = c;
	return is(last, cJSON_NULL) ? NULL : last;
}

const cJSON *
json_at(const cJSON *array, int i)
{
	return is(array, cJSON_Array) ? cJSON_GetArrayItem(array, i) : NULL;
}

const char *
json_text(const cJSON *o, const char *key)
{
	const cJSON *v = json_get(o, key);

	return is(v, cJSON_String) ? v->valuestring : NULL;
}

double
json_real(const cJSON *o, const char *key)
{
	const cJSON *v = json_get(o, key);

	return is(v, cJSON_Number) ? v->valuedouble : NAN;
}

int64_t
json_whole(const cJSON *o, const char *key)
{
	double x = json_real(o, key);

	return fabs(x) <= 0x1p53 && x == (double)(int64_t)x ? (int64_t)x : -1;
}

bool
json_true(const cJSON *o, const char *key)
{
	return is(json_get(o, key), cJSON_True);
}
