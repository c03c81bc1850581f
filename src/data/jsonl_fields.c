/*
 * The plain way is a recursive descent that validates what it skips, by the
 * tokens of json_text, and gives up, without a verdict, at anything that a
 * word is to be said about; the line is then read as a tree. So it need not
 * know how odd input is treated: it only must be right on what it accepts.
 *
 * Which fields an object or array is on the way to is a set of bits, one a
 * field.
 */
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"
#include "data/json.h"
#include "data/json_text.h"
#include "data/jsonl.h"
#include "data/jsonl_parts.h"

/*
 * The scratch may move while it grows, so a string in it is an offset until
 * the line is done; NOWHERE for a value that is not in it.
 */
#define NOWHERE SIZE_MAX

struct cursor {
	struct json_text text;
	const struct jsonl_paths *paths;
	struct jsonl_value *value;
	struct buf *scratch;
	size_t offset[JSONL_FIELDS];
	unsigned values;
};

static const struct jsonl_value missing = { .number = NAN };

/* All missing, scratch empty. */
static void
clear(struct cursor *c, const struct jsonl_paths *p, struct jsonl_value *value,
      struct buf *scratch)
{
	c->paths = p;
	c->value = value;
	c->scratch = scratch;
	c->values = 0;
	buf_reset(scratch);
	for (size_t i = 0; i < p->n; i++) {
		value[i] = missing;
		c->offset[i] = NOWHERE;
	}
}

/* Offsets become pointers. */
static void
settle(struct cursor *c)
{
	for (size_t i = 0; i < c->paths->n; i++)
		if (c->offset[i] != NOWHERE)
			c->value[i].s = c->scratch->data + c->offset[i];
}

/* The number of the first of `fields`, which is taken out of them. */
static inline size_t
take_field(uint32_t *fields)
{
	size_t i = (size_t)__builtin_ctz(*fields);

	*fields &= *fields - 1;
	return i;
}

/* What is found now replaces what an earlier key of that name had. */
static inline void
put(struct cursor *c, uint32_t fields, const struct jsonl_value *v,
    size_t offset)
{
	while (fields != 0) {
		size_t i = take_field(&fields);

		c->value[i] = *v;
		c->offset[i] = offset;
	}
}

/* Of `fields`, those whose part at this level is the key. */
static uint32_t
with_key(const struct cursor *c, uint32_t fields, int depth, const char *key,
	 size_t n)
{
	uint32_t hit = 0;

	while (fields != 0) {
		size_t i = take_field(&fields);
		const struct jsonl_part *part = &c->paths->part[i][depth];

		if (part->n == n && memcmp(part->s, key, n) == 0)
			hit |= UINT32_C(1) << i;
	}
	return hit;
}

/* ... is the index. */
static uint32_t
with_index(const struct cursor *c, uint32_t fields, int depth, int64_t index)
{
	uint32_t hit = 0;

	while (fields != 0) {
		size_t i = take_field(&fields);

		if (c->paths->part[i][depth].index == index ||
		    c->paths->part[i][depth].back == 1)
			hit |= UINT32_C(1) << i;
	}
	return hit;
}

/* Of `fields`, those that end at this depth. */
static inline uint32_t
ending(const struct cursor *c, uint32_t fields, int depth)
{
	uint32_t hit = 0;

	while (fields != 0) {
		size_t i = take_field(&fields);

		if (c->paths->nparts[i] == (size_t)depth)
			hit |= UINT32_C(1) << i;
	}
	return hit;
}

static bool cross_value(struct cursor *c, uint32_t fields, int depth);

/* The key and the colon of a member; *hit: which fields it is a part of. */
static bool
cross_key(struct cursor *c, uint32_t fields, int depth, uint32_t *hit)
{
	struct buf *room = fields != 0 ? c->scratch : NULL;
	struct json_span key;

	if (json_next(&c->text) != '"' || json_span(&c->text, room, &key) != 0)
		return false;
	*hit = 0;
	if (fields != 0 && key.s != NULL) {
		*hit = with_key(c, fields, depth, key.s, key.n);
	} else if (fields != 0) {
		room->len -= key.n;
		*hit =
		    with_key(c, fields, depth, room->data + room->len, key.n);
	}
	return json_colon(&c->text) == 0;
}

static bool
cross_level(struct cursor *c, uint32_t fields, int depth)
{
	struct json_text *t = &c->text;
	char close = *t->p == '[' ? ']' : '}';
	int64_t i = 0;
	uint32_t hit;
	int rc;

	if (depth == JSON_DEPTH)
		return false;
	t->p++;
	for (rc = json_next(t) != close; rc > 0; rc = json_more(t, close)) {
		if (close == ']')
			hit = with_index(c, fields, depth, i++);
		else if (!cross_key(c, fields, depth, &hit))
			return false;
		put(c, hit, &missing, NOWHERE);
		if (!cross_value(c, hit, depth + 1))
			return false;
	}
	t->p += rc == 0;
	return rc == 0;
}

