#include "data/json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "data/json_parts.h"

/* Bytes of an escape that may stay as they are; 0 when it must not. */
static size_t
keep_escape(const char *p, const char *end)
{
	unsigned u;

	if (p[1] != 'u')
		return 2;
	u = json_unit(p + 1);
	if (u == 0)
		return 0;
	if (u < 0xd800 || u > 0xdfff)
		return 6;
	if (u < 0xdc00 && end - p >= 12 && p[6] == '\\' && p[7] == 'u') {
		u = json_unit(p + 7);
		if (u >= 0xdc00 && u <= 0xdfff)
			return 12;
	}
	return 0;
}

/*
 * A copy in which cJSON can be trusted. The text has passed json_read, so a
 * backslash or a byte above 0x7f can only be inside a string.
 */
static void
mend(struct buf *out, const char *s, size_t n)
{
	const char *end = s + n, *from = s;

	for (const char *p = s; p < end;) {
		int bad = 0;
		size_t k, skip;

		if (*p == '\\') {
			k = keep_escape(p, end);
			bad = k == 0;
			skip = bad ? 6 : k;
		} else {
			skip = json_utf8_step((const unsigned char *)p,
					      (size_t)(end - p), &bad);
		}
		if (bad) {
			buf_add(out, from, (size_t)(p - from));
			buf_puts(out, JSON_REPLACEMENT);
			from = p + skip;
		}
		p += skip;
	}
	buf_add(out, from, (size_t)(end - from));
}

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

cJSON *
json_parse(const char *s, size_t n, unsigned *notes, struct err *e)
{
	unsigned seen;
	struct arena checked;
	struct buf mended;
	cJSON *root;
	bool good;

	arena_init(&checked);
	good = json_read(s, n, &checked, &seen, e) != NULL;
	arena_fini(&checked);
	if (!good)
		return NULL;
	/* cJSON skips the mark too, but not before a text of two bytes. */
	if (n >= 3 && memcmp(s, JSON_MARK, 3) == 0) {
		s += 3;
		n -= 3;
	}
	buf_init(&mended, 3 * n + 1);
	if ((seen & ~(unsigned)JSON_DUPLICATE_KEY) != 0) {
		mend(&mended, s, n);
		s = mended.data;
		n = mended.len;
	}
	root = cJSON_ParseWithLength(s, n);
	buf_fini(&mended);
	if (root == NULL) {
		err_set(e, STATUS_INTERNAL,
			"cJSON refused a text that is "
			"well-formed JSON");
		return NULL;
	}
	if (notes != NULL)
		*notes = seen;
	return root;
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

/* A walk over tree and text side by side; the text has passed json_read. */
struct lines {
	const char *p, *end;
	int line;
};

static void
skip_to_token(struct lines *l)
{
	while (l->p < l->end && strchr(" \t\r\n,:]}\xef\xbb\xbf", *l->p)) {
		l->line += *l->p == '\n';
		l->p++;
	}
}

static void
skip_string(struct lines *l)
{
	for (l->p++; *l->p != '"'; l->p++)
		l->p += *l->p == '\\';
	l->p++;
}

static void
lines_of(struct lines *l, cJSON *node)
{
	skip_to_token(l);
	node->valueint = l->line;
	if (node->string != NULL) {
		skip_string(l);
		skip_to_token(l);
	}
	if (cJSON_IsString(node)) {
		skip_string(l);
	} else if (cJSON_IsObject(node) || cJSON_IsArray(node)) {
		l->p++;
		for (cJSON *c = node->child; c != NULL; c = c->next)
			lines_of(l, c);
	} else {
		while (l->p < l->end && !strchr(" \t\r\n,]}", *l->p))
			l->p++;
	}
}

void
json_lines(cJSON *root, const char *s, size_t n)
{
	struct lines l = { .p = s, .end = s + n, .line = 1 };

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
