/*
 * One walk that both checks and builds. The grammar is that of RFC 8259 to the
 * letter: cJSON lets control characters through, stops at 63 digits and has no
 * positions for its errors; and it builds the same tree (with cJSON_Delete) in
 * ten times the instructions, see METHOD.md.
 */
#include <limits.h>
#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"
#include "data/json.h"
#include "data/json_text.h"

struct reader {
	struct json_text text;
	int depth;
	uint32_t values;
	bool alike; /* two keys of an object may be the same */
};

static inline cJSON *
new_node(const struct json_text *t)
{
	return memset(json_room(t, sizeof(cJSON)), 0, sizeof(cJSON));
}

/* A bit for what a key begins with: most objects have each but once. */
static uint64_t
key_bit(const char *key)
{
	unsigned a = (unsigned char)key[0];

	return UINT64_C(1) << ((a == 0 ? 0 : 33 * a + (unsigned char)key[1]) &
			       63);
}

/* A member's key and its colon. */
static int
key(struct reader *r, cJSON *member, uint64_t *seen)
{
	struct json_text *t = &r->text;
	uint64_t bit;

	if (json_next(t) != '"')
		return json_unexpected(t, "a key in double quotes");
	member->string = json_string(t);
	if (member->string == NULL)
		return -1;
	bit = key_bit(member->string);
	r->alike = r->alike || (*seen & bit) != 0;
	*seen |= bit;
	return json_colon(t);
}

static int value(struct reader *r, cJSON *node);

/* The depth is bounded, and with it our stack. */
static int
level(struct reader *r, cJSON *node)
{
	struct json_text *t = &r->text;
	bool object = *t->p == '{';
	char close = object ? '}' : ']';
	cJSON *last = NULL;
	uint64_t seen = 0;
	int rc;

	if (r->depth == JSON_DEPTH)
		return json_refused(t, "nested deeper than 64 levels");
	r->depth++;
	t->p++;
	node->type = object ? cJSON_Object : cJSON_Array;
	for (rc = json_next(t) != close; rc > 0; rc = json_more(t, close)) {
		cJSON *c = new_node(t);

		/* Linked at once: who refuses deletes the tree so far. */
		if (last == NULL)
			node->child = c;
		else
			last->next = c;
		c->prev = last;
		last = c;
		if (object && key(r, c, &seen) != 0)
			return -1;
		if (value(r, c) != 0)
			return -1;
	}
	if (rc < 0)
		return -1;
	if (last != NULL)
		node->child->prev = last; /* as cJSON has it */
	t->p++;
	r->depth--;
	return 0;
}

static int
number(struct json_text *t, cJSON *node)
{
	double x = 0;

	if (json_number(t, &x) != 0)
		return -1;
	node->type = cJSON_Number;
	node->valuedouble = x;
	/* cJSON's own; only what prints and changes trees looks at it. */
	node->valueint = x >= INT_MAX   ? INT_MAX
			 : x <= INT_MIN ? INT_MIN
					: (int)x;
	return 0;
}

static int
value(struct reader *r, cJSON *node)
{
	struct json_text *t = &r->text;
	char b = json_next(t);
	int word;

	if (t->p == t->end)
		return json_unexpected(t, "a value");
	if (++r->values > JSON_VALUES)
		return json_refused(t, "more than 1,048,576 values");
	if (b == '"') {
		node->type = cJSON_String;
		node->valuestring = json_string(t);
		return node->valuestring == NULL ? -1 : 0;
	}
	if (b == '{' || b == '[')
		return level(r, node);
	if (b == '-' || utf8_digit(b))
		return number(t, node);
	word = json_word(t);
	if (word < 0)
		return -1;
	node->type = word;
	node->valueint = word == cJSON_True;
	return 0;
}

/* The tree in the arena, or for cJSON_Delete; of all of s when taken is NULL.
 */
static cJSON *
build(const char *s, size_t n, struct arena *a, unsigned *notes, size_t *taken,
      struct err *e)
{
	struct reader r = {
		.text = { .start = s,
			  .p = s,
			  .end = s + n,
			  .arena = a,
			  .e = e },
	};
	struct json_text *t = &r.text;
	cJSON *root = new_node(t);

	if (n >= 3 && memcmp(s, JSON_MARK, 3) == 0)
		t->p += 3;
	if (value(&r, root) != 0)
		goto fail;
	json_next(t);
	if (taken != NULL) {
		*taken = (size_t)(t->p - s);
	} else if (t->p < t->end) {
		json_unexpected(t, "nothing after the value");
		goto fail;
	}
	if (r.alike && json_duplicate(root) != NULL)
		t->notes |= JSON_DUPLICATE_KEY;
	*notes = t->notes;
	return root;
fail:
	if (a == NULL)
		cJSON_Delete(root);
	return NULL;
}

const cJSON *
json_read(const char *s, size_t n, struct arena *a, unsigned *notes,
	  struct err *e)
{
	return build(s, n, a, notes, NULL, e);
}

const cJSON *
json_read_first(const char *s, size_t n, struct arena *a, unsigned *notes,
		size_t *taken, struct err *e)
{
	return build(s, n, a, notes, taken, e);
}

cJSON *
json_parse(const char *s, size_t n, unsigned *notes, struct err *e)
{
	unsigned unasked;

	return build(s, n, NULL, notes != NULL ? notes : &unasked, NULL, e);
}