static bool
cross_text(struct cursor *c, uint32_t here)
{
	struct jsonl_value v = { .kind = JSONL_STRING, .number = NAN };
	size_t offset = c->scratch->len;
	struct json_span text;

	v.raw = c->text.p + 1;

	if (json_span(&c->text, here != 0 ? c->scratch : NULL, &text) != 0)
		return false;
	v.s = text.s;
	v.n = text.n;
	v.raw_n = (size_t)(c->text.p - v.raw) - 1;
	put(c, here, &v, text.s == NULL ? offset : NOWHERE);
	return true;
}

/* What a scalar is to us. */
static enum jsonl_kind
kind_of(int type)
{
	switch (type) {
	case cJSON_NULL:
		return JSONL_NULL;
	case cJSON_False:
		return JSONL_FALSE;
	case cJSON_True:
		return JSONL_TRUE;
	case cJSON_Number:
		return JSONL_NUMBER;
	case cJSON_String:
		return JSONL_STRING;
	default:
		return JSONL_OTHER;
	}
}

static bool
cross_scalar(struct cursor *c, uint32_t here, char first)
{
	struct jsonl_value v = missing;
	int type;

	if (first == '-' || utf8_digit(first)) {
		v.kind = JSONL_NUMBER;
		if (json_number(&c->text, here != 0 ? &v.number : NULL) != 0)
			return false;
	} else {
		type = json_word(&c->text);
		if (type < 0)
			return false;
		v.kind = kind_of(type);
	}
	put(c, here, &v, NOWHERE);
	return true;
}

/* A value `depth` parts down the paths of `fields`. */
static bool
cross_value(struct cursor *c, uint32_t fields, int depth)
{
	uint32_t here = fields == 0 ? 0 : ending(c, fields, depth);
	struct jsonl_value v = { .kind = JSONL_OTHER, .number = NAN };
	char first = json_next(&c->text);

	if (c->text.p == c->text.end || ++c->values > JSON_VALUES)
		return false;
	if (first == '"')
		return cross_text(c, here);
	if (first != '{' && first != '[')
		return cross_scalar(c, here, first);
	if ((here & c->paths->join) != 0)
		return false;
	put(c, here, &v, NOWHERE);
	return cross_level(c, fields & ~here, depth);
}

size_t
jsonl_plain(const struct jsonl_paths *p, const char *s, size_t n,
	    struct jsonl_value *value, struct buf *scratch)
{
	uint32_t all = (uint32_t)((UINT64_C(1) << p->n) - 1);
	struct cursor c;

	c.text = (struct json_text){
		.start = s, .p = s, .end = s + n, .one_line = true
	};
	clear(&c, p, value, scratch);
	if (p->cautious || !cross_value(&c, all, 0))
		return 0;
	json_next(&c.text);
	if ((c.text.p < c.text.end && *c.text.p != '\n') || c.text.notes != 0 ||
	    buf_failed(scratch))
		return 0;
	settle(&c);
	return (size_t)(c.text.p - s);
}

/* "user" is "human" in ShareGPT's words. */
bool
jsonl_role_is(const char *word, const char *role, size_t n)
{
	static const char *const also[][2] = { { "user", "human" },
					       { "assistant", "gpt" } };

	for (size_t i = 0; i < 2; i++)
		if (strcmp(word, also[i][1]) == 0)
			word = also[i][0];
	return strlen(word) == n && memcmp(word, role, n) == 0;
}

static bool
has_role(const cJSON *o, const struct jsonl_part *part)
{
	const cJSON *in = json_get(o, "message");
	const char *word = json_text(o, "role");

	if (word == NULL)
		word = json_text(o, "from");
	if (word == NULL) /* a node of a tree */
		word = json_text(json_get(in, "author"), "role");
	in = json_at(json_get(o, "versions"), 0);
	if (word == NULL) /* a message that may have been written again */
		word = json_text(in, "role");
	return word != NULL && jsonl_role_is(word, part->s + 1, part->n - 1);
}

static const cJSON *
last_of_role(const cJSON *list, const struct jsonl_part *part)
{
	const cJSON *last = NULL;

	for (const cJSON *m = list->child; m != NULL; m = m->next)
		if (has_role(m, part))
			last = m;
	return last;
}

/*
 * Messages by their ids, each of which names the one that it follows: answers
 * that were made again hang beside the shown ones, which end at the member of
 * `around` that is the current one.
 */
static const cJSON *
last_of_thread(const cJSON *around, const cJSON *messages,
	       const struct jsonl_part *part)
{
	const char *id = json_text(around, "current_node");
	const cJSON *m;

	if (id == NULL)
		id = json_text(around, "currentId");
	if (id == NULL)
		return last_of_role(messages, part);
	for (int left = cJSON_GetArraySize(messages); id != NULL && left > 0;
	     left--) {
		m = json_get(messages, id);
		if (m == NULL || has_role(m, part))
			return m;
		id = json_text(m, "parent");
		if (id == NULL)
			id = json_text(m, "parentId");
	}
	return NULL;
}

/* The member that counts, null included. */
static const cJSON *
member(const cJSON *around, const cJSON *o, const struct jsonl_part *part)
{
	const cJSON *last = NULL;

	if (cJSON_IsArray(o) && part->role)
		return last_of_role(o, part);
	if (cJSON_IsArray(o) && part->back > 0)
		return cJSON_GetArrayItem(o, cJSON_GetArraySize(o) -
						 (int)part->back);
	if (cJSON_IsArray(o))
		return part->index < 0 || part->index > INT32_MAX
			   ? NULL
			   : cJSON_GetArrayItem(o, (int)part->index);
	if (!cJSON_IsObject(o))
		return NULL;
	for (const cJSON *m = o->child; m != NULL; m = m->next)
		if (strlen(m->string) == part->n &&
		    memcmp(m->string, part->s, part->n) == 0)
			last = m;
	return last == NULL && part->role ? last_of_thread(around, o, part)
					  : last;
}

static void
take(struct jsonl_value *v, size_t *offset, const cJSON *node, bool join,
     struct buf *scratch)
{
	size_t from = scratch->len;

	if (node == NULL)
		return;
	if (join && cJSON_IsArray(node) && jsonl_parts_join(node, scratch)) {
		v->kind = JSONL_STRING;
		v->n = scratch->len - from;
		*offset = from;
		buf_putc(scratch, '\0');
		return;
	}
	v->kind = kind_of(node->type);
	if (v->kind == JSONL_NUMBER)
		v->number = node->valuedouble;
	if (v->kind != JSONL_STRING)
		return;
	v->n = strlen(node->valuestring);
	*offset = scratch->len;
	buf_add(scratch, node->valuestring, v->n);
	buf_putc(scratch, '\0');
}

int
jsonl_fields_tree(const struct jsonl_paths *p, const char *s, size_t n,
		  struct jsonl_value *value, struct buf *scratch,
		  unsigned *notes, struct err *e)
{
	const cJSON *root, *node, *around, *next;
	struct arena a;
	struct cursor c;
	int rc = -1;

	arena_init(&a);
	clear(&c, p, value, scratch);
	root = json_read(s, n, &a, notes, e);
	if (root == NULL)
		goto out;
	for (size_t i = 0; i < p->n; i++) {
		node = around = root;
		for (size_t k = 0; k < p->nparts[i]; k++) {
			next = member(around, node, &p->part[i][k]);
			around = node;
			node = next;
		}
		take(&value[i], &c.offset[i], node, (p->join >> i & 1) != 0,
		     scratch);
	}
	if (buf_failed(scratch)) {
		err_set(e, STATUS_INPUT, "its fields take more than %zu bytes",
			scratch->max);
		goto out;
	}
	settle(&c);
	rc = 0;
out:
	arena_fini(&a);
	return rc;
}

int
jsonl_fields(const struct jsonl_paths *p, const char *s, size_t n,
	     struct jsonl_value *value, struct buf *scratch, unsigned *notes,
	     struct err *e)
{
	if (n == 0 || jsonl_plain(p, s, n, value, scratch) != n)
		return jsonl_fields_tree(p, s, n, value, scratch, notes, e);
	*notes = 0;
	return 0;
}

int
jsonl_first(const struct jsonl_paths *p, const char *s, size_t n, size_t *len,
	    struct jsonl_value *value, struct buf *scratch, unsigned *notes,
	    struct err *e)
{
	const char *stop;

	*notes = 0;
	*len = jsonl_plain(p, s, n, value, scratch);
	if (*len > 0)
		return 1;
	stop = memchr(s, '\n', n);
	*len = stop == NULL ? n : (size_t)(stop - s);
	if (jsonl_blank(s, *len))
		return 0;
	return jsonl_fields_tree(p, s, *len, value, scratch, notes, e) == 0
		   ? 1
		   : -1;
}
